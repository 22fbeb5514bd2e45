"""This file tests internal rates of return: every one there is, and none that is not."""

from decimal import Context, Decimal, localcontext
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.business_case.modified_return import modified_rate
from pmtui.figures.business_case.rates_of_return import internal_rates
from pmtui.model.benefits.discount_rates import discount_factors, rate_steps

_FLOWS = st.lists(st.integers(-(10**10), 10**10), min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("net", "rates"),
    [
        ((-250000, 100000, 150000, 200000, 250000, 300000), "0.567230"),
        ((-150000, 15000, 25000, 35000, 45000, 60000), "0.052433"),
        ((-100, 0, 0, 74), "-0.095496"),
        ((-100, 39, 59, 55, 20), "0.280948"),
        ((-100, 100, 0, -7), "-0.678894 -0.083300"),
        ((-100, 100, 0, 7), "0.062058"),
        ((-50, 105, 10, -80, 10), "-0.870201 0.088598 0.709560"),
        ((-70000, 12000, 15000, 18000, 21000), "-0.021245"),
        ((-70000, 12000, 15000, 18000, 21000, 26000), "0.086631"),
        ((0, 0, -100, 120, 0), "0.200000"),
        ((1, -2, 1), "0.000000"),
        ((6, -11, 6, -1), "-0.666667 -0.500000 0.000000"),
        ((100, 200, 300), ""),
        ((-5, -5), ""),
        ((), ""),
        ((0, 0), ""),
        ((1, -1, 1), ""),
    ],
)
def test_flows_have_the_rates_that_are_published_or_worked_out(
    net: tuple[int, ...], rates: str
) -> None:
    assert " ".join(f"{rate:.6f}" for rate in internal_rates(net)) == rates


def _worth(net: list[int], rate: Decimal, digits: int = 60) -> Decimal:
    with localcontext(Context(prec=digits)):
        factor, worth = 1 / (1 + rate), Decimal(0)
        for amount in reversed(net):
            worth = worth * factor + amount
        return worth


@given(net=_FLOWS)
def test_at_each_rate_the_flows_are_worth_nothing(net: list[int]) -> None:
    allowed = Decimal("1e-9") * sum(map(abs, net))
    for rate in internal_rates(net):
        assert rate > -1
        assert abs(_worth(net, rate, 2000)) <= allowed


def _scanned(net: list[int], low: Decimal, high: Decimal, steps: int) -> int:
    """How often the worth changes its sign over steps of equal ratio of 1 + rate."""
    ratio = (high / low) ** (1 / Decimal(steps))
    worths = [_worth(net, low * ratio**step - 1) for step in range(steps + 1)]
    signs = [worth > 0 for worth in worths if worth]
    return sum(before != after for before, after in pairwise(signs))


@given(net=st.lists(st.integers(-30, 30), min_size=2, max_size=7))
def test_a_scan_over_the_rates_changes_its_sign_as_often_as_there_are_rates(
    net: list[int],
) -> None:
    rates = internal_rates(net)
    bounds = [1 + rate for rate in rates]
    low, high = Decimal("0.001"), Decimal(1000)
    assert all(low < bound < high for bound in bounds)
    apart = all(after / before > Decimal("1.05") for before, after in pairwise(bounds))
    scanned = _scanned(net, low, high, 300)
    assert scanned <= len(rates)
    if apart and not _touches(net, rates):
        assert scanned == len(rates)


def _touches(net: list[int], rates: tuple[Decimal, ...]) -> bool:
    """Whether the worth is nothing at a rate and has the same sign on both sides of it."""
    step = Decimal("1e-12")
    return any(
        (_worth(net, rate - step * (1 + rate)) > 0) == (_worth(net, rate + step * (1 + rate)) > 0)
        for rate in rates
    )


@given(net=_FLOWS, factor=st.integers(1, 10**6))
def test_rates_do_not_hang_on_the_unit_of_money(net: list[int], factor: int) -> None:
    pairs = zip(internal_rates(net), internal_rates([a * factor for a in net]), strict=True)
    assert all(abs(a - b) <= Decimal("1e-20") * (1 + abs(a)) for a, b in pairs)


def test_the_modified_rate_is_as_published() -> None:
    def modified(net: tuple[int, ...], finance: str, reinvested: str) -> str:
        rates = (discount_factors(rate_steps(rate), 1, len(net)) for rate in (finance, reinvested))
        return f"{modified_rate(net, *rates).value:.6f}"

    assert (
        modified((-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000), "8", "5.5") == "0.066597"
    )
    assert modified((-120000, 39000, 30000, 21000, 37000, 46000), "10", "12") == "0.126094"


def test_flows_in_one_direction_have_no_modified_rate() -> None:
    ones = (Decimal(1),) * 3
    assert "money paid out" in modified_rate((1, 2, 3), ones, ones).reason
    assert modified_rate((-5,), ones, ones).value is None
