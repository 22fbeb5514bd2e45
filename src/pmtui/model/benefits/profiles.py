"""This file defines what is measured: profiles and readings of benefits, shares, and KPIs."""

from datetime import date
from typing import Final, Literal

from pmtui.model.entities.entity import (
    BenefitId,
    Entity,
    KpiId,
    MeasureFrequency,
    Number,
    ObjectiveId,
    Percent,
    PersonId,
    Prose,
    Tags,
)
from pmtui.model.entities.table import Copying, TableSpec


class ProfilePoint(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The value a benefit's measure should have from a month on, until the next point."""

    benefit: BenefitId
    period: date
    """A day of the month from which it holds, as planned."""
    planned: Number
    forecast: Number = ""
    """What is expected now, where that is not what was planned."""
    archived: bool = False


class Reading(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A measured value of a benefit, by whom and from which source."""

    benefit: BenefitId
    at: date
    value: Number
    by: PersonId = 0
    source: str = ""
    archived: bool = False


class Attribution(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The share of a benefit that a component brings about; shares never exceed the whole."""

    benefit: BenefitId
    share: Percent = 100
    note: Prose = ""
    archived: bool = False


PROFILE_POINTS: Final = TableSpec(
    "profile_points", ProfilePoint, "", "profile_point",
    noun="profile point",
    belongs_to="benefit",
    day="period",
    alike_in_tables=("benefit", "period"),
    counts_in="component",
    columns=("benefit", "period", "planned", "forecast"),
    letters="p=planned f=forecast m=period=month",
    copying=Copying(fresh="forecast", months="period"),
)  # fmt: skip
READINGS: Final = TableSpec(
    "readings", Reading, "", "reading",
    is_fact=True,
    outlives=True,
    belongs_to="benefit",
    day="at",
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    alike_in_tables=("benefit", "at", "source"),
    counts_in="component",
    columns=("benefit", "at", "value", "by", "source"),
    letters="v=value d=at s=source b=by",
)  # fmt: skip
ATTRIBUTIONS: Final = TableSpec(
    "attributions", Attribution, "", "attribution",
    alike_in_tables=("benefit", "component"),
    counts_in="component",
    columns=("benefit", "component", "share", "note"),
    letters="s=share n=note",
    copying=Copying(),
)  # fmt: skip

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
    letters=(
        "o=owner m=next_measure t=target b=baseline g=green_within a=amber_within B=better "
        "f=frequency j=objective u=unit M=measure n=title"
    ),
    copying=Copying(),
)  # fmt: skip
KPI_READINGS: Final = TableSpec(
    "kpi_readings", KpiReading, "", "kpi_reading",
    is_fact=True,
    outlives=True,
    noun="reading of a KPI",
    belongs_to="kpi",
    day="at",
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    alike_in_tables=("kpi", "at", "source"),
    counts_in="component",
    columns=("kpi", "at", "value", "by", "source"),
    letters="v=value d=at s=source b=by",
)  # fmt: skip
