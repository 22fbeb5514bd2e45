"""This file tests that time sheets come in again and again, in any order, with the same result."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.import_plan import ImportPlan
from pmtui.model.changes.ops import apply, delete, edit
from pmtui.model.costing.periods import AccountingPeriod
from pmtui.model.costing.time_entries import TimeEntry, Timesheet
from pmtui.model.merging.outcome import ALREADY, Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_person, a_project, a_task, a_workspace, id_of
from tests.exchange.tables.made import planned

HEAD = "Employee,Task,Work date,Hours,Comment\n"
DIG = "Ann Roe,T-1,2026-11-17,3.5,edge of the pit\n"
POUR = "Bob Day,T-2,2026-11-18,2h,\n"
MONDAY = date(2026, 11, 16)


def a_store(*parts: Any) -> Workspace:
    return a_workspace(
        a_project("P-1"), a_project("P-2"), a_person("H-1", "Ann Roe"), a_person("H-2", "Bob Day"),
        a_task("T-1", "Dig"), a_task("T-2", "Pour"), a_task("T-3", "Dig", project="P-2"), *parts,
    )  # fmt: skip


def booked(workspace: Workspace) -> set[tuple[str, str, date, int, str]]:
    """What is booked, without keys and ids."""
    people, tasks = workspace.people, workspace.tasks
    return {
        (people[entry.person].name, tasks[entry.task].key, entry.day, entry.minutes, entry.note)
        for entry in workspace.rows_of(TimeEntry).values()
    }


def brought_in(workspace: Workspace, text: str, start: int = 0) -> Workspace:
    return committed(planned(text, None, workspace, start=start), workspace)


def committed(plan: ImportPlan, workspace: Workspace) -> Workspace:
    """The workspace after an import, with what it remembers of the table."""
    assert not plan.errors, plan.errors
    ops = settle(workspace, plan.all_ops)
    if isinstance(ops, Rejected):
        assert ops.reason == ALREADY
        return workspace
    return apply(workspace, ops)


def test_a_time_sheet_is_known_by_its_headers_and_makes_entries() -> None:
    after = brought_in(a_store(), HEAD + DIG + POUR)
    assert booked(after) == {
        ("Ann Roe", "T-1", date(2026, 11, 17), 210, "edge of the pit"),
        ("Bob Day", "T-2", date(2026, 11, 18), 120, ""),
    }
    assert {entry.component for entry in after.rows_of(TimeEntry).values()} == {id_of("P-1")}


@pytest.mark.parametrize("cell", ["3h30", "3:30", "3.5", "210m", "3h 30m", "3:30:00", "PT3H30M"])
def test_time_is_read_as_people_and_programs_write_it(cell: str) -> None:
    for header in ("Hours", "Duration", "Time spent"):
        text = HEAD.replace("Hours", header) + DIG.replace("3.5", cell)
        ((_, _, _, minutes, _),) = booked(brought_in(a_store(), text))
        assert minutes == 210


def test_a_bare_number_counts_what_the_header_says() -> None:
    text = HEAD.replace("Hours", "Minutes") + DIG.replace("3.5", "210")
    ((_, _, _, minutes, _),) = booked(brought_in(a_store(), text))
    assert minutes == 210


def test_rows_of_one_person_task_and_day_are_added_up_whichever_comes_first() -> None:
    rows = [DIG, DIG.replace("3.5", "45m").replace("edge of the pit", "bottom")]
    first, second = (booked(brought_in(a_store(), HEAD + "".join(r))) for r in (rows, rows[::-1]))
    assert first == second
    assert first == {("Ann Roe", "T-1", date(2026, 11, 17), 255, "bottom; edge of the pit")}


def test_the_same_table_again_changes_nothing_and_a_corrected_one_corrects() -> None:
    after = brought_in(a_store(), HEAD + DIG + POUR)
    assert not planned(HEAD + DIG + POUR, None, after, start=9).ops
    corrected = brought_in(after, HEAD + DIG.replace("3.5", "4") + POUR, 9)
    assert {row[3] for row in booked(corrected)} == {240, 120}


def test_time_that_was_booked_here_is_not_booked_twice() -> None:
    entry = TimeEntry(
        id=id_of("TE-1"), key="TE-1", component=id_of("P-1"), task=id_of("T-1"),
        person=id_of("H-1"), day=date(2026, 11, 17), minutes=60,
    )  # fmt: skip
    after = brought_in(a_store(entry), HEAD + DIG)
    ((_, _, _, minutes, _),) = booked(after)
    assert minutes == 210
    other = TimeEntry(
        id=id_of("TE-2"), key="TE-2", component=id_of("P-1"), task=id_of("T-1"),
        person=id_of("H-1"), day=date(2026, 11, 17), minutes=150,
    )  # fmt: skip
    assert not planned(HEAD + DIG, None, a_store(entry, other)).ops
    plan = planned(HEAD + DIG.replace("3.5", "4"), None, a_store(entry, other))
    (error,) = plan.errors
    assert error.what == "T-1 by Ann Roe on 2026-11-17: TE-1 and TE-2 come to 3h30 here"
    assert error.todo == "the table says 4h: correct one of them"


def test_entries_are_told_apart_by_the_numbers_of_their_program_where_it_gives_any() -> None:
    head = "Worklog ID,Employee,Issue key,Date,Time spent\n"
    text = head + "W-1,Ann Roe,T-1,2026-11-17,1h\nW-2,Ann Roe,T-1,2026-11-17,30m\n"
    after = brought_in(a_store(), text)
    assert sorted(row[3] for row in booked(after)) == [30, 60]
    moved = brought_in(after, text.replace("W-2,Ann Roe,T-1", "W-2,Ann Roe,T-2"), 9)
    assert {row[1:4:2] for row in booked(moved)} == {("T-1", 60), ("T-2", 30)}
    by_hand = TimeEntry(
        id=id_of("TE-1"), key="TE-1", component=id_of("P-1"), task=id_of("T-1"),
        person=id_of("H-1"), day=date(2026, 11, 17), minutes=60,
    )  # fmt: skip
    assert booked(brought_in(a_store(by_hand), text)) == booked(after)
    (error,) = planned(text.replace("W-2", "W-1"), None, a_store()).errors
    assert (error.line, "line 2 has the same number 'W-1'" in error.what) == (3, True)


def test_what_a_later_table_misses_is_named_and_stays_and_other_weeks_are_not_missed() -> None:
    after = brought_in(a_store(), HEAD + DIG + POUR)
    plan = planned(HEAD + DIG + POUR.replace("T-2", "T-1"), None, after, start=9)
    (told,) = [finding.what for finding in plan.findings]
    assert told.startswith("no longer in the table: TE-")
    assert len(booked(committed(plan, after))) == 3
    later = planned(HEAD + DIG.replace("11-17", "11-23"), None, after, start=9)
    assert not later.findings
    again = planned(HEAD + DIG, None, committed(later, after), start=19)
    assert [finding.what for finding in again.findings] == []


def test_what_was_deleted_here_stays_deleted() -> None:
    after = brought_in(a_store(), HEAD + DIG + POUR)
    entry = next(e for e in after.rows_of(TimeEntry).values() if e.task == id_of("T-1"))
    without = apply(after, (delete("time_entries", entry),))
    plan = planned(HEAD + DIG + POUR, None, without, start=9)
    assert not plan.ops
    assert "deleted here since it was imported: T-1 by Ann Roe" in plan.findings[0].what


def test_what_was_corrected_here_stays_and_a_correction_of_both_is_a_clash() -> None:
    after = brought_in(a_store(), HEAD + DIG)
    (entry,) = after.rows_of(TimeEntry).values()
    here = apply(after, edit("time_entries", entry, minutes=180))
    plan = planned(HEAD + DIG, None, here, start=9)
    assert not plan.ops
    assert any("edited here since, and kept" in note for note in plan.notes)
    moved = apply(after, edit("time_entries", entry, day=date(2026, 11, 18)))
    assert not planned(HEAD + DIG, None, moved, start=9).ops
    (clash,) = planned(HEAD + DIG.replace("3.5", "4"), None, here, start=9).clashes
    assert (clash.before, clash.sheet, clash.here) == (210, 240, 180)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (DIG.replace("T-1", "T-9"), "no task is called 'T-9'"),
        (DIG.replace("T-1", "Dig"), "2 tasks are called 'Dig'"),
        (DIG.replace("T-1", ""), "the row names no task"),
        (DIG.replace("Ann Roe", "Zoe"), "nobody is called 'Zoe'"),
        (DIG.replace("Ann Roe", ""), "the row names nobody"),
        (DIG.replace("2026-11-17", ""), "the row has no day"),
        (DIG.replace("2026-11-17", "2026-12-24"), "2026-12-24 is still to come"),
        (DIG.replace("3.5", ""), "the row has no time"),
        (DIG.replace("3.5", "long"), "the row has no time"),
        (DIG.replace("3.5", "-2"), "the row has no time"),
        (DIG.replace("3.5", "25"), "a day has 24 hours"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line_and_nothing_is_written(
    row: str, what: str
) -> None:
    plan = planned(HEAD + POUR + row, None, a_store())
    assert not plan.ops
    assert any(what in finding.what and finding.line == 3 for finding in plan.errors), plan.errors


def test_a_task_called_as_another_is_told_by_its_project() -> None:
    text = "Project,Employee,Task,Date,Hours\nP-2,Ann Roe,Dig,2026-11-17,1\n"
    ((_, key, *_),) = booked(brought_in(a_store(), text))
    assert key == "T-3"


def test_rows_without_time_are_left_out_and_counted() -> None:
    plan = planned(HEAD + DIG + POUR.replace("2h", "0"), None, a_store())
    assert "rows without time, left out: 1" in plan.notes
    assert len(booked(committed(plan, a_store()))) == 1


def test_an_approved_week_and_a_closed_period_take_no_rows_but_those_that_stand() -> None:
    after = brought_in(a_store(), HEAD + DIG)
    sheet = Timesheet(
        id=id_of("TS-1"), key="TS-1", person=id_of("H-1"), week=MONDAY, state="approved"
    )
    october = AccountingPeriod(
        id=id_of("AP-1"), key="AP-1", title="2026-10", start=date(2026, 10, 1),
        finish=date(2026, 10, 31), state="closed", reason="month end",
    )  # fmt: skip
    tables = {name: dict(rows) for name, rows in after.tables.items()}
    tables["timesheets"], tables["accounting_periods"] = {sheet.id: sheet}, {october.id: october}
    closed = Workspace(tables, foreign=after.foreign, revision=after.revision)
    assert not planned(HEAD + DIG, None, closed, start=9).errors
    for row, what in (
        (DIG.replace("3.5", "4"), "the week of 2026-11-16 of Ann Roe is approved"),
        (DIG.replace("T-1", "T-2"), "the week of 2026-11-16 of Ann Roe is approved"),
        (POUR.replace("11-18", "10-20"), "2026-10, which is closed"),
    ):
        plan = planned(HEAD + row, None, closed, start=9)
        (error,) = plan.errors
        assert (plan.ops, error.line, what in error.what) == ((), 2, True)


_CALLED = {"H-1": "Ann Roe", "Pour": "T-2"}
_LINES = st.lists(
    st.tuples(
        st.sampled_from(("Ann Roe", "Bob Day", "H-1")),
        st.sampled_from(("T-1", "T-2", "T-3", "Pour")),
        st.integers(0, 30),
        st.integers(1, 120),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda line: (_CALLED.get(line[0], line[0]), _CALLED.get(line[1], line[1]), line[2]),
)  # fmt: skip


@settings(max_examples=25)
@given(_LINES, st.data())
def test_files_in_any_order_once_or_often_give_the_same_entries(
    lines: list[tuple[str, str, int, int]], data: st.DataObject
) -> None:
    rows = [
        f"{who},{task},{TODAY - timedelta(days=ago)},{minutes}m,\n"
        for who, task, ago, minutes in lines
    ]
    expected = booked(brought_in(a_store(), HEAD + "".join(rows)))
    assert len(expected) == len(rows)
    some = st.lists(st.sampled_from(rows), min_size=1, unique=True)
    files = [*data.draw(st.lists(some, max_size=3)), rows]
    workspace = a_store()
    for at, file in enumerate(data.draw(st.permutations([*files, *files[:1]]))):
        workspace = brought_in(workspace, HEAD + "".join(file), at + 1)
    assert booked(workspace) == expected
