"""This file tests sums of money over several currencies."""

from datetime import date

from pmtui.figures.core.amounts import (
    NO_AMOUNT,
    amount_of,
    difference,
    in_currency,
    rates_at,
    share_percent,
    total_of,
)
from pmtui.model.entities.entity import Money
from tests.conftest import TODAY, a_rate, a_workspace, eur

POUNDS = Money(100_00, "GBP")
NO_RATES = rates_at(a_workspace(), TODAY)
RATES = rates_at(a_workspace(a_rate("GBP", "1.20")), TODAY)


def test_amounts_of_one_currency_add_up_in_it() -> None:
    total = amount_of([POUNDS, POUNDS], 2, NO_RATES)
    assert total.value == Money(200_00, "GBP")
    assert (total.counted, total.reason) == (2, "")


def test_amounts_of_two_currencies_add_up_in_the_base_currency() -> None:
    total = amount_of([POUNDS, eur(30)], 2, RATES)
    assert total.value == eur(150)
    assert total.parts == (eur(30), POUNDS)


def test_a_sum_without_a_rate_is_undefined_and_says_so() -> None:
    total = amount_of([POUNDS, eur(30)], 2, NO_RATES)
    assert total.value is None
    assert total.reason == "no rate from GBP to EUR"


def test_a_sum_of_nothing_is_undefined() -> None:
    assert amount_of([], 0, RATES) == NO_AMOUNT
    assert total_of([NO_AMOUNT, NO_AMOUNT], RATES).value is None


def test_a_sum_too_large_to_keep_exact_is_undefined() -> None:
    huge = Money((1 << 53) - 1, "GBP")
    assert amount_of([huge, eur(1)], 2, RATES).value is None


def test_the_newest_rate_up_to_today_holds() -> None:
    workspace = a_workspace(
        a_rate("GBP", "1.10", date(2026, 1, 1)),
        a_rate("GBP", "1.25", date(2026, 6, 1)),
        a_rate("GBP", "9.99", date(2026, 12, 1)),
        a_rate("USD", "not a number"),
    )
    rates = rates_at(workspace, TODAY)
    assert str(rates.worth["GBP"]) == "1.25"
    assert "USD" not in rates.worth


def test_a_difference_needs_both_sides() -> None:
    ten, four = amount_of([eur(10)], 1, RATES), amount_of([eur(4)], 1, RATES)
    assert difference(ten, four, RATES).value == eur(6)
    assert difference(ten, NO_AMOUNT, RATES).value is None


def test_a_share_is_rounded_half_up_and_undefined_of_nothing() -> None:
    whole = amount_of([eur(200)], 1, RATES)
    assert share_percent(amount_of([eur(25)], 1, RATES), whole, RATES) == 13
    assert share_percent(amount_of([eur(-25)], 1, RATES), whole, RATES) == -12
    assert share_percent(amount_of([POUNDS], 1, RATES), whole, RATES) == 60
    assert share_percent(whole, amount_of([eur(0)], 1, RATES), RATES) is None
    assert share_percent(amount_of([POUNDS], 1, NO_RATES), whole, NO_RATES) is None


def test_an_amount_in_another_currency_needs_both_rates() -> None:
    assert in_currency(POUNDS, "EUR", RATES) == eur(120)
    assert in_currency(eur(120), "GBP", RATES) == POUNDS
    assert in_currency(POUNDS, "GBP", NO_RATES) == POUNDS
    assert in_currency(POUNDS, "EUR", NO_RATES) is None
    assert in_currency(eur(1), "GBP", NO_RATES) is None


def test_a_rate_of_nothing_is_no_rate() -> None:
    for text in ("0", "-1", "NaN", "Infinity"):
        assert "GBP" not in rates_at(a_workspace(a_rate("GBP", text)), TODAY).worth
