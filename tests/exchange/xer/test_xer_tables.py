"""This file takes XER files apart."""

from collections import Counter
from collections.abc import Mapping
from time import process_time

import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.xer.xer_tables import MOST_CELLS, XerTable, read_tables

HEADER = b"ERMHDR\t8.2\r\n"


def _tables(data: bytes) -> Mapping[str, XerTable]:
    return read_tables(data)[0]


def test_a_line_break_inside_a_cell_goes_on_with_the_cell() -> None:
    data = HEADER + b"%T\tTASK\r\n%F\tid\ttext\r\n%R\t1\tone\r\n  two\r\n%R\t2\tlast\r\n%E\r\n"
    assert [row.prose("text") for row in _tables(data)["TASK"]] == ["one\n  two", "last"]


def test_text_is_utf_8_or_of_western_europe() -> None:
    for data in ("Größe".encode(), "Größe".encode("cp1252")):
        table = _tables(HEADER + b"%T\tTASK\n%F\tname\n%R\t" + data + b"\n")["TASK"]
        assert [row.text("name") for row in table] == ["Größe"]


def test_columns_nobody_read_are_counted_where_they_hold_something() -> None:
    data = HEADER + b"%T\tT\n%F\ta\tb\tc\td\n%R\t1\t2\t0\t3\n%R\t1\t2\t\n"
    table = _tables(data)["T"]
    assert [row.number("a") for row in table] == [1, 1]
    unknown: Counter[str] = Counter()
    table.note_rest(unknown, frozenset({"d"}))
    assert unknown == {"T/b": 2}


def test_rows_that_are_short_have_empty_cells_and_columns_may_not_change() -> None:
    data = HEADER + b"%T\tT\n%F\ta\tb\n%R\t1\n"
    assert [row.minutes("b") for row in _tables(data)["T"]] == [None]
    with pytest.raises(UnreadableError, match="rows before its columns"):
        _tables(HEADER + b"%T\tT\n%R\t1\n")
    with pytest.raises(UnreadableError, match="changes its columns"):
        _tables(HEADER + b"%T\tT\n%F\ta\n%R\t1\n%F\tb\n")


@pytest.mark.parametrize(
    "data",
    [
        HEADER + b"%T\tT\n%F\ta\n%R" + b"\t" * (MOST_CELLS + 1),
        HEADER + b"%T\tT\n%F\ta\n" + b"%R\t1\n" * 200_000 + b"\x00",
        HEADER + b"\x81" * 1_000_000 + b"\x00",
    ],
)
def test_bombs_are_refused_in_little_time(data: bytes) -> None:
    begun = process_time()
    with pytest.raises(UnreadableError):
        _tables(data)
    assert process_time() - begun < 2
