"""This file writes the rows of a workbook as the XML that a library would write one by one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Final
from xml.sax.saxutils import escape

from pmtui.exchange.tables.export.own_cells import OutCell
from pmtui.text import need_no_care

_PAGE: Final = 1_000
"""Rows that are written together."""
_IN_XML: Final = ("&", "<", ">", "\n ", " \n", "\n\n")
"""What XML writes otherwise, spaces at the ends, and nothing at all."""
_LONG: Final = 1_000
"""Characters from which a text may be more than a workbook takes, and is looked at alone."""


def row_elements(
    columns: Sequence[Sequence[OutCell]], text_of: Callable[[str], str], day: Callable[[date], str]
) -> Iterator[str]:
    """The elements of the rows below the header, some at a time.

    A library makes an object of every cell, which takes ten times as long.

    Args:
        columns: the cells of each.
        text_of: how a workbook holds a text.
        day: the attributes and the number of a date.
    """
    count = len(columns[0]) if columns else 0
    for at in range(0, count, _PAGE):
        page = [column[at : at + _PAGE] for column in columns]
        numbers = range(at + 2, at + 2 + len(page[0]))
        pieces = ['<row r="%d">']
        values: list[Sequence[object]] = [numbers]
        for place, cells in enumerate(page):
            piece, contents = _column(column_letters(place), cells, numbers, text_of, day)
            pieces.append(piece)
            values += contents
        pattern = f"{''.join(pieces)}</row>" * len(numbers)
        yield pattern % tuple(chain.from_iterable(zip(*values, strict=True)))


def column_letters(place: int) -> str:
    """What a column is called, the first at 0: `A`, `Z`, `AA`."""
    before, last = divmod(place, 26)
    return (column_letters(before - 1) if before else "") + chr(ord("A") + last)


def _column(
    letters: str,
    cells: Sequence[OutCell],
    numbers: Sequence[int],
    text_of: Callable[[str], str],
    day: Callable[[date], str],
) -> tuple[str, list[Sequence[object]]]:
    """How the cells of a column stand in the pattern of a row, and what stands there."""
    if cells.count(None) == len(cells):
        return "", []
    texts = [*map(str, cells)] if {*map(type, cells)} == {str} else []
    if texts and max(map(len, texts)) < _LONG and need_no_care(texts, _IN_XML):
        return f'<c r="{letters}%d" t="inlineStr"><is><t>%s</t></is></c>', [numbers, texts]
    known: dict[OutCell, str] = {
        cell: _content(cell, text_of, day) for cell in {*cells} if cell is not None
    }
    if None not in cells:
        contents = [*map(known.__getitem__, cells)]
        return f'<c r="{letters}%d"%s</c>', [numbers, contents]
    elements = [
        "" if cell is None else f'<c r="{letters}{number}"{known[cell]}</c>'
        for number, cell in zip(numbers, cells, strict=True)
    ]
    return "%s", [elements]


def _content(
    cell: str | int | Decimal | date, text_of: Callable[[str], str], day: Callable[[date], str]
) -> str:
    """The attributes of a cell but for its place, and what is in it."""
    if isinstance(cell, date):
        return day(cell)
    if not isinstance(cell, str):
        return f' t="n"><v>{float(cell):.16g}</v>'
    text = text_of(cell)
    if not text:
        return ' t="inlineStr">'
    edges = text.strip()
    keep = ' xml:space="preserve"' if edges and edges != text else ""
    return f' t="inlineStr"><is><t{keep}>{escape(text)}</t></is>'
