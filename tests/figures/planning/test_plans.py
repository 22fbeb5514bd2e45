"""This file tests the schedules of stored projects: inputs, links between projects, edits."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.components.component_dates import last_day
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.changes.ops import Op, apply, create, delete, edit, touched
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment, Task
from tests.conftest import (
    TODAY,
    a_component,
    a_link,
    a_project,
    a_task,
    a_workspace,
    figures_after,
    figures_of,
    id_of,
)

DAY = 480


def a_work(key: str, project: str = "P-1", **fields: Any) -> Any:
    """A task of one working day, unless told otherwise."""
    return a_task(key, project=project, **{"duration": DAY, **fields})


def ends(figures: Figures, key: str, project: str = "P-1") -> tuple[str, str]:
    """Start and finish of a task as people write them."""
    plan = plan_of(figures, id_of(project))
    assert plan is not None, project
    assert not plan.problem
    start, finish = plan.ends(id_of(key))
    return f"{moment_of(start):%d %b %H:%M}", f"{moment_of(finish):%d %b %H:%M}"


MONDAY = date(2026, 11, 30)
PROJECT = a_project("P-1", start=MONDAY)


def test_a_chain_runs_day_after_day_and_over_the_weekend() -> None:
    figures = figures_of(
        PROJECT,
        a_work("T-1", duration=4 * DAY),
        a_work("T-2", duration=2 * DAY),
        a_link("T-1", "T-2"),
    )
    assert ends(figures, "T-1") == ("30 Nov 08:00", "03 Dec 17:00")
    assert ends(figures, "T-2") == ("04 Dec 08:00", "07 Dec 17:00")


def test_slack_is_counted_to_the_finish_of_its_own_project() -> None:
    figures = figures_of(PROJECT, a_work("T-1"), a_work("T-2", duration=5 * DAY))
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    dates = plan.dates(id_of("T-1"))
    assert dates is not None
    assert dates.total_slack == 4 * DAY
    assert not dates.critical


@pytest.mark.parametrize(
    ("fields", "start", "finish"),
    [
        ({"duration": None}, "30 Nov 08:00", "30 Nov 17:00"),
        ({"duration": None, "days": 2}, "30 Nov 08:00", "01 Dec 17:00"),
        ({"duration": None, "start": date(2026, 12, 2)}, "02 Dec 08:00", "02 Dec 17:00"),
        ({"duration": None, "finish": date(2026, 12, 3)}, "03 Dec 08:00", "03 Dec 17:00"),
        ({"start": date(2026, 12, 2)}, "02 Dec 08:00", "02 Dec 17:00"),
        (
            {"duration": None, "start": date(2026, 12, 2), "finish": date(2026, 12, 4)},
            "02 Dec 00:00",
            "05 Dec 00:00",
        ),
        (
            {"constraint": "SNET", "constraint_date": date(2026, 12, 3)},
            "03 Dec 08:00",
            "03 Dec 17:00",
        ),
        (
            {"constraint": "MFO", "constraint_date": date(2026, 12, 3), "constraint_time": 720},
            "02 Dec 13:00",
            "03 Dec 12:00",
        ),
        (
            {"actual_start": date(2026, 12, 1), "actual_start_time": 600},
            "01 Dec 10:00",
            "02 Dec 10:00",
        ),
    ],
)
def test_typed_dates_place_a_task(fields: dict[str, Any], start: str, finish: str) -> None:
    figures = figures_of(PROJECT, a_work("T-1", **fields))
    assert ends(figures, "T-1") == (start, finish)


def test_two_people_halve_the_time_that_an_estimate_takes() -> None:
    people = [Person(id=id_of(key), key=key, name=key) for key in ("H-1", "H-2")]
    on_it = [
        Assignment(id=900 + at, task=id_of("T-1"), person=one.id, component=id_of("P-1"))
        for at, one in enumerate(people)
    ]
    figures = figures_of(PROJECT, a_work("T-1", duration=None, days=4), *people, *on_it)
    assert ends(figures, "T-1") == ("30 Nov 08:00", "01 Dec 17:00")


def test_a_holiday_of_the_projects_calendar_is_not_worked() -> None:
    week: dict[str, Any] = dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-17:00"
    )
    calendar = WorkingCalendar(id=id_of("K-1"), key="K-1", name="Office", **week)
    off = CalendarException(
        id=77, calendar=calendar.id, first=date(2026, 12, 1), last=date(2026, 12, 2)
    )
    project = a_project("P-1", start=MONDAY, calendar=calendar.id)
    figures = figures_of(project, calendar, off, a_work("T-1", duration=2 * DAY))
    assert ends(figures, "T-1") == ("30 Nov 09:00", "03 Dec 17:00")


def test_a_predecessor_in_another_project_holds_its_successor() -> None:
    figures = figures_of(
        PROJECT,
        a_project("P-2", start=MONDAY),
        a_work("T-1", duration=3 * DAY),
        a_work("T-2", "P-2"),
        a_link("T-1", "T-2"),
    )
    assert ends(figures, "T-2", "P-2") == ("03 Dec 08:00", "03 Dec 17:00")
    plan = plan_of(figures, id_of("P-2"))
    assert plan is not None
    assert plan.finish == plan.ends(id_of("T-2"))[1]
    assert plan.dates(id_of("T-1")) is None


def test_projects_that_give_to_each_other_settle() -> None:
    figures = figures_of(
        PROJECT,
        a_project("P-2", start=MONDAY),
        a_work("T-1"),
        a_work("T-2", "P-2"),
        a_work("T-3"),
        a_work("T-4", "P-2"),
        a_link("T-1", "T-2"),
        a_link("T-2", "T-3"),
        a_link("T-3", "T-4"),
    )
    assert ends(figures, "T-4", "P-2") == ("03 Dec 08:00", "03 Dec 17:00")


def test_a_slip_reaches_the_other_project_without_making_all_anew() -> None:
    figures = figures_of(
        PROJECT,
        a_project("P-2", start=MONDAY),
        a_work("T-1"),
        a_work("T-2", "P-2"),
        a_link("T-1", "T-2"),
    )
    assert ends(figures, "T-2", "P-2") == ("01 Dec 08:00", "01 Dec 17:00")
    after = figures_after(
        figures, *edit("tasks", figures.workspace.tasks[id_of("T-1")], duration=3 * DAY)
    )
    assert ends(after, "T-2", "P-2") == ("03 Dec 08:00", "03 Dec 17:00")


def test_a_loop_is_named_and_its_tasks_are_dated_without_its_links() -> None:
    figures = figures_of(
        PROJECT,
        a_work("T-1"),
        a_work("T-2"),
        a_work("T-3", after="T-2"),
        a_work("T-4"),
        a_work("T-5", after="T-4"),
        a_link("T-1", "T-2"),
        a_link("T-2", "T-1"),
    )
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    assert not plan.problem
    assert plan.loops.tasks == {id_of("T-1"), id_of("T-2")}
    assert plan.behind_loops == {id_of("T-3")}
    assert ends(figures, "T-2") == ends(figures, "T-1") == ends(figures, "T-4")
    assert ends(figures, "T-3") == ends(figures, "T-5") == ("01 Dec 08:00", "01 Dec 17:00")


def test_a_program_without_tasks_has_no_plan() -> None:
    assert plan_of(figures_of(a_component("PG-1")), id_of("PG-1")) is None


KEYS = [f"T-{number}" for number in range(1, 9)]


def _edits() -> st.SearchStrategy[tuple[Any, ...]]:
    keys = st.sampled_from(KEYS)
    return st.one_of(
        st.tuples(st.just("duration"), keys, st.integers(0, 5)),
        st.tuples(st.just("archived"), keys, st.booleans()),
        st.tuples(st.just("parent"), keys, keys),
        st.tuples(st.just("component"), keys, st.sampled_from(["P-1", "P-2", "P-3"])),
        st.tuples(st.just("link"), keys, keys),
        st.tuples(st.just("unlink"), st.integers(0, 20), st.none()),
        st.tuples(st.just("start"), st.sampled_from(["P-1", "P-2"]), st.integers(1, 9)),
        st.tuples(st.just("manual"), keys, st.none() | st.integers(1, 20)),
        st.tuples(st.just("splits"), keys, st.integers(0, 3)),
    )


def _fields(task: Task, what: str, value: Any) -> dict[str, Any]:
    """Fields of an edit; a manual task gets two dates, one or none."""
    if what != "manual":
        splits = ((DAY, value * DAY),) if value else ()
        return {what: {"duration": value * DAY, "splits": splits}.get(what, value)}
    start = None if value is None else date(2026, 12, value)
    finish = None if value is None or value % 3 == 0 else date(2026, 12, value + 2)
    length = None if value is not None and value % 2 else task.duration
    return {"manual": True, "start": start, "finish": finish, "duration": length}


def _ops(figures: Figures, change: tuple[Any, ...]) -> tuple[Op, ...]:
    what, one, value = change
    workspace = figures.workspace
    if what == "unlink":
        ids = sorted(workspace.links)
        return (delete("links", workspace.links[ids[one]]),) if one < len(ids) else ()
    if what == "link":
        predecessor, successor = sorted((one, value))
        is_new = (
            predecessor != successor and a_link(predecessor, successor).id not in workspace.links
        )
        return (create("links", a_link(predecessor, successor)),) if is_new else ()
    if what == "start":
        row = workspace.components[id_of(one)]
        return edit("components", row, start=date(2026, 12, value))
    task = workspace.tasks[id_of(one)]
    if what in {"duration", "archived", "manual", "splits"}:
        return edit("tasks", task, **_fields(task, what, value))
    new = id_of(value)
    if what == "component":
        # A task never lies in another project than its parent.
        is_kept = task.parent or workspace.ids_by("tasks", "parent", task.id)
    else:
        is_kept = value <= one or workspace.tasks[new].component != task.component
    return () if is_kept else edit("tasks", task, **{what: new})


@settings(deadline=None, max_examples=150)
@given(st.lists(_edits(), max_size=12))
def test_plans_carried_over_edits_are_those_made_anew(changes: list[tuple[Any, ...]]) -> None:
    workspace = a_workspace(
        PROJECT,
        a_project("P-2", start=MONDAY),
        a_project("P-3"),
        *(a_work(key, f"P-{1 + place % 3}") for place, key in enumerate(KEYS)),
    )
    figures = Figures(workspace, TODAY)
    for number, change in enumerate(changes):
        for key in ("P-1", "P-2", "P-3")[: number % 4]:
            plan_of(figures, id_of(key))
        ops = _ops(figures, change)
        if ops:
            after = apply(figures.workspace, ops)
            figures = figures.next(after, touched(ops), TODAY)
    fresh = Figures(figures.workspace, TODAY)
    for key in ("P-1", "P-2", "P-3"):
        carried, anew = plan_of(figures, id_of(key)), plan_of(fresh, id_of(key))
        assert (carried is None) == (anew is None)
        if carried is not None and anew is not None:
            assert carried.problem == anew.problem
            assert carried.inputs.tasks == anew.inputs.tasks
            assert carried.inputs.links == anew.inputs.links
            for task in anew.inputs.tasks:
                assert carried.dates(task) == anew.dates(task)


def test_a_manual_task_has_its_dates_and_its_duration() -> None:
    dated: dict[str, Any] = {
        "manual": True,
        "start": date(2026, 12, 2),
        "finish": date(2026, 12, 4),
    }
    figures = figures_of(
        PROJECT,
        a_work("T-1", duration=2 * DAY),
        a_work("T-2", after="T-1", **{**dated, "duration": None}),
        a_work("T-3", after="T-2", **{**dated, "duration": DAY}),
        a_work("T-4", manual=True, start=date(2026, 12, 7), duration=2 * DAY),
        a_work("T-5", manual=True, finish=date(2026, 12, 8), duration=2 * DAY),
        a_work("T-6", after="T-1", manual=True, duration=2 * DAY),
    )
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    assert ends(figures, "T-2")[1].startswith("05 Dec 00:00")
    assert [plan.duration(id_of(key)) for key in ("T-2", "T-3")] == [3 * DAY, DAY]
    assert ends(figures, "T-4")[1] == "08 Dec 17:00"
    assert ends(figures, "T-5") == ("07 Dec 08:00", "09 Dec 00:00")
    assert ends(figures, "T-6") == ("02 Dec 08:00", "03 Dec 17:00")


def test_a_task_with_dates_and_no_duration_is_dated_by_hand_unless_told() -> None:
    dated = a_work("T-2", duration=None, start=date(2026, 12, 7), finish=date(2026, 12, 8))
    figures = figures_of(PROJECT, a_work("T-1"), dated, a_link("T-1", "T-2"))
    assert ends(figures, "T-2") == ("07 Dec 00:00", "09 Dec 00:00")
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    dates = plan.dates(id_of("T-2"))
    assert dates is not None
    assert (dates.total_slack, dates.critical, plan.duration(id_of("T-2"))) == (0, True, 2 * DAY)


def test_a_manual_summary_keeps_its_dates_in_the_plan_of_its_project() -> None:
    dated: dict[str, Any] = {
        "manual": True,
        "start": date(2026, 12, 1),
        "finish": date(2026, 12, 11),
    }
    figures = figures_of(
        PROJECT,
        a_work("T-1", **{**dated, "duration": None}),
        a_work("T-2", under="T-1"),
        a_work("T-3", after="T-1"),
    )
    assert ends(figures, "T-1") == ("01 Dec 00:00", "12 Dec 00:00")
    assert ends(figures, "T-3")[0] == "14 Dec 08:00"
    free = edit("tasks", figures.workspace.tasks[id_of("T-1")], manual=False)
    assert ends(figures_after(figures, *free), "T-3")[0] == "01 Dec 08:00"


def test_a_task_whose_only_sub_task_is_archived_is_worked_on_by_its_people_again() -> None:
    off = CalendarException(id=9, calendar=8, first=date(2026, 12, 1), last=date(2026, 12, 3))
    ann = Person(id=id_of("H-1"), key="H-1", name="Ann", calendar=8)
    hours = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), "08:00-12:00 13:00-17:00")
    hers = msgspec.convert({"id": 8, "name": "Ann", **hours}, WorkingCalendar)
    on_it = Assignment(id=7, component=id_of("P-1"), task=id_of("T-1"), person=ann.id)
    parts = (PROJECT, off, ann, hers, on_it, a_work("T-1", duration=2 * DAY))
    archived = a_work("T-2", under="T-1", archived=True)
    plans = [plan_of(figures_of(*every), id_of("P-1")) for every in (parts, (*parts, archived))]
    first, second = (plan.ends(id_of("T-1")) if plan is not None else None for plan in plans)
    assert first == second
    assert first is not None
    assert first[1] - first[0] > 2 * 1440


HELD = [
    {"start": date(2026, 12, 8)},
    {"start": date(2026, 12, 8), "manual": True},
    {"constraint": "SNET", "constraint_date": date(2026, 12, 8)},
    {"constraint": "MSO", "constraint_date": date(2026, 12, 8)},
    {"constraint": "SNLT", "constraint_date": date(2026, 12, 8), "after": "T-1"},
    {"actual_start": date(2026, 12, 8)},
]


@pytest.mark.parametrize("fields", HELD, ids=str)
def test_a_milestone_that_is_held_to_a_day_stands_at_the_first_hour_of_work_of_that_day(
    fields: dict[str, Any],
) -> None:
    figures = figures_of(
        PROJECT,
        a_work("T-1", duration=10 * DAY),
        a_task("M-1", **fields),
        a_work("T-2", after="M-1"),
    )
    assert ends(figures, "M-1") == ("08 Dec 08:00", "08 Dec 08:00")
    assert ends(figures, "T-2") == ("08 Dec 08:00", "08 Dec 17:00")


def test_a_milestone_on_a_day_without_work_ends_that_day() -> None:
    sunday = date(2026, 12, 6)
    figures = figures_of(PROJECT, a_task("M-1", start=sunday), a_work("T-1", after="M-1"))
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    assert last_day(plan.ends(id_of("M-1"))[1]) == sunday
    assert ends(figures, "T-1") == ("07 Dec 08:00", "07 Dec 17:00")


def test_a_milestone_with_a_time_stands_at_that_minute() -> None:
    figures = figures_of(
        PROJECT,
        a_task("M-1", constraint="MSO", constraint_date=MONDAY, constraint_time=0),
        a_task("M-2", start=MONDAY, start_time=630),
    )
    assert ends(figures, "M-1") == ("30 Nov 00:00", "30 Nov 00:00")
    assert ends(figures, "M-2") == ("30 Nov 10:30", "30 Nov 10:30")
