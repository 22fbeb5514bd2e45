"""This file writes the numbers of benefits."""

from decimal import Decimal

from pmtui.figures.benefits.attainment import stored_number
from pmtui.query.values.formatting import DASH
from pmtui.views.shapes.table import Cell


def number_text(value: Decimal) -> str:
    """A number without superfluous digits: `120`, `12.5`."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def stored_cell(text: str) -> Cell:
    """A number that is stored as text; as it stands where an older store has words there."""
    number = stored_number(text)
    return Cell(text) if text and number is None else number_cell(number)


def number_cell(value: Decimal | None) -> Cell:
    """A number, or a dash where there is none."""
    return Cell(DASH, "dim") if value is None else Cell(number_text(value))
