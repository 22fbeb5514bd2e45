"""This file tests pmtui.exchange.tables.row_reading.outline."""

from typing import Any

import pytest

from pmtui.exchange.sheets.dates import CellError
from pmtui.exchange.tables.row_reading.outline import Parent, parents, parents_first
from pmtui.exchange.tables.row_reading.predecessor_cells import PredecessorRef, predecessor_refs
from pmtui.exchange.tables.row_reading.row_references import References
from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.tables.values.cells import Style
from tests.conftest import TODAY

STYLE = Style(today=TODAY)


def _row(line: int, title: str = "", indent: int = 0, **words: Any) -> RowRead:
    code = words.pop("code", "")
    return RowRead(
        line=line,
        title=title or f"row {line}",
        fields={"code": code} if code else {},
        references={},
        words=words,
        levels=(),
        remarks=(),
        indent=indent,
    )


def _over(*rows: RowRead, groups: tuple[int, ...] = ()) -> tuple[Parent, ...]:
    where = groups or tuple(1 for _ in rows)
    return parents(rows, where, References(rows, where))


def test_rows_nest_by_level() -> None:
    rows = [_row(at, level=level) for at, level in enumerate("122321", 1)]
    assert _over(*rows) == (None, 0, 0, 2, 0, None)


def test_rows_nest_by_outline_number_wherever_they_stand() -> None:
    rows = [_row(at, wbs=wbs) for at, wbs in enumerate(("1.2.1", "1", "1.2", "2", "3.1"), 1)]
    assert _over(*rows) == (2, None, 1, None, None)


def test_rows_nest_by_indent() -> None:
    rows = [_row(at, indent=indent) for at, indent in enumerate((0, 2, 4, 2, 0), 1)]
    assert _over(*rows) == (None, 0, 1, 0, None)


def test_rows_nest_by_the_parent_they_name() -> None:
    rows = [_row(1, parent="WEB-2", code="WEB-1"), _row(2, code="WEB-2"), _row(3, parent="gone")]
    assert _over(*rows) == (1, None, "gone")


def test_a_bare_number_is_a_position_only_where_rows_have_no_names() -> None:
    assert _over(_row(1), _row(2, parent="1"), _row(3, parent="#2")) == (None, 0, "#2")
    assert _over(_row(1, number="7"), _row(2, parent="1")) == (None, "1")


def test_levels_of_two_projects_do_not_mix() -> None:
    rows = [_row(1, level="1"), _row(2, level="1"), _row(3, level="2"), _row(4, level="2")]
    assert _over(*rows, groups=(1, 2, 1, 2)) == (None, None, 0, 1)


def test_the_same_number_in_two_projects_means_each_ones_own() -> None:
    rows = [_row(1, number="1"), _row(2, number="1")]
    references = References(rows, (1, 2))
    assert (references.find("1", 1), references.find("1", 2), references.find("1", 3)) == (
        0,
        1,
        None,
    )


def test_parents_come_first_and_loops_are_found() -> None:
    assert parents_first((2, None, 1)) == ((1, 2, 0), ())
    _, looped = parents_first((1, 2, 1, None))
    assert sorted(looped) == [1, 2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12", [PredecessorRef("12")]),
        ("12FS+2d;13SS", [PredecessorRef("12", "FS", 960), PredecessorRef("13", "SS")]),
        ("12EA+1 Tag; 13AA", [PredecessorRef("12", "FS", 480), PredecessorRef("13", "SS")]),
        ("4DF-1 jour", [PredecessorRef("4", "SF", -480)]),
        ("3+2d", [PredecessorRef("3", "FS", 960)]),
        ("5FF+2ed", [PredecessorRef("5", "FF", 2880, "elapsed")]),
        ("1FS+3 edays", [PredecessorRef("1", "FS", 4320, "elapsed")]),
        ("3SS+50%", [PredecessorRef("3", "SS", 50, "percent")]),
        ("6FF-1d;5", [PredecessorRef("6", "FF", -480), PredecessorRef("5")]),
        ("1FS-2 days", [PredecessorRef("1", "FS", -960)]),
        ("12FS+1,5d,13", [PredecessorRef("12", "FS", 720), PredecessorRef("13")]),
        ("12FS+1,5FS", [PredecessorRef("12", "FS", 480), PredecessorRef("5")]),
        ("ABC-4, ABC-7", [PredecessorRef("ABC-4"), PredecessorRef("ABC-7")]),
        ("1.2.3FS", [PredecessorRef("1.2.3", "FS")]),
        ("Write copy", [PredecessorRef("Write copy")]),
    ],
)
def test_predecessors_are_read_in_three_languages(text: str, found: list[PredecessorRef]) -> None:
    assert list(predecessor_refs(text, STYLE)) == found


@pytest.mark.parametrize("text", ["2FS+50e%", "2FS+1.5%", "2FS+soon"])
def test_a_lag_that_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(CellError):
        list(predecessor_refs(text, STYLE))
