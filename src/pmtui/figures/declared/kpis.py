"""This file declares the figures of indicators: what is measured, how far, and how it is rated."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pmtui.figures.benefits.kpi_measures import READS, KpiStanding, kpi_standing
from pmtui.figures.business_case.flows import Answer
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.benefits.profiles import KPIS, Kpi

_SOURCE: Final = "PMBOK 6, control thresholds; worst of where indicators roll up"
_RAG: Final = "G, A or R"


def _inputs(figures: Figures, kpi_id: int) -> Iterable[Input]:
    kpi = figures.workspace.rows_of(Kpi)[kpi_id]
    standing = kpi_standing(figures, kpi)
    yield Input("baseline", kpi.baseline)
    yield Input("target", kpi.target)
    yield Input("better", kpi.better.replace("_", " "))
    yield Input("green within", kpi.green_within or "0")
    yield Input("amber within", kpi.amber_within)
    yield Input("unit", kpi.unit)
    yield Input("measured", standing.reading.value if standing.reading is not None else None)
    yield Input("measured on", standing.reading.at if standing.reading is not None else None)
    yield Input("short of the target by", standing.shortfall.value)
    if standing.shortfall.value is None:
        yield Input("undefined because", standing.shortfall.reason)


def _percent(answer: Answer) -> Decimal | None:
    if answer.value is None:
        return None
    return (answer.value * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _number(read: Callable[[KpiStanding], object]) -> Callable[[Figures], Getter]:
    return lambda figures: lambda kpi: read(kpi_standing(figures, kpi))


def _figure(
    name: str,
    title: str,
    formula: str,
    read: Callable[[KpiStanding], object],
    *,
    undefined_when: str = "nothing is measured, or it has no target",
    unit: str = "its unit",
) -> Figure:  # fmt: skip
    return Figure(
        id=name,
        table=KPIS.name,
        title=title,
        help=title,
        kind="choice" if unit == _RAG else "number",
        unit=unit,
        formula=formula,
        source=_SOURCE,
        undefined=undefined_when,
        reads=READS,
        read=_number(read),
        inputs=_inputs,
        choices=("G", "A", "R") if unit == _RAG else (),
    )


FIGURES: Final = (
    _figure(
        "measured",
        "its newest reading",
        "the newest reading up to today",
        lambda standing: standing.value.value,
        undefined_when="nothing is measured yet",
    ),
    _figure(
        "attainment",
        "how far it has come from baseline to target",
        "(measured - baseline) / (target - baseline), in both directions",
        lambda standing: _percent(standing.attainment),
        undefined_when="nothing is measured, baseline or target is missing, or they are equal",
        unit="percent",
    ),
    _figure(
        "shortfall",
        "how far short of its target it is",
        "target - measured; measured - target where lower is better; the distance on target",
        lambda standing: standing.shortfall.value,
    ),
    _figure(
        "rating",
        "green, amber or red by its bands",
        "green while its shortfall is within the green band, amber within the amber one, else red",
        lambda standing: standing.rating or None,
        unit=_RAG,
    ),
)
"""What is known of an indicator."""
