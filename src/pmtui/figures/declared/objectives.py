"""This file declares the figures of objectives, and which of them a component serves."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.benefits.kpi_measures import READS as KPI_READS
from pmtui.figures.benefits.kpi_measures import kpi_standing, worst_rating
from pmtui.figures.benefits.objectives import READS, contributors, coverage, objectives_served
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Kpi
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.registers import OBJECTIVES, Objective

_MSP: Final = "MSP, benefits map"
_COVERAGE: Final = "sum of what is chosen times its contribution; 0 is an objective nobody serves"


def _name(figures: Figures, table: str, row_id: int) -> str:
    row = figures.workspace.get(table, row_id)
    return f"{row.key} {title_of(row)}" if row is not None else ""


def _contributions(figures: Figures, objective: int) -> Iterable[Input]:
    for contributor in contributors(figures, objective):
        name = _name(figures, *contributor.node)
        yield Input(name if contributor.counts else f"{name}, given up", contributor.share)
    yield Input("coverage in percent", coverage(figures, objective))
    yield Input("weight", figures.workspace.rows_of(Objective)[objective].weight)


def _indicators(figures: Figures, objective: int) -> Iterable[Input]:
    for kpi in figures.workspace.rows_by(Kpi, "objective", objective):
        if not kpi.archived:
            yield Input(f"{kpi.key} {kpi.title}", kpi_standing(figures, kpi).rating or None)
    yield Input("worst of them", worst_rating(figures, objective) or None)


def _served(figures: Figures, component: int) -> Iterable[Input]:
    served = objectives_served(figures, component)
    for objective in served:
        yield Input(_name(figures, OBJECTIVES.name, objective), coverage(figures, objective))
    yield Input("objectives served", len(served))


FIGURES: Final = (
    Figure(
        id="coverage",
        table=OBJECTIVES.name,
        title="how much of an objective is covered",
        help="percent of it that what contributes to it reaches",
        kind="number",
        unit="percent",
        formula="sum of the shares of what contributes to it, but for what was dropped or given up",
        source=_COVERAGE,
        undefined="never: 0 where nobody serves it",
        reads=READS,
        read=lambda figures: lambda objective: coverage(figures, objective.id),
        inputs=_contributions,
    ),
    Figure(
        id="rating",
        table=OBJECTIVES.name,
        title="worst rating of its indicators",
        help="green, amber or red: the worst of its KPIs",
        kind="choice",
        unit="G, A or R",
        formula="the worst rating among the KPIs that name it",
        source="worst of, as ratings of components roll up",
        undefined="no KPI of it is rated",
        reads=KPI_READS | {OBJECTIVES.name},
        read=lambda figures: lambda objective: worst_rating(figures, objective.id) or None,
        inputs=_indicators,
        choices=("G", "A", "R"),
    ),
    Figure(
        id="objectives_served",
        table="components",
        title="objectives it serves",
        short="serves",
        help="how many objectives it serves, itself, by the benefits map or by a share in benefits",
        kind="number",
        unit="objectives",
        formula="objectives that the map leads to from it and all below it",
        source=_MSP,
        undefined="never: 0 where it serves none",
        reads=READS,
        read=lambda figures: lambda component: len(objectives_served(figures, component.id)),
        inputs=_served,
    ),
)
"""What is known of objectives."""
