"""This file tests what a schedule reckons with: stored tasks, people and rules of a component."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from pmtui.figures.cpm.types import Effort, ScheduleTask
from pmtui.figures.planning.schedule_inputs import (
    TaskReader,
    goes_on_from,
    is_finished_or_ended,
    options_of,
    within_span,
)
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.rules.date_range import FIRST_DAY, LAST_DAY
from tests.conftest import TODAY, a_component, a_person, a_project, a_task, a_workspace, id_of

DAY: Final = 480
MONDAY: Final = date(2026, 11, 30)
WEDNESDAY: Final = MONDAY + timedelta(2)


def read(
    key: str = "T-1", *others: Entity | tuple[Entity, ...], done: bool = False, **fields: Any
) -> ScheduleTask:
    """A task as the schedule sees it, in a project where unfinished work goes on."""
    rows = [a_project("P-1", unfinished_work=fields.pop("unfinished_work", "as_planned"))]
    workspace = a_workspace(*rows, a_task(key, **fields), *others)
    component = workspace.components[id_of("P-1")]
    reader = TaskReader(workspace, component, lambda _: done)
    return reader.read(workspace.tasks[id_of(key)])


def put_on(*units: int, **fields: Any) -> list[Entity]:
    """People on T-1 with so many units each."""
    people = [a_person(f"H-{at}", f"Person {at}", **fields) for at in range(1, len(units) + 1)]
    rows: list[Entity] = [*people]
    for person, share in zip(people, units, strict=True):
        rows.append(
            Assignment(id=person.id, task=id_of("T-1"), person=person.id, units=share, component=1)
        )
    return rows


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({}, DAY),
        ({"duration": 90}, 90),
        ({"days": 4}, 4 * DAY),
        ({"days": 4, "duration": 0}, 0),
    ],
)
def test_a_task_takes_its_duration_or_its_estimate_or_a_day(
    fields: dict[str, Any], minutes: int
) -> None:
    assert read(**fields).duration == minutes


def test_a_milestone_takes_no_time_unless_it_has_a_duration() -> None:
    assert read("M-1").duration == 0
    assert read("M-1", days=3).duration == 0
    assert read("M-1", duration=DAY).duration == DAY


@pytest.mark.parametrize(
    ("units", "days"), [((100,), 4), ((100, 100), 2), ((50,), 8), ((150, 50), 2), ((0,), 4)]
)
def test_people_share_an_estimate_by_their_units(units: tuple[int, ...], days: int) -> None:
    assert read("T-1", *put_on(*units), days=4).duration == days * DAY


@pytest.mark.parametrize("kind", ["material", "cost"])
def test_material_does_not_share_an_estimate(kind: str) -> None:
    assert read("T-1", *put_on(100, 100, kind=kind), days=4).duration == 4 * DAY


@pytest.mark.parametrize(
    ("fields", "started", "finished"),
    [
        ({}, None, None),
        ({"actual_start": MONDAY}, moment(MONDAY, None), None),
        ({"actual_start": MONDAY, "actual_start_time": 600}, moment(MONDAY, 600), None),
        (
            {"actual_start": MONDAY, "actual_finish": WEDNESDAY},
            moment(MONDAY, None),
            moment(WEDNESDAY, None, ends=True),
        ),
        # One that ended before it began ended when it began.
        (
            {"actual_start": WEDNESDAY, "actual_finish": MONDAY},
            moment(WEDNESDAY, None),
            moment(WEDNESDAY, None),
        ),
        (
            {"actual_finish": WEDNESDAY},
            moment(WEDNESDAY, None),
            moment(WEDNESDAY, None, ends=True),
        ),
        (
            {"actual_finish": WEDNESDAY, "start": MONDAY, "start_time": 540},
            moment(MONDAY, 540),
            moment(WEDNESDAY, None, ends=True),
        ),
        (
            {"actual_finish": MONDAY, "start": WEDNESDAY, "start_time": 540},
            moment(MONDAY, None),
            moment(MONDAY, None, ends=True),
        ),
    ],
)
def test_what_has_happened_is_what_was_noted(
    fields: dict[str, Any], started: int | None, finished: int | None
) -> None:
    row = read(duration=DAY, **fields)
    assert (row.actual_start, row.actual_finish) == (started, finished)


def test_a_done_task_without_actual_dates_is_where_it_was_put() -> None:
    row = read(done=True, duration=DAY, start=MONDAY, finish=WEDNESDAY)
    assert row.actual_start == moment(MONDAY, None)
    assert row.actual_finish == moment(WEDNESDAY, None, ends=True)
    undated = read(done=True, duration=DAY, start=MONDAY)
    assert (undated.actual_start, undated.actual_finish) == (None, None)


@pytest.mark.parametrize(
    ("fields", "remaining"),
    [
        ({}, None),
        ({"percent": 25}, None),
        ({"percent": 25, "actual_start": MONDAY}, 3 * DAY),
        ({"actual_start": MONDAY}, 4 * DAY),
        ({"remaining_duration": 30, "percent": 25, "actual_start": MONDAY}, 30),
        ({"percent": 25, "unfinished_work": "from_status_date"}, 3 * DAY),
        ({"percent": 0, "unfinished_work": "from_status_date"}, None),
        ({"remaining_duration": 30, "unfinished_work": "from_status_date"}, 30),
    ],
)
def test_what_remains_is_told_of_work_that_has_begun(
    fields: dict[str, Any], remaining: int | None
) -> None:
    assert read(duration=4 * DAY, **fields).remaining == remaining


@pytest.mark.parametrize(
    ("fields", "manual", "spans"),
    [
        ({"start": MONDAY, "finish": WEDNESDAY}, (0, 3), True),
        ({"start": WEDNESDAY, "finish": MONDAY}, (2, 2), True),
        ({"start": MONDAY}, None, False),
        ({"finish": MONDAY}, None, False),
        ({"start": MONDAY, "finish": WEDNESDAY, "duration": DAY}, None, False),
        ({"start": MONDAY, "finish": WEDNESDAY, "constraint": "ASAP"}, None, False),
        ({"manual": True}, None, False),
        ({"manual": True, "start": MONDAY}, (0, None), False),
        ({"manual": True, "finish": MONDAY}, (None, 1), False),
        ({"manual": True, "start": MONDAY, "finish": WEDNESDAY, "duration": DAY}, (0, 3), False),
        ({"manual": True, "start": WEDNESDAY, "finish": MONDAY}, (2, 2), True),
    ],
)
def test_a_task_with_both_dates_and_no_duration_is_dated_by_hand(
    fields: dict[str, Any], manual: tuple[int | None, int | None] | None, *, spans: bool
) -> None:
    row = read(**fields)
    days = None
    if row.manual is not None:
        first = moment(MONDAY, None)
        days = tuple(None if end is None else (end - first) // 1440 for end in row.manual)
    assert (days, row.spans) == (manual, spans)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"start": MONDAY}, moment(MONDAY, None)),
        ({"start": MONDAY, "start_time": 600}, moment(MONDAY, 600)),
        ({"finish": MONDAY}, moment(MONDAY, None, ends=True)),
        ({"start": MONDAY, "finish": WEDNESDAY}, moment(WEDNESDAY, None, ends=True)),
        ({}, None),
    ],
)
def test_a_milestone_stands_at_its_finish_or_else_its_start(
    fields: dict[str, Any], at: int | None
) -> None:
    assert read("M-1", **fields).manual == (None if at is None else (at, at))


def test_a_summary_is_dated_by_what_lies_below_it_unless_it_is_manual() -> None:
    dates: dict[str, Any] = {"start": MONDAY, "finish": WEDNESDAY}
    below = a_task("T-2", under="T-1")
    assert read("T-1", below, **dates).manual is None
    assert read("T-1", below, manual=True, **dates).manual is not None
    assert read("T-1", a_task("T-2", under="T-1", archived=True), **dates).manual is not None


def test_a_summary_may_hold_what_lies_below_archived_tasks() -> None:
    dates: dict[str, Any] = {"start": MONDAY, "finish": WEDNESDAY}
    archived = a_task("T-2", under="T-1", archived=True)
    for archived_too, is_summary in ((False, True), (True, False)):
        inner = a_task("T-3", under="T-2", archived=archived_too)
        assert (read("T-1", archived, inner, **dates).manual is None) is is_summary


def test_a_task_lies_in_the_nearest_summary_that_is_not_archived() -> None:
    rows = [a_task("T-2"), a_task("T-3", under="T-2", archived=True)]
    assert read("T-1", *rows, under="T-3").parent == id_of("T-2")
    assert read("T-1", *rows, under="T-2").parent == id_of("T-2")
    assert read("T-1", *rows).parent == 0
    assert read("T-1", a_task("T-3", archived=True), under="T-3").parent == 0
    assert read("T-1", under="T-9").parent == 0


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({}, ("", None)),
        ({"start": MONDAY}, ("SNET", moment(MONDAY, None))),
        ({"start": MONDAY, "start_time": 600}, ("SNET", moment(MONDAY, 600))),
        ({"finish": MONDAY}, ("MFO", moment(MONDAY, None, ends=True))),
        ({"constraint": "ASAP"}, ("ASAP", None)),
        ({"constraint": "ALAP", "start": MONDAY}, ("ALAP", None)),
        ({"constraint": "SNLT", "start": MONDAY}, ("", None)),
        ({"constraint": "SNLT", "constraint_date": MONDAY}, ("SNLT", moment(MONDAY, None))),
        (
            {"constraint": "FNLT", "constraint_date": MONDAY},
            ("FNLT", moment(MONDAY, None, ends=True)),
        ),
        (
            {"constraint": "MSO", "constraint_date": MONDAY, "constraint_time": 600},
            ("MSO", moment(MONDAY, 600)),
        ),
    ],
)
def test_a_date_beside_a_duration_is_a_constraint(
    fields: dict[str, Any], constraint: tuple[str, int | None]
) -> None:
    row = read(duration=DAY, **fields)
    assert (row.constraint, row.constraint_date) == constraint


def test_due_dates_and_pauses_are_moments() -> None:
    row = read(due=MONDAY, resume=WEDNESDAY, resume_time=600, delay=30, splits=((60, 60),))
    assert row.deadline == moment(MONDAY, None, ends=True)
    assert row.resume == moment(WEDNESDAY, 600)
    assert (row.delay, row.splits) == (30, ((60, 60),))
    assert (read().deadline, read().resume) == (None, None)


@pytest.mark.parametrize(
    ("fields", "done", "is_kept"),
    [
        ({"unfinished_work": "from_status_date"}, True, True),
        ({"unfinished_work": "from_status_date"}, False, False),
        ({"unfinished_work": "from_status_date", "actual_start": MONDAY}, True, False),
        ({}, True, False),
    ],
)
def test_a_done_task_without_dates_stays_where_unfinished_work_goes_on(
    fields: dict[str, Any], *, done: bool, is_kept: bool
) -> None:
    assert read(done=done, duration=DAY, **fields).done is is_kept


OWN_HOURS: Final = {"calendar": 8}


@pytest.mark.parametrize(
    ("task", "person", "assignment", "efforts"),
    [
        ({}, OWN_HOURS, {}, (Effort(8, 4 * DAY, 4 * DAY),)),
        ({}, {}, {}, ()),
        ({}, {}, {"work": DAY}, (Effort(0, DAY, 4 * DAY),)),
        ({}, {}, {"work": DAY, "units": 50}, (Effort(0, 2 * DAY, 4 * DAY),)),
        ({}, {}, {"work": DAY, "units": 0}, ()),
        ({}, {}, {"work": DAY, "remaining_work": 60, "units": 50}, (Effort(0, 2 * DAY, 120),)),
        ({}, {}, {"work": DAY, "overtime": 120}, (Effort(0, 360, 4 * DAY),)),
        ({}, {"kind": "material", **OWN_HOURS}, {}, ()),
        ({"task_type": "fixed_duration"}, OWN_HOURS, {}, ()),
        ({"elapsed": True}, OWN_HOURS, {}, ()),
        ({"calendar": 7, "ignores_resource_calendars": True}, OWN_HOURS, {}, ()),
        ({"calendar": 7}, OWN_HOURS, {}, (Effort(8, 4 * DAY, 4 * DAY),)),
        ({"ignores_resource_calendars": True}, OWN_HOURS, {}, (Effort(8, 4 * DAY, 4 * DAY),)),
        ({"actual_start": MONDAY, "percent": 50}, OWN_HOURS, {}, (Effort(8, 4 * DAY, 2 * DAY),)),
    ],
)
def test_those_who_keep_hours_of_their_own_settle_how_long_a_task_takes(
    task: dict[str, Any],
    person: dict[str, Any],
    assignment: dict[str, Any],
    efforts: tuple[Effort, ...],
) -> None:
    who = a_person("H-1", "Ann", **person)
    fields: dict[str, Any] = {"task": id_of("T-1"), "person": who.id, "component": 1} | assignment
    assert read("T-1", who, Assignment(id=5, **fields), duration=4 * DAY, **task).efforts == efforts


def test_those_put_on_a_summary_do_not_work_on_it() -> None:
    who = a_person("H-1", "Ann", calendar=8)
    row = Assignment(id=5, task=id_of("T-1"), person=who.id, component=1)
    assert read("T-1", who, row, a_task("T-2", under="T-1")).efforts == ()
    gone = Assignment(id=5, task=id_of("T-1"), person=id_of("H-9"), component=1)
    assert read("T-1", gone).efforts == ()


STATUS: Final = date(2026, 11, 20)
AFTER_STATUS: Final = moment(STATUS, None, ends=True)


@pytest.mark.parametrize(
    ("fields", "goes_on"),
    [
        ({}, moment(TODAY, None)),
        ({"unfinished_work": "as_planned"}, None),
        ({"status_date": STATUS}, AFTER_STATUS),
        ({"status_date": STATUS, "unfinished_work": "as_planned"}, None),
        (
            {"status_date": STATUS, "unfinished_work": "as_planned", "schedule_rules": "p6"},
            AFTER_STATUS,
        ),
        ({"unfinished_work": "as_planned", "schedule_rules": "p6"}, None),
        ({"status_date": date(1, 1, 1)}, moment(TODAY, None)),
        ({"state": "closed"}, None),
        ({"state": "closed", "status_date": STATUS}, AFTER_STATUS),
        ({"actual_finish": STATUS}, None),
    ],
)
def test_work_goes_on_after_the_last_day_reported_or_today(
    fields: dict[str, Any], goes_on: int | None
) -> None:
    row = a_component("P-1", **{"unfinished_work": "from_status_date", **fields})
    assert goes_on_from(row, TODAY) == goes_on


@pytest.mark.parametrize(
    ("fields", "ended"),
    [({}, False), ({"state": "closed"}, True), ({"actual_finish": STATUS}, True)],
)
def test_a_component_is_over_when_it_has_finished_or_is_closed(
    fields: dict[str, Any], *, ended: bool
) -> None:
    assert is_finished_or_ended(a_component("P-1", **fields)) is ended


@pytest.mark.parametrize(("rules", "by_p6"), [("p6", True), ("", False)])
def test_the_rules_of_p6_differ_from_those_of_ms_project(rules: str, *, by_p6: bool) -> None:
    workspace = a_workspace(a_project("P-1", schedule_rules=rules, critical_slack=2))
    made = options_of(workspace, workspace.components[id_of("P-1")], 77, TODAY)
    ours = (made.clamp_to_start, made.predecessor_lag, made.retained_logic)
    theirs = (made.milestones_keep_hours, made.rest_from_status_date)
    assert {*ours, *theirs, not made.resume_bounds_predecessors} == {by_p6}
    assert (made.start, made.critical_slack) == (77, 2 * DAY)


def test_dates_that_nobody_can_have_meant_are_left_out() -> None:
    task = Task(id=1, title="Dig", due=date(1, 1, 1), start=MONDAY, finish=date(9999, 1, 1))
    kept = within_span(task)
    assert (kept.due, kept.start, kept.finish) == (None, MONDAY, None)
    assert within_span(kept) is kept


def test_days_of_the_years_that_are_taken_are_kept() -> None:
    task = Task(id=1, title="Dig", due=FIRST_DAY, start=LAST_DAY, resume=MONDAY)
    assert within_span(task) is task
    odd = within_span(
        Task(id=1, title="Dig", due=FIRST_DAY, start=LAST_DAY, finish=LAST_DAY + timedelta(1))
    )
    assert (odd.due, odd.start, odd.finish) == (FIRST_DAY, LAST_DAY, None)
    assert within_span(Task(id=1, title="Dig", due=FIRST_DAY - timedelta(1))).due is None
