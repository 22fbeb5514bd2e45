"""This file says what the baseline of a component planned to have done by when, in money.

Planned value follows from what the baseline has frozen alone. A baseline of an older version, which
froze dates and cost of its tasks but not their working time, is spread over Monday to Friday, 8 to
17 o'clock: as firm, but not as exact, and marked so.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import add
from typing import Final

import msgspec

from pmtui.figures.components.component_dates import baseline_in_force
from pmtui.model.calendar.work_calendar import (
    MINUTES_PER_DAY,
    CalendarError,
    moment,
)
from pmtui.model.calendar.work_time import WorkTime, WorkTimes
from pmtui.model.costing.frozen_calendars import frozen_calendar
from pmtui.model.entities.baselines import Baseline, BaselineRow, FrozenCalendar
from pmtui.model.workspace.workspace import Workspace

NO_BASELINE: Final = "no baseline was approved"
NO_COST: Final = "its baseline holds no cost"

_OFFICE_TIME: Final = WorkTimes({}).of(0)
_Content = tuple[str, ...]
_TIMES: Final[dict[_Content, WorkTime]] = {}
"""Working times by what is frozen of them, so that many baselines share a table."""
_MOST_TIMES: Final = 500


class PlannedTask(msgspec.Struct, frozen=True, gc=False):
    """What a task was to cost by when; money in minor units, moments in minutes since year 1."""

    task: int
    start: int
    finish: int
    at_start: int
    over_time: int
    total: int
    """All that it was to cost; what accrues neither at the start nor over time does at the end."""
    time: WorkTime
    worked: int
    """What its working time counts to when it starts."""
    work: int
    """Its working minutes; 0 where none lie between its ends, and the clock counts instead."""
    splits: tuple[tuple[int, int], ...] = ()

    @property
    def at_end(self) -> int:
        """What accrues when it ends."""
        return self.total - self.at_start - self.over_time

    def value(self, at: int) -> int:
        """Its planned value at a moment, rounded half up."""
        if at >= self.finish:
            return self.total
        if at <= self.start:
            return 0
        done, work = at - self.start, self.work
        if not work:
            work = self.finish - self.start
        else:
            done = self.time.count(at) - self.worked
            done = _without_gaps(done, self.splits) if self.splits else done
        part = (2 * abs(self.over_time) * done + work) // (2 * work)
        return self.at_start + (part if self.over_time >= 0 else -part)


class PlannedValue(msgspec.Struct, frozen=True, kw_only=True):
    """What the baseline in force of a component planned by when, in one currency."""

    baseline: int
    """Its id; 0 where there is none."""
    label: str = ""
    """What it is called."""
    currency: str = ""
    plan_rate: str = ""
    """What one unit of the currency was worth in the base currency; empty where nobody froze it."""
    plan_base: str = ""
    is_older: bool = False
    """Whether it was taken by a version that froze no working time (`~`)."""
    reason: str = ""
    """Why it says nothing of money; empty where it does."""
    tasks: Mapping[int, PlannedTask] = msgspec.field(default_factory=dict)
    """By the id of the task."""
    bac: int = 0
    """Budget at completion."""
    span: tuple[int, int] | None = None
    """When the first planned value comes and the last; None where there is none."""
    is_package: bool = False
    """Whether all of it is one planning package: the budget of a component without task costs."""

    def at(self, at: int) -> int:
        """Planned value at a moment."""
        total = 0
        for task in self.tasks.values():
            if at >= task.finish:
                total += task.total
            elif at > task.start:
                total += task.value(at)
        return total

    def series(self, moments: Sequence[int]) -> list[int]:
        """Planned value at moments in order."""
        return planned_series(self.tasks.values(), moments)


def planned_series(tasks: Iterable[PlannedTask], moments: Sequence[int]) -> list[int]:
    """What tasks of one currency were to cost by moments in order.

    Each task is looked at once, and only for the moments within it.
    """
    steps, within = [0] * (len(moments) + 1), [0] * len(moments)
    for task in tasks:
        first, last = bisect_right(moments, task.start), bisect_left(moments, task.finish)
        steps[last] += task.total
        if first >= last:
            continue
        work, over_time = task.work, 2 * task.over_time
        if not work or task.splits or over_time < 0:
            for place in range(first, last):
                within[place] += task.value(moments[place])
            continue
        # As `PlannedTask.value`, for many.
        counts, doubled = task.time.counts, 2 * work
        ahead = work + task.at_start * doubled - over_time * task.worked
        for place in range(first, last):
            within[place] += (over_time * counts[moments[place]] + ahead) // doubled
    return [*map(add, accumulate(steps[:-1]), within)]


def planned_value(workspace: Workspace, component: int, *, has_parts: bool) -> PlannedValue:
    """What the baseline in force of a component planned by when, without those below it.

    Args:
        workspace: where it is.
        component: whose baseline it is.
        has_parts: whether components lie below it, so that its budget is that of them too.
    """
    baseline = baseline_in_force(workspace, component)
    if baseline is None:
        return PlannedValue(baseline=0, reason=NO_BASELINE)
    rows = [*workspace.rows_by(BaselineRow, "baseline", baseline.id)]
    is_older = not baseline.currency
    currency = baseline.currency or _shared_currency(rows, baseline)
    package = _package(baseline, currency) if not has_parts else None
    has_cost = any(row.own_cost or row.cost for row in rows)
    if not has_cost and package is None:
        return PlannedValue(baseline=baseline.id, reason=NO_COST)
    reason = ""
    if not has_cost and package is not None:
        tasks = {0: package}
    else:
        times = {} if is_older else _times(workspace, baseline)
        tasks, reason = _tasks(rows, currency, times, is_older=is_older)
    return PlannedValue(
        baseline=baseline.id,
        label=f"{baseline.key} {baseline.label}",
        currency=currency,
        plan_rate=baseline.plan_rate,
        plan_base=baseline.plan_base,
        is_older=is_older,
        reason=reason,
        tasks=tasks,
        bac=sum([task.total for task in tasks.values()]),
        span=_span(tasks.values()),
        is_package=not has_cost,
    )


def _span(planned: Collection[PlannedTask]) -> tuple[int, int] | None:
    if not planned:
        return None
    return min([task.start for task in planned]), max([task.finish for task in planned])


def _tasks(
    rows: Sequence[BaselineRow], currency: str, times: Mapping[int, WorkTime], *, is_older: bool
) -> tuple[dict[int, PlannedTask], str]:
    """The rows that cost something, and why some are not in the currency of the baseline."""
    planned_tasks: dict[int, PlannedTask] = {}
    for row in rows:
        cost = (row.cost if not row.is_summary else None) if is_older else row.own_cost
        if cost is None or row.start is None or row.finish is None:
            continue
        if cost.currency != currency:
            return {}, f"{row.title} was planned in {cost.currency}, without a rate to {currency}"
        total = over_time = cost.amount
        at_start = 0
        if row.cost_at_start is not None:
            at_start = row.cost_at_start.amount
            over_time -= at_start
        if row.cost_at_end is not None:
            over_time -= row.cost_at_end.amount
        # As `moment`, for many.
        start = row.start.toordinal() * MINUTES_PER_DAY + (row.start_time or 0)
        minutes = row.finish_time
        finish = row.finish.toordinal() * MINUTES_PER_DAY
        finish += MINUTES_PER_DAY if minutes is None else minutes
        finish = max(finish, start)
        time, splits = times.get(row.calendar, _OFFICE_TIME), row.splits
        counts = time.counts
        worked = counts[start]
        work = counts[finish] - worked
        if splits:
            work = _without_gaps(work, splits)
        planned_tasks[row.task] = PlannedTask(
            row.task, start, finish, at_start, over_time, total, time, worked, work, splits
        )
    return planned_tasks, ""


def _package(baseline: Baseline, currency: str) -> PlannedTask | None:
    """The budget of a baseline whose tasks cost nothing, spread over its dates."""
    budget, first, last = baseline.budget, baseline.start, baseline.finish
    if budget is None or first is None or last is None or budget.currency != currency:
        return None
    start = moment(first, None)
    finish, time = max(start, moment(last, None, ends=True)), _OFFICE_TIME
    worked, amount = time.count(start), budget.amount
    work = time.count(finish) - worked
    return PlannedTask(0, start, finish, 0, amount, amount, time, worked, work)


def _times(workspace: Workspace, baseline: Baseline) -> dict[int, WorkTime]:
    """The working times that a baseline has frozen, by their ids."""
    times: dict[int, WorkTime] = {}
    for row in workspace.rows_by(FrozenCalendar, "baseline", baseline.id):
        content = tuple(_content(row))
        if content not in _TIMES:
            if len(_TIMES) >= _MOST_TIMES:
                _TIMES.clear()
            try:
                calendar = frozen_calendar(row)
            except CalendarError:
                continue
            has_hours = any(calendar.days) or any(part.shifts for part in calendar.exceptions)
            if not has_hours:
                continue
            _TIMES[content] = WorkTimes({1: calendar}).of(1)
        times[row.id] = _TIMES[content]
    return times


def _content(row: FrozenCalendar) -> Iterator[str]:
    yield from (row.monday, row.tuesday, row.wednesday, row.thursday, row.friday)
    yield from (row.saturday, row.sunday, row.exceptions)


def _shared_currency(rows: Sequence[BaselineRow], baseline: Baseline) -> str:
    """The currency of an older baseline: that of its first cost, else of its budget."""
    costs = [cost for cost in (*(row.cost for row in rows), baseline.budget) if cost is not None]
    return costs[0].currency if costs else ""


def _without_gaps(minutes: int, gaps: tuple[tuple[int, int], ...]) -> int:
    """Working minutes from the start of a split task, without the pauses among them."""
    work = minutes
    for before, length in gaps:
        if work <= before:
            break
        work -= min(length, work - before)
    return work
