"""This file reads kept simulations: P80 of dates and costs, criticality, whether they are stale."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, cast

import msgspec

from pmtui.figures.components.component_dates import last_day
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.simulated.basis import COSTED_FROM, ODDS_FROM, freshness_of
from pmtui.figures.simulated.scope_answer import RowOdds, ScopeAnswer
from pmtui.model.entities.entity import Money
from pmtui.model.odds.estimates import SIMULATIONS, Simulation

CURRENT, STALE = "current", "stale"
_SHOWN: Final = (10, 50, 80, 90)
_READS: Final = frozenset({SIMULATIONS.name}) | PLANNED_FROM
_BASIS: Final = _READS | ODDS_FROM | COSTED_FROM
_ASK: Final = "no simulation of it, or of what it lies in, is kept: `pmtui simulate P-1 --keep`"


class _Read:
    """What a kept simulation came to, with its rows by what they are of."""

    def __init__(self, row: Simulation, answer: ScopeAnswer) -> None:
        self.row, self.answer = row, answer
        self.components = {odds.id: odds for odds in answer.components}
        self.components[answer.scope] = answer.whole
        self.milestones = {odds.id: odds for odds in answer.milestones}
        self.critical = {task.task: round(100 * answer.share(task)) for task in answer.tasks}


class KeptSimulations:
    """The kept simulations of a workspace, read when they are first asked for."""

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        rows = cast("Iterable[Simulation]", figures.workspace.rows(SIMULATIONS.name).values())
        live = (row for row in sorted(rows, key=_age) if not row.archived)
        self._newest = {row.component: row for row in live}
        self._read: dict[int, _Read | None] = {}

    def next(
        self, figures: StoredFigures, _touched: frozenset[tuple[str, int]]
    ) -> "KeptSimulations":
        """Those after an edit."""
        after = KeptSimulations(figures)
        rows = figures.workspace.rows(SIMULATIONS.name)
        after._read = {
            row_id: read
            for row_id, read in self._read.items()
            if read is not None and rows.get(row_id) is read.row
        }
        return after

    def of(self, component: int) -> tuple[Simulation, ScopeAnswer] | None:
        """The newest kept simulation that has a component: its own, or of what it lies in."""
        read = self._of(component)
        return None if read is None else (read.row, read.answer)

    def _of(self, component: int) -> _Read | None:
        components = self._figures.workspace.components
        where: int | None = component
        known: list[_Read] = []
        while where is not None:
            row = self._newest.get(where)
            read = None if row is None else self._read_of(row)
            if read is not None:
                known.append(read)
            above = components.get(where)
            where = None if not where else above.component if above is not None else 0
        return max(known, key=lambda read: _age(read.row), default=None)

    def _read_of(self, row: Simulation) -> _Read | None:
        if row.id not in self._read:
            try:
                answer = msgspec.json.decode(row.numbers, type=ScopeAnswer)
                self._read[row.id] = _Read(row, answer)
            except (msgspec.MsgspecError, ValueError):
                self._read[row.id] = None
        return self._read[row.id]

    def component(self, component: int) -> RowOdds | None:
        """How likely the finish of a component is."""
        read = self._of(component)
        return None if read is None else read.components.get(component)

    def milestone(self, task_id: int) -> RowOdds | None:
        """How likely the date of a milestone is."""
        read = self._of(self._figures.workspace.tasks[task_id].component)
        return None if read is None else read.milestones.get(task_id)

    def criticality(self, task_id: int) -> int | None:
        """In what share of the runs a task was critical, in percent."""
        read = self._of(self._figures.workspace.tasks[task_id].component)
        return None if read is None or not read.critical else read.critical.get(task_id, 0)


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


def freshness_word(figures: StoredFigures, row: Simulation) -> str | None:
    """Whether a kept simulation is stale or current; None while that is worked out."""
    is_stale = freshness_of(figures).is_stale(row)
    return None if is_stale is None else STALE if is_stale else CURRENT


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
    word = freshness_word(figures, row)
    yield Input("is", "stale: what it read has changed" if word == STALE else word)


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
        yield Input("that is", freshness_word(figures, row))


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
        undefined="while it is worked out beside the screen",
        reads=_BASIS,
        read=lambda figures: lambda row: freshness_word(figures, row),
        inputs=_simulation_inputs,
    ),
)  # fmt: skip
"""What kept simulations say of components, tasks and themselves."""
