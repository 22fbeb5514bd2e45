"""This file guesses what the columns of a table without headers feed, from their cells alone."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.column_maps.column_map import TableMap, title_field
from pmtui.exchange.tables.column_maps.header_fit import counts_rows, looks_dated
from pmtui.exchange.tables.column_maps.style_guess import cells_of
from pmtui.exchange.tables.values.value_synonyms import PRIORITY, STATUS

_STATUS: Final = frozenset(word for words in STATUS.values() for word in words)
_PRIORITY: Final = frozenset(word for words in PRIORITY.values() for word in words)
_CODE: Final = re.compile(r"[A-Z][A-Z0-9]{0,9}-\d+")
_OUTLINE: Final = re.compile(r"\d+(?:\.\d+)*\.?")
_PERCENT: Final = re.compile(r"\d{1,3}(?:[.,]\d+)? ?%")
_LENGTH: Final = re.compile(
    r"\d+(?:[.,]\d+)? ?(?:m|min|h|hrs?|hours?|d|days?|w|weeks?|mo|Tage?|Std\.?)"
)
_MONEY: Final = re.compile(r"(?:[€$£] ?|[A-Z]{3} )\d[\d.,' ]*|\d[\d.,' ]* ?(?:[€$£]|[A-Z]{3})")
_MOSTLY: Final = 0.6

_TESTS: Final[tuple[tuple[str, Callable[[Sequence[str]], bool]], ...]] = (
    ("number", counts_rows),
    ("code", lambda cells: all(map(_CODE.fullmatch, cells))),
    (
        "wbs",
        lambda cells: all(map(_OUTLINE.fullmatch, cells)) and any("." in text for text in cells),
    ),
    ("percent", lambda cells: all(map(_PERCENT.fullmatch, cells))),
    ("status", lambda cells: all(plain_header(text) in _STATUS for text in cells)),
    ("priority", lambda cells: all(plain_header(text) in _PRIORITY for text in cells)),
    ("fixed_cost", lambda cells: all(map(_MONEY.fullmatch, cells))),
    ("duration", lambda cells: all(map(_LENGTH.fullmatch, cells))),
)


def bare_fields(sheet: Sheet, rows: str) -> list[tuple[str, str]]:
    """Columns and the fields they feed, as far as the cells show it.

    One column of dates is when rows are due, of two the first is their start. The title is the
    first column of different texts. What only a person can know is left to one.
    """
    cells = {header: [cell for cell in cells_of(sheet, header) if cell] for header in sheet.headers}
    found: dict[str, str] = {}
    dated = [header for header, given in cells.items() if given and all(map(looks_dated, given))]
    if rows == "task":
        names = ("due",) if len(dated) == 1 else ("start", "finish")
        found |= dict(zip(dated, names, strict=False))
        for header, given in cells.items():
            field = next((name for name, fits in _TESTS if given and fits(given)), "")
            if field and header not in found and field not in found.values():
                found[header] = field
    title = title_field(TableMap(rows=rows).table)
    texts = [
        header
        for header, given in cells.items()
        if header not in found and header not in dated and any(map(_has_letters, given))
    ]
    different = [text for text in texts if len(set(cells[text])) >= _MOSTLY * len(cells[text])]
    for header in (different or texts)[:1]:
        found[header] = title
    order = {header: at for at, header in enumerate(sheet.headers)}
    return sorted(found.items(), key=lambda pair: order[pair[0]])


def _has_letters(cell: str) -> bool:
    return any(mark.isalpha() for mark in cell)
