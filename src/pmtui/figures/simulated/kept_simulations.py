"""This file reads kept simulations: P80 of dates and costs, criticality, whether they are stale."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, cast

import msgspec

from pmtui.figures.components.component_dates import last_day
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.simulated.scope_answer import RowOdds, ScopeAnswer
from pmtui.figures.simulated.scope_odds import ODDS_FROM, SimulationRefusedError, plans_behind
from pmtui.model.entities.entity import Money
from pmtui.model.entities.risks import RISKS
from pmtui.model.odds.estimates import SIMULATIONS, Simulation

CURRENT, STALE = "current", "stale"
_SHOWN: Final = (10, 50, 80, 90)
_READS: Final = frozenset({SIMULATIONS.name}) | PLANNED_FROM
_BASIS: Final = _READS | ODDS_FROM | {RISKS.name, "policy"}
_ASK: Final = "no simulation of it, or of what it lies in, is kept: `pmtui simulate P-1 --keep`"


def basis_of(figures: StoredFigures, scope: int) -> str:
    """A digest of what a simulation of a scope reads: plans, estimates, effects and risks."""
    digest = hashlib.sha1(usedforsecurity=False)
    try:
        for component, plan in sorted(plans_behind(figures, figures.live_subtree(scope))):
            inputs = plan.inputs
            digest.update(msgspec.json.encode((component, plan.finish, inputs.minutes_per_day)))
            tasks = [inputs.tasks[row_id] for row_id in sorted(inputs.tasks)]
            links = [inputs.links[row_id] for row_id in sorted(inputs.links)]
            digest.update(msgspec.json.encode((tasks, links)))
    except SimulationRefusedError as error:
        digest.update(str(error).encode())
    workspace = figures.workspace
    for table in (*sorted(ODDS_FROM), RISKS.name):
        rows = workspace.rows(table)
        digest.update(msgspec.json.encode([rows[row_id] for row_id in sorted(rows)]))
    digest.update(msgspec.json.encode(workspace.policy.probability_percent))
    return digest.hexdigest()


class KeptSimulations:
    """The kept simulations of a workspace, read when they are first asked for."""

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        rows = cast("Iterable[Simulation]", figures.workspace.rows(SIMULATIONS.name).values())
        live = (row for row in sorted(rows, key=_age) if not row.archived)
        self._newest = {row.component: row for row in live}
        self._answers: dict[int, ScopeAnswer | None] = {}
        self._fresh: dict[int, bool] = {}

    def next(
        self, figures: StoredFigures, _touched: frozenset[tuple[str, int]]
    ) -> "KeptSimulations":
        """Those after an edit."""
        return KeptSimulations(figures)

    def of(self, component: int) -> tuple[Simulation, ScopeAnswer] | None:
        """The newest kept simulation that has a component: its own, or of what it lies in."""
        components = self._figures.workspace.components
        where: int | None = component
        known: list[tuple[Simulation, ScopeAnswer]] = []
        while where is not None:
            row = self._newest.get(where)
            answer = None if row is None else self._answer(row)
            if row is not None and answer is not None:
                known.append((row, answer))
            above = components.get(where)
            where = None if not where else above.component if above is not None else 0
        return max(known, key=lambda pair: _age(pair[0]), default=None)

    def _answer(self, row: Simulation) -> ScopeAnswer | None:
        if row.id not in self._answers:
            try:
                self._answers[row.id] = msgspec.json.decode(row.numbers, type=ScopeAnswer)
            except (msgspec.MsgspecError, ValueError):
                self._answers[row.id] = None
        return self._answers[row.id]

    def is_stale(self, row: Simulation) -> bool:
        """Whether something that a simulation read has changed since."""
        if row.id not in self._fresh:
            self._fresh[row.id] = basis_of(self._figures, row.component) == row.basis
        return not self._fresh[row.id]

    def component(self, component: int) -> RowOdds | None:
        """How likely the finish of a component is."""
        known = self.of(component)
        if known is None:
            return None
        answer = known[1]
        if answer.scope == component:
            return answer.whole
        return next((row for row in answer.components if row.id == component), None)

    def milestone(self, task_id: int) -> RowOdds | None:
        """How likely the date of a milestone is."""
        known = self.of(self._figures.workspace.tasks[task_id].component)
        rows = known[1].milestones if known is not None else ()
        return next((row for row in rows if row.id == task_id), None)

    def criticality(self, task_id: int) -> int | None:
        """In what share of the runs a task was critical, in percent."""
        known = self.of(self._figures.workspace.tasks[task_id].component)
        if known is None:
            return None
        answer = known[1]
        for task in answer.tasks:
            if task.task == task_id:
                return round(100 * answer.share(task))
        return 0 if any(task.plan for task in answer.tasks) else None


def _age(row: Simulation) -> tuple[int, int]:
    return row.of_revision, row.id


def kept_simulations(figures: StoredFigures) -> KeptSimulations:
    """The kept simulations of a sheet's workspace."""
    return figures.part("kept simulations", KeptSimulations)


def _p80(row: RowOdds | None) -> date | None:
    return None if row is None else last_day(row.finish.at(80))


def _p80_cost(figures: Figures, component: int) -> Money | None:
    known = kept_simulations(figures).of(component)
    if known is None or known[1].scope != component:
        return None
    return Money(known[1].cost.at(80), known[1].currency)


def _confidence(row: RowOdds | None) -> int | None:
    return None if row is None or row.within is None else round(100 * row.within)


def _freshness(figures: Figures, row: Simulation) -> str:
    return STALE if kept_simulations(figures).is_stale(row) else CURRENT


def _of_simulation(figures: Figures, component: int) -> Iterator[Input]:
    """Which simulation says it, and whether that is still true."""
    kept = kept_simulations(figures)
    known = kept.of(component)
    if known is None:
        yield Input("kept simulation", None)
        return
    row, answer = known
    yield Input("kept simulation", f"{row.key} of revision {row.of_revision}")
    yield Input("runs", answer.runs)
    yield Input("seed", answer.seed)
    yield Input("is", "stale: what it read has changed" if kept.is_stale(row) else "current")


def _of_row(row: RowOdds | None) -> Iterator[Input]:
    if row is not None:
        yield Input("planned when it was taken", last_day(row.planned))
        yield Input("mean", last_day(row.finish.mean))
        for share in _SHOWN:
            yield Input(f"P{share}", last_day(row.finish.at(share)))
        yield Input("promised when it was taken", row.promised)


def _component_inputs(figures: Figures, component: int) -> Iterator[Input]:
    yield from _of_simulation(figures, component)
    yield from _of_row(kept_simulations(figures).component(component))


def _cost_inputs(figures: Figures, component: int) -> Iterator[Input]:
    yield from _of_simulation(figures, component)
    known = kept_simulations(figures).of(component)
    if known is not None and known[1].scope == component:
        answer = known[1]
        yield Input("planned when it was taken", Money(answer.base_cost, answer.currency))
        for share in _SHOWN:
            yield Input(f"P{share}", Money(answer.cost.at(share), answer.currency))


def _task_inputs(figures: Figures, task_id: int) -> Iterator[Input]:
    task = figures.workspace.tasks.get(task_id)
    if task is None:
        return
    kept = kept_simulations(figures)
    yield from _of_simulation(figures, task.component)
    yield from _of_row(kept.milestone(task_id))
    yield Input("critical in percent of the runs", kept.criticality(task_id))


def _simulation_inputs(figures: Figures, row_id: int) -> Iterator[Input]:
    row = figures.workspace.rows(SIMULATIONS.name).get(row_id)
    if isinstance(row, Simulation):
        yield Input("digest of what it read", row.basis[:12] or None)
        yield Input("digest of the same today", basis_of(figures, row.component)[:12])


FIGURES: Final = (
    Figure(
        id="p80_finish",
        table="components",
        title="P80 of the finish",
        short="P80",
        help="the day by which it is done in four of five runs of a simulation",
        kind="date",
        unit="date",
        formula="the value at rank ceil(0.8 N) of the finishes of N runs, sorted, in the newest "
        "kept simulation of it or of what it lies in",
        source="AACE 57R-09; Monte Carlo on the network of the plans",
        undefined=_ASK,
        reads=_READS,
        read=lambda figures: lambda row: _p80(kept_simulations(figures).component(row.id)),
        inputs=_component_inputs,
    ),
    Figure(
        id="confidence",
        table="components",
        title="confidence in the promise",
        help="in how many of a hundred runs what is promised is kept",
        kind="number",
        unit="%",
        formula="runs whose finish is not after what was promised, of all runs, in the newest kept "
        "simulation of it or of what it lies in",
        source="AACE 57R-09; Monte Carlo on the network of the plans",
        undefined=f"{_ASK}; or nothing was promised",
        reads=_READS,
        read=lambda figures: lambda row: _confidence(kept_simulations(figures).component(row.id)),
        inputs=_component_inputs,
    ),
    Figure(
        id="p80_cost",
        table="components",
        title="P80 of the cost",
        help="what it costs at most in four of five runs of a simulation",
        kind="money",
        unit="money",
        formula="the value at rank ceil(0.8 N) of the costs of N runs, sorted, in the newest kept "
        "simulation of it",
        source="AACE 40R-08; Monte Carlo on the network of the plans",
        undefined="no simulation of it is kept that is newer than those of what it lies in",
        reads=_READS,
        read=lambda figures: lambda row: _p80_cost(figures, row.id),
        inputs=_cost_inputs,
    ),
    Figure(
        id="p80_finish",
        table="tasks",
        title="P80 of a milestone",
        short="P80",
        help="the day by which a milestone is reached in four of five runs of a simulation",
        kind="date",
        unit="date",
        formula="the value at rank ceil(0.8 N) of its dates in N runs, sorted, in the newest kept "
        "simulation of its component or of what that lies in",
        source="AACE 57R-09; Monte Carlo on the network of the plans",
        undefined=f"it is no milestone, or {_ASK}",
        reads=_READS,
        read=lambda figures: lambda row: _p80(kept_simulations(figures).milestone(row.id)),
        inputs=_task_inputs,
    ),
    Figure(
        id="criticality",
        table="tasks",
        title="criticality",
        help="in how many of a hundred runs of a simulation it settles the finish",
        kind="number",
        unit="%",
        formula="runs in which it is on the path that settles the finish, of all runs, in the "
        "newest kept simulation of its component or of what that lies in",
        source="criticality index, PMBOK 6, 11.4.2.5",
        undefined=_ASK,
        reads=_READS,
        read=lambda figures: lambda row: kept_simulations(figures).criticality(row.id),
        inputs=_task_inputs,
    ),
    Figure(
        id="freshness",
        table=SIMULATIONS.name,
        title="freshness",
        help="whether all that a kept simulation read is as it was",
        kind="choice",
        unit="word",
        choices=(CURRENT, STALE),
        formula="stale where plans, estimates, effects of risks or risks differ from those it read",
        source="a digest of what it read, kept with it",
        undefined="never",
        reads=_BASIS,
        read=lambda figures: lambda row: _freshness(figures, row),
        inputs=_simulation_inputs,
    ),
)  # fmt: skip
"""What kept simulations say of components, tasks and themselves."""
