"""This file compares what is measured of an indicator with its target, and rates it by bands."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.benefits.attainment import attainment, stored_number
from pmtui.figures.business_case.flows import Answer, undefined
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import KPI_READINGS, KPIS, Kpi, KpiReading
from pmtui.model.entities.components import Rag

READS: Final = frozenset({KPIS.name, KPI_READINGS.name})
"""The tables that an indicator's figures are computed from."""
WORST_FIRST: Final[tuple[Rag, ...]] = ("R", "A", "G")


class KpiStanding(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an indicator today."""

    reading: KpiReading | None = None
    """The newest that is not of a day to come."""
    value: Answer
    attainment: Answer
    """Share of the way from baseline to target."""
    shortfall: Answer
    """How far it is from the target, the bad way positive."""
    rating: Rag = ""
    """Green, amber or red by its bands; empty where it cannot be rated."""
    is_overdue: bool = False
    """Whether it should have been measured by now."""


def kpi_standing(figures: Figures, kpi: Kpi) -> KpiStanding:
    """What is known of an indicator today."""
    rows = figures.workspace.rows_by(KpiReading, "kpi", kpi.id)
    live = [row for row in rows if not row.archived and row.at <= figures.today]
    reading = max(live, key=lambda row: (row.at, row.id), default=None)
    value = Answer(Decimal(reading.value)) if reading else undefined("nothing is measured yet")
    target = stored_number(kpi.target)
    short = _shortfall(kpi, target, value)
    due = kpi.next_measure
    return KpiStanding(
        reading=reading,
        value=value,
        attainment=attainment(stored_number(kpi.baseline), target, value),
        shortfall=short,
        rating=_rating(kpi, short),
        is_overdue=is_due(due, figures.today) and not kpi.archived,
    )


def kpis_in(figures: Figures, component: int) -> Iterator[tuple[Kpi, KpiStanding]]:
    """The indicators of a component, with what is known of each today."""
    for kpi in figures.workspace.rows_by(Kpi, "component", component):
        if not kpi.archived:
            yield kpi, kpi_standing(figures, kpi)


def is_due(due: date | None, today: date) -> bool:
    """Whether something should have been measured before today."""
    return due is not None and due < today


def worst_rating(figures: Figures, objective: int) -> Rag:
    """The worst rating among the indicators of an objective; empty where none is rated."""
    kpis = figures.workspace.rows_by(Kpi, "objective", objective)
    ratings = {kpi_standing(figures, kpi).rating for kpi in kpis if not kpi.archived}
    return next((rating for rating in WORST_FIRST if rating in ratings), "")


def _shortfall(kpi: Kpi, target: Decimal | None, value: Answer) -> Answer:
    if target is None:
        return undefined("it has no target")
    if value.value is None:
        return value
    above = value.value - target
    if kpi.better == "on_target":
        return Answer(abs(above))
    return Answer(above if kpi.better == "lower" else -above)


def _rating(kpi: Kpi, shortfall: Answer) -> Rag:
    if shortfall.value is None:
        return ""
    green = stored_number(kpi.green_within) or Decimal(0)
    amber = stored_number(kpi.amber_within)
    if shortfall.value <= green:
        return "G"
    return "A" if amber is not None and shortfall.value <= amber else "R"
