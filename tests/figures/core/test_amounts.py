"""This file tests sums of money over several currencies."""

from datetime import date, timedelta

import pytest

from pmtui.figures.core.amounts import (
    NO_AMOUNT,
    Amount,
    PostingRates,
    amount_of,
    difference,
    in_currency,
    rates_at,
    share_percent,
    total_of,
)
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.entities.entity import Money
from pmtui.model.entities.policy import Rate
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


def test_a_rate_holds_from_its_own_day_and_of_one_day_the_later_row() -> None:
    at = a_workspace(a_rate("GBP", "1.10", TODAY))
    assert "GBP" in rates_at(at, TODAY).worth
    assert "GBP" not in rates_at(at, TODAY - timedelta(days=1)).worth
    older = a_rate("GBP", "1.10", TODAY - timedelta(days=1))
    assert (
        str(rates_at(a_workspace(a_rate("GBP", "1.2", TODAY), older), TODAY).worth["GBP"]) == "1.2"
    )
    corrected = Rate(id=9_999_999, currency="GBP", rate="1.3", at=TODAY)
    both = a_workspace(a_rate("GBP", "1.2", TODAY), corrected)
    assert str(rates_at(both, TODAY).worth["GBP"]) == "1.3"


def test_a_sum_of_sums_counts_all_and_is_undefined_where_one_is() -> None:
    ten, pounds = amount_of([eur(10)], 2, NO_RATES), amount_of([POUNDS], 3, NO_RATES)
    assert total_of([ten, ten], NO_RATES) == Amount((eur(20),), 4, eur(20), "")
    unknown = amount_of([POUNDS, eur(1)], 2, NO_RATES)
    assert total_of([unknown, NO_AMOUNT], NO_RATES) is unknown
    mixed = total_of([ten, pounds], NO_RATES)
    assert (mixed.value, mixed.counted, mixed.reason) == (None, 5, "no rate from GBP to EUR")
    lost = Amount((eur(1),), 1, None, "lost")
    told = total_of([ten, lost], NO_RATES)
    assert (told.parts, told.counted, told.value, told.reason) == ((eur(11),), 3, None, "lost")
    without = total_of([ten, lost, pounds], NO_RATES)
    assert (without.value, without.reason) == (None, "no rate from GBP to EUR")


def test_a_difference_counts_the_figures_of_both_and_names_the_side_that_is_unknown() -> None:
    ten, four = amount_of([eur(10)], 2, RATES), amount_of([eur(4)], 3, RATES)
    assert difference(ten, four, RATES).counted == 5
    assert difference(ten, Amount(reason="lost"), RATES).reason == "lost"


@pytest.mark.parametrize(("part", "percent"), [(POUNDS, 120), (Money(1_00, "GBP"), 1)])
def test_a_share_over_two_currencies_is_of_what_both_are_worth(part: Money, percent: int) -> None:
    whole = amount_of([eur(100)], 1, RATES)
    assert share_percent(amount_of([part], 1, RATES), whole, RATES) == percent


def test_nothing_has_a_share_in_what_is_unknown_or_below_nought() -> None:
    one = amount_of([eur(1)], 1, RATES)
    for whole in (NO_AMOUNT, amount_of([eur(-5)], 1, RATES)):
        assert share_percent(one, whole, RATES) is None
    assert share_percent(NO_AMOUNT, one, RATES) is None
    assert share_percent(one, amount_of([Money(1, "EUR")], 1, RATES), RATES) == 10_000


def an_entry(number: int, amount: Money, days_ago: int = 0) -> LedgerEntry:
    day = TODAY - timedelta(days=days_ago)
    return LedgerEntry(id=number, title=f"{number}", posted=day, amount=amount)


POSTED = PostingRates(
    a_workspace(a_rate("GBP", "1.20", TODAY), a_rate("GBP", "1.50", TODAY - timedelta(days=9)))
)


def test_what_was_posted_is_worth_what_it_was_on_its_day() -> None:
    assert POSTED.worth(an_entry(1, POUNDS)) == eur(120)
    assert POSTED.worth(an_entry(1, POUNDS, 1)) == eur(150)
    assert POSTED.worth(an_entry(1, POUNDS, 10)) is None
    assert POSTED.worth(an_entry(1, eur(120)), "GBP") == POUNDS
    assert POSTED.on(TODAY) is POSTED.on(TODAY)


def test_entries_add_up_in_the_base_currency_each_at_the_rate_of_its_day() -> None:
    entries = [an_entry(1, POUNDS), an_entry(2, POUNDS, 1), an_entry(3, eur(-20))]
    assert POSTED.total(entries) == Amount((eur(250),), 3, eur(250), "")
    assert [worth for _, worth in POSTED.amounts(entries)] == [eur(120), eur(150), eur(-20)]


def test_entries_without_a_rate_add_up_in_their_own_currency_or_not_at_all() -> None:
    own = [an_entry(1, POUNDS, 10), an_entry(2, POUNDS)]
    pounds = Money(200_00, "GBP")
    assert POSTED.total(own) == Amount((pounds,), 2, pounds, "")
    assert [worth for _, worth in POSTED.amounts(own)] == [POUNDS, POUNDS]
    mixed = [*own, an_entry(3, eur(1))]
    told = POSTED.total(mixed)
    assert (told.value, told.counted, told.parts) == (None, 3, (eur(1), pounds))
    assert told.reason == "no rate from GBP to EUR on 2026-11-13"
    assert POSTED.amounts(mixed) == []


def test_no_entry_is_no_sum() -> None:
    assert POSTED.total(()) == NO_AMOUNT
    assert POSTED.amounts(()) == []
