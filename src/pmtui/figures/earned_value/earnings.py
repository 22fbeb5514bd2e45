"""This file says what the tasks of a component have earned, each by its method, and when.

Each method gives a share from 0 to 1. Source: UN/CEFACT EarnedValueCalculationMethod (D07A);
ANSI/EIA-748.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.rounding import half_up
from pmtui.figures.earned_value.flows import EvenFlow, MoneyFlow
from pmtui.figures.earned_value.planned_value import PlannedTask, PlannedValue
from pmtui.figures.tasks.percent_complete import percents
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.model.entities.tasks import Check, Task

_BY_PERCENT: Final = frozenset({"", "percent"})

AT_START: Final = MappingProxyType(
    {"0/100": Fraction(0), "50/50": Fraction(1, 2), "20/80": Fraction(1, 5)}
)
"""What a task has earned once it has begun, by method; the rest comes when it is done."""

NOTHING: Final = Fraction(0)
ALL: Final = Fraction(1)


def share_by_ends(method: str, *, is_begun: bool, is_done: bool) -> Fraction:
    """0/100, 50/50 or 20/80: a part once it has begun, all when it is done."""
    if is_done:
        return ALL
    return AT_START[method] if is_begun else NOTHING


def share_by_percent(percent: int, *, is_done: bool) -> Fraction:
    """Percent complete, as it was reported."""
    return ALL if is_done else Fraction(percent, 100)


def share_by_units(done: int, total: int, *, is_done: bool) -> Fraction:
    """Pieces done of all pieces; nothing where nobody said how many there are."""
    if is_done:
        return ALL
    return min(Fraction(done, total), ALL) if total > 0 else NOTHING


def share_by_milestones(weights: Iterable[tuple[int, bool]], *, is_done: bool) -> Fraction:
    """The weights of the milestones that are met; only met ones count.

    Args:
        weights: weight of each milestone, and whether it is met.
        is_done: whether all of the task is done.
    """
    met = total = 0
    for weight, is_met in weights:
        total += weight
        met += weight if is_met else 0
    if is_done:
        return ALL
    return Fraction(met, total) if total > 0 else NOTHING


def share_of_effort(planned: int, budget: int) -> Fraction:
    """Level of effort: what was planned by now is earned."""
    return Fraction(planned, budget) if budget else NOTHING


class Earnings(msgspec.Struct, frozen=True, kw_only=True):
    """What the tasks of a component have earned, as far as it is known."""

    flows: Mapping[int, MoneyFlow]
    """By the id of the task; those that have earned nothing are left out."""
    looked_at: frozenset[int] = frozenset()
    """Tasks elsewhere in whose proportion some here earn."""


PlanOf = Callable[[int], PlannedValue]
"""The planned value of a component."""


def earnings(figures: StoredFigures, plan: PlannedValue, known: int, plan_of: PlanOf) -> Earnings:
    """What the tasks in the baseline of a component have earned up to what is known.

    What accrues at its start is earned when a task has begun, what accrues at its end when it is
    done, and the rest by its method: so a task that goes as planned has earned what was planned.

    Args:
        figures: the sheet.
        plan: what the baseline says.
        known: the moment up to which progress is known.
        plan_of: the planned value of other components, for effort that is apportioned.
    """
    earner = _Earner(figures, known, plan_of)
    flows: dict[int, MoneyFlow] = {}
    tasks = figures.workspace.tasks
    for task_id, planned in plan.tasks.items():
        task = tasks.get(task_id)
        if task is not None:
            flow = earner.flow(task, planned)
            if flow is not None:
                flows[task_id] = flow
    return Earnings(flows=flows, looked_at=frozenset(earner.looked_at))


class _Earner:
    """Works out what tasks of one sheet have earned."""

    def __init__(self, figures: StoredFigures, known: int, plan_of: PlanOf) -> None:
        self._figures = figures
        self._known = known
        self._plan_of = plan_of
        self._percent = percents(figures)
        self._is_done = figures.done_test()
        self._parents, self._done = figures.parents, figures.done_columns
        self.looked_at: set[int] = set()

    def flow(self, task: Task, planned: PlannedTask) -> MoneyFlow | None:
        """What a task has earned and when; None where that is nothing."""
        if task.ev_method not in _BY_PERCENT:
            return planned if task.ev_method == "loe" else self._by_share(task, planned)
        if task.id in self._parents:
            is_done, percent = self._is_done(task), self._percent(task)
        else:
            # As those say, for many.
            column, percent = task.column, task.percent
            is_done = column in self._done if column else percent == 100
        if not percent and not is_done and task.actual_start is None:
            return None
        over_time = planned.over_time
        if percent != 100 and not is_done:
            over_time = half_up(over_time * percent, 100)
        return self._accrued(task, planned, over_time, is_done=is_done)

    def _by_share(self, task: Task, planned: PlannedTask) -> MoneyFlow | None:
        """What a task has earned that earns by a share of all it was to cost."""
        method, is_done = task.ev_method, self._is_done(task)
        if method == "apportioned":
            share = self._share_of_other(task, {task.id})
            earned = _of(planned.total, share)
            return self._between(task, planned, 0, earned, earned, is_done=share == ALL)
        share = self._share(task, is_done=is_done)
        if not share and not is_done and task.actual_start is None:
            return None
        if method == "units":
            over_time = _of(planned.over_time, share)
            return self._accrued(task, planned, over_time, is_done=is_done)
        earned = _of(planned.total, share)
        parts = (0, earned, earned)
        if method in AT_START:
            first = _of(planned.total, AT_START[method])
            parts = (first, 0, planned.total if is_done else first)
        return self._between(task, planned, *parts, is_done=is_done)

    def _accrued(
        self, task: Task, planned: PlannedTask, over_time: int, *, is_done: bool
    ) -> MoneyFlow | None:
        """What accrues at the start, what is earned over time, and at the end once it is done."""
        at_start = planned.at_start
        total = at_start + over_time
        if is_done:
            total += planned.at_end
        return self._between(task, planned, at_start, over_time, total, is_done=is_done)

    def _share(self, task: Task, *, is_done: bool) -> Fraction:
        method = task.ev_method
        if method == "units":
            return share_by_units(task.units_done, task.units_total, is_done=is_done)
        if method == "milestones":
            rows = self._figures.workspace.rows_by(Check, "task", task.id)
            return share_by_milestones(((row.weight, row.done) for row in rows), is_done=is_done)
        percent = self._percent(task)
        return share_by_percent(percent, is_done=is_done) if percent or is_done else NOTHING

    def _share_of_other(self, task: Task, asked: set[int]) -> Fraction:
        """The share that the task has earned in whose proportion another one earns."""
        other = self._figures.workspace.tasks.get(task.apportioned_to)
        if other is None or other.id in asked:
            return NOTHING
        self.looked_at.add(other.id)
        if other.ev_method == "apportioned":
            return self._share_of_other(other, asked | {other.id})
        planned = self._plan_of(other.component).tasks.get(other.id)
        if planned is None or not planned.total:
            return self._share(other, is_done=self._is_done(other))
        flow = self.flow(other, planned)
        earned = flow.value(self._known) if flow is not None else 0
        return Fraction(earned, planned.total)

    def _between(
        self,
        task: Task,
        planned: PlannedTask,
        at_start: int,
        over_time: int,
        total: int,
        *,
        is_done: bool,
    ) -> MoneyFlow | None:
        """Money earned from when a task began to when it was done, or to what is known.

        Args:
            task: whose it is.
            planned: what the baseline says of it.
            at_start: what was earned at its start.
            over_time: what was earned over its time.
            total: what was earned in all.
            is_done: whether nothing of it is to come.
        """
        if not (at_start or total):
            return None
        known = self._known
        finish = known
        if is_done:
            finish, ended = planned.finish, task.actual_finish
            if ended is not None:
                minutes = task.actual_finish_time
                finish = ended.toordinal() * MINUTES_PER_DAY
                finish += MINUTES_PER_DAY if minutes is None else minutes
            finish = min(finish, known)
        start, begun = planned.start, task.actual_start
        if begun is not None:
            start = begun.toordinal() * MINUTES_PER_DAY + (task.actual_start_time or 0)
        start = min(start, finish)
        return EvenFlow(start, finish, at_start, over_time, total)


def _of(amount: int, share: Fraction) -> int:
    """A share of an amount, rounded half away from nought."""
    return half_up(amount * share.numerator, share.denominator)
