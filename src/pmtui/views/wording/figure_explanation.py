"""This file answers `=`: how a figure is made and what went into it."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pmtui.figures.explain.explanation import Explanation
from pmtui.figures.explain.figure_catalog import explanation
from pmtui.figures.explain.figure_inputs import Input, InputValue
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.money import Money
from pmtui.query.dates.parsing import date_text
from pmtui.query.values.formatting import DASH, money_text
from pmtui.views.shapes.section import Entry, Section
from pmtui.views.shapes.table import Cell


def explained(
    figures: Figures, figure_id: str, entity_id: int, table: str = "components"
) -> Section | None:
    """The formula, source, unit and inputs of a figure; None where nothing is known of it.

    Args:
        figures: of the workspace to explain.
        figure_id: id of the figure, which is the key of its column.
        entity_id: whose figure; 0 is the whole store.
        table: the table the entity is in.
    """
    found = explanation(figure_id, table)
    if found is None or (entity_id and figures.workspace.get(table, entity_id) is None):
        return None
    return section_of(figures, found, entity_id)


def section_of(figures: Figures, found: Explanation, entity_id: int) -> Section:
    """An explanation, written out with what went in for one entity."""
    facts = (
        ("formula", found.formula),
        ("source", found.source),
        ("unit", found.unit),
        ("undefined when", found.undefined),
    )
    return Section(
        found.title,
        (
            *(Entry(cells=(Cell(label, "dim"), Cell(text))) for label, text in facts),
            *input_entries(figures, found.inputs(figures, entity_id)),
        ),
    )


def input_entries(figures: Figures, inputs: Iterable[Input]) -> Iterator[Entry]:
    """A line for each number that went into a figure."""
    for one in inputs:
        yield Entry(cells=(Cell(one.label, "dim"), Cell(_text(one.value, figures.today))))


def _text(value: InputValue, today: date) -> str:
    if value is None:
        return DASH
    if isinstance(value, Money):
        return money_text(value)
    if isinstance(value, date):
        return date_text(value, today)
    return f"{value:,}" if isinstance(value, int | Decimal) else value
