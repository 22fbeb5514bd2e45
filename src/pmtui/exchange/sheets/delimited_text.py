"""This file reads a table from text whose columns are parted by a character: CSV, TSV and such."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import Final

import msgspec

from pmtui.exchange.file_limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, UnreadableError
from pmtui.exchange.sheets.header_rows import Record
from pmtui.exchange.sheets.record_rows import sheet_of_records
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.text import without_guards

_DELIMITERS: Final = (",", ";", "\t", "|")
_NAMES: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SNIFFED: Final = 60


def delimited_sheet(text: str, name: str, encoding_note: str, delimiter: str = "") -> Sheet:
    """The table in a text.

    Args:
        text: what the file holds.
        name: what the table is called.
        encoding_note: how the text was decoded, said with the sheet.
        delimiter: what parts the columns; told by the lines where empty.

    Raises:
        UnreadableError: says what is wrong, where, and what to do.
    """
    delimiter = delimiter or _delimiter(text)
    said = (encoding_note, f"columns are separated by {_NAMES[delimiter]}")
    above = 1 if text[:4].casefold() == "sep=" else 0
    records, more = _records(text.partition("\n")[2] if above else text, delimiter)
    plain = [(line + above, tuple(map(without_guards, cells))) for line, cells in records]
    sheet = sheet_of_records(name, plain, (*said, *more))
    return msgspec.structs.replace(sheet, delimiter=delimiter)


def _delimiter(text: str) -> str:
    if text[:4].casefold() == "sep=" and text[4:5] in _DELIMITERS:
        return text[4]
    return max(_DELIMITERS, key=lambda delimiter: _fitness(text, delimiter))


def _fitness(text: str, delimiter: str) -> tuple[float, int]:
    """How alike the first records are in length, and how long, when parted so."""
    lengths: list[int] = []
    with suppress(csv.Error):
        for _, cells in islice(_parsed(text, delimiter, strict=True), _SNIFFED):
            lengths += [len(cells)] if any(cells) else []
    if not lengths:
        return (0.0, 0)
    usual = max(set(lengths), key=lambda length: (lengths.count(length), length))
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
