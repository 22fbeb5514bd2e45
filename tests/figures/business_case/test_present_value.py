"""This file tests what flows are worth today: worked examples WE-23 and WE-24, and laws."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.business_case.flows import Flow, costs_and_benefits, net_flows
from pmtui.figures.business_case.payback import payback
from pmtui.figures.business_case.present_value import (
    benefit_cost_ratio,
    net_present_value,
    present_value,
    profitability_index,
    return_on_investment,
)
from pmtui.model.benefits.discount_rates import discount_factors, rate_steps

TEN = discount_factors(rate_steps("10"), 1, 40)
FLOWS = (Flow(0, cost=100), Flow(1, benefit=39), Flow(2, benefit=59), Flow(3, benefit=55),
         Flow(4, benefit=20))  # fmt: skip
NET = net_flows(FLOWS)
_AMOUNTS = st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=30)


def _shown(value: Decimal | None, places: int = 3) -> str:
    return "none" if value is None else f"{value:.{places}f}"


def test_the_first_flow_is_todays_and_is_not_discounted() -> None:
    factors = discount_factors(rate_steps("5"), 1, 5)
    net = (-15000, 1500, 2500, 3500, 4500, 6000)
    assert _shown(net_present_value(net, factors).value, 2) == "122.89"
    excel = (-10000, 3000, 4200, 6800)
    assert _shown(net_present_value(excel, TEN).value, 2) == "1307.29"
    assert _shown(net_present_value((0, *excel), TEN).value, 2) == "1188.44"


def test_one_flow_has_every_metric_that_was_worked_out_for_it() -> None:
    costs, benefits = costs_and_benefits(FLOWS)
    assert _shown(net_present_value(NET, TEN).value) == "39.197"
    assert _shown(present_value(benefits, TEN)) == "139.197"
    assert _shown(benefit_cost_ratio(costs, benefits, TEN).value) == "1.392"
    assert _shown(profitability_index(NET, TEN).value) == "1.392"
    assert _shown(payback(NET).value) == "2.036"
    assert _shown(payback(NET, TEN).value) == "2.382"
    assert _shown(return_on_investment(costs, benefits).value, 2) == "0.73"


def test_flows_of_one_period_add_up() -> None:
    flows = (Flow(1, cost=5), Flow(1, benefit=9), Flow(3, cost=2))
    assert net_flows(flows) == (0, 4, 0, -2)
    assert costs_and_benefits(flows) == ((0, 5, 0, 2), (0, 9, 0, 0))


def test_what_cannot_be_worked_out_says_why() -> None:
    assert net_present_value((), TEN).reason == "it has no flows"
    assert benefit_cost_ratio((0, 0), (0, 5), TEN).reason == "it costs nothing"
    assert return_on_investment((0,), (5,)).reason == "it costs nothing"
    assert profitability_index((0, -5, 9), TEN).reason == "nothing is paid out in period 0"
    assert payback((5, 5)).reason == "nothing is paid out"
    assert payback(()).reason == "it has no flows"
    assert payback((-5, 2)).reason == "it does not pay back within its flows"


def test_what_falls_below_nothing_again_has_paid_back_only_after_that() -> None:
    assert payback((-10, 20, -20, 40)).value == Decimal("2.25")


@given(net=_AMOUNTS, other=_AMOUNTS)
def test_the_worth_of_flows_side_by_side_is_the_sum_of_their_worths(
    net: list[int], other: list[int]
) -> None:
    length = max(len(net), len(other))
    first, second = (row + [0] * (length - len(row)) for row in (net, other))
    both = [a + b for a, b in zip(first, second, strict=True)]
    apart = present_value(first, TEN) + present_value(second, TEN)
    assert abs(present_value(both, TEN) - apart) < Decimal("1e-6")


@given(net=_AMOUNTS)
def test_at_a_rate_of_nothing_the_worth_is_the_plain_sum(net: list[int]) -> None:
    factors = discount_factors(rate_steps("0"), 1, len(net))
    assert net_present_value(net, factors).value == sum(net)


@given(net=_AMOUNTS)
def test_the_balance_at_the_payback_is_nothing(net: list[int]) -> None:
    answer = payback(net)
    if answer.value is None:
        assert answer.reason
        return
    whole, part = int(answer.value), Fraction(answer.value) % 1
    following = net[whole + 1] if whole + 1 < len(net) else 0
    balance = sum(net[: whole + 1]) + part * following
    assert abs(balance) <= Fraction(1, 10**30) * sum(map(abs, net))


@pytest.mark.parametrize("per_year", [1, 4, 12])
def test_a_longer_wait_makes_a_gain_worth_less(per_year: int) -> None:
    factors = discount_factors(rate_steps("3.5 to 30, 3 to 75, 2.5"), per_year, 80 * per_year)
    assert all(later < sooner for sooner, later in pairwise(factors))
