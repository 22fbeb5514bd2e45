"""This file tests what a planned task is worth by when, to the minute and the cent."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from msgspec.structs import replace

from pmtui.figures.earned_value.planned_value import (
    NO_COST,
    PlannedTask,
    PlannedValue,
    planned_value,
)
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.entities.baselines import Baseline, BaselineRow, FrozenCalendar
from pmtui.model.entities.entity import Entity
from tests.conftest import a_project, a_workspace, eur, id_of
from tests.figures.earned_value.planned import MONDAY, a_costed_task, agreed, plan_of

TIME: Final = WorkTimes({}).of(0)
EIGHT: Final = moment(MONDAY, 480)
"""Eight o'clock on a Monday; the office works until 12 and from 13 to 17."""


def a_task_of(
    hours: int, at_start: int, over_time: int, at_end: int, splits: Any = ()
) -> PlannedTask:
    """A task that begins on Monday at eight, of some working hours without its pauses."""
    paused = sum(length for _, length in splits)
    worked = TIME.count(EIGHT)
    finish = TIME.after(EIGHT, hours * 60 + paused)
    total = at_start + over_time + at_end
    return PlannedTask(
        1, EIGHT, finish, at_start, over_time, total, TIME, worked, hours * 60, splits
    )


def test_cost_at_the_start_and_at_the_end_comes_with_the_minute_after() -> None:
    task = a_task_of(4, 10, 100, 7)
    assert task.at_end == 7
    values = [task.value(EIGHT + minutes) for minutes in (-1, 0, 1, 60, 239, 240, 241)]
    # Half up: 100 * 1 / 240 is 0, and 100 * 239 / 240 is 99.6.
    assert values == [0, 0, 10, 35, 110, 117, 117]


@pytest.mark.parametrize(("over_time", "value"), [(1, 1), (-1, -1), (3, 2), (-3, -2)])
def test_half_a_cent_is_rounded_away_from_nought(over_time: int, value: int) -> None:
    assert a_task_of(4, 0, over_time, 0).value(EIGHT + 120) == value


def test_nothing_accrues_while_a_task_pauses() -> None:
    # An hour of work, an hour of pause, and three hours more.
    task = a_task_of(4, 0, 240, 0, splits=((60, 60),))
    hours = [EIGHT, EIGHT + 60, EIGHT + 90, EIGHT + 120, EIGHT + 150]
    assert [task.value(at) for at in hours] == [0, 60, 60, 60, 90]


def test_a_second_pause_counts_from_the_work_before_it() -> None:
    task = a_task_of(3, 0, 180, 0, splits=((60, 60), (120, 30)))
    # Worked until 9, again from 10 to 11, and from 11:30 to 12 and 13 to 13:30.
    minutes = (60, 120, 180, 210, 240, 300, 330)
    assert [task.value(EIGHT + at) for at in minutes] == [60, 60, 120, 120, 150, 150, 180]


def test_without_working_time_the_clock_counts() -> None:
    saturday = moment(MONDAY + timedelta(days=5), 0)
    worked = TIME.count(saturday)
    task = PlannedTask(1, saturday, saturday + 600, 0, 600, 600, TIME, worked, 0)
    assert [task.value(saturday + at) for at in (0, 1, 300, 600)] == [0, 1, 300, 600]


@pytest.mark.parametrize(
    "task",
    [
        a_task_of(4, 10, 100, 7),
        a_task_of(4, 0, -101, 0),
        a_task_of(4, 0, 240, 0, splits=((60, 60),)),
        replace(a_task_of(4, 3, 240, 1), work=0),
    ],
)
def test_a_plan_of_many_moments_says_what_its_tasks_say_of_each(task: PlannedTask) -> None:
    plan = PlannedValue(baseline=1, tasks={1: task, 2: a_task_of(30, 1, 999, 5)})
    moments = [EIGHT + at for at in (-9, 0, 1, 59, 60, 61, 119, 239, 240, 241, 900, 9000)]
    values = [sum(part.value(at) for part in plan.tasks.values()) for at in moments]
    assert plan.series(moments) == values
    assert [plan.at(at) for at in moments] == values


def a_row(number: int = 2, **fields: Any) -> BaselineRow:
    given: dict[str, Any] = {
        "title": "Dig", "start": MONDAY, "finish": MONDAY, "own_cost": eur(100), "calendar": 0,
        **fields,
    }  # fmt: skip
    return BaselineRow(
        id=number, baseline=1, component=id_of("P-1"), task=id_of(f"T-{number}"), **given
    )


def a_baseline(**fields: Any) -> Baseline:
    given = {"currency": "EUR", "number": 1, "taken_at": MONDAY, **fields}
    return Baseline(id=1, key="BL-1", component=id_of("P-1"), label="Agreed", **given)


def plan(*rows: Entity, has_parts: bool = False) -> PlannedValue:
    workspace = a_workspace(*a_project(), *rows)
    return planned_value(workspace, id_of("P-1"), has_parts=has_parts)


def test_a_row_without_a_cost_or_a_day_is_worth_nothing() -> None:
    for fields in ({"own_cost": None}, {"start": None}, {"finish": None}):
        assert plan(a_baseline(), a_row(2), a_row(3, **fields)).bac == 100_00


def test_parts_of_a_cost_accrue_at_either_end_and_the_rest_between() -> None:
    row = a_row(cost_at_start=eur(10), cost_at_end=eur(30), start_time=480, finish_time=1020)
    (task,) = plan(a_baseline(), row).tasks.values()
    assert (task.at_start, task.over_time, task.at_end, task.total) == (10_00, 60_00, 30_00, 100_00)
    assert (task.start, task.finish, task.work) == (EIGHT, moment(MONDAY, 1020), 480)


def test_a_plan_spans_from_its_first_start_to_its_last_finish() -> None:
    later = a_row(3, start=MONDAY + timedelta(days=3), finish=MONDAY + timedelta(days=4))
    whole = plan(a_baseline(), a_row(2), later)
    assert whole.span == (moment(MONDAY, 0), moment(MONDAY + timedelta(days=4), None, ends=True))
    assert whole.label == "BL-1 Agreed"


def test_a_plan_whose_tasks_have_no_days_has_no_span() -> None:
    assert plan(a_baseline(), a_row(start=None)).span is None


@pytest.mark.parametrize(
    ("fields", "has_parts", "bac"),
    [
        ({}, False, 500_00),
        ({}, True, 0),
        ({"budget": None}, False, 0),
        ({"start": None}, False, 0),
        ({"finish": None}, False, 0),
        ({"budget": eur(0)}, False, 0),
    ],
)
def test_a_budget_is_a_package_where_it_is_of_its_tasks_alone_and_has_dates(
    fields: dict[str, Any],
    has_parts: bool,  # noqa: FBT001
    bac: int,
) -> None:
    given: dict[str, Any] = {
        "budget": eur(500), "start": MONDAY, "finish": MONDAY + timedelta(days=4), **fields
    }  # fmt: skip
    package = plan(a_baseline(**given), a_row(own_cost=None), has_parts=has_parts)
    assert package.bac == bac
    assert package.reason == ("" if package.is_package and package.span else NO_COST)


def test_a_budget_counts_no_more_where_tasks_have_costs() -> None:
    baseline = a_baseline(budget=eur(500), start=MONDAY, finish=MONDAY)
    whole = plan(baseline, a_row())
    assert (whole.bac, whole.is_package) == (100_00, False)


def test_a_summary_of_an_older_baseline_holds_the_cost_of_those_below_it() -> None:
    rows = (
        a_row(2, own_cost=None, cost=eur(70), is_summary=True),
        a_row(3, own_cost=None, cost=eur(40)),
        a_row(4, own_cost=None, cost=eur(30)),
    )
    older = plan(a_baseline(currency=""), *rows)
    assert (older.bac, older.currency, older.is_older) == (70_00, "EUR", True)


def test_the_working_time_of_a_task_is_what_was_frozen() -> None:
    hours: dict[str, Any] = dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday"), "08:00-10:00"
    )
    frozen = FrozenCalendar(
        id=9, baseline=1, number=1, label="Short", saturday="off", sunday="off", exceptions="",
        **hours,
    )  # fmt: skip
    (task,) = plan(a_baseline(), a_row(calendar=9), frozen).tasks.values()
    assert task.work == 120
    (usual,) = plan(a_baseline(), a_row(calendar=0), frozen).tasks.values()
    assert usual.work == 480


@pytest.mark.parametrize("hours", ["off", "much"])
def test_a_frozen_calendar_without_hours_counts_as_the_usual_week(hours: str) -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    week: dict[str, Any] = dict.fromkeys(days, hours)
    frozen = FrozenCalendar(id=9, baseline=1, number=1, label="None", exceptions="", **week)
    (task,) = plan(a_baseline(), a_row(calendar=9), frozen).tasks.values()
    assert task.work == 480


def test_a_calendar_that_works_on_one_day_only_counts_that_day() -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    week: dict[str, Any] = dict.fromkeys(days, "off")
    frozen = FrozenCalendar(
        id=9, baseline=1, number=1, label="Once", exceptions=f"{MONDAY} 08:00-11:00",
        **week,
    )  # fmt: skip
    (task,) = plan(a_baseline(), a_row(calendar=9), frozen).tasks.values()
    assert task.work == 180


def test_a_milestone_costs_all_at_its_moment() -> None:
    workspace = agreed(a_costed_task("M-1", 0, 50))
    task = plan_of(workspace).tasks[id_of("M-1")]
    assert task.value(task.finish - 1) == 0
    assert task.value(task.finish) == 50_00
    assert date.fromordinal(task.start // 1440) == MONDAY
