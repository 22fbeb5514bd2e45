"""This file answers `=`: how a figure is made and what went into it."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.declaration import Figure, Input, InputValue
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.query.dates.parsing import date_text
from pmtui.query.values.formatting import DASH, money_text
from pmtui.views.shapes.table import Cell, Entry, Section


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
    declared = figure(figure_id, table)
    if declared is None or (entity_id and figures.workspace.get(table, entity_id) is None):
        return None
    return _section(figures, declared, entity_id)


def explained_finish(figures: Figures, table: str, entity_id: int) -> Section | None:
    """How the planned finish of a row of the roadmap is made; None where it has none."""
    figure_id = "expected_finish" if table == "components" else "planned"
    return explained(figures, figure_id, entity_id, table)


def _section(figures: Figures, declared: Figure, entity_id: int) -> Section:
    """What is declared of a figure, written out with what went in for one entity."""
    facts = (
        ("formula", declared.formula),
        ("source", declared.source),
        ("unit", declared.unit),
        ("undefined when", declared.undefined),
    )
    return Section(
        declared.title,
        (
            *(Entry(cells=(Cell(label, "dim"), Cell(text))) for label, text in facts),
            *input_entries(figures, declared.inputs(figures, entity_id)),
        ),
        looks_back=entity_id if declared.looks_back else None,
    )


def input_entries(figures: Figures, inputs: Iterable[Input]) -> Iterator[Entry]:
    """A line for each number that went into a figure."""
    for other_input in inputs:
        yield Entry(
            cells=(Cell(other_input.label, "dim"), Cell(_text(other_input.value, figures.today)))
        )


def _text(value: InputValue, today: date) -> str:
    if value is None:
        return DASH
    if isinstance(value, Money):
        return money_text(value)
    if isinstance(value, date):
        return date_text(value, today)
    return f"{value:,}" if isinstance(value, int | Decimal) else value
