"""This file tests bars, progress and sparklines: exact in cells, honest about what is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.text import cell_width
from pmtui.tui.lines.bars import bar, progress, sparkline
from pmtui.tui.lines.glyphs import ASCII, UNICODE, Glyphs

numbers = st.none() | st.floats(-1e9, 1e9)
glyph_sets = st.sampled_from([UNICODE, ASCII])


@pytest.mark.parametrize(
    ("value", "drawn"),
    [(0, "    "), (1, "▌   "), (2, "█   "), (5, "██▌ "), (8, "████"), (99, "████"), (-3, "    ")],
)
def test_a_bar_is_as_long_as_its_share(value: float, drawn: str) -> None:
    assert bar(value, 8, 4) == drawn


def test_in_ascii_a_bar_has_whole_cells_only() -> None:
    assert bar(5, 8, 4, ASCII) == "##  "
    assert progress(50, 4, ASCII) == "##--"


def test_what_is_little_is_still_seen() -> None:
    assert bar(0.001, 1000, 8) == "▌       "
    assert bar(0.001, 1000, 8, ASCII) == "#       "


def test_what_is_undefined_is_blank() -> None:
    assert bar(None, 8, 4) == "    "
    assert bar(3, 0, 4) == "    "
    assert progress(None, 4) == "    "
    assert sparkline([None, None], 4) == "  "


def test_progress_shows_what_is_left() -> None:
    assert progress(0, 4) == "░░░░"
    assert progress(60, 5) == "███░░"
    assert progress(100, 4) == "████"


def test_a_sparkline_goes_from_nothing_to_its_highest() -> None:
    assert sparkline([0, 1, 2, 4, 7], 10) == "▁▂▃▅█"


def test_a_zero_differs_from_a_gap() -> None:
    assert sparkline([0, None, 7], 3) == "▁ █"


def test_a_sparkline_of_zeros_lies_low_and_one_below_nothing_rises_from_there() -> None:
    assert sparkline([0, 0], 5) == "▁▁"
    assert sparkline([-7, 0], 5) == "▁█"


def test_of_a_long_series_the_last_values_are_shown() -> None:
    assert sparkline([9, 9, 0, 7], 2) == "▁█"
    assert sparkline([1, 2], 0) == ""


@given(numbers, st.floats(-10, 1e9), st.integers(-2, 40), glyph_sets)
def test_a_bar_has_exactly_its_width(
    value: float | None, most: float, width: int, glyphs: Glyphs
) -> None:
    assert cell_width(bar(value, most, width, glyphs)) == max(0, width)
    assert cell_width(progress(value, width, glyphs)) == max(0, width)


@given(st.lists(numbers, max_size=50), st.integers(-2, 40), glyph_sets)
def test_a_sparkline_has_a_cell_a_value(
    values: list[float | None], width: int, glyphs: Glyphs
) -> None:
    drawn = sparkline(values, width, glyphs)
    assert cell_width(drawn) == len(drawn) == min(len(values), max(0, width))


@given(numbers, st.floats(1, 100), st.integers(1, 20))
def test_in_ascii_everything_is_ascii(value: float | None, most: float, width: int) -> None:
    assert (bar(value, most, width, ASCII) + progress(value, width, ASCII)).isascii()
