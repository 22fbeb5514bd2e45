"""This file declares the computed rating of a component and its trend."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import RATINGS_FROM, Figures


def _health_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """Every dimension with its reason, what is reported and why, and the rating before."""
    health = figures.health(component)
    for side in health.sides:
        yield Input(f"{side.name}: {side.reason}", side.rag or None)
    row = figures.workspace.components.get(component)
    why = f" ({row.reported_reason})" if row is not None and row.reported_reason else ""
    yield Input(f"reported{why}", health.reported or None)
    if health.before_at is not None:
        yield Input(f"at the last status point or report, {health.before_at}", health.before)


FIGURES: Final = (
    Figure(
        id="rag",
        table="components",
        title="computed rating",
        short="RAG",
        help="its computed rating",
        kind="choice",
        unit="red, amber, green",
        formula="worst of scope, schedule, cost, benefits, risk and the components below",
        source="delivery confidence, UK IPA; thresholds are policy",
        undefined="every dimension is unknown, or the component has ended",
        reads=RATINGS_FROM,
        read=lambda figures: lambda row: figures.health(row.id).computed or None,
        inputs=_health_inputs,
        choices=("G", "A", "R"),
    ),
    Figure(
        id="rag_trend",
        table="components",
        title="trend of the rating",
        short="trend",
        help="how its computed rating has moved since its last status point or report",
        kind="choice",
        unit="better, same, worse",
        formula="computed rating now against that of the newest status point or report",
        source="the rating is frozen with each status point and report",
        undefined="nothing can be computed now, or no status point or report has a rating",
        reads=RATINGS_FROM,
        read=lambda figures: lambda row: figures.health(row.id).trend or None,
        inputs=_health_inputs,
        choices=("better", "same", "worse"),
    ),
)
"""The ratings of components."""
