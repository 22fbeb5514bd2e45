"""This file marks exported rows with the revision they show, so that only later changes count.

A table that comes back changed is compared with the store as it was when the table was written. So
the rows carry that revision in a column of their own, which goes through any spreadsheet.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from pmtui.actions.core.action import Refused
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.export.csv_xlsx import OutSheet
from pmtui.exchange.text_folding import folded
from pmtui.model.workspace.workspace import Workspace

HEADER: Final = "revision"
"""The header of the column; no field of a table is called so."""
_STORE: Final = 8
"""How many characters of a store's id tell it from others."""
_MARK: Final = re.compile(r"r(\d{1,15})@([0-9a-f]{8})")


class Edition(msgspec.Struct, frozen=True):
    """What an exported table was written from."""

    mark: str
    """As its rows carry it: `r1242@5be1c0de`."""
    base: Workspace
    """The store as it was then."""


def mark_of(store_id: str, revision: int) -> str:
    """How the rows of a table say that they show a store at a revision."""
    return f"r{revision}@{store_id[:_STORE]}"


def revision_of(mark: str) -> int:
    """The revision that a mark names; 0 for none."""
    number = mark.partition("@")[0].removeprefix("r")
    return int(number) if number.isdecimal() else 0


def marked(sheet: OutSheet, mark: str) -> OutSheet:
    """A table with a last column of marks."""
    columns = (*sheet.columns, (mark,) * sheet.count)
    return msgspec.structs.replace(sheet, headers=(*sheet.headers, HEADER), columns=columns)


def unmarked(sheet: Sheet) -> Sheet:
    """A table with the column of marks taken off and each mark kept once.

    Rows that somebody has added carry no mark. A column with anything else is no such column.
    """
    places = sheet.places(HEADER)
    if len(places) != 1:
        return sheet
    (at,) = places
    marks = {row.cells[at].strip() for row in sheet.rows} - {""}
    if not all(_MARK.fullmatch(mark) for mark in marks):
        return sheet
    rows = tuple(
        msgspec.structs.replace(row, cells=(*row.cells[:at], *row.cells[at + 1 :]))
        for row in sheet.rows
    )
    headers = tuple(header for header in sheet.headers if folded(header) != HEADER)
    return msgspec.structs.replace(sheet, headers=headers, rows=rows, marks=tuple(sorted(marks)))


def edition_of(
    marks: Sequence[str], store_id: str, past: Callable[[int], Workspace]
) -> tuple[Edition | None, str]:
    """What a table was written from, and what is to be said of it.

    Args:
        marks: of its rows; where those of several exports stand together, the oldest counts.
        store_id: the store it goes into. Marks of another one say nothing here.
        past: the store at a revision.
    """
    revisions = [
        int(found[1])
        for mark in marks
        if (found := _MARK.fullmatch(mark)) is not None and store_id.startswith(found[2])
    ]
    if not revisions:
        return None, ""
    oldest = min(revisions)
    try:
        base = past(oldest)
    except Refused as refused:
        why = f"exported at revision {oldest}, with which it cannot be compared ({refused})"
        return None, f"{why}: what the table says is taken"
    note = f"exported at revision {oldest}: only what was changed in the table since is taken"
    return Edition(mark_of(store_id, oldest), base), note
