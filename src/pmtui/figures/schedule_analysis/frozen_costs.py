"""This file freezes what the tasks of a component cost and when, as a baseline keeps it.

A row keeps what the task costs itself, what of that accrues at its start and at its end, and in
which working time the rest is spread; that working time is frozen too. So nothing that is edited
later moves what was planned by a day, and a row is no longer for a long task than for a short one.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import in_currency
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.tasks.planned_cost import PlannedCost, planned_cost
from pmtui.model.calendar.work_calendar import (
    AROUND_THE_CLOCK,
    MINUTES_PER_DAY,
    DayShifts,
    day_shifts,
)
from pmtui.model.costing.frozen_calendars import frozen_fields
from pmtui.model.entities.entity import Money

_BY_CLOCK: Final = -2
"""Stands among the ids of calendars for every minute of every day."""
_CLOCK: Final = day_shifts((AROUND_THE_CLOCK,))


class SpreadCost(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What one task costs itself, and how that is spread over its time."""

    own_cost: Money
    cost_at_start: Money | None = None
    cost_at_end: Money | None = None
    calendar: int = 0
    """The number of its working time in the baseline; 0 for none."""
    splits: tuple[tuple[int, int], ...] = ()


class FrozenCosts(msgspec.Struct, frozen=True, kw_only=True):
    """What the tasks of a component cost by when, in one currency."""

    currency: str
    plan_rate: str
    """What one unit of it is worth in the base currency; empty where that is not known."""
    plan_base: str
    tasks: Mapping[int, SpreadCost]
    """By the id of the task; those that cost nothing are left out."""
    calendars: tuple[Mapping[str, object], ...]
    """The fields of the working times, the first of them number 1."""


def frozen_costs(figures: StoredFigures, component: int, tasks: Iterable[int]) -> FrozenCosts:
    """What some tasks of a component cost by when, as planned now.

    They are frozen in the currency that all share, else in the base currency at the rates of today:
    each amount is converted, rounded half up, then added. One without a rate keeps its currency.
    """
    workspace = figures.workspace
    costs = {
        task: cost
        for task in tasks
        if workspace.tasks[task].active
        and (cost := planned_cost(figures, workspace.tasks[task])).parts
    }
    shared = {money.currency for cost in costs.values() for money in cost.parts}
    budget = workspace.components[component].budget
    if not shared and budget is not None:
        shared = {budget.currency}
    rates = figures.rates
    currency = shared.pop() if len(shared) == 1 else rates.base
    spread = _Spread(figures, component, currency) if costs else None
    frozen = {task: spread.of(task, cost) for task, cost in costs.items()} if spread else {}
    worth = rates.worth.get(currency)
    return FrozenCosts(
        currency=currency,
        plan_rate="" if worth is None else str(worth),
        plan_base=rates.base,
        tasks=frozen,
        calendars=spread.calendars() if spread is not None else (),
    )


class _Spread:
    """Spreads what tasks of one plan cost, and numbers the working times that takes."""

    def __init__(self, figures: StoredFigures, component: int, currency: str) -> None:
        plan = plan_of(figures, component)
        if plan is None:
            raise ValueError("what has no plan has no time to spread a cost over")
        self._figures = figures
        self._plan = plan
        self._currency = currency
        self._names: dict[int, str] = {}
        self._times: dict[int, DayShifts] = {}
        self._days: dict[int, tuple[int, int]] = {}

    def of(self, task_id: int, cost: PlannedCost) -> SpreadCost:
        """What a task costs, in the currency of all of them."""
        parts = (cost.at_start, cost.over_time, cost.at_end)
        at_start, over_time, at_end = (self._sum(part) for part in parts)
        if at_start is None or over_time is None or at_end is None:
            return SpreadCost(own_cost=cost.parts[0])
        known = self._plan.inputs.tasks[task_id]
        is_summary = self._plan.is_summary(task_id)
        return SpreadCost(
            own_cost=self._money(at_start + over_time + at_end),
            cost_at_start=self._money(at_start) if at_start else None,
            cost_at_end=self._money(at_end) if at_end else None,
            calendar=self._number(task_id) if over_time else 0,
            splits=() if is_summary else known.splits,
        )

    def calendars(self) -> tuple[Mapping[str, object], ...]:
        """The working times that were asked for, each over the days it was asked for."""
        return tuple(
            {
                "number": number,
                "label": self._names[uid],
                **frozen_fields(self._times[uid], *map(date.fromordinal, self._days[uid])),
            }
            for number, uid in enumerate(self._times, 1)
        )

    def _number(self, task_id: int) -> int:
        known, times = self._plan.inputs.tasks[task_id], self._plan.times
        uid = _BY_CLOCK if known.elapsed else known.calendar
        if uid not in self._times:
            self._names[uid] = AROUND_THE_CLOCK.name if known.elapsed else times.of(uid).name
            self._times[uid] = _CLOCK if known.elapsed else times.shifts(uid)
        first, last = (moment // MINUTES_PER_DAY for moment in self._plan.ends(task_id))
        known_first, known_last = self._days.get(uid, (first, last))
        self._days[uid] = min(first, known_first), max(last, known_last)
        return [*self._times].index(uid) + 1

    def _sum(self, parts: Iterable[Money]) -> int | None:
        total = 0
        for money in parts:
            converted = in_currency(money, self._currency, self._figures.rates)
            if converted is None:
                return None
            total += converted.amount
        return total

    def _money(self, amount: int) -> Money:
        return Money(amount, self._currency)
