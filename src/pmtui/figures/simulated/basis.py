"""This file says whether all that a simulation read is as it was: by a digest kept with it."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.measured_tables import ON_TASKS
from pmtui.figures.labour.rates_by_date import RATED_FROM
from pmtui.figures.planning.pending_plans import TO_COME
from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.planning.project_plan import LONG, ProjectPlan
from pmtui.model.costing.ledger import CostLine, LedgerEntry
from pmtui.model.costing.time_entries import TimeEntry
from pmtui.model.entities.people import PEOPLE
from pmtui.model.entities.policy import POLICY, RATES
from pmtui.model.entities.risks import RISKS, Risk
from pmtui.model.entities.tasks import Assignment
from pmtui.model.odds.estimates import (
    CORRELATIONS,
    ESTIMATES,
    RISK_EFFECTS,
    Estimate,
    RiskEffect,
    Simulation,
)
from pmtui.model.workspace.workspace import Workspace

ODDS_FROM: Final = frozenset({ESTIMATES.name, RISK_EFFECTS.name, CORRELATIONS.name, RISKS.name})
"""The tables that say what is uncertain."""
COSTED_FROM: Final = ON_TASKS | RATED_FROM | {"components", RATES.name, POLICY.name}
"""The tables that say what a cost follows from."""
_SECOND: Final = "2:"
"""Begins a digest of the form of today; those of earlier builds have none before them."""
_AT_ONCE: Final = 500
"""Rows that are written at once: a thread that does it lets others go on in between."""
_PlanAt: TypeAlias = Callable[[int], ProjectPlan | None]


class SimulationRefusedError(Exception):
    """Says why a scope cannot be simulated, and what to do about it."""


class _StillToComeError(Exception):
    """Says that a plan is not there yet."""


def plans_behind(
    figures: StoredFigures, components: Iterable[int]
) -> Iterator[tuple[int, ProjectPlan]]:
    """The plans of components, and of those that give to them.

    Raises:
        SimulationRefusedError: one of them has no dates.
    """
    return _behind(figures.workspace, components, lambda component: plan_of(figures, component))


def _behind(
    workspace: Workspace, components: Iterable[int], plan_at: _PlanAt
) -> Iterator[tuple[int, ProjectPlan]]:
    waiting = list(components)
    seen = set(waiting)
    links, tasks = workspace.links, workspace.tasks
    while waiting:
        component = waiting.pop()
        plan = plan_at(component)
        if plan is None:
            continue
        if plan.problem:
            key = workspace.components[component].key
            raise SimulationRefusedError(f"{key} has no dates: {plan.problem}")
        yield component, plan
        for row_id in plan.inputs.stand_ins:
            giving = tasks[links[-row_id].predecessor].component
            if giving not in seen:
                seen.add(giving)
                waiting.append(giving)


def basis_of(figures: StoredFigures, scope: int) -> str:
    """A digest of what a simulation of a scope reads: plans, costs, estimates and risks."""
    below = tuple(figures.live_subtree(scope))
    return _basis(figures.workspace, below, lambda component: plan_of(figures, component))


def _basis(
    workspace: Workspace, below: Sequence[int], plan_at: _PlanAt, like: str = _SECOND
) -> str:
    """A digest of the same form as another."""
    digest = hashlib.sha1(usedforsecurity=False)

    def take(rows: Iterable[object]) -> None:
        waiting = iter(rows)
        while part := list(islice(waiting, _AT_ONCE)):
            digest.update(msgspec.json.encode(part))

    plans: dict[int, ProjectPlan] = {}
    problem = ""
    try:
        plans.update(sorted(_behind(workspace, below, plan_at)))
    except SimulationRefusedError as error:
        problem = str(error)
    if not like.startswith(_SECOND):
        return _first_form(workspace, plans, problem)
    take([problem])
    for component, plan in plans.items():
        inputs = plan.inputs
        take([(component, plan.finish, inputs.minutes_per_day)])
        take(inputs.tasks[row_id] for row_id in sorted(inputs.tasks))
        take(inputs.links[row_id] for row_id in sorted(inputs.links))
    take(_uncertain_rows(workspace, below, plans))
    take(_cost_rows(workspace, below))
    take([workspace.policy.probability_percent])
    return _SECOND + digest.hexdigest()


def _first_form(workspace: Workspace, plans: Mapping[int, ProjectPlan], problem: str) -> str:
    """The digest that earlier builds keep: of plans, and of all that is uncertain anywhere."""
    digest = hashlib.sha1(usedforsecurity=False)
    for component, plan in plans.items():
        inputs = plan.inputs
        digest.update(msgspec.json.encode((component, plan.finish, inputs.minutes_per_day)))
        tasks = [inputs.tasks[row_id] for row_id in sorted(inputs.tasks)]
        links = [inputs.links[row_id] for row_id in sorted(inputs.links)]
        digest.update(msgspec.json.encode((tasks, links)))
    digest.update(problem.encode())
    for table in (*sorted(ODDS_FROM - {RISKS.name}), RISKS.name):
        rows = workspace.rows(table)
        digest.update(msgspec.json.encode([rows[row_id] for row_id in sorted(rows)]))
    digest.update(msgspec.json.encode(workspace.policy.probability_percent))
    return digest.hexdigest()


def _uncertain_rows(
    workspace: Workspace, below: Collection[int], plans: Mapping[int, ProjectPlan]
) -> Iterator[object]:
    """What is estimated of the tasks, and the risks that hit them or the cost."""
    inputs = [plan.inputs.tasks for plan in plans.values()]

    def is_planned(task: int) -> bool:
        return any(task in tasks for tasks in inputs)

    risks = {row.id for row in workspace.rows_of(Risk).values() if row.component in below}
    for _, effect in sorted(workspace.rows_of(RiskEffect).items()):
        if effect.risk in risks or is_planned(effect.task):
            risks.add(effect.risk)
            yield effect
    yield from (workspace.risks[row_id] for row_id in sorted(risks & workspace.risks.keys()))
    for _, row in sorted(workspace.rows_of(Estimate).items()):
        if is_planned(row.task):
            yield row
    yield from (row for _, row in sorted(workspace.rows(CORRELATIONS.name).items()))


def _cost_rows(workspace: Workspace, below: Iterable[int]) -> Iterator[object]:
    """What the cost follows from: typed amounts, cost lines, what was paid, work and its rates."""
    for component in below:
        row = workspace.components[component]
        yield row.budget, row.forecast, row.spent, row.state
        yield from workspace.rows_by(CostLine, "component", component)
        yield from (
            (entry.id, entry.task, entry.amount, entry.archived)
            for entry in workspace.rows_by(LedgerEntry, "component", component)
        )
        yield from workspace.rows_by(TimeEntry, "component", component)
        yield from workspace.rows_by(Assignment, "component", component)
    yield from ((person.id, person.rate) for _, person in sorted(workspace.people.items()))
    for table in (*sorted(RATED_FROM - {PEOPLE.name}), RATES.name):
        yield from (row for _, row in sorted(workspace.rows(table).items()))


def is_stale(figures: StoredFigures, row: Simulation) -> bool:
    """Whether something that a kept simulation read has changed since."""
    below = tuple(figures.live_subtree(row.component))

    def plan_at(component: int) -> ProjectPlan | None:
        return plan_of(figures, component)

    return _basis(figures.workspace, below, plan_at, row.basis) != row.basis


class SimulationFreshness:
    """Whether kept simulations are stale; worked out when it is asked for.

    Where somebody waits at a screen, that of a large store is left to a thread; what was known of
    it before stands until it has come.
    """

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        self._known: dict[int, bool] = {}
        self._before: dict[int, bool] = {}
        self.waiting: dict[int, Simulation] = {}
        """Those that were left out because it takes long."""

    def next(
        self, figures: StoredFigures, _touched: frozenset[tuple[str, int]]
    ) -> "SimulationFreshness":
        """The same after an edit."""
        after = SimulationFreshness(figures)
        after._before = self._before | self._known
        return after

    def is_stale(self, row: Simulation) -> bool | None:
        """Whether something that a simulation read has changed since; None while nobody knows."""
        if row.id not in self._known:
            if self._figures.in_turns and len(self._figures.workspace.tasks) > LONG:
                self.waiting[row.id] = row
                plans_of(self._figures)  # which the rest of a sheet is worked out with
                return self._before.get(row.id)
            self._known[row.id] = is_stale(self._figures, row)
        return self._known[row.id]

    def take_over(self, found: Mapping[int, bool]) -> None:
        """Take what a thread has worked out of this workspace."""
        self._known |= found
        for row_id in found:
            self.waiting.pop(row_id, None)


def freshness_of(figures: StoredFigures) -> SimulationFreshness:
    """Whether the kept simulations of a sheet's workspace are stale."""
    return figures.part("freshness", SimulationFreshness)


class PendingFreshness:
    """Kept simulations of a large store, for a thread to look at what they read.

    Args:
        figures: whose they are; of them only what is stored is read by the thread.
    """

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        self._rows = tuple(freshness_of(figures).waiting.values())
        self._scopes = [tuple(figures.live_subtree(row.component)) for row in self._rows]
        plans = plans_of(figures)
        self._plans = {row_id: plans.at_hand(row_id) for row_id in figures.live_subtree(0)}
        self._found: dict[int, bool] = {}

    def work_out(self, made: Mapping[int, ProjectPlan]) -> None:
        """Look at plans, those that were just made first; what waits for others stays unknown."""

        def plan_at(component: int) -> ProjectPlan | None:
            plan = made.get(component) or self._plans.get(component)
            if plan is not None and plan.problem == TO_COME:
                raise _StillToComeError
            return plan

        for row, below in zip(self._rows, self._scopes, strict=True):
            try:
                basis = _basis(self._figures.workspace, below, plan_at, row.basis)
            except _StillToComeError:
                continue
            self._found[row.id] = basis != row.basis

    def take_over(self, figures: StoredFigures) -> None:
        """Give a sheet what has been worked out, if it is of the same workspace."""
        if figures.workspace is self._figures.workspace:
            freshness_of(figures).take_over(self._found)
