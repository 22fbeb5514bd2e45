"""This file answers `=` on a roadmap: how a planned date is made and from what."""

from pmtui.figures.explain.planned_date_figures import PLANNED_DATE_EXPLANATIONS
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.shapes.section import Section
from pmtui.views.wording.figure_explanation import section_of


def planned_answer(figures: Figures, table: str, entity_id: int) -> Section | None:
    """How the planned dates of a row of the roadmap are made; None where it has none."""
    found = PLANNED_DATE_EXPLANATIONS.get(table)
    if found is None or figures.workspace.get(table, entity_id) is None:
        return None
    return section_of(figures, found, entity_id)
