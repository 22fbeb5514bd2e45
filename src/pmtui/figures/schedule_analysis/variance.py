"""This file compares two pictures of a component: what slipped, grew, came in or fell out."""

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from pmtui.figures.components.component_dates import days_from
from pmtui.figures.schedule_analysis.baseline_pictures import Picture, PicturedTask
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.model.entities.entity import Money

Scope = Literal["same", "added", "removed", "moved_in", "moved_out"]


class TaskVariance(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One task in two pictures."""

    task: int
    title: str
    scope: Scope = "same"
    """Whether it is in both, came in, fell out, or moved from or to another component."""
    elsewhere: int = 0
    """The component it moved from or to."""
    is_summary: bool = False
    before: PicturedTask | None = None
    after: PicturedTask | None = None
    start_days: int | None = None
    """Calendar days by which the start is later; None unless it is in both."""
    finish_days: int | None = None
    duration: int | None = None
    """Working minutes by which it takes longer."""
    work: int | None = None
    """Working minutes of effort that were added."""
    cost: Money | None = None
    """By how much it got dearer; None where a picture knows no costs, or other currencies."""

    @property
    def is_change(self) -> bool:
        """Whether anything differs."""
        moved = self.start_days or self.finish_days or self.duration or self.work
        return bool(moved) or self.scope != "same" or bool(self.cost and self.cost.amount)


class Variance(msgspec.Struct, frozen=True, kw_only=True):
    """A component in two pictures; days are calendar days, later and dearer counts up."""

    component: int
    finish_days: int | None
    start_days: int | None
    budget: Money | None
    """By how much the budget grew; None where either is missing or in another currency."""
    work: int
    """Working minutes of effort by which the tasks grew, those that came in or fell out too."""
    cost: Money | None
    """By how much the tasks that are no summaries got dearer, likewise; None as for a task."""
    tasks: tuple[TaskVariance, ...]
    """Every task of either picture, in the order of the later one."""

    @property
    def changed(self) -> tuple[TaskVariance, ...]:
        """The tasks that differ."""
        return tuple(task for task in self.tasks if task.is_change)

    @property
    def gone_later(self) -> tuple[TaskVariance, ...]:
        """Tasks that moved away and ended after all that is left: the finish is without them."""
        ends = [task.after.finish for task in self.tasks if task.after is not None]
        last = max(ends, default=0)
        gone = (
            task for task in self.tasks if task.scope == "moved_out" and task.before is not None
        )
        return tuple(
            variance
            for variance in gone
            if variance.before is not None and variance.before.finish > last
        )

    def count(self, scope: Scope) -> int:
        """How many tasks came in or fell out."""
        return sum(task.scope == scope for task in self.tasks)


def compared(
    before: Picture, after: Picture, elsewhere: Mapping[int, int] | None = None
) -> Variance:
    """What lies between two pictures of one component.

    Args:
        before: the earlier one.
        after: the later one.
        elsewhere: by the task, the other component one that fell out is in, or one that came in
            was in; of those not named nobody knows.
    """
    priced = _has_costs(before) and _has_costs(after)
    rows = tuple(_tasks(before, after, elsewhere or {}, priced=priced))
    return Variance(
        component=after.component,
        start_days=days_from(before.start, after.start),
        finish_days=days_from(before.finish, after.finish),
        budget=_more(before.budget, after.budget),
        work=_total_work(after) - _total_work(before),
        cost=_total_cost(before, after) if priced else None,
        tasks=rows,
    )


def _tasks(
    before: Picture, after: Picture, elsewhere: Mapping[int, int], *, priced: bool
) -> Iterator[TaskVariance]:
    for task_id, now in after.tasks.items():
        was = before.tasks.get(task_id)
        if was is None:
            yield TaskVariance(
                task=task_id,
                title=now.title,
                scope="moved_in" if task_id in elsewhere else "added",
                elsewhere=elsewhere.get(task_id, 0),
                is_summary=now.is_summary,
                after=now,
            )
        else:
            yield _both(was, now, priced=priced)
    for task_id, was in before.tasks.items():
        if task_id not in after.tasks:
            yield TaskVariance(
                task=task_id,
                title=was.title,
                scope="moved_out" if task_id in elsewhere else "removed",
                elsewhere=elsewhere.get(task_id, 0),
                is_summary=was.is_summary,
                before=was,
            )


def _both(was: PicturedTask, now: PicturedTask, *, priced: bool) -> TaskVariance:
    return TaskVariance(
        task=now.task,
        title=now.title,
        is_summary=now.is_summary,
        before=was,
        after=now,
        start_days=_day_of(now.start) - _day_of(was.start),
        finish_days=_day_of(now.finish - 1) - _day_of(was.finish - 1),
        duration=_minus(now.duration, was.duration),
        work=_minus(now.work, was.work),
        cost=_dearer(was.cost, now.cost) if priced else None,
    )


def _day_of(moment: int) -> int:
    return moment // MINUTES_PER_DAY


def _minus(now: int | None, was: int | None) -> int | None:
    return None if now is None or was is None else now - was


def _more(was: Money | None, now: Money | None) -> Money | None:
    if was is None or now is None or was.currency != now.currency:
        return None
    return Money(now.amount - was.amount, now.currency)


def _dearer(was: Money | None, now: Money | None) -> Money | None:
    """The growth of a cost, where none is nothing."""
    if was is None or now is None:
        return now if was is None else Money(-was.amount, was.currency)
    return _more(was, now)


def _has_costs(picture: Picture) -> bool:
    return any(task.cost is not None for task in picture.tasks.values())


def _total_cost(before: Picture, after: Picture) -> Money | None:
    """The growth of the sum; None where the tasks are not all in one currency."""
    signed = [
        (sign, task.cost)
        for sign, picture in ((-1, before), (1, after))
        for task in picture.tasks.values()
        if task.cost is not None and not task.is_summary
    ]
    currencies = {cost.currency for _, cost in signed}
    if len(currencies) != 1:
        return None
    return Money(sum(sign * cost.amount for sign, cost in signed), currencies.pop())


def _total_work(picture: Picture) -> int:
    return sum(task.work or 0 for task in picture.tasks.values() if not task.is_summary)
