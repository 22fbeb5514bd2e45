"""This file draws the views that the screen shows as plain text: tables and sections."""

from collections.abc import Iterable, Sequence
from typing import Final

from pmtui.cli.console.output import Output
from pmtui.text import cell_width, visible
from pmtui.views.shapes.table import Line, Section, Table, TableColumn, TableRow

_INDENT: Final = "  "
_GAP: Final = 2
_WIDEST: Final = 60
"""Cells of the widest text that a column is made room for before others are dropped."""


def draw_table(out: Output, table: Table, *, headings: bool = True) -> None:
    """A table; on a narrow terminal the columns that matter least are left out.

    What its rows come to follows on a terminal; another program adds up for itself.

    Args:
        out: where it goes.
        table: what to draw.
        headings: whether a line of titles comes first.
    """
    rows = [table.row(at) for at in range(table.count)]
    if not rows:
        out.say(table.empty or "nothing to show")
        return
    tree = _flexible(table.columns)
    texts = [_texts(row, tree, is_piped=not out.width) for row in rows]
    kept = _fitting(table.columns, texts, out.width)
    out.table(
        [table.columns[at].title for at in kept] if headings else [],
        ([row[at] for at in kept] for row in texts),
        [place for place, at in enumerate(kept) if table.columns[at].align == "right"],
    )
    for line in table.foot if out.width else ():
        out.line(line_text(line))


def draw_section(out: Output, section: Section) -> None:
    """A section: its heading, and a line an entry."""
    note = f"  ({section.note})" if section.note else ""
    out.line(f"{section.title}{note}")
    if section.heads:
        out.line(f"{_INDENT}{line_text(section.heads)}")
    for entry in section.entries:
        out.line(f"{_INDENT}{line_text(entry.cells)}")
        if entry.below is not None:
            out.line(f"{_INDENT * 3}{entry.below.text}")
    if not section.entries and section.empty:
        out.line(f"{_INDENT}{section.empty}")


def line_text(line: Line) -> str:
    """Cells side by side as one text."""
    return "  ".join(cell.text for cell in line if cell.text.strip())


def _flexible(columns: Sequence[TableColumn]) -> int:
    return next((at for at, column in enumerate(columns) if column.flex), 0)


def _texts(row: TableRow, tree: int, *, is_piped: bool) -> list[str]:
    """The cells of a row; for another program dates are ISO 8601."""
    said = [
        cell.day.isoformat() if is_piped and cell.day is not None else cell.text
        for cell in row.cells
    ]
    return [f"{_INDENT * row.depth}{text}" if at == tree else text for at, text in enumerate(said)]


def _fitting(
    columns: Sequence[TableColumn], texts: Iterable[Sequence[str]], width: int
) -> list[int]:
    """Places of the columns to show: all that fit, the least important going first."""
    kept = list(range(len(columns)))
    if not width:
        return kept
    rows = list(texts)
    needs = [
        min(
            _WIDEST if columns[at].flex else 1000,
            max(
                cell_width(columns[at].title),
                *(cell_width(visible(row[at])) for row in rows),
            ),
        )
        for at in kept
    ]
    while sum(needs[at] + _GAP for at in kept) - _GAP > width:
        least = max(kept, key=lambda at: (columns[at].priority, at))
        if not columns[least].priority:
            break
        kept.remove(least)
    return kept
