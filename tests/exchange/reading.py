"""This file reads tables and plans for tests, through the formats as every face does."""

from collections.abc import Sequence
from pathlib import Path

from pmtui.exchange.formats.catalogue import HEAD, format_of
from pmtui.exchange.formats.definition import ReadOptions
from pmtui.exchange.formats.incoming_file import read_file, source_of
from pmtui.exchange.plans.source_file import PlanFile
from pmtui.exchange.sheets.sheet import Sheet


def sheet_of(
    data: bytes, name: str, worksheet: str = "", encoding: str = "", kind: str = "table"
) -> Sheet:
    """The table in the bytes of a file."""
    format_ = format_of(data[:HEAD], kind)
    assert format_.read_table is not None
    return format_.read_table(data, name, ReadOptions(worksheet=worksheet, encoding=encoding))


def read_sheet(path: Path) -> Sheet:
    """The table in a file."""
    sheet = read_file(source_of(path)).sheet
    assert sheet is not None
    return sheet


def read_plan_file(path: Path, name: str, projects: Sequence[str] = ()) -> PlanFile:
    """The plans in a file of a format."""
    plans = read_file(source_of(path), ReadOptions(format=name, projects=projects)).plans
    assert plans is not None
    return plans
