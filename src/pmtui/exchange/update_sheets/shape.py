"""This file defines what an update sheet holds, and the hidden page by which it is known again."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal
from zlib import crc32

import msgspec

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.finding import ImportFinding
from pmtui.model.workspace.schema import TABLES

HIDDEN: Final = "pmtui"
"""The name of the page that nobody sees: what the sheet was written from, row by row."""
WORDS: Final = "words"
"""The field of a page that takes a remark, or the answer to what is asked."""
RATINGS: Final[Mapping[str, str]] = {"G": "green", "A": "amber", "R": "red"}
"""The words of a rating, by its letter."""

Holds = Literal["text", "length", "percent", "date", "choice"]
"""What a column is filled in with."""
CellValue = str | int | Decimal | date | None
"""What a cell holds; texts are guarded when they are written."""

_SIGN: Final = "pmtui update sheet"
_VERSION: Final = 1
_LONGEST: Final = 30_000
"""Characters of a hidden cell: a longer text goes on in the cell beside it."""
_CODED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ANEW: Final = "have it written anew"


class SheetColumn(msgspec.Struct, frozen=True):
    """A column of an update sheet."""

    field: str
    header: str
    width: int
    holds: Holds = "text"
    is_open: bool = False
    """Whether it is there to be filled in."""
    hint: str = ""
    """What is said beside a cell that is filled in."""


class Written(msgspec.Struct, frozen=True):
    """A row as it was written: what the fields that may be changed held, and how cells read."""

    page: str
    """The id of its page."""
    key: str
    """By which its row is found again, wherever it stands."""
    table: str
    id: int
    """The row in the store; for a check-in its component."""
    was: Mapping[str, object]
    """What each field held that is there to be filled in, as plain JSON."""
    shown: Mapping[str, str]
    """How each cell reads that was written."""
    period: date | None = None
    """The last day of the period that a check-in is about."""


class AskedRow(msgspec.Struct, frozen=True):
    """A row on its way out."""

    written: Written
    cells: Sequence[CellValue]
    """A cell for each column of its page."""
    choices: Mapping[str, Sequence[str]] = {}
    """The words that may stand in a cell, by field."""


class SheetPage(msgspec.Struct, frozen=True):
    """One page of an update sheet."""

    id: str
    title: str
    columns: Sequence[SheetColumn]
    rows: Sequence[AskedRow]
    lines: int = 1
    """Lines that a row has room for, at least."""


class Origin(msgspec.Struct, frozen=True):
    """What a sheet was written from, and for whom."""

    store: str
    """The store's id."""
    revision: int
    person: int
    person_key: str
    name: str
    """Of the person, as it was."""
    scope: str
    """The key of the scope; empty for the whole store."""
    place: str
    """What the scope was called."""
    written: date
    headers: Mapping[str, Mapping[str, str]]
    """The fields of each page by their headers."""
    version: int = _VERSION

    @property
    def source(self) -> str:
        """By what the store remembers what this person's sheets of this scope said."""
        return f"update sheet of {self.person_key} for {self.scope or 'everything'}"


class UpdateSheet(msgspec.Struct, frozen=True):
    """An update sheet on its way out."""

    origin: Origin
    file_name: str
    """What its file is called, with the ending."""
    pages: Sequence[SheetPage]

    @property
    def rows(self) -> int:
        """How many rows there are to be filled in."""
        return sum(len(page.rows) for page in self.pages)


class ReturnedRow(msgspec.Struct, frozen=True):
    """A row that came back."""

    line: int
    page: str
    """The title of its page, as it is called now."""
    written: Written
    cells: Mapping[str, str]
    """The text of each cell that can be read, by field."""
    headers: Mapping[str, str]
    """The header of each field."""

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields whose cells no longer read as they were written."""
        shown = self.written.shown
        return tuple(
            field for field, text in self.cells.items() if not alike(text, shown.get(field, ""))
        )


class ReturnedSheet(msgspec.Struct, frozen=True):
    """An update sheet that came back."""

    origin: Origin
    rows: Sequence[ReturnedRow]
    findings: Sequence[ImportFinding] = ()
    """What of it could not be told, or is left out."""


def alike(text: str, other: str) -> bool:
    """Whether two cells read the same, whatever programs have made of line ends and blanks."""
    return _bare(text) == _bare(other)


def _bare(text: str) -> str:
    """A text without what spreadsheets change by themselves: coded characters, line ends, edges."""
    decoded = _CODED.sub(lambda coded: chr(int(coded[1], 16)), text) if "_x" in text else text
    lines = decoded.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def hidden_lines(sheet: UpdateSheet) -> list[list[str]]:
    """The cells of the hidden page: what it was written from, then a line a row."""
    rows = [row.written for page in sheet.pages for row in page.rows]
    texts = [_plain(sheet.origin), *map(_plain, rows)]
    lines = [[text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)] for text in texts]
    return [[_SIGN, _mark_of(texts)], *lines]


def read_hidden(lines: Sequence[Sequence[str]]) -> tuple[Origin, tuple[Written, ...]] | None:
    """What a hidden page says; None where it is no page of ours.

    Raises:
        UnreadableError: it was changed or cut, or is of a later version.
    """
    if not lines or lines[0][0] != _SIGN:
        return None
    texts = ["".join(line) for line in lines[1:]]
    if list(lines[0][1:2]) != [_mark_of(texts)]:
        raise UnreadableError(f"its hidden worksheet {HIDDEN!r} was changed", _ANEW)
    try:
        origin = msgspec.json.decode(texts[0], type=Origin)
        if origin.version > _VERSION:
            raise UnreadableError("it was written by a later version", "read it with that one")
        rows = tuple(msgspec.json.decode(text, type=Written) for text in texts[1:])
    except (msgspec.DecodeError, IndexError) as error:
        raise UnreadableError(f"its hidden worksheet {HIDDEN!r} cannot be read", _ANEW) from error
    for row in rows:
        spec = TABLES.get(row.table)
        if spec is None or (row.period is None) is ("period" in spec.type.__struct_fields__):
            raise UnreadableError(f"it asks about {row.table!r}, which no sheet does", _ANEW)
    return origin, rows


def _plain(value: msgspec.Struct) -> str:
    """A record as JSON that no spreadsheet changes: ASCII, and no `_x000D_` to be decoded."""
    return json.dumps(msgspec.to_builtins(value)).replace("_", "\\u005f")


def _mark_of(texts: Sequence[str]) -> str:
    whole = "\n".join(texts)
    return f"{crc32(whole.encode()):08x}"
