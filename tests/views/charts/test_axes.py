"""This file tests the texts of axes: over their middle, inside the width, a cell apart."""

from typing import Final

import pytest

from pmtui.views.charts.axes import (
    axis_row,
    column_of,
    label_row,
    mark_cells,
    mark_column,
    place_labels,
    value_labels,
)
from pmtui.views.charts.canvas import STROKES
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Place, Series, SeriesKind
from pmtui.views.charts.plotted import Plotted, plotted
from pmtui.views.charts.scale import Scale

STROKE: Final = STROKES["ascii"]


def a_plot(*places: Place, kind: SeriesKind = "line", marks: tuple[ChartMark, ...] = ()) -> Plotted:
    points = tuple(DataPoint(place, 1.0) for place in places)
    series = Series(title="", points=points, kind=kind)
    return plotted(Chart(title="", series=(series,), marks=marks))


def below(plot: Plotted, cells: int) -> str:
    """The texts below a chart of so many cells."""
    return label_row(place_labels(plot, plot.across(cells)), cells)


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        (0, "abcd......"),
        (2, "abcd......"),
        (3, ".abcd....."),
        (8, "......abcd"),
        (9, "......abcd"),
    ],
)
def test_a_text_stands_over_its_middle_where_there_is_room(cell: int, row: str) -> None:
    assert label_row([(cell, "abcd")], 10) == row.replace(".", " ")


def test_texts_stand_behind_one_another_and_wide_letters_take_two_cells() -> None:
    assert label_row([(2, "ab"), (6, "cde"), (9, "f")], 11) == " ab  cde f "
    assert label_row([(1, "数"), (5, "b")], 8) == "数   b  "


def test_the_ends_of_an_axis_lie_in_its_first_and_last_cell() -> None:
    across = Scale(10.0, 20.0, 11)
    numbers = (9.0, 10.0, 10.4, 10.6, 15.0, 20.0, 21.0)
    assert [column_of(across, number) for number in numbers] == [0, 0, 0, 1, 5, 10, 10]


def test_numbers_below_stand_at_their_places() -> None:
    assert below(a_plot(0.0, 10.0), 20) == "0         5       10"
    assert below(a_plot(0.0, 10.0), 10) == "0       10"


def test_names_below_stand_in_the_middle_of_their_cells_as_many_as_have_room() -> None:
    assert below(a_plot("one", "two", kind="bar"), 12) == "  one   two "
    assert below(a_plot("one", "two", kind="bar"), 7) == "one two"
    assert below(a_plot("one", "two", kind="bar"), 6) == "one   "


def test_a_long_name_is_cut_to_twelve_cells_or_to_those_between_two() -> None:
    names = "a long name that goes on", "another one that goes on"
    assert below(a_plot(*names, kind="bar"), 26) == "a long name… another one… "
    assert below(a_plot(*names, kind="bar"), 40) == " a long name that g… another one that g…"


def test_no_two_texts_are_written_for_names_that_share_a_cell() -> None:
    # Of 9 names in 6 cells every fourth is tried: 1 + 2 * 9 // 6.
    labels = place_labels(a_plot(*"abcdefghi", kind="bar"), Scale(-0.5, 8.5, 6))
    assert labels == ((0, "a"), (3, "e"), (5, "i"))


def test_a_text_wider_than_the_axis_is_left_out() -> None:
    assert below(a_plot("one", kind="bar"), 3) == "one"
    assert below(a_plot(100.0, 250.0), 2) == "  "


def test_the_axis_has_a_tick_over_each_text() -> None:
    assert axis_row([(1, "a"), (4, "b")], 6, STROKE) == "-+--+-"


def test_values_stand_in_the_rows_they_lie_in() -> None:
    assert value_labels(Scale(0.0, 100.0, 10)) == {
        0: "0", 2: "20", 4: "40", 6: "60", 8: "80", 9: "100",
    }  # fmt: skip


def above(width: int, *marks: tuple[float, str]) -> str:
    """What stands above a chart from 0 to 19 with marks, a cell for each number."""
    rows = tuple(ChartMark(at=at, title=title) for at, title in marks)
    plot = a_plot(0.0, 19.0, marks=rows)
    return "".join(cell.text for cell in mark_cells(plot, plot.across(20), width, STROKE))


@pytest.mark.parametrize(
    ("at", "row"),
    [
        (0.0, ": now..............."),
        (15.0, "...............: now"),
        (16.0, "............now :..."),
        (19.0, "...............now :"),
    ],
)
def test_a_mark_is_named_right_of_its_place_or_left_of_it(at: float, row: str) -> None:
    assert above(20, (at, "now")) == row.replace(".", " ")


def test_marks_are_named_from_left_to_right_as_long_as_there_is_room() -> None:
    assert above(20, (10.0, "b"), (2.0, "a")) == "  : a     : b       "
    assert above(20, (2.0, "a"), (5.0, "b")) == "  : a: b            "
    assert above(20, (2.0, "a"), (4.0, "b")) == "  : a               "
    assert above(20, (2.0, "a"), (30.0, "off")) == "  : a               "


def test_a_mark_that_has_no_room_at_either_side_is_not_named() -> None:
    assert above(20, (9.0, "x" * 17)) == " " * 20
    assert above(20, (0.0, "x" * 18)) == ": " + "x" * 18
    assert above(20, (19.0, "x" * 18)) == "x" * 18 + " :"


def test_a_mark_among_bars_stands_in_the_middle_of_its_bar() -> None:
    plot = a_plot("a", "b", kind="bar")
    assert [mark_column(plot, plot.across(20), at) for at in (0.0, 1.0)] == [5, 15]
    line = a_plot(0.0, 1.0)
    assert [mark_column(line, line.across(20), at) for at in (0.0, 1.0)] == [0, 19]


def test_a_text_that_has_no_room_at_the_right_end_is_left_out() -> None:
    assert below(a_plot(1e6, 1e6 + 100), 15) == "1.0000m 1.0001m"
    assert below(a_plot(1e6, 1e6 + 100), 14) == "1.0000m       "
