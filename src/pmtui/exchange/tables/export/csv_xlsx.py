"""This file writes tables for others: any view's table or any entities, as CSV or XLSX."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec

from pmtui.exchange.tables.export.own_cells import OutCell
from pmtui.exchange.tables.export.sheet_xml import column_letters, row_elements
from pmtui.text import safe_for_sheet, sheet_lines, unguarded, visible
from pmtui.views.shapes.table import Table

LONGEST_CELL: Final = 32_767
"""Characters that Excel takes in a cell; openpyxl cuts the rest without a word."""
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""
_LONGEST_TITLE: Final = 31
_PAGE_PART: Final = "xl/worksheets/sheet1.xml"
"""Where a workbook keeps its first page."""
_DIMENSION: Final = re.compile(r'(<dimension ref="A1:)[A-Z]+[0-9]+')
_NOT_IN_A_TITLE: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST: Final = 60
_PAGE: Final = 1_000
"""Rows that are written together."""
_PERHAPS_TEXT: Final = frozenset({str, type(None)})
_GROWS: Final = 12
"""How many times as long a text may be once it is guarded, and what is hidden in it visible."""


OutColumn = Sequence[OutCell]
_Row = tuple[OutCell, ...]


class OutSheet(msgspec.Struct, frozen=True):
    """A table on its way out, kept as columns: cells of one kind are written together."""

    title: str
    headers: tuple[str, ...]
    columns: tuple[OutColumn, ...]
    count: int
    """Its rows."""

    @property
    def rows(self) -> tuple[_Row, ...]:
        """Its rows from the first to the last."""
        return tuple(zip(*self.columns, strict=True)) if self.columns else ((),) * self.count


def sheet_of_rows(title: str, headers: Sequence[str], rows: Sequence[_Row]) -> OutSheet:
    """A table of rows that are as long as there are headers."""
    columns = tuple(tuple(row[at] for row in rows) for at in range(len(headers)))
    return OutSheet(title, tuple(headers), columns, len(rows))


def sheet_of_table(table: Table, title: str) -> OutSheet:
    """A view's table as it is shown, with the columns that do not fit on the screen as well."""
    headers = tuple(column.title or column.key for column in table.columns)
    rows = (table.row(at) for at in range(table.count))
    cells = tuple(
        tuple("  " * row.depth * (at == 0) + cell.text for at, cell in enumerate(row.cells))
        for row in rows
    )
    return sheet_of_rows(title, headers, cells)


def to_csv(sheet: OutSheet, delimiter: str = ",", *, for_excel: bool = False) -> bytes:
    """A table as CSV in UTF-8; `for_excel` adds the mark by which Excel knows UTF-8."""
    end = "\r\n" if for_excel else "\n"
    mark = codecs.BOM_UTF8 if for_excel else b""
    heads = sheet_lines([[header] for header in sheet.headers], delimiter)
    pieces = [mark, *(_encoded(lines, end) for lines in (heads, *_lines(sheet, delimiter)))]
    return b"".join(pieces)


def _lines(sheet: OutSheet, delimiter: str) -> Iterator[list[str]]:
    """The rows of a sheet as lines of CSV, some at a time."""
    if not sheet.columns:
        yield ['""'] * sheet.count
        return
    for at in range(0, sheet.count, _PAGE):
        page = [_texts(column[at : at + _PAGE]) for column in sheet.columns]
        yield sheet_lines(page, delimiter)


def _texts(cells: OutColumn) -> Sequence[str]:
    """Cells as texts; what is none needs no guard, but comes out of it as it went in."""
    types = {*map(type, cells)}
    if types == {str}:
        return [*map(str, cells)]
    if str in types:
        return ["" if cell is None else str(cell) for cell in cells]
    known = {cell: "" if cell is None else str(cell) for cell in {*cells}}
    return [*map(known.__getitem__, cells)]


def _encoded(lines: Sequence[str], end: str) -> bytes:
    return "".join(f"{line}{end}" for line in lines).encode("utf-8", "replace")


def to_xlsx(sheet: OutSheet) -> bytes:
    """A table as a workbook: bold headers that stay in sight, real dates and numbers.

    What a cell of a workbook cannot hold is made to fit; `lossy_cells` says what that is.
    """
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils.datetime import to_excel

    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet.title.translate(_NOT_IN_A_TITLE).strip()[:_LONGEST_TITLE] or "table"
    page.append([for_workbook(header) for header in sheet.headers])
    for cell, width in zip(page[1], _widths(sheet), strict=False):
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = width
    page.freeze_panes = "A2"
    style = ""
    if any(isinstance(cell, date) for column in sheet.columns for cell in column):
        page["A2"] = date.max
        styles = [cell.style_id for cell in (*page[1], page["A2"])]  # numbered as they are met
        style = f' s="{styles[-1]}"'
        page.delete_rows(2)
    frame = BytesIO()
    book.save(frame)
    rows = row_elements(
        sheet.columns, for_workbook, lambda day: f'{style} t="n"><v>{to_excel(day):.16g}</v>'
    )
    return _filled(
        frame, rows, f"{column_letters(max(0, len(sheet.headers) - 1))}{sheet.count + 1}"
    )


def _filled(frame: BytesIO, rows: Iterable[str], corner: str) -> bytes:
    """A workbook of nothing but a header, with rows put below it."""
    out = BytesIO()
    with ZipFile(frame) as empty, ZipFile(out, "w", ZIP_DEFLATED) as book:
        for part in empty.infolist():
            data = empty.read(part)
            if part.filename != _PAGE_PART:
                book.writestr(part, data)
                continue
            head, end, tail = data.decode().partition("</sheetData>")
            with book.open(part, "w") as file:
                file.write(_DIMENSION.sub(rf"\g<1>{corner}", head, count=1).encode())
                for text in rows:
                    file.write(text.encode())
                file.write(f"{end}{tail}".encode())
    return out.getvalue()


def lossy_cells(sheet: OutSheet, longest: int = LONGEST_CELL) -> tuple[str, ...]:
    """What of a table does not come back whole, a clause for each cell.

    Args:
        sheet: the table.
        longest: characters of a cell that a workbook takes, or that an import reads.
    """
    words = "cut to" if longest == LONGEST_CELL else "an import reads at most"
    return tuple(
        f"row {at}, {header}: {size:,} characters, {words} {longest:,}"
        for at, _, header, size in sorted(_too_long(sheet, longest))
    )


def _too_long(sheet: OutSheet, longest: int) -> Iterator[tuple[int, int, str, int]]:
    """Row, place of the column, header and length of each text that is too long when guarded."""
    for place, (header, column) in enumerate(zip(sheet.headers, sheet.columns, strict=True)):
        types = {*map(type, column)}
        texts = map(str, filter(None, column)) if types <= _PERHAPS_TEXT else ("",)
        if str not in types or 0 < max(map(len, texts), default=0) * _GROWS <= longest:
            continue
        for at, cell in enumerate(column, 2):
            text = cell if isinstance(cell, str) else ""
            if len(text) * _GROWS > longest and len(_guarded(text)) > longest:
                yield at, place, header, len(text)


def as_written(text: str) -> frozenset[str]:
    """A text as an import reads it from what was written, where that differs from the text."""
    return frozenset({visible(text, multiline=True), read_back(text)})


def read_back(text: str) -> str:
    """A text as it is read from the cell of a workbook that `for_workbook` wrote."""
    return unguarded(for_workbook(text))


def for_workbook(text: str) -> str:
    """A text as a cell of a workbook holds it: XML, and no longer than Excel allows."""
    fitting = _NO_XML.sub(lambda found: f"\u2039U+{ord(found[0]):04X}\u203a", _guarded(text))
    return fitting if len(fitting) <= LONGEST_CELL else f"{fitting[: LONGEST_CELL - 1]}…"


def _text(cell: OutCell) -> str:
    if cell is None:
        return ""
    return _guarded(cell) if isinstance(cell, str) else str(cell)


def _guarded(text: str) -> str:
    return safe_for_sheet(visible(text, multiline=True))


def _widths(sheet: OutSheet) -> Iterator[int]:
    for header, column in zip(sheet.headers, sheet.columns, strict=True):
        longest = max((len(_text(cell)) for cell in column[:200]), default=0)
        yield min(_WIDEST, max(len(header), longest) + 2)
