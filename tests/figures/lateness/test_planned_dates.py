"""This file tests what a component says of its own dates."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.components.component_dates import OwnDates, last_day
from pmtui.figures.lateness.planned_dates import own_dates
from pmtui.figures.planning.plans import plan_of
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.entity import Entity
from tests.conftest import TODAY, Parts, a_project, a_task, figures_of, id_of

DAY = 480
PROJECT = id_of("P-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def dates_of(*parts: Entity | Parts, **project: Any) -> OwnDates:
    """The dates of a project that starts today unless told otherwise, once it is planned."""
    figures = figures_of(a_project(**{"start": TODAY, **project}), *parts)
    plan_of(figures, PROJECT)
    return own_dates(figures, PROJECT)


def days(dates: OwnDates) -> tuple[date | None, date | None]:
    """The first and the last day."""
    start = None if dates.start is None else last_day(dates.start + 1)
    return start, None if dates.finish is None else last_day(dates.finish)


def test_a_component_lasts_as_its_own_tasks_are_planned() -> None:
    assert days(dates_of(a_task("T-1", duration=3 * DAY))) == (on(0), on(2))
    assert days(dates_of()) == (None, None)


def test_what_has_ended_ends_when_it_did_and_starts_as_typed_where_nothing_is_planned() -> None:
    task = a_task("T-1", duration=3 * DAY)
    assert days(dates_of(task, actual_finish=on(-1), start=on(-9)))[1] == on(-1)
    bare = dates_of(actual_finish=on(-1), start=on(-9))
    assert (bare.start, bare.finish) == (moment(on(-9), None), moment(on(-1), None, ends=True))


def test_an_ended_component_without_a_day_it_ended_stands_at_its_typed_finish() -> None:
    assert days(dates_of(state="closed", finish=on(4)))[1] == on(4)
    assert days(dates_of(state="executing", finish=on(4)))[1] is None
    planned = dates_of(a_task("T-1", duration=3 * DAY), state="closed", finish=on(4))
    assert days(planned)[1] == on(2)
    assert days(dates_of(state="closed"))[1] is None
    assert days(dates_of(state="closed", finish=on(4), actual_finish=on(5)))[1] == on(5)


def test_an_end_that_nobody_can_have_meant_is_none() -> None:
    assert days(dates_of(actual_finish=date(26, 11, 20)))[1] is None


@pytest.mark.parametrize(
    ("due", "is_last"),
    [((5, 5), True), ((5, 4), False), ((4, 5), True), ((None, 5), True), ((5, None), False)],
)
def test_the_latest_due_date_is_last_where_its_task_ends_with_the_plan(
    due: tuple[int | None, int | None], *, is_last: bool
) -> None:
    first, second = (None if day is None else on(day) for day in due)
    dates = dates_of(
        a_task("T-1", duration=DAY, due=first), a_task("T-2", duration=3 * DAY, due=second)
    )
    latest = max(day for day in (first, second) if day is not None)
    assert (dates.due, dates.is_due_last) == (latest, is_last)


def test_without_tasks_nothing_is_due_last() -> None:
    dates = dates_of()
    assert (dates.due, dates.is_due_last, dates.missed, dates.missed_days) == (None, False, 0, 0)


def test_dates_that_are_missed_are_counted_with_the_worst_in_working_days() -> None:
    dates = dates_of(
        a_task("T-1", duration=3 * DAY, due=on(1)),
        a_task("T-2", duration=3 * DAY, constraint="FNLT", constraint_date=on(0)),
        a_task("T-3", duration=3 * DAY, due=on(2)),
        a_task("T-4", duration=3 * DAY, due=on(-1)),
    )
    assert (dates.missed, dates.missed_days) == (2, 2)


def test_a_component_waits_while_its_plan_is_behind() -> None:
    tasks = [a_task(f"T-{at}", duration=DAY) for at in range(1, 3_002)]
    figures = figures_of(a_project(start=TODAY), *tasks)
    slow = type(figures)(figures.workspace, TODAY, in_turns=True)
    assert own_dates(slow, PROJECT).is_waiting
    assert not dates_of(a_task("T-1")).is_waiting
