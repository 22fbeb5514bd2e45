"""This file simulates a scope, and says how likely its dates and its cost are."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from pmtui.figures.odds.scope_odds import ScopeOdds, scope_odds
from pmtui.figures.odds.simulation import (
    SimulationOutcome,
    TaskOutcome,
    mean,
    percentile,
    share_at_most,
    simulate,
)
from pmtui.figures.odds.vectors import Vector, ordered
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment

_SHOWN: Final = (10, 50, 80, 90)
_CONFIDENT: Final = 80
"""The percentile that contingency is sized by."""
_POINTS: Final = 200
"""Runs of which finish and cost are kept as pairs."""


class Percentiles(Struct, frozen=True):
    """What sorted runs come to: moments in minutes since year 1, or the smallest units of money."""

    mean: int
    quantiles: tuple[int, ...]
    """The value at each percentile from 0, the least, to 100, the most."""

    def at(self, share: int) -> int:
        """The value that so many percent of the runs are not above."""
        return self.quantiles[share]


class RowOdds(Struct, frozen=True):
    """How likely the finish of a component or a milestone is."""

    id: int
    planned: int
    """When it finishes as planned."""
    promised: date | None
    finish: Percentiles
    within: float | None
    """The share of runs in which it keeps what was promised; None where nothing was."""


class ScopeAnswer(Struct, frozen=True):
    """What a simulation of a scope came to."""

    scope: int
    runs: int
    seed: int
    whole: RowOdds
    """The finish of the scope."""
    components: tuple[RowOdds, ...]
    milestones: tuple[RowOdds, ...]
    currency: str
    base_cost: int
    """What it costs as planned: its forecast, in the smallest units of the currency."""
    cost: Percentiles
    tasks: tuple[TaskOutcome, ...]
    pairs: tuple[tuple[int, int], ...]
    """Finish and cost of some runs."""
    responded: tuple[int, int] | None
    """P80 of finish and cost on the same draws with the responses to risks in place."""
    notes: tuple[str, ...]

    @property
    def days(self) -> int:
        """Contingency in calendar days: P80 of the finish less the finish as planned."""
        return self.whole.finish.at(_CONFIDENT) // 1440 - self.whole.planned // 1440

    @property
    def reserve(self) -> int:
        """Contingency in money: P80 of the cost less the cost as planned."""
        return self.cost.at(_CONFIDENT) - self.base_cost

    def share(self, task: TaskOutcome) -> float:
        """Criticality index: the share of runs in which a task was on the critical path."""
        return task.critical / self.runs


def simulated_scope(
    figures: Figures,
    scope: int,
    *,
    runs: int,
    seed: int,
    progress: Callable[[int, int], bool] = lambda _done, _all: True,
) -> ScopeAnswer:
    """Simulate a scope; where responses to risks are known, once more with these in place.

    Args:
        figures: the sheet.
        scope: a component with all below it; 0 for the whole store.
        runs: how many.
        seed: what the draws follow from.
        progress: told how many of how many runs are done; says whether to go on.

    Raises:
        SimulationRefusedError: it cannot be simulated, and why.
        MissingNumpyError: the library for it is not installed.
        SimulationStoppedError: it was not to go on.
    """
    odds = scope_odds(figures, scope)
    total = runs * (1 if odds.responded is None else 2)
    outcome = simulate(
        odds.network,
        odds.uncertainty,
        runs=runs,
        seed=seed,
        scope=odds.plans,
        watched=_milestones(figures, odds),
        progress=lambda done: progress(done, total),
    )
    responded = None
    if odds.responded is not None:
        responded = _confident(
            simulate(
                odds.network,
                odds.responded,
                runs=runs,
                seed=seed,
                scope=odds.plans,
                progress=lambda done: progress(runs + done, total),
            )
        )
    return _answer(figures, (scope, seed), odds, outcome, responded)


def _confident(outcome: SimulationOutcome) -> tuple[int, int]:
    """P80 of finish and cost."""
    dates, costs = ordered(outcome.finish), ordered(outcome.cost)
    return percentile(dates, _CONFIDENT), percentile(costs, _CONFIDENT)


def _answer(
    figures: Figures,
    asked: tuple[int, int],
    odds: ScopeOdds,
    outcome: SimulationOutcome,
    responded: tuple[int, int] | None,
) -> ScopeAnswer:
    """What is said of a scope and a seed."""
    (scope, seed), runs = asked, outcome.runs
    step = max(1, runs // _POINTS)
    places = range(0, min(runs, step * _POINTS), step)
    return ScopeAnswer(
        scope,
        runs,
        seed,
        _whole(figures, scope, odds, outcome),
        tuple(_component(figures, plan, outcome.finishes[plan]) for plan in odds.plans),
        tuple(_milestone(figures, place, outcome.ends[place]) for place in outcome.ends),
        odds.currency,
        odds.uncertainty.base_cost,
        _percentiles(ordered(outcome.cost)),
        tuple(outcome.tasks),
        tuple((int(outcome.finish[run]), int(outcome.cost[run])) for run in places),
        responded,
        odds.notes,
    )


def _milestones(figures: Figures, odds: ScopeOdds) -> Iterator[tuple[int, int]]:
    """The milestones of the scope, by plan and id."""
    tasks = figures.workspace.tasks
    for component in odds.plans:
        plan = plan_of(figures, component)
        if plan is None:
            continue
        for task_id in plan.inputs.tasks:
            row = tasks.get(task_id)
            is_one = row is not None and row.kind == "milestone" and plan.is_active(task_id)
            if is_one and not plan.is_summary(task_id):
                yield component, task_id


def _whole(figures: Figures, scope: int, odds: ScopeOdds, outcome: SimulationOutcome) -> RowOdds:
    plans = [plan_of(figures, component) for component in odds.plans]
    planned = max(plan.finish or 0 for plan in plans if plan is not None)
    return _row(scope, planned, figures.rollup(scope).dates.promised, outcome.finish)


def _component(figures: Figures, component: int, finish: Vector) -> RowOdds:
    plan = plan_of(figures, component)
    planned = plan.finish or 0 if plan is not None else 0
    return _row(component, planned, figures.rollup(component).dates.promised, finish)


def _milestone(figures: Figures, place: tuple[int, int], finish: Vector) -> RowOdds:
    plan = plan_of(figures, place[0])
    planned = plan.ends(place[1])[1] if plan is not None else 0
    return _row(place[1], planned, figures.workspace.tasks[place[1]].due, finish)


def _row(row_id: int, planned: int, promised: date | None, finish: Vector) -> RowOdds:
    row = ordered(finish)
    within = None
    if promised is not None:
        within = share_at_most(row, moment(promised, None, ends=True))
    return RowOdds(row_id, planned, promised, _percentiles(row), within)


def _percentiles(row: Vector) -> Percentiles:
    quantiles = (int(row[0]), *(percentile(row, share) for share in range(1, 101)))
    return Percentiles(round(mean(row)), quantiles)
