"""This file edits three small projects that give to each other, one row at a time."""

from datetime import date, timedelta
from typing import Any, Final

import msgspec
import pytest

from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.changes.ops import Ops, create, delete, edit
from pmtui.model.entities.tasks import Assignment
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    TODAY,
    a_link,
    a_person,
    a_project,
    a_task,
    a_workspace,
    figures_after,
    figures_of,
    id_of,
)
from tests.figures.planning.across import dates_apart

DAY: Final = 480
MORNINGS: Final = msgspec.convert(
    {"id": 8, "name": "Mornings"}
    | dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "08:00-12:00"),
    WorkingCalendar,
)
PROJECTS: Final = ("P-1", "P-2", "P-3", "P-4")


def store() -> Workspace:
    """A chain through three projects with a summary in the second; a fourth on its own."""
    return a_workspace(
        *(a_project(key, start=TODAY) for key in PROJECTS[:3]),
        a_project("P-4"),
        MORNINGS,
        a_person("H-1", "Ann", calendar=8),
        a_task("T-1", duration=2 * DAY),
        a_task("T-2", duration=DAY, after="T-1"),
        a_task("T-3", project="P-2", archived=True),
        a_task("T-4", project="P-2", under="T-3"),
        a_task("T-5", project="P-2", under="T-4", duration=DAY, after="T-1"),
        a_task("T-6", project="P-2", duration=3 * DAY),
        a_task("T-7", project="P-3", duration=DAY, after="T-5 T-6"),
        a_task("T-8", project="P-3", duration=6 * DAY),
        a_task("T-9", project="P-4", duration=4 * DAY, start=TODAY + timedelta(3)),
        Assignment(id=900, task=id_of("T-8"), person=id_of("H-1"), component=id_of("P-3")),
    )


TASK_EDITS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("T-1", {"duration": 5 * DAY}),
    ("T-1", {"archived": True}),
    ("T-1", {"active": False}),
    ("T-1", {"component": id_of("P-4")}),
    ("T-1", {"component": id_of("P-2")}),
    ("T-1", {"actual_start": TODAY, "actual_finish": TODAY}),
    ("T-1", {"calendar": 8}),
    ("T-2", {"component": id_of("P-3")}),
    ("T-2", {"due": TODAY + timedelta(20)}),
    ("T-3", {"archived": False}),
    ("T-4", {"archived": True}),
    ("T-4", {"archived": True, "parent": id_of("T-6")}),
    ("T-4", {"parent": 0}),
    ("T-4", {"manual": True, "start": TODAY, "finish": TODAY + timedelta(9)}),
    ("T-5", {"parent": id_of("T-6")}),
    ("T-5", {"archived": True}),
    ("T-5", {"component": id_of("P-1"), "parent": 0}),
    ("T-6", {"duration": 9 * DAY}),
    ("T-6", {"active": False}),
    ("T-7", {"actual_start": TODAY, "actual_finish": TODAY}),
    ("T-7", {"archived": True}),
    ("T-7", {"component": id_of("P-1")}),
    ("T-8", {"duration": 2 * DAY}),
    ("T-9", {"start": TODAY + timedelta(6)}),
    ("T-9", {"start": None}),
)


def row_edits(workspace: Workspace) -> dict[str, Ops]:
    """Links, people, calendars and projects that come, go or change, each by itself."""
    links, components = workspace.links, workspace.components
    hers = workspace.rows("assignments")[900]
    edits: dict[str, Ops] = {f"no {row.id}": (delete("links", row),) for row in links.values()}
    pairs = (("T-2", "T-7"), ("T-8", "T-9"), ("T-9", "T-6"), ("T-4", "T-8"), ("T-1", "T-3"))
    edits |= {f"{ends}": (create("links", a_link(*ends)),) for ends in pairs}
    lagged = next(row for row in links.values() if row.successor == id_of("T-7"))
    edits["lag"] = edit("links", lagged, lag=3 * DAY, type="SS")
    edits["other end"] = edit("links", lagged, predecessor=id_of("T-2"))
    edits["nobody"] = (delete("assignments", hers),)
    edits["half"] = edit("assignments", hers, work=2 * DAY, units=50)
    edits["somebody else"] = edit("assignments", hers, task=id_of("T-6"))
    off = CalendarException(id=9, calendar=8, first=TODAY, last=TODAY + timedelta(5))
    edits["holiday"] = (create("calendar_exceptions", off),)
    ann = workspace.people[id_of("H-1")]
    edits["in office hours"] = edit("people", ann, calendar=0)
    for key in PROJECTS:
        row = components[id_of(key)]
        edits[f"{key} later"] = edit("components", row, start=TODAY + timedelta(7))
        edits[f"{key} in the mornings"] = edit("components", row, calendar=8)
        edits[f"{key} by P6"] = edit("components", row, schedule_rules="p6")
    return edits


ROW_EDITS: Final = row_edits(store())


def assert_as_made_afresh(figures: Figures) -> None:
    """Plans carried on are those made from nothing, and are made from the same."""
    fresh = Figures(figures.workspace, TODAY)
    assert dates_apart(figures) == dates_apart(fresh)
    for key in PROJECTS:
        carried, anew = plan_of(figures, id_of(key)), plan_of(fresh, id_of(key))
        assert (carried is None) == (anew is None)
        if carried is not None and anew is not None:
            assert (carried.start, carried.finish) == (anew.start, anew.finish)
            assert carried.inputs.tasks == anew.inputs.tasks
            assert carried.inputs.links == anew.inputs.links
            assert carried.inputs.stand_ins == anew.inputs.stand_ins
            assert carried.conflicts() == anew.conflicts()


@pytest.mark.parametrize(("key", "fields"), TASK_EDITS, ids=str)
def test_a_task_edited_by_itself_is_planned_as_in_a_new_store(
    key: str, fields: dict[str, Any]
) -> None:
    figures = Figures(store(), TODAY)
    was = dates_apart(figures)
    task = figures.workspace.tasks[id_of(key)]
    after = figures_after(figures, *edit("tasks", task, **fields))
    assert_as_made_afresh(after)
    back = {name: getattr(task, name) for name in fields}
    again = figures_after(after, *edit("tasks", after.workspace.tasks[task.id], **back))
    assert dates_apart(again) == was == dates_apart(figures)


@pytest.mark.parametrize("ops", ROW_EDITS.values(), ids=ROW_EDITS)
def test_a_row_edited_by_itself_is_planned_as_in_a_new_store(ops: Ops) -> None:
    figures = Figures(store(), TODAY)
    was = dates_apart(figures)
    assert_as_made_afresh(figures_after(figures, *ops))
    assert dates_apart(figures) == was


@pytest.mark.parametrize("ops", ROW_EDITS.values(), ids=ROW_EDITS)
def test_two_edits_in_a_row_without_a_look_between_are_planned_as_in_a_new_store(ops: Ops) -> None:
    figures = Figures(store(), TODAY)
    dates_apart(figures)
    task = figures.workspace.tasks[id_of("T-6")]
    longer = figures_after(figures, *edit("tasks", task, duration=8 * DAY))
    assert_as_made_afresh(figures_after(longer, *ops))


def kept_after(*ops: Any) -> set[str]:
    """The projects whose plans are still there after an edit."""
    figures = Figures(store(), TODAY)
    dates_apart(figures)
    plans = plans_of(figures_after(figures, *ops))
    kept = {key for key in PROJECTS if plans.known(id_of(key)) is not None}
    assert {key for key in PROJECTS if id_of(key) not in plans.lost} == kept
    return kept


@pytest.mark.parametrize(
    ("key", "kept"),
    [("T-1", {"P-4"}), ("T-6", {"P-4"}), ("T-9", {"P-1", "P-2", "P-3"})],
)
def test_only_the_plans_that_an_edit_can_change_are_made_again(key: str, kept: set[str]) -> None:
    assert kept_after(*edit("tasks", store().tasks[id_of(key)], duration=7 * DAY)) == kept


def test_plans_that_no_longer_give_to_each_other_are_made_again_once() -> None:
    links = store().links.values()
    gone = next(link for link in links if link.successor == id_of("T-5"))
    assert kept_after(delete("links", gone)) == {"P-4"}
    figures = Figures(store(), TODAY)
    apart = figures_after(figures, delete("links", gone))
    dates_apart(apart)
    longer = edit("tasks", apart.workspace.tasks[id_of("T-2")], duration=7 * DAY)
    plans = plans_of(figures_after(apart, *longer))
    assert [plans.known(id_of(key)) is None for key in PROJECTS] == [True, False, False, False]


def test_every_plan_is_made_again_when_working_times_change() -> None:
    off = CalendarException(id=9, calendar=8, first=TODAY, last=TODAY)
    assert kept_after(create("calendar_exceptions", off)) == set()


def test_a_row_of_a_project_makes_its_plan_again() -> None:
    project = store().components[id_of("P-4")]
    assert kept_after(*edit("components", project, name="Other")) == {"P-1", "P-2", "P-3"}


def test_links_from_other_projects_are_known_once_they_have_been_looked_up() -> None:
    figures = Figures(store(), TODAY)
    plans = plans_of(figures)
    assert plans.known_foreign(id_of("P-2")) == frozenset()
    link = a_link("T-1", "T-5").id
    assert plans.contracts(id_of("P-2")) == {link}
    assert plans.known_foreign(id_of("P-2")) == {link}
    assert plans.known_foreign(id_of("P-4")) == frozenset()


def starts(*rows: Any) -> dict[str, str]:
    """When each task of the second of two projects starts."""
    figures = figures_of(*rows)
    plan = plan_of(figures, id_of("P-2"))
    assert plan is not None
    assert not plan.problem
    keys = [row.key for row in figures.workspace.tasks.values() if row.component == id_of("P-2")]
    return {key: f"{moment_of(plan.ends(id_of(key))[0]):%d %b %H:%M}" for key in keys}


MONDAY: Final = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("project", "task", "start"),
    [
        # A day of lag is two mornings where the predecessor works in the mornings.
        ({}, {}, "01 Dec 13:00"),
        ({"calendar": 8}, {}, "02 Dec 13:00"),
        ({}, {"calendar": 8}, "02 Dec 13:00"),
    ],
)
def test_by_p6_a_lag_runs_in_the_calendar_of_the_predecessor_in_another_project(
    project: dict[str, Any], task: dict[str, Any], start: str
) -> None:
    shown = starts(
        MORNINGS,
        a_project("P-1", start=MONDAY, schedule_rules="p6", **project),
        a_project("P-2", start=MONDAY, schedule_rules="p6"),
        a_task("T-1", duration=240, **task),
        a_task("T-2", project="P-2", duration=DAY),
        a_link("T-1", "T-2", lag=DAY, type="FS"),
    )
    assert shown == {"T-2": start}


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({}, "03 Dec 08:00"),
        ({"archived": True}, "30 Nov 08:00"),
        ({"active": False}, "30 Nov 08:00"),
    ],
)
def test_only_a_predecessor_that_is_done_at_all_holds_a_task_of_another_project(
    fields: dict[str, Any], start: str
) -> None:
    shown = starts(
        a_project("P-1", start=MONDAY),
        a_project("P-2", start=MONDAY),
        a_task("T-1", duration=3 * DAY, **fields),
        a_task("T-2", project="P-2", duration=DAY, after="T-1"),
    )
    assert shown == {"T-2": start}


@pytest.mark.parametrize(
    ("type_", "start"),
    [
        ("FS", "03 Dec 08:00"),
        ("SS", "30 Nov 08:00"),
        ("FF", "01 Dec 08:00"),
        ("SF", "26 Nov 08:00"),
    ],
)
def test_a_task_of_another_project_waits_for_the_end_that_its_link_hangs_on(
    type_: str, start: str
) -> None:
    shown = starts(
        a_project("P-1", start=MONDAY),
        a_project("P-2", start=MONDAY),
        a_task("T-1", duration=3 * DAY),
        a_task("T-2", project="P-2", duration=2 * DAY),
        a_link("T-1", "T-2", type=type_),
    )
    assert shown == {"T-2": start}


def test_a_lag_in_percent_is_a_part_of_the_predecessor_in_another_project() -> None:
    shown = starts(
        a_project("P-1", start=MONDAY),
        a_project("P-2", start=MONDAY),
        a_task("T-1", duration=4 * DAY),
        a_task("T-2", project="P-2", duration=DAY),
        a_link("T-1", "T-2", type="SS", lag=50, lag_unit="percent"),
    )
    assert shown == {"T-2": "02 Dec 08:00"}


def test_links_that_close_a_loop_over_projects_are_left_out_and_spelled() -> None:
    figures = figures_of(
        *(a_project(key, start=MONDAY) for key in PROJECTS[:3]),
        a_task("T-1", duration=2 * DAY, after="T-2"),
        a_task("T-2", project="P-2", duration=3 * DAY, after="T-1"),
        a_task("T-3", project="P-2", duration=DAY, after="T-2"),
        a_task("T-4", project="P-3", duration=DAY, after="T-3"),
    )
    plans = plans_of(figures)
    made = {key: plans.of(id_of(key)) for key in PROJECTS[:3]}
    loops = {key: plan.loops for key, plan in made.items() if plan is not None}
    assert [loops[key].tasks for key in PROJECTS[:3]] == [{id_of("T-1")}, {id_of("T-2")}, set()]
    assert [bool(loops[key].first) for key in PROJECTS[:3]] == [True, True, False]
    assert plans.has_loops()
    dates = dates_apart(figures)
    assert moment_of(dates[id_of("T-2")].start) == moment_of(dates[id_of("T-1")].start)
    assert f"{moment_of(dates[id_of('T-4')].start):%d %b %H:%M}" == "04 Dec 08:00"


def test_what_would_be_if_another_project_delivered_later_leaves_the_plans_as_they_are() -> None:
    figures = Figures(store(), TODAY)
    was = dates_apart(figures)
    plans = plans_of(figures)
    link, late = a_link("T-1", "T-5").id, was[id_of("T-1")].finish + 14 * 1440
    plan = plans.if_delivered({link: late}).of(id_of("P-2"))
    assert plan is not None
    assert plan.ends(id_of("T-5"))[0] > late
    assert plan.ends(id_of("T-6")) == (was[id_of("T-6")].start, was[id_of("T-6")].finish)
    assert dates_apart(figures) == was
