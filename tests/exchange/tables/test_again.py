"""This file tests importing a table again: each field by what it said, says now, and stands here.

The law: a field that the table did not change stays as it is here; one that only the table changed
becomes what the table says; one that both changed to different values is a clash, and nothing is
done before somebody has decided. No row is doubled and none is swapped, whatever its place in the
table, its title here, and however many rows are called like it.
"""

import os
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.import_memory import TABLE
from pmtui.exchange.import_plan import ImportPlan, Take
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.model.changes.ops import apply, edit, invert
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_project, a_workspace, id_of
from tests.exchange.tables.made import a_sheet, ids

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))
_FIELDS: Final = ("due", "notes", "percent")
Row = tuple[str, int, str, int]
"""Title, days to its due date, notes, percent."""
_ROWS: Final = st.tuples(
    st.sampled_from(["Dig", "Fill", "Test"]),
    st.integers(0, 3),
    st.sampled_from(["a", "b", "c"]),
    st.integers(1, 3),
)


def _text(rows: list[Row]) -> str:
    lines = [f"{title},{_due(days)},{notes},{percent}%" for title, days, notes, percent in rows]
    return "\n".join(["Task,Due,Notes,% complete", *lines])


def _due(days: int) -> date:
    return date(2031, 1, 1) + timedelta(days)


def _values(row: Row) -> dict[str, Any]:
    return {"due": _due(row[1]), "notes": row[2], "percent": row[3]}


def _planned(store: Workspace, rows: list[Row], start: int, take: Take = "") -> ImportPlan:
    sheet = a_sheet(_text(rows))
    return plan(store, sheet, guess(sheet), ids(start), TODAY, into=id_of("P-1"), take=take)


def _after(store: Workspace, found: ImportPlan) -> Workspace:
    if not found.all_ops:
        return store
    settled = settle(store, found.all_ops)
    assert not isinstance(settled, Rejected), settled.reason
    return apply(store, settled)


def _in_order(store: Workspace) -> list[Task]:
    return sorted(store.tasks.values(), key=lambda task: task.outline_rank)


def _edited(store: Workspace, edits: list[tuple[int, str, Any]]) -> Workspace:
    tasks = _in_order(store)
    for at, field, value in edits:
        task = store.tasks[tasks[at % len(tasks)].id]
        store = apply(store, edit("tasks", task, **{field: value}))
    return store


_EDITS: Final = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 9), st.just("due"), st.integers(0, 9).map(_due)),
        st.tuples(st.integers(0, 9), st.just("notes"), st.sampled_from(["here", "there"])),
        st.tuples(st.integers(0, 9), st.just("percent"), st.integers(4, 9)),
        st.tuples(st.integers(0, 9), st.just("title"), st.sampled_from(["Renamed", "Test"])),
    ),
    max_size=5,
)


@settings(max_examples=TRIES, deadline=None)
@given(rows=st.lists(_ROWS, min_size=1, max_size=6), edits=_EDITS, data=st.data())
def test_an_unchanged_table_changes_nothing_in_any_order_of_its_rows(
    rows: list[Row], edits: list[tuple[int, str, Any]], data: st.DataObject
) -> None:
    first = _after(a_workspace(a_project()), _planned(a_workspace(a_project()), rows, 1))
    assert len(first.tasks) == len(rows)
    assert _planned(first, rows, 2).all_ops == ()
    here = _edited(first, edits)
    turned = data.draw(st.permutations(rows))
    again = _planned(here, turned, 3)
    assert not again.clashes
    assert again.ops == ()
    assert _after(here, again).tasks == here.tasks


@settings(max_examples=TRIES, deadline=None)
@given(rows=st.lists(_ROWS, min_size=1, max_size=5, unique=True), edits=_EDITS, data=st.data())
def test_each_field_follows_who_changed_it(
    rows: list[Row], edits: list[tuple[int, str, Any]], data: st.DataObject
) -> None:
    rows = [(f"{title} {at}", *rest) for at, (title, *rest) in enumerate(rows)]  # type: ignore[misc]
    empty = a_workspace(a_project())
    first = _after(empty, _planned(empty, rows, 1))
    here = _edited(first, edits)
    now = [(row[0], *data.draw(st.sampled_from([row[1:], data.draw(_ROWS)[1:]]))) for row in rows]
    expected, clashes = {}, set()
    for task, old, new in zip(_in_order(first), rows, now, strict=True):
        for field in _FIELDS:
            before, sheet = _values(old)[field], _values(new)[field]
            stands = getattr(here.tasks[task.id], field)
            only_here = sheet == before
            if not only_here and stands not in {before, sheet}:
                clashes.add((task.id, field))
            expected[task.id, field] = (before, sheet, stands)
    asked = _planned(here, now, 2)
    assert {(one.id, one.field) for one in asked.clashes} == clashes
    if clashes:
        assert asked.all_ops == ()
    takes: tuple[Take, ...] = ("mine", "theirs")
    for take in takes:
        after = _after(here, _planned(here, now, 2, take))
        for (one, field), (before, sheet, stands) in expected.items():
            clash = (one, field) in clashes
            wins = take == "theirs" if clash else sheet != before
            assert getattr(after.tasks[one], field) == (sheet if wins else stands)
        assert {one.title for one in after.tasks.values()} == {
            one.title for one in here.tasks.values()
        }
        assert _planned(after, now, 3).all_ops == ()


def test_undo_takes_back_an_import_and_what_it_kept_in_one_step() -> None:
    empty = a_workspace(a_project())
    found = _planned(empty, [("Dig", 1, "a", 1)], 1)
    settled = settle(empty, found.all_ops)
    assert not isinstance(settled, Rejected)
    first = apply(empty, settled)
    assert first.foreign[TABLE]
    back = apply(first, invert(settled))
    assert not back.tasks
    assert not back.foreign.get(TABLE)


def test_a_task_deleted_here_stays_deleted() -> None:
    empty = a_workspace(a_project())
    rows: list[Row] = [("Dig", 1, "a", 1), ("Fill", 1, "a", 1)]
    first = _after(empty, _planned(empty, rows, 1))
    gone = Workspace(
        {**first.tables, "tasks": {one.id: one for one in _in_order(first)[1:]}},
        foreign=first.foreign,
    )
    again = _planned(gone, rows, 2)
    assert again.ops == ()
    assert [one.what for one in again.findings] == ["deleted here since it was imported: 'Dig'"]


def test_another_table_with_the_same_headers_is_not_the_next_edition() -> None:
    empty = a_workspace(a_project())
    north = _after(empty, _planned(empty, [("Dig", 1, "a", 1)], 1))
    sheet = a_sheet(_text([("Pave", 2, "b", 2)]), "south")
    found = plan(north, sheet, guess(sheet), ids(2), TODAY, into=id_of("P-1"))
    assert not found.findings
    both = _after(north, found)
    assert len(both.foreign[TABLE]) == 2
