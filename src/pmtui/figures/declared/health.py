"""This file declares the ratings of a component: as shown, and as computed."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.sheet.cost_access import MONEY_FROM
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures

_READS: Final = PLANNED_FROM | MONEY_FROM | {"risks", "issues", "benefits", "rates"}


def _health_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """What is said, and every dimension with its reason."""
    health = figures.health(component)
    yield Input("reported", health.reported or None)
    for dimension in health.dimensions:
        yield Input(f"{dimension.name}: {dimension.reason}", dimension.rag or None)


FIGURES: Final = (
    Figure(
        id="rag",
        table="components",
        title="rating",
        short="RAG",
        help="its rating as shown",
        kind="choice",
        unit="red, amber, green",
        formula="the rating its manager reports, else the worst of the computed dimensions",
        source="delivery confidence, UK IPA; thresholds are policy",
        undefined="not reported, and nothing can be computed",
        reads=_READS,
        read=lambda figures: lambda row: figures.health(row.id).rag,
        inputs=_health_inputs,
        choices=("G", "A", "R"),
    ),
    Figure(
        id="computed_rag",
        table="components",
        title="computed rating",
        help="its computed rating",
        kind="choice",
        unit="red, amber, green",
        formula="worst of schedule, cost, risk, work, benefits and the components below",
        source="thresholds are policy",
        undefined="every dimension is unknown, or the component has ended",
        reads=_READS,
        read=lambda figures: lambda row: figures.health(row.id).computed,
        inputs=_health_inputs,
        choices=("G", "A", "R"),
    ),
)
"""The ratings of components."""
