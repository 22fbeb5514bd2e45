"""This file tests pmtui.exchange.sheets.sheet."""

import pytest

from pmtui.exchange.file_limits import LONGEST_CELL, MOST_COLUMNS, UnreadableError
from tests.exchange.reading import sheet_of
from tests.exchange.tables.made import a_sheet


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(mark: str) -> None:
    sheet = a_sheet(f"Task{mark}Due\nRead and write{mark}2026-12-01\n")
    assert sheet.headers == ("Task", "Due")
    assert sheet.rows[0].cells[1] == "2026-12-01"


def test_a_delimiter_inside_quotes_parts_nothing() -> None:
    text = 'name;note\nA;"one, two, three, four"\nB;"five, six, seven, eight"\n'
    assert [row.cells[0] for row in a_sheet(text).rows] == ["A", "B"]


def test_a_quoted_line_break_stays_and_later_rows_keep_their_line() -> None:
    sheet = a_sheet('Task,Note\nA,"first\nsecond\nthird"\n\nB,x\n')
    assert [row.line for row in sheet.rows] == [2, 6]
    assert sheet.rows[0].cells == ("A", "first\nsecond\nthird")


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252 ('Müller'), since line 2"),
    ],
)
def test_the_encoding_is_found_and_said(encoding: str, note: str) -> None:
    sheet = sheet_of("Task,Cost\nMüller,£5\n".encode(encoding), "a")
    assert sheet.rows[0].cells == ("Müller", "£5")
    assert note in sheet.notes[0]


def test_the_line_in_which_excel_names_the_delimiter_is_no_header() -> None:
    sheet = a_sheet("sep=;\nTask;Due\nA;2026-12-01\n")
    assert sheet.headers == ("Task", "Due")
    assert sheet.rows[0].line == 3


def test_titles_above_the_headers_are_left_out_and_said() -> None:
    sheet = a_sheet("Plan of Acme,\n,\nTask,Due\nA,2026-12-01\n")
    assert sheet.headers == ("Task", "Due")
    assert sheet.header_line == 3
    assert "line 1 stands above the headers and is left out: Plan of Acme" in sheet.notes


def test_short_rows_are_filled_and_long_ones_are_said() -> None:
    sheet = a_sheet("Task,Due\nA\nB,2026-12-01,more\n")
    assert sheet.rows[0].cells == ("A", "")
    assert "line 3 has more cells than there are headers; they are left out" in sheet.notes


def test_a_doubled_header_has_two_places() -> None:
    assert a_sheet("Tag,a, tag \n1,2,3\n").places("TAG") == (0, 2)


def test_the_quote_that_guards_a_formula_is_taken_off() -> None:
    assert a_sheet("a,b\n'=1+1,'tis\n").rows[0].cells == ("=1+1", "'tis")


def test_a_quote_in_the_middle_of_a_cell_is_taken_as_it_is() -> None:
    sheet = a_sheet('a,b\n1,"two" three\n4,5\n')
    assert sheet.rows[0].cells == ("1", "two three")
    assert len(sheet.rows) == 2
    assert any("stands inside a cell" in note for note in sheet.notes)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the table is empty"),
        (b"\n\n", "the table is empty"),
        (b"a,b\n1,\x00\n", "line 2 holds a NUL"),
        (b'a,b\n1,"never closed\n2,3\n', "a quote that opens after line 1 never closes"),
        (b"\xff\xfea", "UTF-16"),
        (b",".join([b"a"] * (MOST_COLUMNS + 1)), "columns"),
        (b'a,b\n1,"' + b"x" * (LONGEST_CELL + 1) + b'"\n', f"holds {LONGEST_CELL + 1} characters"),
        (b'a,b\n1,"' + b"x" * 200_000 + b'"\n', f"more than {LONGEST_CELL} characters"),
    ],
)
def test_what_is_no_table_is_refused_with_the_place(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        sheet_of(data, "bad")
