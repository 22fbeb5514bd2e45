"""This file writes an update sheet as a workbook: what may be filled in is light, the rest grey."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from pmtui.exchange.new_file import NewFileError, write_new
from pmtui.exchange.tables.export.csv_xlsx import for_workbook
from pmtui.exchange.update_sheets.shape import (
    HIDDEN,
    SheetColumn,
    SheetPage,
    UpdateSheet,
    hidden_lines,
)

HEADER_LINE: Final = 3
"""The line of the headers on each page: above it stand whose sheet it is and what to do."""
_GREY: Final = "E7E6E6"
_LIGHT: Final = "FFF9E5"
_EDGE: Final = "BFBFBF"
_FORMATS: Final = {"date": "yyyy-mm-dd", "percent": "0"}
"""How cells look; every other one is text, so that what is typed there stays as it is typed."""
_RULES: Final[Mapping[str, Mapping[str, str]]] = {
    "percent": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "100"},
    "date": {"type": "date", "operator": "greaterThanOrEqual", "formula1": "7306"},
}
"""What cells take; a workbook counts days, of which this is the first of January 1920."""
_LONGEST_TITLE: Final = 32
_TALLEST: Final = 6
"""Most lines of a text that a row shows at once."""
_LINE: Final = 15
"""The height of a line, in points."""


def workbook_of(sheet: UpdateSheet) -> bytes:
    """A workbook with its pages, and a hidden one by which it is known when it comes back."""
    book = _Workbook()
    for page in sheet.pages:
        book.add(sheet, page)
    book.hide(hidden_lines(sheet))
    return book.data()


def write_sheets(folder: Path, sheets: Sequence[UpdateSheet]) -> tuple[Path, ...]:
    """Write a workbook each into a folder, which is made where it is missing; all of them or none.

    Raises:
        NewFileError: one of them is there already, or cannot be written.
    """
    paths = tuple(folder / sheet.file_name for sheet in sheets)
    if taken := [str(path) for path in paths if path.exists()]:
        raise NewFileError(f"there already: {', '.join(taken)}; choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NewFileError(f"{folder}: cannot be made ({error.strerror})") from error
    for at, (path, sheet) in enumerate(zip(paths, sheets, strict=True)):
        try:
            write_new(str(path), workbook_of(sheet))
        except NewFileError:
            for earlier in paths[:at]:
                earlier.unlink(missing_ok=True)
            raise
    return paths


class _Workbook:
    """A workbook that is being written."""

    def __init__(self) -> None:
        import openpyxl

        self._book = openpyxl.Workbook()
        self._book.remove(self._book.worksheets[0])

    def add(self, update: UpdateSheet, page: SheetPage) -> None:
        """Add a page: two lines about it, its headers, its rows."""
        from openpyxl.styles import Font

        origin = update.origin
        sheet = self._book.create_sheet(page.title)
        sheet["A1"] = for_workbook(f"{page.title}: {origin.name}, {origin.place}")
        sheet["A1"].font = Font(bold=True, size=13)
        sheet["A2"] = f"As of {origin.written}. Fill in the light cells, save it, send it back."
        self._headers(page)
        self._rows(page)
        self._rules(page)
        sheet.freeze_panes = f"B{HEADER_LINE + 1}"
        last = sheet.cell(HEADER_LINE + len(page.rows), len(page.columns)).coordinate
        sheet.auto_filter.ref = f"A{HEADER_LINE}:{last}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{HEADER_LINE}:{HEADER_LINE}"
        # Without a password; widths, order and filters stay the person's own.
        sheet.protection.sheet = True
        for freedom in ("formatColumns", "formatRows", "formatCells", "sort", "autoFilter"):
            setattr(sheet.protection, freedom, False)

    def hide(self, lines: Sequence[Sequence[str]]) -> None:
        """Add the page that nobody sees."""
        sheet = self._book.create_sheet(HIDDEN)
        for line in lines:
            sheet.append(line)
        sheet.sheet_state = "veryHidden"
        sheet.protection.sheet = True

    def data(self) -> bytes:
        """The workbook as a file."""
        out = BytesIO()
        self._book.save(out)
        return out.getvalue()

    def _headers(self, page: SheetPage) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        sheet = self._book[page.title]
        for at, column in enumerate(page.columns, 1):
            head = sheet.cell(HEADER_LINE, at, column.header)
            head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor=_GREY)
            head.alignment = Alignment(wrap_text=True, vertical="center")
            sheet.column_dimensions[head.column_letter].width = column.width
        sheet.row_dimensions[HEADER_LINE].height = 2 * _LINE

    def _rows(self, page: SheetPage) -> None:
        from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

        sheet = self._book[page.title]
        edge = Side("thin", color=_EDGE)
        border = Border(left=edge, right=edge, top=edge, bottom=edge)
        grey, light = (PatternFill("solid", fgColor=shade) for shade in (_GREY, _LIGHT))
        wrapped = Alignment(wrap_text=True, vertical="top")
        for line, row in enumerate(page.rows, HEADER_LINE + 1):
            for at, (column, value) in enumerate(zip(page.columns, row.cells, strict=True), 1):
                cell = sheet.cell(line, at)
                cell.value = for_workbook(value) if isinstance(value, str) else value
                may_change = column.is_open and column.field in row.written.was
                cell.number_format = _FORMATS.get(column.holds, "@")
                cell.fill, cell.border = light if may_change else grey, border
                cell.protection = Protection(locked=not may_change)
                cell.alignment = wrapped
            lines = max(page.lines, _lines_in(page.columns, row.cells))
            sheet.row_dimensions[line].height = _LINE * lines

    def _rules(self, page: SheetPage) -> None:
        """What the light cells take, and what is said beside them."""
        from openpyxl.worksheet.datavalidation import DataValidation

        sheet = self._book[page.title]
        for at, column in enumerate(page.columns, 1):
            for words, lines in _choices(page, column):
                rules = _RULES.get(column.holds, {})
                if words:
                    rules = {"type": "list", "formula1": f'"{",".join(words)}"'}
                rule = DataValidation(**rules, allow_blank=True)
                rule.promptTitle = rule.errorTitle = column.header[:_LONGEST_TITLE]
                rule.prompt = rule.error = column.hint
                rule.showInputMessage, rule.showErrorMessage = True, bool(rules)
                for line in lines:
                    rule.add(sheet.cell(line, at).coordinate)
                sheet.add_data_validation(rule)


def _choices(
    page: SheetPage, column: SheetColumn
) -> Iterator[tuple[tuple[str, ...], Sequence[int]]]:
    """The lines of a column that is filled in, by the words that may stand there."""
    lines: dict[tuple[str, ...], list[int]] = {}
    for line, row in enumerate(page.rows, HEADER_LINE + 1):
        if column.is_open:
            lines.setdefault(tuple(row.choices.get(column.field, ())), []).append(line)
    yield from lines.items()


def _lines_in(columns: Sequence[SheetColumn], cells: Sequence[object]) -> int:
    """How many lines the longest text of a row takes, within reason."""
    lines = [
        sum(1 + len(line) // column.width for line in str(value).split("\n"))
        for column, value in zip(columns, cells, strict=True)
        if value is not None
    ]
    return min(_TALLEST, max(lines, default=1))
