"""This file reads the rows of one sheet of an XLSX workbook as text."""

import datetime as dt
import math
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any, Final, Self
from xml.etree.ElementTree import ParseError

import msgspec

from pmtui.exchange.file_limits import MOST_COLUMNS, MOST_ROWS, UnreadableError, check_archive
from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.sheets.formulas import formulas_without_value
from pmtui.exchange.sheets.header_rows import LOOKED_AT, Record, header_score
from pmtui.exchange.sheets.record_rows import sheet_of_records
from pmtui.exchange.sheets.sheet import Sheet

_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_TABLE: Final = 2
"""From so many known headers on a sheet is a table."""
_EXACT: Final = 1 << 53
_THREE: Final = re.compile(r"-?\d{1,3}\.\d{3}")
_FAULTS: Final = (OSError, KeyError, ValueError, TypeError, AttributeError, ParseError)
"""What reading a damaged workbook raises."""
_SAVE_AGAIN: Final = "open it in a spreadsheet and save it as XLSX or CSV"


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a zipped workbook rather than text.

    Raises:
        UnreadableError: they are a workbook of a kind that is not read.
    """
    if data.startswith(_OLD_EXCEL):
        raise UnreadableError("this is an old XLS or an encrypted workbook", _SAVE_AGAIN)
    return data.startswith(_ZIP)


def workbook_sheet(data: bytes, name: str, worksheet: str = "") -> Sheet:
    """The table on one sheet of a workbook.

    Args:
        data: the workbook.
        name: what the table is called.
        worksheet: which sheet; the first that looks like a table where empty.

    Raises:
        UnreadableError: says what is wrong, where, and what to do.
    """
    book = workbook_rows(data, worksheet)
    sheet = sheet_of_records(name, book.records, book.notes)
    findings = (*book.findings, *sheet.findings)
    return msgspec.structs.replace(sheet, day_0=book.day_0, findings=findings)


class Book(msgspec.Struct, frozen=True):
    """One sheet of a workbook as it was read."""

    records: tuple[Record, ...]
    """Row numbers and cells."""
    notes: tuple[str, ...]
    day_0: dt.date
    """The day that it counts from."""
    findings: tuple[ImportFinding, ...] = ()
    """Formulas without a value."""


def workbook_rows(data: bytes, worksheet: str = "") -> Book:
    """The rows of a worksheet.

    Args:
        data: the bytes of the workbook.
        worksheet: the sheet's name; where empty the first visible one that looks like a table.

    Raises:
        UnreadableError: it is damaged, would unpack to too much, or has no such sheet.
    """
    with _OpenBook(data) as opened:
        book = opened.book
        sheet = _worksheet(book, worksheet)
        rows = tuple(_rows(sheet))
        names = [value.title for value in book.worksheets]
        findings = tuple(formulas_without_value(data, sheet))
        day_0 = book.epoch.date()
    others = [name for name in names if name != sheet.title]
    left = f"; not read: {', '.join(others)} (--worksheet reads one)" if others else ""
    return Book(rows, (f"read the sheet {sheet.title}{left}",), day_0, findings)


def has_worksheet(data: bytes, name: str) -> bool:
    """Whether a file is a workbook with a sheet of a plain name, found without reading any.

    Raises:
        UnreadableError: it is damaged, or would unpack to too much.
    """
    if not data.startswith(_ZIP):
        return False
    check_archive(data)
    wanted = re.compile(
        rb"<(?:\w+:)?sheet\b[^>]*\bname=[\"']" + re.escape(name.encode()) + rb"[\"']"
    )
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = [path for path in archive.namelist() if path.endswith("workbook.xml")]
        return any(wanted.search(archive.read(path)) is not None for path in members)


def workbook_pages(data: bytes) -> Mapping[str, Book]:
    """Every sheet of a workbook by its name, hidden ones as well.

    Raises:
        UnreadableError: it is damaged, or would unpack to too much.
    """
    with _OpenBook(data) as opened:
        book = opened.book
        day_0 = book.epoch.date()
        return {
            sheet.title: Book(
                tuple(_rows(sheet)), (), day_0, tuple(formulas_without_value(data, sheet))
            )
            for sheet in book.worksheets
        }


class _OpenBook:
    """A workbook that is open to be read, whose faults are those of a file.

    Raises:
        UnreadableError: it is damaged, would unpack to too much, or cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        check_archive(data)
        import openpyxl

        try:
            self.book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        except _FAULTS as error:
            raise UnreadableError(f"the workbook cannot be read ({error})", _SAVE_AGAIN) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.book.close()
        if isinstance(error, _FAULTS) and not isinstance(error, UnreadableError):
            raise UnreadableError(f"the sheet cannot be read ({error})", _SAVE_AGAIN) from error


def _worksheet(book: Any, wanted: str) -> Any:
    sheets = book.worksheets
    if wanted:
        found = [value for value in sheets if value.title.casefold() == wanted.casefold().strip()]
        if not found:
            names = ", ".join(value.title for value in sheets)
            raise UnreadableError(f"there is no sheet {wanted!r}", f"choose one of {names}")
        return found[0]
    visible = [value for value in sheets if value.sheet_state == "visible"]
    if not visible:
        raise UnreadableError("the workbook has no visible sheet", "unhide one, or name it")
    if len(visible) == 1:
        return visible[0]
    scores = [header_score(tuple(islice(_rows(value), LOOKED_AT))) for value in visible]
    if scores[0] >= _TABLE:
        return visible[0]
    best = max(range(len(visible)), key=lambda at: (scores[at], -at))
    if scores[best] >= _TABLE:
        return visible[best]
    return next((value for value in visible if next(_rows(value), None)), visible[0])


def _rows(sheet: Any) -> Iterator[Record]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = tuple(_text(cell) for cell in cells)
        if number > MOST_ROWS:
            raise UnreadableError(f"the sheet has more than {MOST_ROWS} rows", "split it")
        if len(texts) > MOST_COLUMNS:
            raise UnreadableError(
                f"row {number} has more than {MOST_COLUMNS} columns", "leave some out"
            )
        if any(text.strip() for text in texts):
            yield number, texts


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        indent = getattr(cell.alignment, "indent", 0) if cell.has_style else 0
        return "  " * int(indent or 0) + value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, str(cell.number_format or ""))
    return _other(value)


def _other(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        sign = "-" if minutes < 0 else ""
        rest = f" {abs(minutes) % 60}m" if minutes % 60 else ""
        return f"{sign}{abs(minutes) // 60}h{rest}"
    return str(value)


def _number(value: float, number_format: str) -> str:
    if number_format.rstrip().endswith("%"):
        return f"{round(value * 100, 6):g}%"
    return number_text(value)


def number_text(value: float) -> str:
    """A number as text that can be read in one way: `12.125` has a fourth digit, `12.1250`."""
    if not math.isfinite(value):
        return ""
    if float(value).is_integer() and abs(value) < _EXACT:
        return str(int(value))
    text = repr(value)
    return f"{text}0" if _THREE.fullmatch(text) else text
