"""This file keeps how each component stands against its baseline, from edit to edit.

What a baseline planned changes only with baselines, so it is kept over every other edit; what was
earned and spent is worked out anew for the components an edit touches.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.invalidation import invalidated_components
from pmtui.figures.core.measured_tables import OF_LEDGER, OF_MANY, ON_TASKS
from pmtui.figures.earned_value.actual_cost import ActualCost, actual_cost
from pmtui.figures.earned_value.baseline_plans import baseline_plans, replanned_components
from pmtui.figures.earned_value.earnings import Earnings, earnings
from pmtui.figures.earned_value.flows import EvenFlow, accumulated, come_by
from pmtui.figures.earned_value.measure import Measure, known, undefined
from pmtui.figures.earned_value.planned_value import (
    NO_BASELINE,
    NO_COST,
    PlannedValue,
    planned_series,
)
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment
from pmtui.model.workspace.workspace import Workspace

NO_PROGRESS: Final = "nothing says how far it is"
NOTHING_BOOKED: Final = "nothing was booked, and nobody at work on it has a rate"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a component stands by itself, without those below it; money in minor units."""

    component: int
    plan: PlannedValue
    at: int
    """The data date: a moment in minutes since year 1, by which what is known has happened."""
    progress: Earnings
    spent: ActualCost
    bac: Measure
    pv: Measure
    ev: Measure
    ac: Measure

    @property
    def day(self) -> date:
        """The day that ends at its data date, or in which that lies."""
        return date.fromordinal((self.at - 1) // MINUTES_PER_DAY)

    @property
    def is_measured(self) -> bool:
        """Whether there is a baseline with costs to be measured against."""
        return bool(self.plan.baseline) and self.plan.reason != NO_COST


def series_of(
    standings: Sequence[Standing], moments: Sequence[int], known: int
) -> tuple[list[int], list[int], list[int]]:
    """Planned, earned and spent by moments in order, of components of one currency together.

    Earned and spent are by the first of the moments, as many as are known.
    """
    reported = moments[:known]
    planned = (standing.plan.tasks.values() for standing in standings)
    earned = (standing.progress.flows.values() for standing in standings)
    spent = (standing.spent.flows.values() for standing in standings)
    return (
        planned_series(chain.from_iterable(planned), moments),
        accumulated(chain.from_iterable(earned), reported),
        accumulated(chain.from_iterable(spent), reported),
    )


class Standings:
    """How components stand, each worked out when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[int, Standing] = {}
        self._moved: Callable[[], frozenset[int]] | None = None

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "Standings":
        """The standings after an edit: what it cannot have changed is taken over."""
        self._drop_moved()
        before, workspace = self._workspace, figures.workspace
        after = Standings(workspace)
        dirty = replanned_components(before, workspace, touched)
        if any(table in OF_MANY for table, _ in touched):
            return after
        after._moved = figures.repriced
        tasks = frozenset(_tasks_of(before, workspace, touched))
        dirty |= {
            place.tasks[task].component
            for place in (before, workspace)
            for task in tasks
            if task in place.tasks
        }
        posted = [row for row in touched if row[0] in OF_LEDGER]
        dirty |= invalidated_components(before, workspace, posted)
        after._known = {
            row: standing
            for row, standing in self._known.items()
            if row not in dirty and not _concerns(standing, tasks)
        }
        return after

    def _drop_moved(self) -> None:
        """Forget how components stand whose plans the last edit may have moved to other rates."""
        if self._moved is not None:
            for component in self._moved():
                self._known.pop(component, None)
            self._moved = None

    def reason(self, figures: StoredFigures, components: Iterable[int]) -> str:
        """Why nothing in some components is measured."""
        plans = baseline_plans(figures)
        has_baseline = any(plans.of(component).baseline for component in components)
        return NO_COST if has_baseline else NO_BASELINE

    def of(self, figures: StoredFigures, component: int) -> Standing:
        """How a component stands at its own data date."""
        self._drop_moved()
        standing = self._known.get(component)
        if standing is None:
            at = data_date(figures, component)
            standing = self._known[component] = self._standing(figures, component, at)
        return standing

    def at(self, figures: StoredFigures, component: int, at: int) -> Standing:
        """How a component stands at another data date, by what is known now."""
        if at == data_date(figures, component):
            return self.of(figures, component)
        return self._standing(figures, component, at)

    def _standing(self, figures: StoredFigures, component: int, at: int) -> Standing:
        plan = baseline_plans(figures).of(component)
        if not plan.baseline:
            nothing = undefined(NO_BASELINE)
            return Standing(
                component=component, plan=plan, at=at, progress=Earnings(flows={}),
                spent=ActualCost(flows={}, sources={}), bac=nothing, pv=nothing, ev=nothing,
                ac=nothing,
            )  # fmt: skip
        reported = data_date(figures, component)
        if at < reported and reported - at < MINUTES_PER_DAY:
            reported = at
        progress = _package(figures, component, plan, reported)
        if progress is None:
            progress = earnings(figures, plan, reported, baseline_plans(figures).of)
        spent = actual_cost(
            figures, component, plan.currency, at=at, known=reported, earned=progress.flows
        )
        earned = _earned(plan, progress, at)
        return Standing(
            component=component,
            plan=plan,
            at=at,
            progress=progress,
            spent=spent,
            bac=undefined(plan.reason) if plan.reason else known(plan.bac),
            pv=undefined(plan.reason) if plan.reason else known(plan.at(at)),
            ev=earned,
            ac=_cost(spent, earned, at),
        )


def standings_of(figures: StoredFigures) -> Standings:
    """How the components of a sheet stand against their baselines."""
    return figures.part("standings", _standings)


def _standings(figures: StoredFigures) -> Standings:
    return Standings(figures.workspace)


def data_date(figures: StoredFigures, component: int) -> int:
    """The moment by which the progress of a component is known.

    The end of its status date, or of today where none is set.
    """
    row = figures.workspace.components.get(component)
    day = row.status_date if row is not None and row.status_date is not None else figures.today
    return moment(day, None, ends=True)


def _package(
    figures: StoredFigures, component: int, plan: PlannedValue, reported: int
) -> Earnings | None:
    """What a component has earned whose budget is one planning package: its percent of that."""
    if not plan.is_package:
        return None
    percent = figures.stored_work(component).work.percent
    package = plan.tasks.get(0)
    if percent is None or package is None:
        return Earnings(flows={})
    value = package.total * percent // 100
    start = min(package.start, reported)
    return Earnings(flows={0: EvenFlow(start, reported, 0, value, value)})


def _earned(plan: PlannedValue, progress: Earnings, at: int) -> Measure:
    if plan.reason:
        return undefined(plan.reason)
    if plan.is_package and not progress.flows:
        return undefined(NO_PROGRESS)
    return known(come_by(progress.flows.values(), at))


def _cost(spent: ActualCost, earned: Measure, at: int) -> Measure:
    if spent.reason:
        return undefined(spent.reason)
    if not spent.sources and earned.value:
        return undefined(NOTHING_BOOKED)
    return known(come_by(spent.flows.values(), at))


def _concerns(standing: Standing, tasks: frozenset[int]) -> bool:
    """Whether a standing hangs on any of some tasks."""
    planned, looked_at = standing.plan.tasks, standing.progress.looked_at
    return any(task in planned or task in looked_at for task in tasks)


def _tasks_of(
    before: Workspace, after: Workspace, touched: frozenset[tuple[str, int]]
) -> Iterator[int]:
    """The tasks that an edit touches, and the summaries above them."""
    for workspace in (before, after):
        for table, row_id in touched:
            if table == "tasks":
                task_id = row_id
            elif table in ON_TASKS:
                row = workspace.get(table, row_id)
                task_id = getattr(row, "task", 0)
            else:
                continue
            met: set[int] = set()
            while task_id and task_id not in met:
                met.add(task_id)
                yield task_id
                task = workspace.tasks.get(task_id)
                task_id = task.parent if task is not None else 0
