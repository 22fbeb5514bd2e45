"""This file finds the line of headers of a table: below a cover, over two lines, or none at all."""

import re
from collections.abc import Sequence
from string import ascii_uppercase
from typing import Final

import msgspec

from pmtui.exchange.sheets.header_spelling import is_known

Record = tuple[int, tuple[str, ...]]
"""A line number, counted from 1, and the cells of the record that begins there."""

LOOKED_AT: Final = 40
"""How many of the first records may stand above the headers."""
_LISTED: Final = 3
_TYPED: Final = re.compile(
    r"[-+(]?[€$£]? ?\d[\d.,' \u00a0]*(?:%|[€$£]|[A-Za-z]{1,5}\.?)?\)?"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*|[^\s@]+@[^\s@]+\.\w+"
)
"""A number, an amount, a length, a day or an address: what stands in no header."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_UNIT: Final = re.compile(
    r"[\[(]?\s*(h|hrs|hours|std|stunden|d|days|tage|jours|min|eur|usd|gbp|€|\$|£|%|k€|t€|teur|k|m|pt"
    r"|yyyy-mm-dd|dd\.mm\.yyyy|mm/dd/yyyy|tt\.mm\.jjjj|jj/mm/aaaa)\s*[\])]?",
    re.IGNORECASE,
)


class Layout(msgspec.Struct, frozen=True):
    """Where a table begins."""

    headers: tuple[str, ...]
    first: int
    """The place of its first row of cells."""
    header_line: int
    """The line of its headers; 0 where it has none."""
    notes: tuple[str, ...] = ()
    above: Record | None = None
    """A line of one cell right above the headers."""


def layout_of(records: Sequence[Record]) -> Layout:
    """Where the headers of a table stand, and what they are."""
    at = _header_at(records)
    line, cells = records[at]
    if _is_data(records, at):
        width = max(_width(group) for _, group in records)
        letters = tuple(column_letter(place) for place in range(width))
        told = f"no line of headers was found: the columns are called {letters[0]} to {letters[-1]}"
        return Layout(letters, at, 0, (*_left_above(records[:at]), told))
    first, headers, joined = at + 1, _trimmed(cells), [line]
    over = _under_groups(records[at - 1][1], headers, records[at + 1 :]) if at else ()
    above = at
    if over:
        headers, above = over, at - 1
        joined.insert(0, records[at - 1][0])
    elif at + 1 < len(records) and (below := _over_two(headers, records[at + 1][1])):
        headers, first = below, at + 2
        joined.append(records[at + 1][0])
    notes = list(_left_above(records[:above]))
    if len(joined) > 1:
        notes.append(f"lines {joined[0]} and {joined[1]} are read as one line of headers")
    single = records[above - 1] if above and _count(records[above - 1][1]) == 1 else None
    return Layout(headers, first, line, tuple(notes), single)


def header_score(records: Sequence[Record]) -> int:
    """How many cells of the best line of headers are such as tables have."""
    return max((_known(cells) for _, cells in records[:LOOKED_AT]), default=0)


def column_letter(at: int) -> str:
    """What a spreadsheet calls a column: A, B ... Z, AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def _header_at(records: Sequence[Record]) -> int:
    """The line with the most known headers, else the first with two cells or more."""
    head = records[:LOOKED_AT]
    first = next((at for at, (_, cells) in enumerate(head) if _count(cells) > 1), 0)
    if head[first][1][:1] in {("key",), ("id",)}:
        return first
    best = max(range(len(head)), key=lambda at: (_known(head[at][1]), -at))
    known = _known(head[best][1])
    half = known * 2 >= _count(head[best][1])
    return best if known > max(1, _known(head[first][1])) and half else first


def _is_data(records: Sequence[Record], at: int) -> bool:
    """Whether the line that would be the headers says what the lines below it say."""
    cells = records[at][1]
    known = _known(cells)
    typed = [
        place
        for place, cell in enumerate(cells)
        if _TYPED.fullmatch(cell.strip()) and not _YEAR.fullmatch(cell.strip())
    ]
    below = [group for _, group in records[at + 1 : at + 1 + LOOKED_AT]]
    if typed:
        alike = not below or any(
            _TYPED.fullmatch(group[place].strip())
            for group in below
            for place in typed
            if place < len(group)
        )
        return len(typed) > known and alike
    if known or not below:
        return False
    if max(_width(group) for group in (cells, *below)) == 1:
        return True
    return any(
        cell.strip() and place < len(group) and group[place].strip() == cell.strip()
        for place, cell in enumerate(cells)
        for group in below
    )


def _under_groups(
    above: Sequence[str], headers: Sequence[str], rows: Sequence[Record]
) -> tuple[str, ...]:
    """Headers with the name of their group, where doubled ones need it; empty where none do."""
    doubled = {name for name in headers if name and headers.count(name) > 1}
    empty = [at for at, name in enumerate(headers) if not name and at < len(above)]
    fills = [
        at
        for at in empty
        if above[at].strip()
        and any(at < len(cells) and cells[at].strip() for _, cells in rows[:LOOKED_AT])
    ]
    width = max(len(headers), _width(above))
    if _count(above) < 2 and not doubled:
        return ()
    named: list[str] = []
    group = ""
    for at in range(width):
        given = above[at].strip() if at < len(above) else ""
        group = given or group
        header = headers[at] if at < len(headers) else ""
        named.append((f"{group} {header}".strip() if header in doubled else header) or given)
    helps = (doubled and len(set(filter(None, named))) > len(set(filter(None, headers)))) or (
        fills and sum(map(is_known, named)) > sum(map(is_known, headers))
    )
    is_cover = any(_is_typed(cell) or cell.rstrip().endswith(":") for cell in above)
    return tuple(named) if helps and not is_cover else ()


def _over_two(headers: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Headers that go on in the line below, or have their units there; empty where they do not."""
    given = [cell.strip() for cell in below]
    width = max(len(headers), _width(given))
    upper = [*headers, *[""] * (width - len(headers))]
    lower = [*given[:width], *[""] * (width - len(given))]
    if any(lower) and all(_UNIT.fullmatch(name) for name in lower if name):
        units = [name.strip("[]() ") for name in lower]
        return tuple(
            f"{head} [{unit}]" if unit and head and len(unit) <= 5 else head
            for head, unit in zip(upper, units, strict=True)
        )
    joined = [f"{head} {more}".strip() for head, more in zip(upper, lower, strict=True)]
    known = sum(map(is_known, joined))
    better = known > max(sum(map(is_known, upper)), sum(map(is_known, lower)))
    goes_on = [name for name, more in zip(joined, lower, strict=True) if more]
    whole = len(goes_on) > 1 and all(map(is_known, goes_on))
    return tuple(joined) if (better or whole) and not any(map(_is_typed, lower)) else ()


def _is_typed(cell: str) -> bool:
    return bool(_TYPED.fullmatch(cell.strip()))


def _left_above(records: Sequence[Record]) -> tuple[str, ...]:
    told = [f"{' '.join(filter(None, map(str.strip, cells)))}" for _, cells in records]
    if len(records) > _LISTED:
        lines = f"lines {records[0][0]} to {records[-1][0]}"
        return (f"{lines} stand above the headers and are left out: {told[0]} ...",)
    return tuple(
        f"line {line} stands above the headers and is left out: {text}"
        for (line, _), text in zip(records, told, strict=True)
    )


def _known(cells: Sequence[str]) -> int:
    return sum(is_known(cell.strip()) for cell in cells if cell and len(cell) <= 60)


def _count(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _width(cells: Sequence[str]) -> int:
    return max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cells[: _width(cells)])
