"""This file defines status points: how a component stood at a data date, as it was reported."""

from datetime import date
from typing import Final

from pmtui.model.entities.components import Rag
from pmtui.model.entities.entity import Entity, Money, PersonId, Prose
from pmtui.model.entities.table import TableSpec


class StatusPoint(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Earned value and rating of a component at one data date, frozen; None where undefined."""

    data_date: date
    """The last day whose progress it holds."""
    bac: Money | None = None
    pv: Money | None = None
    ev: Money | None = None
    ac: Money | None = None
    eac: Money | None = None
    """Estimate at completion, as it was reported."""
    note: Prose = ""
    rag: Rag = ""
    """Its computed rating on that day, and below those of its dimensions."""
    scope_rag: Rag = ""
    schedule_rag: Rag = ""
    cost_rag: Rag = ""
    benefits_rag: Rag = ""
    risk_rag: Rag = ""
    taken_at: date | None = None
    taken_by: PersonId = 0


STATUS_POINTS: Final = TableSpec(
    "status_points", StatusPoint, "SP", "status_point",
    is_fact=True,
    day="data_date",
    start=lambda birth: {"taken_at": birth.today, "taken_by": birth.actor},
    started=("taken_at", "taken_by"),
    frozen="was reported and stays as it is: freeze the status anew",
    counts_in="component",
    searched=("note",),
    columns=("key", "component", "data_date", "bac", "pv", "ev", "ac", "eac", "rag", "note"),
)  # fmt: skip
