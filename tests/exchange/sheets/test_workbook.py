"""This file tests pmtui.exchange.sheets.workbook."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment

from pmtui.exchange.file_limits import MOST_COLUMNS, UnreadableError
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.model.changes.ops import apply
from pmtui.model.workspace.workspace import Workspace, known_tables
from tests.exchange.reading import sheet_of
from tests.exchange.tables.made import a_workbook, ids


def _book(*rows: list[Any]) -> tuple[Any, Any]:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Plan"
    for row in rows:
        page.append(row)
    return book, page


def _bytes(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_become_text_that_says_the_same() -> None:
    book, page = _book(
        ["Task", "Start", "Done", "Cost", "At", "Ok", "Took"],
        [
            "A",
            date(2026, 12, 1),
            0.25,
            3.0,
            datetime.fromisoformat("2026-12-01 08:30"),
            True,
            timedelta(hours=3),
        ],
        ["B", datetime.fromisoformat("2026-12-02"), 0.5, 3.25, time(8, 30), False, None],
    )
    page["C2"].number_format = "0%"
    sheet = sheet_of(_bytes(book), "plan")
    assert sheet.rows[0].cells == ("A", "2026-12-01", "25%", "3", "2026-12-01 08:30", "yes", "3h")
    assert sheet.rows[1].cells == ("B", "2026-12-02", "0.5", "3.25", "08:30:00", "no", "")
    assert [row.line for row in sheet.rows] == [2, 3]


def test_an_indented_cell_keeps_its_depth_as_spaces() -> None:
    book, page = _book(["Task", "Due"], ["A", None], ["B", None])
    page["A3"].alignment = Alignment(indent=2)
    assert [row.cells[0] for row in sheet_of(_bytes(book), "p").rows] == ["A", "    B"]


def test_the_first_visible_sheet_is_read_unless_one_is_named() -> None:
    book, page = _book(["Hidden", "x"], ["1", "2"])
    page.sheet_state = "hidden"
    other = book.create_sheet("Risks")
    other.append(["Risk", "Owner"])
    other.append(["Late", "Ann"])
    data = _bytes(book)
    assert sheet_of(data, "p").headers == ("Risk", "Owner")
    assert (
        sheet_of(data, "p").notes[0]
        == "read the sheet Risks; not read: Plan (--worksheet reads one)"
    )
    assert sheet_of(data, "p", "plan").headers == ("Hidden", "x")
    with pytest.raises(UnreadableError, match=r"there is no sheet 'Costs'.*Plan, Risks"):
        sheet_of(data, "p", "Costs")


def test_a_workbook_without_content_is_refused() -> None:
    with pytest.raises(UnreadableError, match="the table is empty"):
        sheet_of(_bytes(openpyxl.Workbook()), "p")


def test_a_sheet_of_endless_columns_is_refused() -> None:
    book, page = _book(["a", "b"])
    page.cell(2, MOST_COLUMNS + 1, "far")
    with pytest.raises(UnreadableError, match="row 2 has more than"):
        sheet_of(_bytes(book), "p")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0rest", "old XLS"),
        (b"PK\x03\x04rest", "no intact workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        sheet_of(data, "p")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(UnreadableError, match="cannot be read"):
        sheet_of(out.getvalue(), "p")


def test_the_table_is_found_on_the_second_sheet_behind_a_cover() -> None:
    cover = [["Depot"], ["Manager:", "Ann Roe"], ["Version", "3"]]
    table = [["Task", "Owner", "Due"], ["Dig", "Ann", "2027-03-01"]]
    sheet = sheet_of(a_workbook({"Cover": cover, "Plan": table, "Lists": [["x", "y"]]}), "p")
    assert sheet.headers == ("Task", "Owner", "Due")
    assert sheet.notes[0] == "read the sheet Plan; not read: Cover, Lists (--worksheet reads one)"


def test_the_first_sheet_with_a_table_is_read_before_a_larger_one() -> None:
    small = [["Task", "Due"], ["Dig", "2027-03-01"]]
    large = [["Task", "Owner", "Due", "Status"], ["Other", "Ann", "2027-03-01", "Open"]]
    assert sheet_of(a_workbook({"Plan": small, "Old": large}), "p").headers == ("Task", "Due")


def test_formulas_without_a_value_are_named_by_their_cells() -> None:
    rows: list[list[Any]] = [
        ["Task", "Hours"],
        ["Dig", "=3*4"],
        ["Pour", 8],
        ["Cure", "=B2+1"],
        ["Total", "=SUM(B2:B4)"],
    ]
    sheet = sheet_of(a_workbook({"Plan": rows}), "p")
    empty = Workspace(known_tables())
    found = plan(empty, sheet, guess(sheet), ids(), date(2026, 11, 30))
    told = "its formula holds no value, so it is empty"
    assert [(one.line, one.column, one.what) for one in found.findings] == [
        (2, "cell B2", told),
        (4, "cell B4", told),
        (5, "cell B5", told),
    ]
    tasks = apply(empty, found.ops).tasks.values()
    assert {one.title: one.estimate for one in tasks} == {"Dig": None, "Pour": 480, "Cure": None}


def test_what_a_spreadsheet_could_not_compute_is_told_and_left_empty() -> None:
    rows = [["Task", "Hours"], ["Dig", "#REF!"], ["Pour", "#DIV/0!"]]
    sheet = sheet_of(a_workbook({"Plan": rows}), "p")
    assert [row.cells for row in sheet.rows] == [("Dig", ""), ("Pour", "")]
    assert [(one.line, one.column) for one in sheet.findings] == [(2, "Hours"), (3, "Hours")]
