"""This file defines what hangs on a benefit: its profile, its readings, and who shares in it."""

from datetime import date
from typing import Final

from pmtui.model.entities.entity import BenefitId, Entity, Number, Percent, PersonId, Prose
from pmtui.model.entities.table import TableSpec


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
)  # fmt: skip
READINGS: Final = TableSpec(
    "readings", Reading, "", "reading",
    outlives=True,
    belongs_to="benefit",
    day="at",
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    alike_in_tables=("benefit", "at", "source"),
    counts_in="component",
    columns=("benefit", "at", "value", "by", "source"),
)  # fmt: skip
ATTRIBUTIONS: Final = TableSpec(
    "attributions", Attribution, "", "attribution",
    alike_in_tables=("benefit", "component"),
    counts_in="component",
    columns=("benefit", "component", "share", "note"),
)  # fmt: skip
