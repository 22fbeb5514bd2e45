"""This file declares XLSX: workbooks."""

from typing import Final

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.definition import Format, OutRows, ReadOptions
from pmtui.exchange.formats.delimited import columns_coverage
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.sheets.workbook import is_workbook
from pmtui.exchange.tables.export.csv_xlsx import LONGEST_CELL


def _read(data: bytes, name: str, options: ReadOptions) -> Sheet:
    from pmtui.exchange.sheets.workbook import workbook_sheet

    if not is_workbook(data):
        raise UnreadableError("this is no XLSX workbook", "leave out --format")
    if options.encoding:
        raise UnreadableError("a workbook is XML inside", "leave out --encoding")
    return workbook_sheet(data, name, options.worksheet)


def _written(rows: OutRows) -> bytes:
    from pmtui.exchange.tables.export.csv_xlsx import to_xlsx

    return to_xlsx(rows.sheet)


XLSX: Final = Format(
    name="xlsx",
    title="XLSX",
    endings=(".xlsx",),
    is_like=is_workbook,
    read_table=_read,
    write_rows=_written,
    options=frozenset({"worksheet"}),
    longest_cell=LONGEST_CELL,
    is_binary=True,
    coverage=columns_coverage,
)
"""One sheet of a workbook is read; no cell that is written is a formula."""
