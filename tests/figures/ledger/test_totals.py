"""This file tests that entries added up by what they share come to what they do all together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.ledger.totals import GROUPS, GroupBy, ledger_total, ledger_totals
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_rate, a_workspace, eur, id_of
from tests.figures.ledger.entries import a_party, an_entry

OCTOBER = date(2026, 10, 30)
"""A day on which a pound was worth 1.20 euros."""
NOVEMBER = date(2026, 11, 16)
"""A day on which it was worth 1.50."""


def a_ledger(*entries: LedgerEntry) -> Workspace:
    return a_workspace(
        a_project("P-1"),
        a_project("P-2"),
        a_party("Y-1", "Nordhost"),
        a_party("Y-2", "Paylane"),
        a_rate("GBP", "1.2", date(2026, 1, 1)),
        a_rate("GBP", "1.5", date(2026, 11, 1)),
        *entries,
    )


ENTRIES = (
    an_entry("LE-1", eur(700), party="Y-1", posted=OCTOBER, category="hosting"),
    an_entry("LE-2", Money(100_00, "GBP"), party="Y-2", posted=OCTOBER, category="licences"),
    an_entry("LE-3", Money(100_00, "GBP"), party="Y-2", posted=NOVEMBER, category="licences"),
    an_entry("LE-4", eur(-60), party="Y-1", posted=NOVEMBER, category="hosting"),
    an_entry("LE-5", eur(5), into="P-2", posted=date(2027, 1, 4)),
)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("party", [("Nordhost", 2, 640), ("Paylane", 2, 270), ("", 1, 5)]),
        ("category", [("hosting", 2, 640), ("licences", 2, 270), ("", 1, 5)]),
        ("component", [("project P-1", 4, 910), ("project P-2", 1, 5)]),
        ("month", [("2026-10", 2, 820), ("2026-11", 2, 90), ("2027-01", 1, 5)]),
        ("quarter", [("2026 Q4", 4, 910), ("2027 Q1", 1, 5)]),
        ("year", [("2026", 4, 910), ("2027", 1, 5)]),
    ],
)
def test_entries_are_added_up_at_the_rate_of_their_day(
    by: GroupBy, expected: list[tuple[str, int, int]]
) -> None:
    totals = ledger_totals(a_ledger(*ENTRIES), ENTRIES, by)
    assert [(total.name, total.count, total.amount.value) for total in totals] == [
        (name, count, eur(amount)) for name, count, amount in expected
    ]


def test_a_currency_without_a_rate_leaves_its_group_undefined_and_says_why() -> None:
    dollars = an_entry("LE-6", Money(5_00, "USD"), party="Y-1")
    entries = (*ENTRIES, dollars)
    by_name = {total.name: total for total in ledger_totals(a_ledger(*entries), entries, "party")}
    assert by_name["Nordhost"].amount.value is None
    assert by_name["Nordhost"].amount.reason == "no rate from USD to EUR on 2026-11-23"
    assert by_name["Paylane"].amount.value == eur(270)


_ENTRIES = st.lists(
    st.tuples(
        st.integers(-(10**9), 10**9),
        st.sampled_from(("EUR", "GBP")),
        st.sampled_from(("", "Y-1", "Y-2")),
        st.sampled_from(("", "hosting", "labour")),
        st.sampled_from(("P-1", "P-2")),
        st.integers(0, 900),
    ),
    max_size=12,
)


@given(_ENTRIES, st.sampled_from(GROUPS))
def test_groups_come_to_exactly_what_all_entries_do(
    drawn: list[tuple[int, str, str, str, str, int]], by: GroupBy
) -> None:
    entries = [
        an_entry(
            f"LE-{at}", Money(amount, currency), party=party, category=category, into=into,
            posted=date(2026, 1, 1) + timedelta(days),
        )
        for at, (amount, currency, party, category, into, days) in enumerate(drawn, 1)
    ]  # fmt: skip
    workspace = a_ledger(*entries)
    totals = ledger_totals(workspace, entries, by)
    whole = ledger_total(workspace, entries)
    assert sum(total.count for total in totals) == len(entries) == whole.counted
    values = [total.amount.value for total in totals]
    assert sum(value.amount for value in values if value is not None) == (
        whole.value.amount if whole.value is not None else 0
    )
    assert all(value is not None and value.currency == "EUR" for value in values)
    assert id_of("P-1") in workspace.components
