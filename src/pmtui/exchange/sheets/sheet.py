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

from pmtui.exchange.file_limits import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    UnreadableError,
    check_size,
    check_text,
    file_bytes,
)
from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.sheets.body_rows import body_of
from pmtui.exchange.sheets.dates import EXCEL_DAY_0
from pmtui.exchange.sheets.decoding import decoded
from pmtui.exchange.sheets.header_rows import Record, layout_of
from pmtui.exchange.sheets.json_rows import json_table, looks_like_json
from pmtui.exchange.sheets.workbook import is_workbook, workbook_rows
from pmtui.text import unguarded, without_guards

_DELIMITERS: Final = (",", ";", "\t", "|")
_NAMES: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SNIFFED: Final = 60
_FAULTS: Final = frozenset(
    "#REF! #N/A #NAME? #DIV/0! #VALUE! #NUM! #NULL! #WERT! #BEZUG! #NV #VALEUR! #NOM?".split()
)
_SHORT: Final = 64


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
    """The line of its headers; 0 where it has none and letters stand for them."""
    delimiter: str = ""
    """What parts the columns of a text; empty for a workbook."""
    day_0: date = EXCEL_DAY_0
    """The day that bare numbers of a workbook count from where they are dates."""
    marks: tuple[str, ...] = ()
    """From which revisions its rows were exported, where they say so."""
    source: str = ""
    """What the store remembers it by when it comes again; its name where empty."""
    findings: tuple[ImportFinding, ...] = ()
    """Cells that hold nothing, though somebody meant them to."""

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


def read_sheet(path: Path, worksheet: str = "", encoding: str = "", kind: str = "") -> Sheet:
    """The table in a file.

    Args:
        path: a CSV, TSV, text, JSON or XLSX file.
        worksheet: which sheet of a workbook; the first that looks like a table where empty.
        encoding: what a text table was saved in; guessed where empty.
        kind: what the file is, `csv`, `tsv`, `json` or `xlsx`; told by its content where empty.

    Raises:
        UnreadableError: says what is wrong, where, and what to do.
    """
    return sheet_of(file_bytes(path), path.stem, worksheet, encoding, kind)


def sheet_of(
    data: bytes, name: str, worksheet: str = "", encoding: str = "", kind: str = ""
) -> Sheet:
    """The table in the bytes of a file.

    Raises:
        UnreadableError: says what is wrong, where, and what to do.
    """
    check_size(len(data))
    if is_workbook(data):
        if kind not in {"", "xlsx"}:
            raise UnreadableError(f"this is a workbook and no {kind.upper()}", "leave out --format")
        if encoding:
            raise UnreadableError("a workbook is XML inside", "leave out --encoding")
        book = workbook_rows(data, worksheet)
        sheet = _sheet(name, book.records, book.notes)
        findings = (*book.findings, *sheet.findings)
        return msgspec.structs.replace(sheet, day_0=book.day_0, findings=findings)
    if kind == "xlsx":
        raise UnreadableError("this is no XLSX workbook", "leave out --format")
    text, encoding_note = decoded(data, encoding)
    if kind == "json" or (not kind and looks_like_json(text)):
        headers, records, told = json_table(text)
        rows = tuple(SheetRow(line, _cells(line, cells, headers)) for line, cells in records)
        return Sheet(name, headers, rows, (encoding_note, told))
    return _text_sheet(text, name, encoding_note, "\t" if kind == "tsv" else "")


def _text_sheet(text: str, name: str, encoding_note: str, delimiter: str) -> Sheet:
    delimiter = delimiter or _delimiter(text)
    said = (encoding_note, f"columns are separated by {_NAMES[delimiter]}")
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
    layout = layout_of(kept)
    headers, records, told = body_of(layout, kept)
    said = [*notes, *told]
    rows: list[SheetRow] = []
    findings: list[ImportFinding] = []
    for line, cells in records:
        if any(cell.strip() for cell in cells[len(headers) :]):
            said.append(f"line {line} has more cells than there are headers; they are left out")
        taken = _cells(line, cells, headers)
        if any("#" in cell for cell in taken):
            taken = _without_faults(line, taken, headers, findings)
        rows.append(SheetRow(line, taken))
    return Sheet(
        name,
        headers,
        tuple(rows),
        tuple(said),
        layout.header_line,
        findings=tuple(findings),
    )


def _without_faults(
    line: int, cells: Sequence[str], headers: Sequence[str], findings: list[ImportFinding]
) -> tuple[str, ...]:
    """Cells without what a spreadsheet shows where it cannot compute, which is told."""
    for header, cell in zip(headers, cells, strict=True):
        if cell.strip() in _FAULTS:
            what = f"the spreadsheet could not compute the cell: {cell.strip()}"
            findings.append(
                ImportFinding(line, header, what, "mend its formula, or leave it empty")
            )
    return tuple("" if cell.strip() in _FAULTS else cell for cell in cells)


def _cells(line: int, cells: Sequence[str], headers: Sequence[str]) -> tuple[str, ...]:
    padded = (*cells[: len(headers)], *("" for _ in range(len(headers) - len(cells))))
    for header, cell in zip(headers, padded, strict=True):
        check_text(cell, line, header or "without a header")
    return tuple(map(unguarded, padded))
