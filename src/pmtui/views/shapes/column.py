"""This file defines a column of rows once: what it shows, and what it sorts by."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.shapes.table import Cell, TableColumn

Row = TypeVar("Row")


class ViewColumn(TableColumn, Generic[Row], frozen=True, kw_only=True):
    """A column of rows of one kind.

    It sorts as `sort:` does by the field of its key, unless it shows something of its own.
    """

    cell: Callable[[Figures, Row], Cell]
    field: str = ""
    """What `sort:` calls it; empty for its key."""
    value: Callable[[Figures, Row], Any] | None = None
    """What it sorts by where that is no field; None goes last."""
