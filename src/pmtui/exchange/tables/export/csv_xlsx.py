"""This file writes tables for others: any view's table or any entities, as CSV or XLSX."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final

import msgspec

from pmtui.exchange.tables.column_maps.own_columns import (
    OwnColumn,
    currency_in,
    has_key,
    money_header,
    own_column,
    own_columns,
)
from pmtui.exchange.tables.export.own_cells import OutCell, links_cell, people_cell, written
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.workspace.schema import FieldSpec, defaults_of, field_spec, field_specs
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.formatting import is_empty
from pmtui.text import safe_for_sheet, sheet_line, unguarded, visible
from pmtui.views.shapes.table import Table

LONGEST_CELL: Final = 32_767
"""Characters that Excel takes in a cell; openpyxl cuts the rest without a word."""
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""
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
        fields: the columns to write, by the names of `own_columns`; where empty those that any
            of them has, or all where rows have no keys, as the table is known by its columns then.
    """
    rows = [row for row_id in ids if (row := workspace.get(table, row_id)) is not None]
    if fields:
        columns = [found for name in fields if (found := own_column(table, name)) is not None]
    else:
        usual = defaults_of(table)
        columns = [
            other_column
            for other_column in own_columns(table)
            if not has_key(table) or _says_something(workspace, table, rows, other_column, usual)
        ]
    cells = [_column_cells(workspace, table, rows, other_column) for other_column in columns]
    return OutSheet(
        table.replace("_", " "),
        tuple(header for header, _ in cells),
        tuple(zip(*(column for _, column in cells), strict=True)) if cells else ((),) * len(rows),
    )


def written_specs(table: str) -> list[FieldSpec]:
    """The fields of a table that have a column, in their order."""
    names = {column.name for column in own_columns(table)}
    return [spec for spec in field_specs(table) if spec.name in names]


def to_csv(sheet: OutSheet, delimiter: str = ",", *, for_excel: bool = False) -> bytes:
    """A table as CSV in UTF-8; `for_excel` adds the mark by which Excel knows UTF-8."""
    end = "\r\n" if for_excel else "\n"
    lines = [sheet_line(map(_guarded, sheet.headers), delimiter)]
    lines += (sheet_line(map(_text, row), delimiter) for row in sheet.rows)
    text = "".join(f"{line}{end}" for line in lines)
    return text.encode("utf-8-sig" if for_excel else "utf-8", "replace")


def to_xlsx(sheet: OutSheet) -> bytes:
    """A table as a workbook: bold headers that stay in sight, real dates and numbers.

    What a cell of a workbook cannot hold is made to fit; `lossy_cells` says what that is.
    """
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet.title.translate(_NOT_IN_A_TITLE).strip()[:_LONGEST_TITLE] or "table"
    page.append([for_workbook(header) for header in sheet.headers])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in sheet.rows:
        page.append([for_workbook(cell) if isinstance(cell, str) else cell for cell in row])
    for column, width in zip(page.columns, _widths(sheet), strict=False):
        page.column_dimensions[column[0].column_letter].width = width
    page.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def lossy_cells(sheet: OutSheet, longest: int = LONGEST_CELL) -> tuple[str, ...]:
    """What of a table does not come back whole, a clause for each cell.

    Args:
        sheet: the table.
        longest: characters of a cell that a workbook takes, or that an import reads.
    """
    words = "cut to" if longest == LONGEST_CELL else "an import reads at most"
    return tuple(
        f"row {at}, {header}: {len(cell):,} characters, {words} {longest:,}"
        for at, row in enumerate(sheet.rows, 2)
        for header, cell in zip(sheet.headers, row, strict=True)
        if isinstance(cell, str) and len(_guarded(cell)) > longest
    )


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
    for at, header in enumerate(sheet.headers):
        longest = max((len(_text(row[at])) for row in sheet.rows[:200]), default=0)
        yield min(_WIDEST, max(len(header), longest) + 2)


def _says_something(
    workspace: Workspace,
    table: str,
    rows: Sequence[Entity],
    column: OwnColumn,
    usual: Mapping[str, object],
) -> bool:
    """Whether any row has something to say in a column."""
    spec = field_spec(table, column.name)
    if not rows:
        return spec is not None and (spec.required or spec.name in {"id", "key"})
    if spec is not None:
        return any(_is_told(row, spec, usual) for row in rows)
    return any(cell is not None for cell in _column_cells(workspace, table, rows, column)[1])


def _is_told(row: Entity, spec: FieldSpec, usual: Mapping[str, object]) -> bool:
    """Whether a field says something: a number or a yes that nobody changed does not."""
    value = getattr(row, spec.name)
    is_usual = isinstance(value, int) and value == usual.get(spec.name)
    return spec.required or not (is_usual or is_empty(spec, value))


def _column_cells(
    workspace: Workspace, table: str, rows: Sequence[Entity], column: OwnColumn
) -> tuple[str, tuple[OutCell, ...]]:
    """The header of a column and its cells."""
    if column.kept == "people":
        return column.header, tuple(people_cell(workspace, row.id) for row in rows)
    if column.kept == "links":
        return column.header, tuple(links_cell(workspace, row.id) for row in rows)
    if column.kept == "place":
        components = workspace.components
        return column.header, tuple(
            components[row.component].name if row.component in components else None for row in rows
        )
    spec = field_spec(table, column.name)
    if spec is None:
        return column.header, tuple(None for _ in rows)
    currency = _one_currency(rows, spec.name) if spec.kind == "money" else ""
    if spec.name == "id":
        return column.header, tuple(str(row.id) for row in rows)
    cells = tuple(written(workspace, row, spec, bare=bool(currency)) for row in rows)
    return money_header(spec, currency), cells


def _one_currency(rows: Sequence[Entity], field: str) -> str:
    amounts = [value for row in rows if isinstance(value := getattr(row, field), Money)]
    currencies = {money.currency for money in amounts}
    found = currencies.pop() if len(currencies) == 1 else ""
    return found if currency_in(f"x ({found})") else ""
