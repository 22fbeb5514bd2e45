"""This file tests how many cells bars take, and which where there are more of them than cells."""

import pytest

from pmtui.views.charts.bars import draw_bars
from pmtui.views.charts.canvas import Canvas
from pmtui.views.charts.chart import Chart, DataPoint, Series
from pmtui.views.charts.plotted import plotted


def heights(width: int, *rows: tuple[float | None, ...], is_stacked: bool = False) -> str:
    """How many of four rows each column fills, a digit a column; a row of values a series."""
    series = tuple(
        Series(
            title=f"{number}",
            kind="bar",
            points=tuple(DataPoint(f"{at}", value) for at, value in enumerate(row)),
        )
        for number, row in enumerate(rows)
    )
    plot = plotted(Chart(title="", series=series, is_stacked=is_stacked))
    canvas = Canvas(width, 4, "ascii")
    draw_bars(canvas, plot, plot.across(width))
    columns = zip(*canvas.glyphs, strict=True)
    return "".join(str(sum(mark != " " for mark in column)) for column in columns)


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (2, "44"),  # no room for two: the higher one stands behind
        (4, "4224"),
        (6, "420240"),
        (8, "04200240"),
        (12, "044220022440"),
        (16, "0440220002204400"),
    ],
)
def test_two_bars_of_a_place_share_its_cells_and_leave_one_free_where_they_can(
    width: int, columns: str
) -> None:
    assert heights(width, (4.0, 2.0), (2.0, 4.0)) == columns


def test_a_bar_is_twelve_cells_wide_at_most() -> None:
    assert heights(12, (4.0,)) == "4" * 11 + "0"
    assert heights(13, (4.0,)) == "4" * 12 + "0"
    assert heights(20, (4.0,)) == "0" * 4 + "4" * 12 + "0" * 4
    assert heights(30, (4.0,), (2.0,)) == "0" * 3 + "4" * 11 + "0" + "2" * 11 + "0" * 4


def test_one_bar_of_a_place_takes_all_its_cells_but_one() -> None:
    assert heights(2, (4.0, 2.0)) == "42"
    assert heights(4, (4.0, 2.0)) == "4020"
    assert heights(6, (4.0, 2.0)) == "440220"


def test_bars_on_one_another_take_all_cells_but_one() -> None:
    rows = (1.0, 1.0), (3.0, 1.0), (None, 0.0)
    assert heights(2, *rows, is_stacked=True) == "42"
    assert heights(4, *rows, is_stacked=True) == "4020"
    assert heights(40, *rows, is_stacked=True) == "0" * 4 + "4" * 12 + "0" * 8 + "2" * 12 + "0" * 4


def test_of_several_places_in_a_cell_the_one_with_the_most_is_drawn() -> None:
    assert heights(2, (1.0, 4.0, 3.0, 2.0)) == "43"
    assert heights(2, (4.0, 4.0, 2.0, 3.0), (0.0, None, 0.0, 0.0)) == "43"
    assert heights(1, (1.0, 2.0, 4.0)) == "4"


def test_what_has_no_value_has_no_bar() -> None:
    assert heights(4, (None, 4.0)) == "0040"
    assert heights(4, (0.0, 4.0)) == "0040"
