"""This file makes the network of a scope, and what is uncertain about it, from what is stored."""

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import cast

from msgspec import Struct

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.costs.position import cost_position, current_budget
from pmtui.figures.cpm.types import LoopError, ScheduleTask
from pmtui.figures.odds.draws import Factor, ThreePoint, points_in_order
from pmtui.figures.odds.run_network import LatePlanError, RunNetwork, SimulatedPlan
from pmtui.figures.odds.uncertainty import TaskOdds, Uncertainty
from pmtui.figures.simulated.basis import SimulationRefusedError, plans_behind
from pmtui.figures.simulated.cost_odds import CostEstimates
from pmtui.figures.simulated.risk_hits import RiskHits, row_of, variable_of
from pmtui.figures.tasks.planned_cost import assignments_at_work, work_by_date
from pmtui.model.odds.estimates import (
    CORRELATIONS,
    ESTIMATES,
    Correlation,
    Estimate,
)


class ScopeOdds(Struct, frozen=True):
    """What a simulation of a scope starts from."""

    network: RunNetwork
    uncertainty: Uncertainty
    plans: tuple[int, ...]
    """The components of the scope that have a plan; others only give to them."""
    currency: str
    budget: int | None
    """What it may cost in the smallest units of that currency; None where nobody says."""
    own_costs: Mapping[int, int]
    """What responses cost by themselves, by risk."""
    notes: tuple[str, ...]
    """What is not drawn, and why."""


def scope_odds(figures: StoredFigures, scope: int) -> ScopeOdds:
    """The network of a scope with all that gives to it, and what is uncertain about both.

    Raises:
        SimulationRefusedError: there is nothing to simulate, or what the runs do not reckon with.
        CalendarError: a calendar leaves no time to work.
    """
    maker = _Maker(figures, scope)
    return maker.built()


class _Maker:
    """Reads what a simulation of a scope needs."""

    def __init__(self, figures: StoredFigures, scope: int) -> None:
        self._figures, self._workspace = figures, figures.workspace
        self._scope = scope
        self._below = tuple(figures.live_subtree(scope))
        self._plans = dict(plans_behind(figures, self._below))
        self._in_scope = tuple(row_id for row_id in self._below if row_id in self._plans)
        self._notes: list[str] = []
        forecast = cost_position(figures, scope).forecast
        self._base = forecast.value.amount if forecast.value is not None else 0
        self._currency = (
            forecast.value.currency if forecast.value is not None else figures.rates.base
        )
        if forecast.value is None and forecast.counted:
            self._notes.append(f"the cost as planned is not known: {forecast.reason}")
        self._risks = RiskHits(figures, self._below, self._currency, self._notes)

    def built(self) -> ScopeOdds:
        """All of it."""
        if not self._in_scope:
            raise SimulationRefusedError("there is nothing to simulate here: no task has a plan")
        network = self._network()
        uncertainty = self._uncertainty()
        budget = current_budget(self._figures, self._scope).value
        if not (uncertainty.tasks or uncertainty.cost_hits or uncertainty.costs):
            raise SimulationRefusedError(
                "nothing here is uncertain: give a task a three-point estimate"
                " (`pmtui add estimate 'task:T-1 optimistic:2d pessimistic:8d'`)"
            )
        return ScopeOdds(
            network,
            uncertainty,
            self._in_scope,
            self._currency,
            None if budget is None else self._risks.minor(budget),
            self._risks.own_costs(row_of(variable) for variable in uncertainty.answered()),
            tuple(dict.fromkeys(self._notes)),
        )

    def _network(self) -> RunNetwork:
        parts = {
            row_id: SimulatedPlan(
                plan.inputs.tasks,
                tuple(
                    link
                    for link_id, link in plan.inputs.links.items()
                    if link_id not in plan.loops.links
                ),
                plan.inputs.calendars,
                plan.inputs.options,
            )
            for row_id, plan in self._plans.items()
        }
        try:
            return RunNetwork(parts)
        except LatePlanError as error:
            raise SimulationRefusedError(
                f"{self._key(error.task)} is to be as late as possible, and its project waits for"
                " another that waits for it: how late that is, is not defined. Take that constraint"
                " away (`pmtui set TASK constraint=`), or one of the links"
            ) from error
        except LoopError as error:
            keys = ", ".join(self._key(task) for task in error.loop)
            raise SimulationRefusedError(f"tasks wait for each other: {keys}") from error

    def _uncertainty(self) -> Uncertainty:
        hits, cost_hits = self._risks.hits()
        estimates = self._estimates()
        tasks: dict[tuple[int, int], TaskOdds] = {}
        for component, plan in self._plans.items():
            for task_id, task in plan.inputs.tasks.items():
                row, delays = estimates.get(task_id), hits.get(task_id, ())
                if row is None and not delays:
                    continue
                reason = self._fixed(component, task)
                if reason:
                    self._notes.append(f"{self._key(task_id)} is not drawn: {reason}")
                    continue
                estimate = None if row is None else _three_point(row, task.duration)
                if row is not None and estimate is None:
                    self._notes.append(
                        f"{self._key(task_id)} is not drawn: its planned duration lies outside"
                        " its estimate, which has no most likely one"
                    )
                tasks[component, task_id] = TaskOdds(
                    variable_of(task_id),
                    estimate,
                    None if row is None else self._factor(row.correlation),
                    tuple(delays),
                    self._work_to_come(task),
                )
        lines = CostEstimates(self._figures, self._plans, self._risks, self._factor, self._notes)
        costs = (odds for component in self._below for odds in lines.of(component))
        return Uncertainty(tasks, self._base, tuple(cost_hits), tuple(costs))

    def _estimates(self) -> Mapping[int, Estimate]:
        rows = cast("Iterable[Estimate]", self._workspace.rows(ESTIMATES.name).values())
        return {row.task: row for row in rows}

    def _factor(self, group_id: int) -> Factor | None:
        group = self._workspace.get(CORRELATIONS.name, group_id)
        if not isinstance(group, Correlation) or group.archived or not group.strength:
            return None
        return Factor(variable_of(group.id), sqrt(group.strength / 100))

    def _fixed(self, component: int, task: ScheduleTask) -> str:
        """Why a task takes what it takes; empty where that can be drawn."""
        plan = self._plans[component]
        if task.actual_finish is not None or task.done:
            return "it is done"
        if plan.is_summary(task.id):
            return "it is a summary: what lies below it is"
        if not task.active:
            return "it is inactive"
        if task.manual is not None and None not in task.manual:
            return "a person has dated both its ends"
        if not task.duration and task.by_day:
            return "it takes no time in the plan"
        return ""

    def _work_to_come(self, task: ScheduleTask) -> int:
        """What the work to come of a task costs by rates and hours, in the smallest units."""
        row = self._workspace.tasks[task.id]
        worth = 0
        for assignment in assignments_at_work(self._figures, row):
            person = self._workspace.people.get(assignment.person)
            if person is not None and assignment.cost is None:
                parts = work_by_date(self._figures, row, assignment, person)
                worth += sum(self._risks.minor(money) for money in parts)
        if task.remaining is None or not task.duration:
            return worth
        return worth * min(task.remaining, task.duration) // task.duration

    def _key(self, task_id: int) -> str:
        row = self._workspace.tasks.get(task_id)
        return row.key or row.title if row is not None else str(task_id)


def _three_point(row: Estimate, planned: int) -> ThreePoint | None:
    """An estimate as it is drawn; None where its most likely value is nowhere in it."""
    likely = planned if row.likely is None else row.likely
    return points_in_order(row.optimistic, likely, row.pessimistic, row.distribution)
