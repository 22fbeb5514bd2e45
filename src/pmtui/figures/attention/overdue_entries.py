"""This file finds entries of registers whose day has passed and that nobody has ended."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Final

from pmtui.figures.attention.need import Need, named
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import is_archived
from pmtui.model.rules.life_cycles import has_ended
from pmtui.model.workspace.schema import TABLES

_DATED: Final = tuple((spec, attrgetter(spec.due)) for spec in TABLES.values() if spec.is_chased)
_owner_of: Final = attrgetter("owner")


def overdue_entries(figures: Figures, component: int) -> Iterator[Need]:
    """The open entries of the registers of a component that were due before today."""
    workspace = figures.workspace
    for spec, due_of in _DATED:
        for row in workspace.rows_by(spec.type, "component", component):
            due: date | None = due_of(row)
            if due is None or due >= figures.today or is_archived(row) or has_ended(row):
                continue
            days = (figures.today - due).days
            owner = owner_text(figures, _owner_of(row))
            why = f": {spec.due.replace('_', ' ')} since {days} d, {owner}"
            yield Need("A", named(row), why, spec.name, row.id, days, "entry", component)


def owner_text(figures: Figures, person: int) -> str:
    """Who owns what is late, or that nobody does."""
    owner = figures.workspace.people.get(person)
    return f"owner {owner.name}" if owner is not None else "no owner"
