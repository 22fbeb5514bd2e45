"""This file writes tables for others: any view's table or any entities, as CSV or XLSX."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import msgspec

from pmtui.model.money import Money
from pmtui.model.schema import FieldSpec, defaults_of, field_specs
from pmtui.model.workspace import Workspace
from pmtui.query.shown import is_empty, typed_text
from pmtui.text import safe_for_sheet, sheet_line, visible
from pmtui.views.table import Table

OutCell = str | int | Decimal | date | None
"""What a cell holds; texts are guarded against being taken for formulas, the rest is not text."""

LONGEST_CELL: Final = 32_767
"""Characters that Excel takes in a cell; openpyxl cuts the rest without a word."""
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""
_NOT_WRITTEN: Final = frozenset({"id", "component", "rank", "board_rank", "outline_rank"})
_LONGEST_TITLE: Final = 31
_NOT_IN_A_TITLE: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST: Final = 60


class OutSheet(msgspec.Struct, frozen=True):
    """A table on its way out."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[OutCell, ...], ...]


def sheet_of_table(table: Table, title: str) -> OutSheet:
    """A view's table as it is shown, with the columns that do not fit on the screen as well."""
    headers = tuple(column.title or column.key for column in table.columns)
    rows = (table.row(at) for at in range(table.count))
    cells = tuple(
        tuple("  " * row.depth * (at == 0) + cell.text for at, cell in enumerate(row.cells))
        for row in rows
    )
    return OutSheet(title, headers, cells)


def sheet_of_entities(
    workspace: Workspace, table: str, ids: Iterable[int], fields: Sequence[str] = ()
) -> OutSheet:
    """Entities with a column for each field, as an import reads them back.

    Args:
        workspace: where they are.
        table: their table.
        ids: which of them, in this order.
        fields: the fields to write; those that any of them has, where empty.
    """
    rows = [row for one in ids if (row := workspace.get(table, one)) is not None]
    specs = written_specs(table)
    if fields:
        by_name = {spec.name: spec for spec in specs}
        specs = [by_name[name] for name in fields if name in by_name]
    else:
        usual = defaults_of(table)
        specs = [spec for spec in specs if any(_is_told(row, spec, usual) for row in rows)]
    currencies = {spec.name: _one_currency(rows, spec.name) for spec in specs}
    return OutSheet(
        table.replace("_", " "),
        tuple(_header(spec, currencies[spec.name]) for spec in specs),
        tuple(
            tuple(_cell(workspace, row, spec, bare=bool(currencies[spec.name])) for spec in specs)
            for row in rows
        ),
    )


def written_specs(table: str) -> list[FieldSpec]:
    """The fields of a table that have a column, in their order."""
    return [spec for spec in field_specs(table) if spec.name not in _NOT_WRITTEN]


def to_csv(sheet: OutSheet, delimiter: str = ",", *, for_excel: bool = False) -> bytes:
    """A table as CSV in UTF-8; `for_excel` adds the mark by which Excel knows UTF-8."""
    end = "\r\n" if for_excel else "\n"
    lines = [sheet_line(map(_guarded, sheet.headers), delimiter)]
    lines += (sheet_line(map(_text, row), delimiter) for row in sheet.rows)
    text = "".join(f"{line}{end}" for line in lines)
    return text.encode("utf-8-sig" if for_excel else "utf-8", "replace")


def to_xlsx(sheet: OutSheet) -> bytes:
    """A table as a workbook: bold headers that stay in sight, real dates and numbers.

    What a cell of a workbook cannot hold is made to fit; `not_whole` says what that is.
    """
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet.title.translate(_NOT_IN_A_TITLE).strip()[:_LONGEST_TITLE] or "table"
    page.append([_for_workbook(header) for header in sheet.headers])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in sheet.rows:
        page.append([_for_workbook(cell) if isinstance(cell, str) else cell for cell in row])
    for column, width in zip(page.columns, _widths(sheet), strict=False):
        page.column_dimensions[column[0].column_letter].width = width
    page.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def not_whole(sheet: OutSheet) -> tuple[str, ...]:
    """What of a table a workbook cannot hold whole, a clause for each cell."""
    return tuple(
        f"row {at}, {header}: {len(cell):,} characters, cut to {LONGEST_CELL:,}"
        for at, row in enumerate(sheet.rows, 2)
        for header, cell in zip(sheet.headers, row, strict=True)
        if isinstance(cell, str) and len(_guarded(cell)) > LONGEST_CELL
    )


def _for_workbook(text: str) -> str:
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
    for at, header in enumerate(sheet.headers):
        longest = max((len(_text(row[at])) for row in sheet.rows[:200]), default=0)
        yield min(_WIDEST, max(len(header), longest) + 2)


def _is_told(row: Any, spec: FieldSpec, usual: Mapping[str, Any]) -> bool:
    """Whether a field says something: a number or a yes that nobody changed does not."""
    value = getattr(row, spec.name)
    is_usual = isinstance(value, int) and value == usual.get(spec.name)
    return spec.required or not (is_usual or is_empty(spec, value))


def _one_currency(rows: Sequence[Any], field: str) -> str:
    amounts = [value for row in rows if isinstance(value := getattr(row, field), Money)]
    currencies = {money.currency for money in amounts}
    return currencies.pop() if len(currencies) == 1 else ""


def _header(spec: FieldSpec, currency: str) -> str:
    return f"{spec.label} ({currency})" if currency else spec.label


def _cell(workspace: Workspace, row: Any, spec: FieldSpec, *, bare: bool) -> OutCell:
    value = getattr(row, spec.name)
    if is_empty(spec, value):
        return None
    if isinstance(value, Money):
        return value.decimal if bare else f"{value.decimal} {value.currency}"
    if isinstance(value, date) or (isinstance(value, int) and spec.kind in {"int", "percent"}):
        return value
    if spec.kind == "reference":
        return _referred(workspace, spec, value)
    return typed_text(workspace, spec, value, row)


def _referred(workspace: Workspace, spec: FieldSpec, value: int) -> OutCell:
    target = workspace.get(spec.refers, value) if value else None
    if target is None:
        return None
    named = spec.refers in {"people", "columns"}
    return str(getattr(target, "name", "")) if named else target.key or None
