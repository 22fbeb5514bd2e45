"""This file tests what time sheets keep: days of 24 hours, a row a week, approved weeks closed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import pytest

from pmtui.model.changes.ops import Op, create, delete, edit
from pmtui.model.costing.time_entries import TimeEntry, Timesheet
from pmtui.model.timesheets.time_checks import booking_refusal, closed_week_problems, gives_reason
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_person, a_project, a_task, a_workspace, id_of
from tests.model.checked import problems_of

MONDAY: Final = date(2026, 11, 23)
SUNDAY: Final = MONDAY + timedelta(days=6)
EVE: Final = MONDAY - timedelta(days=1)
ANN, BOB, STEEL = id_of("H-1"), id_of("H-2"), id_of("H-3")
PLAN: Final = (
    a_project("P-1"),
    a_task("T-1"),
    (a_person("H-1", "Ann"), a_person("H-2", "Bob"), a_person("H-3", "Steel", kind="material")),
)
REFUSED: Final = "the week of 2026-11-23 of Ann is approved: reopen it first"


def an_entry(number: int = 1, **fields: Any) -> TimeEntry:
    given = {"task": id_of("T-1"), "person": ANN, "day": MONDAY, "minutes": 480, **fields}
    return TimeEntry(id=number, key=f"TE-{number}", component=id_of("P-1"), **given)


def a_week(number: int = 1, **fields: Any) -> Timesheet:
    given = {"person": ANN, "week": MONDAY, **fields}
    return Timesheet(id=number, key=f"TS-{number}", **given)


@pytest.mark.parametrize(("minutes", "fits"), [(1440 - 480, True), (1440 - 479, False), (1, True)])
def test_a_person_has_24_hours_on_a_day(minutes: int, *, fits: bool) -> None:
    problems = problems_of(an_entry(1), an_entry(2, minutes=minutes), *PLAN)
    wanted = ["TE-1: Ann would have 24h01 on 2026-11-23; a day has 24 hours"]
    assert problems == ([] if fits else wanted)


@pytest.mark.parametrize("other", [{"person": BOB}, {"day": SUNDAY}])
def test_the_hours_of_another_day_or_person_do_not_count(other: dict[str, Any]) -> None:
    assert problems_of(an_entry(1), an_entry(2, minutes=1440, **other), *PLAN) == []


@pytest.mark.parametrize(("minutes", "is_kept"), [(1, True), (0, False)])
def test_what_was_worked_took_a_minute_or_more(minutes: int, *, is_kept: bool) -> None:
    assert (not problems_of(an_entry(minutes=minutes), *PLAN)) is is_kept


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"task": 0}, "say which with task:T-1"),
        ({"person": 0}, "say who with person:NAME"),
        ({"person": STEEL}, "Steel is a material and has no hours"),
    ],
)
def test_time_is_booked_on_a_task_by_somebody_who_has_hours(
    fields: dict[str, Any], words: str
) -> None:
    assert any(words in text for text in problems_of(an_entry(**fields), *PLAN))


@pytest.mark.parametrize(
    ("other", "is_refused"),
    [
        ({"week": SUNDAY}, True),
        ({"week": MONDAY}, True),
        ({"week": EVE}, False),
        ({"person": BOB}, False),
    ],
)
def test_a_week_of_a_person_has_one_row(other: dict[str, Any], *, is_refused: bool) -> None:
    wanted = ["TS-1: TS-2 is that week of that person already: change it instead"]
    assert problems_of(a_week(1), a_week(2, **other), *PLAN) == (wanted if is_refused else [])


def test_a_week_is_of_a_person() -> None:
    assert any("say whose with person:NAME" in text for text in problems_of(a_week(person=0)))


@pytest.mark.parametrize(("day", "is_refused"), [(MONDAY, False), (SUNDAY, True)])
def test_time_is_booked_once_it_was_worked(day: date, *, is_refused: bool) -> None:
    wanted = "2026-11-29 is still to come: time is booked once it was worked" if is_refused else ""
    assert booking_refusal([create("time_entries", an_entry(day=day))], MONDAY) == wanted
    moved = edit("time_entries", an_entry(day=EVE), day=day)
    assert booking_refusal(moved, MONDAY) == wanted


def test_what_is_no_day_of_an_entry_is_never_still_to_come() -> None:
    named = edit("time_entries", an_entry(), note="later on")
    deleted = [delete("time_entries", an_entry(day=SUNDAY))]
    week = [create("timesheets", a_week(week=SUNDAY))]
    for ops in (named, deleted, week):
        assert booking_refusal(ops, MONDAY) == ""


def closed(ops: Sequence[Op], workspace: Workspace) -> list[str]:
    return [text for _op, text in closed_week_problems(ops, workspace)]


def a_plan(*entries: TimeEntry, state: str = "approved") -> Workspace:
    return a_workspace(*PLAN, a_week(9, week=MONDAY + timedelta(days=2), state=state), *entries)


@pytest.mark.parametrize(
    ("fields", "is_closed"),
    [
        ({"day": MONDAY}, True),
        ({"day": SUNDAY}, True),
        ({"day": EVE}, False),
        ({"day": SUNDAY + timedelta(days=1)}, False),
        ({"person": BOB}, False),
    ],
)
def test_nothing_is_booked_into_an_approved_week(
    fields: dict[str, Any], *, is_closed: bool
) -> None:
    problems = closed([create("time_entries", an_entry(**fields))], a_plan())
    assert [text.startswith(REFUSED) for text in problems] == [True] * is_closed
    assert not closed([create("time_entries", an_entry(**fields))], a_plan(state="submitted"))


@pytest.mark.parametrize(
    ("before", "after", "is_closed"),
    [
        ({}, {"minutes": 60}, True),
        ({}, {"note": "spoke"}, True),
        ({}, {"day": EVE}, True),
        ({"day": EVE}, {"day": SUNDAY}, True),
        ({"day": EVE}, {"day": EVE - timedelta(days=1)}, False),
        ({"day": EVE}, {"minutes": 60}, False),
        ({"person": BOB}, {"person": ANN}, True),
        ({"person": BOB}, {"minutes": 60}, False),
        ({}, {"component": 0}, False),
    ],
)
def test_nothing_changes_in_an_approved_week_nor_moves_in_or_out(
    before: dict[str, Any], after: dict[str, Any], *, is_closed: bool
) -> None:
    row = an_entry(**before)
    problems = closed(edit("time_entries", row, **after), a_plan(row))
    assert [text.startswith(REFUSED) for text in problems] == [True] * is_closed


@pytest.mark.parametrize(("day", "is_closed"), [(MONDAY, True), (EVE, False)])
def test_nothing_is_taken_out_of_an_approved_week(day: date, *, is_closed: bool) -> None:
    row = an_entry(day=day)
    assert bool(closed([delete("time_entries", row)], a_plan(row))) is is_closed


def test_an_approved_week_reopens_for_a_reason() -> None:
    plan, row = a_plan(), a_week(9, week=MONDAY + timedelta(days=2), state="approved")
    silent = edit("timesheets", row, state="open")
    (problem,) = closed(silent, plan)
    assert problem == "the week of 2026-11-23 of Ann is approved: reopening it needs a reason"
    assert not closed(edit("timesheets", row, state="open", reason="wrong task"), plan)


@pytest.mark.parametrize("fields", [{"week": EVE}, {"person": BOB}])
def test_an_approved_week_stays_whose_and_when_it_is(fields: dict[str, Any]) -> None:
    plan, row = a_plan(), a_week(9, week=MONDAY + timedelta(days=2), state="approved")
    (problem,) = closed(edit("timesheets", row, **fields), plan)
    assert problem.startswith(REFUSED)
    assert closed([delete("timesheets", row)], plan)
    assert not closed(edit("timesheets", row, approved_by=BOB), plan)


def test_an_open_week_is_changed_freely() -> None:
    row = a_week(9, week=MONDAY + timedelta(days=2), state="submitted")
    plan = a_plan(state="submitted")
    assert not closed(edit("timesheets", row, state="open", person=BOB), plan)
    assert not closed([delete("timesheets", row)], plan)


@pytest.mark.parametrize(("reason", "gives"), [("late", True), (" ", False), ("", False)])
def test_a_reason_is_given_in_words(reason: str, *, gives: bool) -> None:
    (op,) = edit("timesheets", a_week(reason="before"), reason=reason)
    assert gives_reason(op) is gives
    assert not gives_reason(edit("timesheets", a_week(), person=BOB)[0])
