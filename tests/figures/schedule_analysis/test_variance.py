"""This file tests what lies between two pictures of a component."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.schedule_analysis.baseline_pictures import Picture, PicturedTask
from pmtui.figures.schedule_analysis.variance import TaskVariance, Variance, compared
from pmtui.model.entities.entity import Money
from tests.conftest import TODAY, eur

DAY, NIGHT = 480, 1440
MONDAY = TODAY.toordinal() * NIGHT


def a_task(task: int = 1, first: int = 0, last: int = 0, **fields: Any) -> PicturedTask:
    """A task from the morning of one day to the evening of another, counted from a Monday."""
    given: dict[str, Any] = {
        "task": task, "title": f"task {task}", "start": MONDAY + first * NIGHT + 480,
        "finish": MONDAY + last * NIGHT + 1020, "duration": (last - first + 1) * DAY, **fields,
    }  # fmt: skip
    return PicturedTask(**given)


def a_picture(*tasks: PicturedTask, **fields: Any) -> Picture:
    given: dict[str, Any] = {
        "component": 9,
        "start": None,
        "finish": None,
        "budget": None,
        **fields,
    }
    return Picture(tasks={task.task: task for task in tasks}, **given)


def between(before: PicturedTask, after: PicturedTask) -> TaskVariance:
    return compared(a_picture(before), a_picture(after)).tasks[0]


def test_days_are_counted_over_the_calendar_later_is_more() -> None:
    change = between(a_task(), a_task(first=2, last=5))
    assert (change.start_days, change.finish_days, change.duration) == (2, 5, 3 * DAY)
    back = between(a_task(first=2, last=5), a_task())
    assert (back.start_days, back.finish_days, back.duration) == (-2, -5, -3 * DAY)


def test_what_ends_at_midnight_ends_on_the_day_before() -> None:
    evening, midnight = a_task(), a_task(finish=MONDAY + NIGHT)
    assert between(evening, midnight).finish_days == 0
    assert between(midnight, a_task(finish=MONDAY + NIGHT + 1)).finish_days == 1


@pytest.mark.parametrize(
    ("fields", "is_change"),
    [
        ({}, False),
        ({"start": MONDAY - NIGHT}, True),
        ({"finish": MONDAY + 2 * NIGHT}, True),
        ({"duration": 2 * DAY}, True),
        ({"work": 2 * DAY}, True),
        ({"cost": eur(6)}, True),
        ({"title": "other"}, False),
        ({"work": None}, False),
    ],
)
def test_a_task_has_changed_where_dates_length_work_or_cost_differ(
    fields: dict[str, Any], *, is_change: bool
) -> None:
    whole: dict[str, Any] = {"work": DAY, "cost": eur(5)}
    assert between(a_task(**whole), a_task(**{**whole, **fields})).is_change is is_change


def test_a_task_in_one_picture_alone_came_in_fell_out_or_moved() -> None:
    both, one, other = a_task(1), a_task(2), a_task(3)
    found = compared(a_picture(both, one), a_picture(both, other))
    assert [(task.task, task.scope, task.elsewhere) for task in found.tasks] == [
        (1, "same", 0), (3, "added", 0), (2, "removed", 0),
    ]  # fmt: skip
    moved = compared(a_picture(both, one), a_picture(both, other), {2: 7, 3: 8})
    assert [(task.task, task.scope, task.elsewhere) for task in moved.changed] == [
        (3, "moved_in", 8), (2, "moved_out", 7),
    ]  # fmt: skip
    assert (moved.count("moved_in"), moved.count("added"), found.count("added")) == (1, 0, 1)


def gone_later(before: Picture, after: Picture) -> list[int]:
    gone = {task: 7 for task in before.tasks if task not in after.tasks}
    return [task.task for task in compared(before, after, gone).gone_later]


def test_a_task_that_moved_away_and_ended_after_all_that_is_left_is_named() -> None:
    rest = a_picture(a_task(1, last=3))
    assert gone_later(a_picture(a_task(1, last=3), a_task(2, last=4)), rest) == [2]
    assert gone_later(a_picture(a_task(1, last=3), a_task(2, last=3)), rest) == []
    assert gone_later(a_picture(a_task(1, last=9), a_task(2, last=2)), rest) == []
    assert gone_later(a_picture(a_task(2)), a_picture()) == [2]
    removed: Variance = compared(a_picture(a_task(2, last=4)), rest)
    assert removed.gone_later == ()


def test_work_counts_of_tasks_that_are_no_summaries_those_that_came_or_fell_out_too() -> None:
    before = a_picture(a_task(1, work=DAY), a_task(2, work=3 * DAY), a_task(4))
    summary = a_task(9, work=99 * DAY, is_summary=True)
    after = a_picture(a_task(1, work=2 * DAY), a_task(3, work=DAY), summary)
    assert compared(before, after).work == -DAY
    assert compared(before, before).work == 0


def test_money_of_both_pictures_is_compared_in_one_currency_only() -> None:
    def budget(was: Money | None, now: Money | None) -> Money | None:
        return compared(a_picture(budget=was), a_picture(budget=now)).budget

    assert budget(eur(100), eur(120)) == eur(20)
    assert budget(eur(120), eur(100)) == eur(-20)
    assert budget(eur(100), Money(1, "USD")) is None
    assert budget(None, eur(100)) is None
    assert budget(eur(100), None) is None


def test_costs_are_compared_where_both_pictures_know_some() -> None:
    before = a_picture(a_task(1, cost=eur(10)), a_task(2, cost=eur(5)), a_task(3))
    after = a_picture(a_task(1, cost=eur(13)), a_task(2), a_task(3, cost=eur(4)))
    found = compared(before, after)
    assert found.cost == eur(2)
    assert [task.cost for task in found.tasks] == [eur(3), eur(-5), eur(4)]
    bare = a_picture(a_task(1), a_task(2), a_task(3))
    for pair in ((before, bare), (bare, after)):
        assert compared(*pair).cost is None
        assert {task.cost for task in compared(*pair).tasks} == {None}


def test_the_cost_of_summaries_is_that_of_their_parts_and_several_currencies_have_no_sum() -> None:
    summary = a_task(9, cost=eur(99), is_summary=True)
    before, after = a_picture(a_task(1, cost=eur(10))), a_picture(a_task(1, cost=eur(12)), summary)
    assert compared(before, after).cost == eur(2)
    dollars = a_picture(a_task(1, cost=Money(100, "USD")))
    assert compared(before, dollars).cost is None
    assert compared(before, dollars).tasks[0].cost is None


def test_a_component_ends_and_starts_later_by_days_of_the_calendar() -> None:
    days = {"start": date(2026, 11, 23), "finish": date(2026, 12, 1)}
    later = {"start": date(2026, 11, 25), "finish": date(2026, 12, 8)}
    found = compared(a_picture(**days), a_picture(**later))
    assert (found.start_days, found.finish_days) == (2, 7)
    unknown = compared(a_picture(), a_picture(**later))
    assert (unknown.start_days, unknown.finish_days) == (None, None)
