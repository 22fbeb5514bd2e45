"""This file tests pmtui.exchange.tables.workbook."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment

from pmtui.exchange.safe import MOST_COLUMNS, UnreadableError
from pmtui.exchange.tables.tables_in import sheet_of


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
    assert sheet_of(data, "p").notes[0] == "read the sheet Risks; not read: Plan"
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
