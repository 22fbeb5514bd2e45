"""This file judges how well cells fit a column, and guesses what columns without headers feed."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.column_maps.column_map import TableMap, title_field
from pmtui.exchange.tables.column_maps.style_guess import cells_of
from pmtui.exchange.tables.values.cells import NO, YES
from pmtui.exchange.tables.values.value_synonyms import (
    COMPLETE,
    MILESTONE,
    MODE,
    PRIORITY,
    RAG,
    STATUS,
)
from pmtui.query.values.entity_names import slug

_RAG_WORDS: Final = frozenset(word for words in RAG.values() for word in words)
_NUMBER: Final = re.compile(r"[\d.,]+ ?%?")
_DATED: Final = re.compile(
    r"\b\d{1,4}[-./ ]+\w+[-./ ]+\d{1,4}\b|\b\d{8}\b|\b[a-z]{3,9}\.? \d{1,2},"
)
_COMPLETE: Final = frozenset(word for words in COMPLETE.values() for word in words)
_MODES: Final = frozenset(word for words in MODE.values() for word in words)
_KINDS: Final = frozenset(
    {"task", "milestone", "deliverable", *(word for words in MILESTONE.values() for word in words)}
)
_SAID_IN_WORDS: Final = {"active": frozenset[str](), "manual": _MODES, "kind": _KINDS}
"""Fields whose cells say yes or no, or one of some words."""
_POINTS_BESIDE: Final = frozenset({"cycle number", "cycle name", "initiatives"})
"""Headers beside which an estimate counts points, as Linear writes it."""


def fits(sheet: Sheet, header: str, field: str, rows: str) -> bool:
    """Whether the cells of a column can be what its header promises."""
    cells = [cell.casefold() for cell in cells_of(sheet, header) if cell]
    if field == "reported_rating":
        return any(_slug(cell) in _RAG_WORDS for cell in cells)
    if field == "archived":
        return all(cell in YES or cell in NO for cell in cells)
    if rows != "task":
        return field != "number" or counts_rows(cells)
    if field in {"number", "code"}:
        return counts_rows(cells) == (field == "number")
    return _fits_task(sheet, cells, field)


def _fits_task(sheet: Sheet, cells: Sequence[str], field: str) -> bool:
    if field in _SAID_IN_WORDS:
        known = _SAID_IN_WORDS[field]
        return all(_slug(cell) in known or cell in YES or cell in NO for cell in cells)
    if field == "status":
        return not all(map(_NUMBER.fullmatch, cells))
    if field == "percent":
        return all(map(_is_share, cells))
    if field in {"actual_start", "actual_finish"}:
        return not cells or any(map(_DATED.search, cells))
    points = field == "estimate" and _POINTS_BESIDE & set(map(plain_header, sheet.headers))
    return not points


def _is_share(cell: str) -> bool:
    number = re.search(r"\d", cell) and not _DATED.search(cell)
    return bool(number) or cell in YES or cell in NO or _slug(cell) in _COMPLETE


def looks_dated(cell: str) -> bool:
    """Whether a cell names a day."""
    return bool(_DATED.search(cell.casefold()))


def _slug(cell: str) -> str:
    return slug(cell).replace("-", " ")


def counts_rows(cells: Sequence[str]) -> bool:
    """Whether a column only numbers the rows, so that a row put in between shifts what follows."""
    return bool(cells) and list(cells) in (
        [str(at) for at in range(len(cells))],
        [str(at + 1) for at in range(len(cells))],
    )


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
