"""This file declares what spreadsheets save: workbooks, and text in columns."""

from collections.abc import Mapping
from typing import Final

from pmtui.exchange.file_limits import LONGEST_CELL, UnreadableError
from pmtui.exchange.formats.definition import Format, OutRows, ReadOptions
from pmtui.exchange.plans.field_coverage import FieldCoverage, kept
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.sheets.workbook import is_workbook
from pmtui.exchange.tables.export.csv_xlsx import LONGEST_CELL as LONGEST_WORKBOOK_CELL


def text_of(data: bytes, title: str, encoding: str) -> tuple[str, str]:
    """The text of a table, and a note on its encoding.

    Raises:
        UnreadableError: it is a workbook, or no text.
    """
    from pmtui.exchange.sheets.decoding import decoded
    from pmtui.exchange.sheets.workbook import is_workbook

    if is_workbook(data):
        raise UnreadableError(f"this is a workbook and no {title}", "leave out --format")
    return decoded(data, encoding)


def _csv(data: bytes, name: str, options: ReadOptions) -> Sheet:
    from pmtui.exchange.sheets.delimited_text import delimited_sheet

    return delimited_sheet(*_named(data, name, "CSV", options))


def _tsv(data: bytes, name: str, options: ReadOptions) -> Sheet:
    from pmtui.exchange.sheets.delimited_text import delimited_sheet

    return delimited_sheet(*_named(data, name, "TSV", options), "\t")


def _named(data: bytes, name: str, title: str, options: ReadOptions) -> tuple[str, str, str]:
    text, note = text_of(data, title, options.encoding)
    return text, name, note


def _written(rows: OutRows) -> bytes:
    from pmtui.exchange.tables.export.csv_xlsx import to_csv

    return to_csv(rows.sheet)


def columns_coverage(table: str) -> Mapping[str, FieldCoverage]:
    """The fields of a table that have a column."""
    from pmtui.exchange.tables.export.entity_columns import written_specs

    return {spec.name: kept(spec.label) for spec in written_specs(table)}


CSV: Final = Format(
    name="csv",
    title="CSV",
    endings=(".csv",),
    read_table=_csv,
    write_rows=_written,
    options=frozenset({"encoding"}),
    longest_cell=LONGEST_CELL,
    coverage=columns_coverage,
)
"""What is read where nothing else knows a file."""

TSV: Final = Format(
    name="tsv",
    title="TSV",
    endings=(".tsv", ".txt"),
    read_table=_tsv,
    options=frozenset({"encoding"}),
)
"""Columns parted by tabs."""


def _read_workbook(data: bytes, name: str, options: ReadOptions) -> Sheet:
    from pmtui.exchange.sheets.workbook import workbook_sheet

    if not is_workbook(data):
        raise UnreadableError("this is no XLSX workbook", "leave out --format")
    if options.encoding:
        raise UnreadableError("a workbook is XML inside", "leave out --encoding")
    return workbook_sheet(data, name, options.worksheet)


def _workbook(rows: OutRows) -> bytes:
    from pmtui.exchange.tables.export.csv_xlsx import to_xlsx

    return to_xlsx(rows.sheet)


XLSX: Final = Format(
    name="xlsx",
    title="XLSX",
    endings=(".xlsx",),
    is_like=is_workbook,
    read_table=_read_workbook,
    write_rows=_workbook,
    options=frozenset({"worksheet"}),
    longest_cell=LONGEST_WORKBOOK_CELL,
    is_binary=True,
    coverage=columns_coverage,
)
"""One sheet of a workbook is read; no cell that is written is a formula."""
