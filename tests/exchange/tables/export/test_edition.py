"""This file tests that an export that comes back is compared with what it was written from.

The law, for every table: what the sheet and nobody here changed is taken, what somebody here and
not the sheet changed stays, and what both changed to different values is a clash.
"""

import os
from random import Random
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.exchange.import_plan import Take
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.exchange.tables.export.csv_xlsx import to_csv, to_xlsx
from pmtui.exchange.tables.export.edition import (
    HEADER,
    Edition,
    edition_of,
    mark_of,
    marked,
    unmarked,
)
from pmtui.exchange.tables.export.entity_columns import sheet_of_entities, written_specs
from pmtui.model.changes.ops import apply, edit
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of
from tests.exchange.reading import sheet_of
from tests.exchange.tables.made import a_sheet, ids
from tests.exchange.tables.stores import stores

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "25"))
SETTINGS: Final = settings(
    max_examples=TRIES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_FROZEN: Final = frozenset(
    {name for name, spec in TABLES.items() if spec.frozen} | {"cases", "cash_flows"}
)
"""What stays as it was agreed."""
STORE: Final = "5be1c0de5be1c0de"
_EDITED: Final = {"prose": ("why", "how", "so"), "date": (TODAY, TODAY.replace(year=2031))}


def written(store: Workspace, table: str, shape: str = "csv") -> Sheet:
    """A table as it comes back from a file, exported at revision 1."""
    sheet = marked(sheet_of_entities(store, table, list(store.rows(table))), mark_of(STORE, 1))
    return unmarked(sheet_of(to_xlsx(sheet) if shape == "xlsx" else to_csv(sheet), "any"))


def planned(here: Workspace, sheet: Sheet, base: Workspace, take: Take = "") -> Any:
    edition, _ = edition_of(sheet.marks, STORE, lambda _: base)
    return plan(here, sheet, guess(sheet), ids(9), TODAY, take=take, edition=edition)


def edited(store: Workspace, seed: int, many: int) -> Workspace:
    """A store in which some texts and days of a few rows were changed."""
    draw = Random(seed)
    for _ in range(many):
        table = draw.choice([one for one in TABLES if store.rows(one) and one not in _FROZEN])
        row = draw.choice(list(store.rows(table).values()))
        for spec in written_specs(table):
            values = _EDITED.get(spec.kind, ())
            # No two periods may overlap, and no seat ends before it begins.
            if spec.kind == "date" and table in {"accounting_periods", "memberships"}:
                continue
            is_kept = spec.name in {
                "first",
                "last",
                "constraint_date",
                "starts",
                "ends",
                "week",  # that of an approved one stays
            } or not getattr(row, spec.name)
            if values and not is_kept and draw.random() < 0.5:
                store = apply(store, edit(table, row, **{spec.name: draw.choice(values)}))
                row = store.rows(table)[row.id]
    return store


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@SETTINGS
@given(base=stores(), seed=st.integers(0, 1 << 32))
def test_an_unchanged_export_leaves_all_that_was_edited_since(
    shape: str, base: Workspace, seed: int
) -> None:
    here = edited(base, seed, 8)
    for table in filter(base.rows, TABLES):
        found = planned(here, written(base, table, shape), base)
        assert not found.errors, (table, found.errors)
        assert (found.clashes, found.ops) == ((), ()), table


@SETTINGS
@given(base=stores(), mine=st.integers(0, 1 << 32), theirs=st.integers(0, 1 << 32))
def test_each_field_of_every_table_follows_who_changed_it(
    base: Workspace, mine: int, theirs: int
) -> None:
    here, there = edited(base, mine, 8), edited(base, theirs, 8)
    for table in filter(base.rows, TABLES):
        stands = {
            (one, spec.name): tuple(
                getattr(store.rows(table)[one], spec.name) for store in (base, there, here)
            )
            for one in base.rows(table)
            for spec in written_specs(table)
            if spec.kind in _EDITED
        }
        both = {
            place
            for place, (before, sheet, now) in stands.items()
            if before not in {sheet, now} and sheet != now
        }
        sheet = written(there, table)
        asked = planned(here, sheet, base)
        assert not asked.errors, (table, asked.errors)
        assert {(one.id, one.field) for one in asked.clashes} == both, table
        takes: tuple[Take, ...] = ("mine", "theirs") if both else ("",)
        for take in takes:
            after = _after(here, planned(here, sheet, base, take))
            for (one, field), (before, said, now) in stands.items():
                wins = take == "theirs" if (one, field) in both else said != before
                value = getattr(after.rows(table)[one], field)
                assert value == (said if wins else now), (table, field)


def _after(store: Workspace, found: Any) -> Workspace:
    if not found.all_ops:
        return store
    settled = settle(store, found.all_ops)
    assert not isinstance(settled, Rejected), settled.reason
    return apply(store, settled)


def test_the_marks_are_taken_off_whatever_became_of_the_columns_and_rows() -> None:
    sheet = unmarked(
        a_sheet("Revision,Key,Title\nr12@5be1c0de,T-1,Dig\n,,New\nr9@5be1c0de,T-2,Up\n")
    )
    assert sheet.headers == ("Key", "Title")
    assert [row.cells for row in sheet.rows] == [("T-1", "Dig"), ("", "New"), ("T-2", "Up")]
    assert sheet.marks == ("r12@5be1c0de", "r9@5be1c0de")


@pytest.mark.parametrize("cell", ["A", "12", "r12", "r12@zzzzzzzz", "R12@5be1c0de x"])
def test_a_column_that_is_called_so_and_says_something_else_stays(cell: str) -> None:
    sheet = a_sheet(f"Title,Revision\nDig,{cell}\n")
    assert unmarked(sheet) == sheet


def test_rows_of_several_exports_are_compared_with_the_oldest() -> None:
    base = a_workspace(a_project())
    sheet = unmarked(a_sheet("Title,Revision\na,r12@5be1c0de\nb,r9@5be1c0de\nc,r3@00000000\n"))
    edition, note = edition_of(sheet.marks, STORE, {9: base}.__getitem__)
    assert edition == Edition("r9@5be1c0de", base)
    assert "exported at revision 9" in note


def test_a_table_of_another_store_is_read_as_any_other() -> None:
    sheet = unmarked(a_sheet("Title,Revision\na,r12@00000000\n"))
    assert edition_of(sheet.marks, STORE, lambda _: a_workspace(a_project())) == (None, "")


def test_what_was_imported_once_is_compared_with_that_till_it_is_exported_anew() -> None:
    base = a_workspace(a_project(), a_task("T-1", notes="old"))
    task = base.tasks[id_of("T-1")]
    said = apply(base, edit("tasks", task, notes="sheet"))
    sheet = written(said, "tasks")
    first = _after(base, planned(base, sheet, base))
    assert first.tasks[task.id].notes == "sheet"
    here = apply(first, edit("tasks", first.tasks[task.id], notes="here"))
    again = planned(here, sheet, base)
    assert (again.clashes, again.all_ops) == ((), ())
    newer = structs.replace(written(here, "tasks"), marks=(mark_of(STORE, 2),))
    later = apply(here, edit("tasks", here.tasks[task.id], notes="later"))
    found = planned(later, newer, here)
    assert (found.clashes, found.ops) == ((), ())


def test_no_field_of_a_table_is_called_as_the_column_of_marks() -> None:
    assert not [table for table in TABLES if HEADER in {spec.name for spec in field_specs(table)}]
