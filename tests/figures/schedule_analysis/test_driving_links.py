"""This file tests which link holds a task, and by how much the others give way."""

from typing import Any

import pytest

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.schedule_analysis.driving_links import (
    drives,
    link_slack,
    links_into,
    links_out_of,
    start_reason,
)
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from tests.conftest import TODAY, a_link, a_project, a_task, figures_of, id_of

DAY = 480


def test_the_later_of_two_predecessors_holds_the_successor() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=DAY),
        a_task("T-2", duration=3 * DAY),
        a_task("T-3", duration=DAY, after="T-1 T-2"),
    )
    slack = {one.predecessor: link_slack(figures, one) for one in links_into(figures, id_of("T-3"))}
    assert slack == {id_of("T-1"): 2 * DAY, id_of("T-2"): 0}
    assert [drives(figures, one) for one in links_out_of(figures, id_of("T-2"))] == [True]
    assert [drives(figures, one) for one in links_out_of(figures, id_of("T-1"))] == [False]


@pytest.mark.parametrize(
    ("type_", "lag", "unit"),
    [("FS", DAY, "work"), ("SS", DAY, "work"), ("FF", 2 * DAY, "work"), ("FS", -DAY, "work"),
     ("FS", 1440, "elapsed"), ("FS", 50, "percent")],
)  # fmt: skip
def test_a_link_of_any_type_holds_what_it_places(type_: str, lag: int, unit: str) -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=2 * DAY),
        a_task("T-2", duration=2 * DAY),
        a_link("T-1", "T-2", component=id_of("P-1"), type=type_, lag=lag, lag_unit=unit),
    )
    assert link_slack(figures, next(links_into(figures, id_of("T-2")))) == 0


def test_a_link_from_another_project_holds_too() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_project("P-2", start=TODAY),
        a_task("T-1", duration=5 * DAY),
        a_task("T-20", project="P-2", duration=DAY, after="T-1"),
    )
    assert drives(figures, next(links_into(figures, id_of("T-20"))))


def test_what_no_link_holds_says_what_does() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=DAY),
        a_task("T-2", duration=DAY, constraint="SNET", constraint_date=TODAY),
        a_task("T-3", duration=DAY, actual_start=TODAY),
        a_task("T-4", start=TODAY, finish=TODAY),
        a_task("T-5", duration=DAY, actual_start=TODAY, actual_finish=TODAY),
    )
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    told = [start_reason(plan, id_of(f"T-{number}")) for number in range(1, 6)]
    assert told == ["plan", "SNET", "begun", "by hand", "done"]


def test_only_links_to_tasks_that_are_there_and_not_archived_count() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1"),
        a_task("T-2", archived=True),
        a_task("T-3", after="T-1 T-2"),
        a_link("T-9", "T-3"),
        a_link("T-3", "T-8"),
        a_link("T-3", "T-2"),
    )
    assert [link.predecessor for link in links_into(figures, id_of("T-3"))] == [id_of("T-1")]
    assert list(links_out_of(figures, id_of("T-3"))) == []
    assert [link.successor for link in links_out_of(figures, id_of("T-1"))] == [id_of("T-3")]


@pytest.mark.parametrize(
    ("fields", "is_held"),
    [
        ({}, True),
        ({"actual_start": TODAY, "percent": 10}, False),
        ({"percent": 100}, False),
        ({"start": TODAY, "finish": TODAY, "duration": None}, False),
    ],
)
def test_a_task_that_has_begun_is_done_or_dated_by_hand_is_held_by_no_link(
    fields: dict[str, Any], *, is_held: bool
) -> None:
    successor = a_task("T-2", after="T-1", **{"duration": DAY, **fields})
    figures = figures_of(a_project(start=TODAY), a_task("T-1", duration=DAY), successor)
    assert drives(figures, next(links_into(figures, id_of("T-2")))) is is_held


def test_a_link_whose_ends_have_no_dates_has_no_slack_and_drives_nothing() -> None:
    never = WorkingCalendar(id=7, name="Never")
    for calendars in ((7, 0), (0, 7)):
        figures = figures_of(
            never,
            a_project("P-1", start=TODAY, calendar=calendars[0]),
            a_project("P-2", start=TODAY, calendar=calendars[1]),
            a_task("T-1", duration=DAY),
            a_task("T-2", project="P-2", duration=DAY, after="T-1"),
        )
        link = next(iter(figures.workspace.links.values()))
        if calendars[1]:
            assert link_slack(figures, link) is None
            assert not drives(figures, link)
    lost = figures_of(a_project(), a_task("T-1"), a_link("T-1", "T-9"))
    assert link_slack(lost, next(iter(lost.workspace.links.values()))) is None


def test_unfinished_work_that_waits_for_the_status_date_says_so() -> None:
    project = a_project(
        start=TODAY.replace(day=2), status_date=TODAY, unfinished_work="from_status_date"
    )
    figures = figures_of(
        project, a_task("T-1", duration=DAY), a_task("T-2", duration=DAY, after="T-1")
    )
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    assert start_reason(plan, id_of("T-1")) == "status date"
    assert start_reason(plan, id_of("T-2")) == "plan"


def test_a_link_to_a_task_that_was_put_away_has_no_slack() -> None:
    successor = a_task("T-2", duration=DAY, after="T-1", archived=True)
    figures = figures_of(a_project(start=TODAY), a_task("T-1", duration=DAY), successor)
    assert link_slack(figures, next(iter(figures.workspace.links.values()))) is None
    predecessor = a_task("T-1", duration=DAY, archived=True)
    figures = figures_of(a_project(start=TODAY), predecessor, a_task("T-2", after="T-1"))
    assert link_slack(figures, next(iter(figures.workspace.links.values()))) is None


@pytest.mark.parametrize(
    ("type_", "lag", "unit", "slack"),
    [
        ("FS", 0, "work", 3 * DAY),
        ("FS", DAY, "work", 2 * DAY),
        ("FS", -DAY, "work", 4 * DAY),
        ("FS", 50, "percent", 2 * DAY),
        ("SS", 0, "work", 5 * DAY),
        ("FF", 0, "work", 4 * DAY),
        ("SF", 0, "work", 6 * DAY),
        ("FS", 1440, "elapsed", 2 * DAY),
    ],
)
def test_a_predecessor_may_slip_by_the_time_between_the_ends_of_its_link_less_its_lag(
    type_: str, lag: int, unit: str, slack: int
) -> None:
    # Two days of work from Monday, and a day on the Monday after, five working days later.
    later = TODAY.replace(day=30)
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=2 * DAY),
        a_task("T-2", duration=DAY, constraint="SNET", constraint_date=later),
        a_link("T-1", "T-2", component=id_of("P-1"), type=type_, lag=lag, lag_unit=unit),
    )
    assert link_slack(figures, next(links_into(figures, id_of("T-2")))) == slack
