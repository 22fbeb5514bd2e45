"""This file reads a CSV or XLSX table into a sheet of headers and rows that know their line."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from pmtui.exchange.encodings import decoded
from pmtui.exchange.safe import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    UnreadableError,
    check_size,
    check_text,
    file_bytes,
)
from pmtui.exchange.tables.days import EXCEL_DAY_0
from pmtui.exchange.tables.workbook import is_workbook, workbook_rows
from pmtui.text import unguarded, without_guards

_DELIMITERS: Final = (",", ";", "\t", "|")
_NAMES: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SNIFFED: Final = 60
_TITLE_LINES: Final = 20
_SHORT: Final = 64

Record = tuple[int, tuple[str, ...]]
"""A line number, counted from 1, and the cells of the record that begins there."""


class SheetRow(msgspec.Struct, frozen=True):
    """One row of a table: where it begins in its file, and a cell for each header."""

    line: int
    cells: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A table as it was read: every cell is text, dates are ISO, numbers as they were written."""

    name: str
    """Name of the file without its ending."""
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    """How it was read: encoding, delimiter, lines left out."""
    header_line: int = 1
    delimiter: str = ""
    """What parts the columns of a text; empty for a workbook."""
    day_0: date = EXCEL_DAY_0
    """The day that bare numbers of a workbook count from where they are dates."""
    marks: tuple[str, ...] = ()
    """From which revisions its rows were exported, where they say so."""

    def places(self, header: str) -> tuple[int, ...]:
        """The positions of a header, compared without case; several when it is doubled."""
        wanted = folded(header)
        return tuple(at for at, one in enumerate(self.headers) if folded(one) == wanted)


def folded(header: str) -> str:
    """A header as it is compared: lower case, single spaces."""
    return _folded(header) if len(header) <= _SHORT else " ".join(header.casefold().split())


@lru_cache(4096)
def _folded(text: str) -> str:
    """A short text, which a table repeats in row after row, as it is compared."""
    return " ".join(text.casefold().split())


def read_sheet(path: Path, worksheet: str = "", encoding: str = "") -> Sheet:
    """The table in a file.

    Args:
        path: a CSV, TSV, text or XLSX file.
        worksheet: which sheet of a workbook; the first visible one where empty.
        encoding: what a text table was saved in; guessed where empty.

    Raises:
        UnreadableError: says what is wrong, where, and what to do.
    """
    return sheet_of(file_bytes(path), path.stem, worksheet, encoding)


def sheet_of(data: bytes, name: str, worksheet: str = "", encoding: str = "") -> Sheet:
    """The table in the bytes of a file.

    Raises:
        UnreadableError: says what is wrong, where, and what to do.
    """
    check_size(len(data))
    if is_workbook(data):
        if encoding:
            raise UnreadableError("a workbook is XML inside", "leave out --encoding")
        records, notes, day_0 = workbook_rows(data, worksheet)
        return msgspec.structs.replace(_sheet(name, records, notes), day_0=day_0)
    text, encoding_note = decoded(data, encoding)
    delimiter = _delimiter(text)
    said = (encoding_note, f"columns are parted by {_NAMES[delimiter]}")
    above = 1 if text[:4].casefold() == "sep=" else 0
    records, more = _records(text.partition("\n")[2] if above else text, delimiter)
    plain = [(line + above, tuple(map(without_guards, cells))) for line, cells in records]
    return msgspec.structs.replace(_sheet(name, plain, (*said, *more)), delimiter=delimiter)


def _delimiter(text: str) -> str:
    if text[:4].casefold() == "sep=" and text[4:5] in _DELIMITERS:
        return text[4]
    return max(_DELIMITERS, key=lambda one: _fitness(text, one))


def _fitness(text: str, delimiter: str) -> tuple[float, int]:
    """How alike the first records are in length, and how long, when parted so."""
    lengths: list[int] = []
    with suppress(csv.Error):
        for _, cells in islice(_parsed(text, delimiter, strict=True), _SNIFFED):
            lengths += [len(cells)] if any(cells) else []
    if not lengths:
        return (0.0, 0)
    usual = max(set(lengths), key=lambda one: (lengths.count(one), one))
    return (lengths.count(usual) / len(lengths) if usual > 1 else 0.0, usual)


def _parsed(text: str, delimiter: str, *, strict: bool) -> Iterator[Record]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    begins = 1
    for cells in reader:
        yield begins, tuple(cells)
        begins = reader.line_num + 1


def _records(text: str, delimiter: str) -> tuple[list[Record], tuple[str, ...]]:
    """The records of a text; quotes that do not follow the rules are taken as they stand."""
    kept: list[Record] = []
    try:
        _gather(kept, _parsed(text, delimiter, strict=True))
    except csv.Error as error:
        last = kept[-1][0] if kept else 0
        if "unexpected end" in str(error):
            raise UnreadableError(
                f"a quote that opens after line {last} never closes",
                "close it, or double the quotes that belong to the text",
            ) from error
        if "field limit" in str(error):
            raise UnreadableError(
                f"a cell after line {last} holds more than {LONGEST_CELL} characters",
                "shorten it, or close the quote that opens it",
            ) from error
        kept.clear()
        _gather(kept, _parsed(text, delimiter, strict=False))
        return kept, (f"a quote after line {last} stands inside a cell; it is taken as it is",)
    return kept, ()


def _gather(kept: list[Record], records: Iterable[Record]) -> None:
    for line, cells in records:
        if not any(cells):
            continue
        if len(kept) > MOST_ROWS:
            raise UnreadableError(f"the table has more than {MOST_ROWS} rows", "split it")
        if len(cells) > MOST_COLUMNS:
            raise UnreadableError(
                f"line {line} has {len(cells)} columns", f"keep the first {MOST_COLUMNS}"
            )
        kept.append((line, cells))


def _sheet(name: str, kept: Sequence[Record], notes: Sequence[str]) -> Sheet:
    if not kept:
        raise UnreadableError("the table is empty", "it needs a line of headers and a row below it")
    at = _header_at(kept)
    said = list(notes)
    said += [
        f"line {line} stands above the headers and is left out: {' '.join(filter(None, cells))}"
        for line, cells in kept[:at]
    ]
    headers = _headers(kept[at][1])
    rows = []
    for line, cells in kept[at + 1 :]:
        if any(cell.strip() for cell in cells[len(headers) :]):
            said.append(f"line {line} has more cells than there are headers; they are left out")
        rows.append(SheetRow(line, _cells(line, cells, headers)))
    return Sheet(name, headers, tuple(rows), tuple(said), kept[at][0])


def _header_at(records: Sequence[Record]) -> int:
    """The first row with two cells or more: titles above a table stand alone in theirs."""
    for at, (_, cells) in enumerate(records[:_TITLE_LINES]):
        if sum(bool(cell.strip()) for cell in cells) > 1:
            return at
    return 0


def _headers(cells: Sequence[str]) -> tuple[str, ...]:
    last = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1)
    return tuple(cell.strip() for cell in cells[: last + 1])


def _cells(line: int, cells: Sequence[str], headers: Sequence[str]) -> tuple[str, ...]:
    padded = (*cells[: len(headers)], *("" for _ in range(len(headers) - len(cells))))
    for header, cell in zip(headers, padded, strict=True):
        check_text(cell, line, header or "without a header")
    return tuple(map(unguarded, padded))
