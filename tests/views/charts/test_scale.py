"""This file tests the range of values that is shown, and where in it a value lies."""

import pytest

from pmtui.views.charts.scale import LARGEST, Scale, clipped, value_scale


def test_a_value_lies_as_many_cells_up_as_its_share_of_the_range() -> None:
    scale = Scale(20.0, 60.0, 8)
    assert [scale.cell(value) for value in (20.0, 25.0, 60.0, 70.0)] == [0.0, 1.0, 8.0, 10.0]


def test_a_value_lies_in_one_of_the_parts_of_the_range_and_the_ends_in_the_outer_ones() -> None:
    scale = Scale(20.0, 60.0, 8)
    values = (10.0, 20.0, 29.9, 30.0, 59.9, 60.0, 70.0)
    assert [scale.part(value, 4) for value in values] == [0, 0, 0, 1, 3, 3, 3]


@pytest.mark.parametrize(
    ("lowest", "highest", "low", "high"),
    [
        (5.9, 10.0, 0.0, 10.0),
        (6.0, 10.0, 6.0, 10.0),
        (0.0, 10.0, 0.0, 10.0),
        (-10.0, -5.9, -10.0, 0.0),
        (-10.0, -6.0, -10.0, -6.0),
        (-10.0, 0.0, -10.0, 0.0),
        (5.0, 5.0, 0.0, 5.0),
        (-5.0, -5.0, -5.0, 0.0),
        (0.0, 0.0, 0.0, 1.0),
        (0.0, 1e-300, 0.0, 1e-300),
        (0.0, 0.9e-300, 0.0, 1.0),
        (2.0**30 - 1, 2.0**30, 0.0, 2.0**30),
        (2.0**29 - 1, 2.0**29, 2.0**29 - 1, 2.0**29),
    ],
)
def test_lines_begin_at_nought_unless_they_would_lie_flat_above_it(
    lowest: float, highest: float, low: float, high: float
) -> None:
    assert value_scale(lowest, highest, 10, from_nought=False) == Scale(low, high, 10)


@pytest.mark.parametrize(
    ("lowest", "highest", "low", "high"),
    [(8.0, 10.0, 0.0, 10.0), (-10.0, -8.0, -10.0, 0.0), (0.0, 0.0, 0.0, 1.0)],
)
def test_bars_always_begin_at_nought(
    lowest: float, highest: float, low: float, high: float
) -> None:
    assert value_scale(lowest, highest, 10, from_nought=True) == Scale(low, high, 10)


@pytest.mark.parametrize(
    ("lowest", "highest", "cells", "low", "high"),
    [
        (-20.0, 80.0, 10, -20.0, 80.0),
        (-20.0, 70.0, 10, -20.0, 80.0),  # 2 of 10 cells below, and as much for each above
        (-15.0, 80.0, 10, -20.0, 80.0),
        (-1.0, 90.0, 10, -10.0, 90.0),  # never less than a cell below
        (-90.0, 1.0, 10, -90.0, 10.0),  # and never less than a cell above
        (-30.0, 20.0, 2, -30.0, 30.0),
        (-30.0, 20.0, 1, -30.0, 20.0),
    ],
)
def test_nought_lies_between_two_cells(
    lowest: float, highest: float, cells: int, low: float, high: float
) -> None:
    assert value_scale(lowest, highest, cells, from_nought=True) == Scale(low, high, cells)


def test_what_is_too_large_is_drawn_as_the_largest() -> None:
    values = (1e308, -1e308, 7.0)
    assert [clipped(value) for value in values] == [LARGEST, -LARGEST, 7.0]
    assert value_scale(0.0, 1e308, 4, from_nought=False) == Scale(0.0, LARGEST, 4)
