"""This file takes the rows of a table from below its headers: outlines over columns, no sums."""

import re
from collections.abc import Sequence
from typing import Final

from pmtui.exchange.sheets.header_rows import Layout, Record
from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.sheets.header_synonyms import TASK
from pmtui.exchange.sheets.total_rows import sum_label, sums_in

_NUMBERED: Final = re.compile(r"(.+?) ?(\d)")
_TITLES: Final = frozenset(TASK["title"])
_STEMS: Final = _TITLES | {"level", "ebene", "niveau", "nivel", "stufe", "phase", "wbs level"}
_STEP: Final = "  "
_LISTED: Final = 5


def body_of(
    layout: Layout, records: Sequence[Record]
) -> tuple[tuple[str, ...], list[Record], tuple[str, ...]]:
    """The headers of a table, its rows, and notes on what is no row.

    Args:
        layout: where it begins.
        records: every record of the file.
    """
    headers = layout.headers
    rows = list(records[layout.first :])
    notes = list(layout.notes)
    rows, told = _without_headers(layout, rows)
    if layout.above is not None and rows[:1] and rows[0][0] == layout.above[0]:
        notes = [note for note in notes if not note.startswith(f"line {layout.above[0]} stands")]
    notes += told
    headers, rows, told = _one_outline(headers, rows)
    notes += told
    if layout.header_line:
        sums = sums_in(headers, rows)
        notes += _told(sums, rows)
        rows = [row for at, row in enumerate(rows) if at not in set(sums)]
    return headers, rows, tuple(notes)


def _told(sums: Sequence[int], rows: Sequence[Record]) -> list[str]:
    if not sums:
        return []
    lines = [f"{rows[at][0]} ({sum_label(rows[at][1])})" for at in sums[:_LISTED]]
    more = f" and {len(sums) - _LISTED} more" if len(sums) > _LISTED else ""
    if len(sums) == 1:
        return [f"line {lines[0]} is a sum, so it is no row"]
    return [f"lines {', '.join(lines)}{more} are sums, so they are no rows"]


def _without_headers(layout: Layout, rows: list[Record]) -> tuple[list[Record], list[str]]:
    """Rows without the headers that come again above each group; a group's name is above its rows.

    Monday writes such tables: the name of a group, the headers, its rows.
    """
    wanted = [header.casefold() for header in layout.headers]
    again = [at for at, (_, cells) in enumerate(rows) if _same(cells, wanted)]
    if not again or not layout.header_line:
        return rows, []
    title = next(
        (at for at, header in enumerate(layout.headers) if plain_header(header) in _TITLES), 0
    )
    groups = {at - 1 for at in again if at and _alone(rows[at - 1][1])}
    found: list[Record] = []
    if layout.above is not None and groups:
        found.append(_named(layout.above, title, ""))
    for at, row in enumerate(rows):
        if at in groups:
            found.append(_named(row, title, ""))
        elif at not in set(again):
            found.append(_named(row, title, _STEP) if groups else row)
    count = f"{len(again)} times" if len(again) > 1 else "once"
    return found, [f"the line of headers comes again {count}"]


def _named(record: Record, title: int, indent: str) -> Record:
    """A record with its title indented; a name that stands alone is moved to the title."""
    line, cells = record
    if not indent:
        name = next(filter(None, map(str.strip, cells)), "")
        return line, (*[""] * title, name)
    text = cells[title] if title < len(cells) else ""
    return line, (*cells[:title], f"{indent}{text}" if text.strip() else text, *cells[title + 1 :])


def _same(cells: Sequence[str], headers: Sequence[str]) -> bool:
    given = [cell.strip().casefold() for cell in cells[: len(headers)]]
    return given == list(headers[: len(given)]) and sum(map(bool, given)) > 1


def _alone(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) == 1


def _one_outline(
    headers: tuple[str, ...], rows: list[Record]
) -> tuple[tuple[str, ...], list[Record], list[str]]:
    """Titles that stand in a column for each level as one column of indented titles.

    `Title 1`, `Title 2` of Azure DevOps, or a title whose sub-tasks stand in columns without a
    header to its right.
    """
    places = _numbered(headers) or _unnamed(headers, rows)
    if len(places) < 2:
        return headers, rows, []
    filled = [[at for at in places if at < len(cells) and cells[at].strip()] for _, cells in rows]
    if any(len(group) > 1 for group in filled) or not any(
        group and group[0] > places[0] for group in filled
    ):
        return headers, rows, []
    first = places[0]
    found: list[Record] = []
    for (line, cells), at in zip(rows, filled, strict=True):
        kept = [cell for row_id, cell in enumerate(cells) if row_id not in places[1:]]
        if at:
            kept[first : first + 1] = [_STEP * places.index(at[0]) + cells[at[0]].strip()]
        found.append((line, tuple(kept)))
    stem = _NUMBERED.fullmatch(headers[first])
    name = stem[1].strip() if stem and headers[places[1]] != "" else headers[first]
    name = name if plain_header(name) in _TITLES else "Title"
    fresh = tuple(
        name if at == first else header for at, header in enumerate(headers) if at not in places[1:]
    )
    told = f"{len(places)} columns from {headers[first]} on are read as one outline of titles"
    return fresh, found, [told]


def _numbered(headers: Sequence[str]) -> tuple[int, ...]:
    """The places of `Title 1`, `Title 2` ..."""
    found: list[int] = []
    stem = ""
    for at, header in enumerate(headers):
        match = _NUMBERED.fullmatch(header)
        if match and int(match[2]) == len(found) + 1 and stem in {"", match[1].casefold()}:
            stem = match[1].casefold()
            found.append(at)
    return tuple(found) if plain_header(stem) in _STEMS else ()


def _unnamed(headers: Sequence[str], rows: Sequence[Record]) -> tuple[int, ...]:
    """The place of the titles and of the columns without a header right of it."""
    title = next((at for at, header in enumerate(headers) if plain_header(header) in _TITLES), -1)
    if title < 0 or title + 1 >= len(headers) or headers[title + 1]:
        return ()
    end = next((at for at in range(title + 1, len(headers)) if headers[at]), len(headers))
    used = [
        at
        for at in range(title + 1, end)
        if any(at < len(row) and row[at].strip() for _, row in rows)
    ]
    return (title, *used)
