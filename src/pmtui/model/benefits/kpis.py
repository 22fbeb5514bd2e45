"""This file defines key performance indicators, with the bands they are rated by, and readings."""

from datetime import date
from typing import Final, Literal

from pmtui.model.entities.entity import (
    Entity,
    KpiId,
    MeasureFrequency,
    Number,
    ObjectiveId,
    PersonId,
    Prose,
    Tags,
)
from pmtui.model.entities.table import TableSpec

Better = Literal["higher", "lower", "on_target"]
"""Which way is good: above the target, below it, or as close to it as can be."""


class Kpi(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A measure of a component, or of an objective, with a target and the bands it is rated by."""

    title: str
    measure: str = ""
    """How it is measured, and from which source."""
    unit: str = ""
    objective: ObjectiveId = 0
    """The objective whose progress it shows; 0 for none."""
    better: Better = "higher"
    baseline: Number = ""
    target: Number = ""
    green_within: Number = ""
    """How far short of the target is still green, in its unit; empty for nothing."""
    amber_within: Number = ""
    """How far short of it is still amber; what is worse is red. Empty for nothing but green."""
    owner: PersonId = 0
    next_measure: date | None = None
    frequency: MeasureFrequency = ""
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


class KpiReading(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A measured value of an indicator, by whom and from which source."""

    kpi: KpiId
    at: date
    value: Number
    by: PersonId = 0
    source: str = ""
    archived: bool = False


KPIS: Final = TableSpec(
    "kpis", Kpi, "KP", "kpi",
    roles=("owner",),
    noun="KPI",
    due="next_measure",
    counts_in="component",
    columns=(
        "key", "title", "component", "objective", "target", "measured", "shortfall", "rating",
        "owner", "next_measure",
    ),
    adding="by_line",
)  # fmt: skip
KPI_READINGS: Final = TableSpec(
    "kpi_readings", KpiReading, "", "kpi_reading",
    outlives=True,
    noun="reading of a KPI",
    belongs_to="kpi",
    day="at",
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    alike_in_tables=("kpi", "at", "source"),
    counts_in="component",
    columns=("kpi", "at", "value", "by", "source"),
)  # fmt: skip
