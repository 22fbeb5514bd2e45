"""This file answers `=` on a roadmap: how a planned date is made and from what."""

from pmtui.figures.planning.planned import PLANNED
from pmtui.figures.sheet import Figures
from pmtui.views.explained import section_of
from pmtui.views.section import Section


def planned_answer(figures: Figures, table: str, entity_id: int) -> Section | None:
    """How the planned dates of a row of the roadmap are made; None where it has none."""
    found = PLANNED.get(table)
    if found is None or figures.workspace.get(table, entity_id) is None:
        return None
    return section_of(figures, found, entity_id)
