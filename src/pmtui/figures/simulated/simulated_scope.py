"""This file simulates a scope, with its responses to risks and without."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from msgspec.structs import replace

from pmtui.figures.odds.simulation import (
    SimulationOutcome,
    mean,
    percentile,
    share_at_most,
    simulate,
)
from pmtui.figures.odds.vectors import Vector, ordered
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.simulated.risk_hits import row_of
from pmtui.figures.simulated.scope_answer import (
    CONFIDENT,
    JointOdds,
    Percentiles,
    ResponseOdds,
    RowOdds,
    ScopeAnswer,
)
from pmtui.figures.simulated.scope_odds import ScopeOdds, scope_odds
from pmtui.model.calendar.work_calendar import moment

_POINTS: Final = 200
"""Runs of which finish and cost are kept as pairs."""


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
    answered = sorted(odds.uncertainty.answered())
    together = [answered, *([variable] for variable in answered)] if answered else []
    outcome = simulate(
        odds.network,
        odds.uncertainty,
        runs=runs,
        seed=seed,
        scope=odds.plans,
        watched=_milestones(figures, odds),
        variants=[odds.uncertainty.with_responses(variables) for variables in together],
        progress=lambda done: progress(done, runs),
    )
    answer = _answer(figures, (scope, seed), odds, outcome)
    if not answered:
        return answer
    ends = [_confident(*variant) for variant in outcome.variants]
    means = [round(mean(cost)) for _, cost in outcome.variants]
    rows = zip(map(row_of, answered), ends[1:], means[1:], strict=True)
    responses = [_response(answer, odds, *row) for row in rows]
    return replace(
        answer,
        responded=ends[0],
        responses=tuple(sorted(responses, key=lambda row: (-row.days, row.rank, row.risk))),
    )


def _confident(finish: Vector, cost: Vector) -> tuple[int, int]:
    """P80 of finish and cost."""
    return percentile(ordered(finish), CONFIDENT), percentile(ordered(cost), CONFIDENT)


def _response(
    answer: ScopeAnswer, odds: ScopeOdds, risk: int, ends: tuple[int, int], mean_cost: int
) -> ResponseOdds:
    finish, cost = ends
    return ResponseOdds(
        risk,
        finish,
        cost,
        days=answer.whole.finish.at(CONFIDENT) // 1440 - finish // 1440,
        saved=answer.cost.at(CONFIDENT) - cost,
        mean_saved=answer.cost.mean - mean_cost,
        own_cost=odds.own_costs.get(risk),
    )


def _answer(
    figures: Figures,
    asked: tuple[int, int],
    odds: ScopeOdds,
    outcome: SimulationOutcome,
) -> ScopeAnswer:
    """What is said of a scope and a seed."""
    (scope, seed), runs = asked, outcome.runs
    step = max(1, runs // _POINTS)
    places = range(0, min(runs, step * _POINTS), step)
    whole = _whole(figures, scope, odds, outcome)
    cost = _percentiles(ordered(outcome.cost))
    return ScopeAnswer(
        scope,
        runs,
        seed,
        whole,
        tuple(_component(figures, plan, outcome.finishes[plan]) for plan in odds.plans),
        tuple(_milestone(figures, place, outcome.ends[place]) for place in outcome.ends),
        odds.currency,
        odds.uncertainty.base_cost,
        cost,
        tuple(outcome.tasks),
        tuple((int(outcome.finish[run]), int(outcome.cost[run])) for run in places),
        None,
        odds.notes,
        joint=_joint(whole, cost, odds.budget, outcome),
    )


def _joint(
    whole: RowOdds, cost: Percentiles, budget: int | None, outcome: SimulationOutcome
) -> JointOdds:
    """How likely finish and cost are kept in the same run."""

    def share(finish: int, most: int) -> float:
        return int((~(outcome.finish > finish) & ~(outcome.cost > most)).sum()) / outcome.runs

    both = [share(whole.finish.at(level), cost.at(level)) for level in range(CONFIDENT, 101)]
    level = next(at for at, kept in enumerate(both, CONFIDENT) if 100 * kept >= CONFIDENT)
    end = None if whole.promised is None else moment(whole.promised, None, ends=True)
    return JointOdds(
        both[0],
        level,
        whole.finish.at(level),
        cost.at(level),
        budget,
        None if budget is None else share(whole.finish.at(100), budget),
        None if budget is None or end is None else share(end, budget),
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
