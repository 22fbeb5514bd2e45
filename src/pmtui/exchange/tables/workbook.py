"""This file reads the rows of one sheet of an XLSX workbook as text."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from pmtui.exchange.safe import MOST_COLUMNS, MOST_ROWS, UnreadableError, check_archive

_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_EXACT: Final = 1 << 53
_SAVE_AGAIN: Final = "open it in a spreadsheet and save it as XLSX or CSV"


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a zipped workbook rather than text.

    Raises:
        UnreadableError: they are a workbook of a kind that is not read.
    """
    if data.startswith(_OLD_EXCEL):
        raise UnreadableError("this is an old XLS or an encrypted workbook", _SAVE_AGAIN)
    return data.startswith(_ZIP)


def workbook_rows(
    data: bytes, worksheet: str = ""
) -> tuple[list[tuple[int, tuple[str, ...]]], tuple[str, ...], dt.date]:
    """Row numbers and cells of a worksheet, notes on what was read, and the day it counts from.

    Args:
        data: the bytes of the workbook.
        worksheet: the sheet's name; the first visible one where empty.

    Raises:
        UnreadableError: it is damaged, would unpack to too much, or has no such sheet.
    """
    check_archive(data)
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, TypeError, AttributeError, ParseError) as error:
        raise UnreadableError(f"the workbook cannot be read ({error})", _SAVE_AGAIN) from error
    try:
        sheet = _worksheet(book, worksheet)
        rows = list(_rows(sheet))
        names = [one.title for one in book.worksheets]
    except (OSError, KeyError, ValueError, TypeError, AttributeError, ParseError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"the sheet cannot be read ({error})", _SAVE_AGAIN) from error
    finally:
        book.close()
    others = [name for name in names if name != sheet.title]
    left = f"; not read: {', '.join(others)}" if others else ""
    return rows, (f"read the sheet {sheet.title}{left}",), book.epoch.date()


def _worksheet(book: Any, wanted: str) -> Any:
    sheets = book.worksheets
    if wanted:
        found = [one for one in sheets if one.title.casefold() == wanted.casefold().strip()]
        if not found:
            names = ", ".join(one.title for one in sheets)
            raise UnreadableError(f"there is no sheet {wanted!r}", f"choose one of {names}")
        return found[0]
    visible = [one for one in sheets if one.sheet_state == "visible"]
    if not visible:
        raise UnreadableError("the workbook has no visible sheet", "unhide one, or name it")
    return visible[0]


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
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
    whole = float(value).is_integer() and abs(value) < _EXACT
    return str(int(value)) if whole else repr(value)
