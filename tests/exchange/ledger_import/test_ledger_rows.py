"""This file tests that entries of the books come in again and again, in any order, once each."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.import_plan import ImportPlan
from pmtui.model.changes.ops import apply
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.costing.parties import Party
from pmtui.model.costing.periods import AccountingPeriod
from pmtui.model.merging.outcome import ALREADY, Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_rate, a_workspace, id_of
from tests.exchange.tables.made import planned
from tests.figures.ledger.entries import a_party

HEAD = (
    "Posting date,Document date,Supplier,Document number,Line,Description,Project,Amount,"
    "Currency,Account\n"
)
RACK = "2026-10-30,2026-10-28,V-7,N-1,1,Rack,P-1,700.00,EUR,hosting\n"
NOTE = "2026-11-16,2026-11-13,V-7,N-2,1,Rack came broken,P-1,-60.00,EUR,hosting\n"
TRAVEL = "2026-11-17,,,JE-1,1,Travel,P-2,31.50,GBP,travel\n"


def a_store(*parts: Any) -> Workspace:
    return a_workspace(
        a_project("P-1"), a_project("P-2"), a_party("Y-1", "Nordhost"),
        a_rate("GBP", "1.2", date(2026, 1, 1)), *parts,
    )  # fmt: skip


def book(workspace: Workspace) -> set[tuple[Any, ...]]:
    """What the ledger holds, without keys and ids."""
    parties, components = workspace.rows_of(Party), workspace.components
    return {
        (
            entry.title, parties[entry.party].name if entry.party else "", entry.document,
            entry.line, entry.posted, entry.dated, entry.amount, entry.category,
            components[entry.component].key,
        )
        for entry in workspace.rows_of(LedgerEntry).values()
    }  # fmt: skip


def brought_in(workspace: Workspace, text: str, start: int = 0) -> Workspace:
    return committed(planned(text, None, workspace, start=start), workspace)


def committed(plan: ImportPlan, workspace: Workspace) -> Workspace:
    """The workspace after an import, with what it remembers of the table."""
    ops = settle(workspace, plan.all_ops)
    if isinstance(ops, Rejected):
        assert ops.reason == ALREADY
        return workspace
    return apply(workspace, ops)


def test_a_table_of_the_books_is_known_by_its_headers_and_makes_entries() -> None:
    after = brought_in(a_store(), HEAD + RACK + NOTE + TRAVEL)
    entries = sorted(after.rows_of(LedgerEntry).values(), key=lambda entry: entry.document)
    assert [(e.document, str(e.amount.decimal), e.amount.currency) for e in entries] == [
        ("JE-1", "31.50", "GBP"), ("N-1", "700.00", "EUR"), ("N-2", "-60.00", "EUR"),
    ]  # fmt: skip
    assert [after.components[entry.component].key for entry in entries] == ["P-2", "P-1", "P-1"]
    supplier = after.rows_of(Party)[entries[1].party]
    assert (supplier.name, supplier.code) == ("V-7", "V-7")
    assert entries[2].party == entries[1].party
    assert entries[0].party == 0


def test_the_same_table_again_changes_nothing_and_a_corrected_one_corrects() -> None:
    after = brought_in(a_store(), HEAD + RACK + NOTE)
    assert not planned(HEAD + RACK + NOTE, None, after, start=9).ops
    corrected = brought_in(after, HEAD + RACK.replace("700.00", "710.00") + NOTE, 9)
    assert len(corrected.rows_of(LedgerEntry)) == 2
    assert {str(e.amount.decimal) for e in corrected.rows_of(LedgerEntry).values()} == {
        "710.00", "-60.00",
    }  # fmt: skip


def test_what_a_later_table_misses_is_named_and_stays() -> None:
    after = brought_in(a_store(), HEAD + RACK + NOTE)
    plan = planned(HEAD + NOTE, None, after, start=9)
    (told,) = [finding.what for finding in plan.findings]
    assert told.startswith("no longer in the table: LE-")
    assert "'Rack'" in told
    assert not plan.ops


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (RACK + RACK, "line 3 has the same party, document and line"),
        (RACK.replace("N-1", ""), "the entry has no document number"),
        (RACK.replace("700.00", ""), "the entry has no amount"),
        (RACK.replace("2026-10-30,2026-10-28", ","), "neither a posting day nor a document day"),
        (RACK.replace("P-1", "P-9"), "no component is called 'P-9'"),
        (RACK.replace("P-1", ""), "the row names no component"),
        (RACK.replace("EUR", "XXL"), "XXL"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line_and_nothing_is_written(
    row: str, said: str
) -> None:
    plan = planned(HEAD + NOTE + row, None, a_store())
    assert not plan.ops
    assert any(said in finding.what and finding.line for finding in plan.errors)


def test_an_entry_of_a_closed_period_posts_to_the_first_open_day_with_its_own_day_kept() -> None:
    october = AccountingPeriod(
        id=id_of("AP-1"), key="AP-1", title="2026-10", start=date(2026, 10, 1),
        finish=date(2026, 10, 31), state="closed", reason="month end",
    )  # fmt: skip
    closed = a_store(october)
    plan = planned(HEAD + RACK, None, closed)
    assert "1 of closed periods post to 2026-11-01, with their own day kept" in plan.notes
    after = committed(plan, closed)
    (entry,) = after.rows_of(LedgerEntry).values()
    assert (entry.posted, entry.dated) == (date(2026, 11, 1), date(2026, 10, 28))
    assert not planned(HEAD + RACK, None, after, start=9).ops


def test_a_change_of_what_a_closed_period_holds_is_refused_at_its_line() -> None:
    after = brought_in(a_store(), HEAD + RACK)
    october = AccountingPeriod(
        id=id_of("AP-1"), key="AP-1", title="2026-10", start=date(2026, 10, 1),
        finish=date(2026, 10, 31), state="closed", reason="month end",
    )  # fmt: skip
    tables = {name: dict(rows) for name, rows in after.tables.items()}
    tables["accounting_periods"] = {october.id: october}
    closed = Workspace(tables, foreign=after.foreign, revision=after.revision)
    plan = planned(HEAD + RACK.replace("700.00", "710.00"), None, closed, start=9)
    assert not plan.ops
    (error,) = plan.errors
    assert (error.line, "2026-10, which is closed" in error.what) == (2, True)


_LINES = st.lists(
    st.tuples(
        st.sampled_from(("V-7", "Nordhost", "")),
        st.integers(1, 3),
        st.integers(1, 2),
        st.integers(-(10**9), 10**9),
        st.sampled_from(("P-1", "P-2")),
        st.integers(1, 28),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda line: line[:3],
)


@settings(max_examples=25)
@given(_LINES, st.data())
def test_files_in_any_order_once_or_often_give_one_ledger(
    lines: list[tuple[str, int, int, int, str, int]], data: st.DataObject
) -> None:
    rows = [
        f"2026-11-{day:02},,{party},N-{document},{line},Line,{project},"
        f"{cents / 100:.2f},EUR,hosting\n"
        for party, document, line, cents, project, day in lines
    ]
    expected = book(brought_in(a_store(), HEAD + "".join(rows)))
    assert len(expected) == len(rows)
    some = st.lists(st.sampled_from(rows), min_size=1, unique=True)
    files = [*data.draw(st.lists(some, max_size=3)), rows]
    workspace = a_store()
    for at, file in enumerate(data.draw(st.permutations([*files, *files[:1]]))):
        workspace = brought_in(workspace, HEAD + "".join(file), at + 1)
    assert book(workspace) == expected
