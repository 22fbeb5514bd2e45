"""This file answers `=` where dates are in play: what is due beside what is planned."""

from typing import Final

from pmtui.figures.planning.planned import PLANNED, beside_due
from pmtui.figures.sheet import Figures
from pmtui.views.explained import explained, input_entries, section_of
from pmtui.views.section import Section

_DATED: Final = frozenset({"expected_finish", "slip", "computed_rag"})
"""Figures of components that follow from the due finish."""


def answer(
    figures: Figures, figure_id: str, entity_id: int, table: str = "components"
) -> Section | None:
    """How a figure is made; beside one that follows from due dates stands what is planned.

    Args:
        figures: of the workspace to explain.
        figure_id: id of the figure, which is the key of its column.
        entity_id: whose figure; 0 is the whole store.
        table: the table the entity is in.
    """
    found = explained(figures, figure_id, entity_id, table)
    if found is None or table != "components" or figure_id not in _DATED:
        return found
    beside = input_entries(figures, beside_due(figures, entity_id))
    return Section(found.title, (*found.entries, *beside), found.note, found.empty)


def planned_answer(figures: Figures, table: str, entity_id: int) -> Section | None:
    """How the planned dates of a row of the roadmap are made; None where it has none."""
    found = PLANNED.get(table)
    if found is None or figures.workspace.get(table, entity_id) is None:
        return None
    return section_of(figures, found, entity_id)
