"""This file paints the rows of a table and its header: marks, indent, a cell a column."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from pmtui.text import cut
from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.views.shapes.table import Cell, TableColumn, TableRow

GUTTER = 1
"""Cells left of the first column, where marks stand."""
Widths = Sequence[tuple[TableColumn, int]]
"""The columns that are shown, and the cells each has."""


def painted_heading(
    lines: LineWidget, widths: Widths, sort: str, width: int, chosen: str = ""
) -> Strip:
    """The titles of columns, with an arrow on the one that rows are sorted by.

    Args:
        lines: what they stand in.
        widths: the columns.
        sort: key of the column, with a trailing `-` for descending.
        width: cells of the line.
        chosen: key of the column that is pointed at, whose title stands out; empty for none.
    """
    pieces = [Segment(" " * GUTTER, lines.style_of("line--head"))]
    for column, room in widths:
        title = column.title
        if sort.removesuffix("-") == column.key:
            arrow = lines.glyphs.down if sort.endswith("-") else lines.glyphs.up
            title = cut(title, room - 1, "") + arrow
        looks = ("line--head", "line--cursor") if chosen == column.key else ("line--head",)
        pieces.append(lines.painted(Cell(title, "dim"), room, column.align, *looks))
        pieces.append(Segment(" ", lines.style_of("line--head")))
    return lines.strip_of(pieces, width, "line--head")


def painted_row(
    lines: CursorLines,
    row: TableRow,
    columns: Sequence[TableColumn],
    widths: Widths,
    width: int,
    *,
    at_cursor: bool,
) -> Strip:
    """A row with its mark, a cell in each column that is shown.

    Args:
        lines: what it stands in.
        row: a cell for each of `columns`.
        columns: all columns, those without room too.
        widths: those that are shown.
        width: cells of the line.
        at_cursor: whether the cursor stands on it.
    """
    line: tuple[str, ...] = ()
    if at_cursor:
        line = ("line--cursor",) if lines.active else ("line--idle",)
    gutter = lines.glyphs.mark if row.id in lines.marks else " "
    pieces = [Segment(gutter, lines.style_of("line--mark", *line))]
    index = {column.key: at for at, column in enumerate(columns)}
    first = next((column for column, _ in widths if column.flex), None)
    for column, room in widths:
        cell = row.cells[index[column.key]]
        if column is first and (row.depth or row.fold):
            cell = Cell(_outline(lines, row, room) + cell.text, cell.tone)
        pieces.append(lines.painted(cell, room, column.align, *line))
        pieces.append(Segment(" ", lines.style_of("tone--plain", *line)))
    return lines.strip_of(pieces, width, "tone--plain", *line)


def _outline(lines: LineWidget, row: TableRow, room: int) -> str:
    """The indent of a row, which leaves half of the room to its name, and its fold."""
    fold = {"open": lines.glyphs.open, "closed": lines.glyphs.closed}.get(row.fold, " ")
    return f"{' ' * min(row.depth, room // 2)}{fold} "
