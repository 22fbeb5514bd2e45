"""This file tests a course of values as one line: its heights, its room, and it in ASCII."""

import pytest

from pmtui.tui.terminal.ascii_text import in_ascii
from pmtui.views.charts.sparkline import sparkline


@pytest.mark.parametrize(
    ("values", "width", "drawn"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], 8, "▁▂▃▄▅▆▇█"),
        ([1, 2, 3, 4, 5, 6, 7, 8], 3, "▁▅█"),
        ([-5, 0, 5], 9, "▁▅█"),
        ([5, -5, 0], 9, "█▁▅"),
        ([7, 7, 7], 9, "▄▄▄"),
        ([1, 2], 9, ""),
        ([1, 2, 3], 2, ""),
        ([1, 2, 3], -4, ""),
        ([], 9, ""),
        ([10**18, 10**18 + 1, 10**18 + 700], 9, "▁▁█"),
    ],
)
def test_values_are_bars_from_the_lowest_to_the_highest(
    values: list[int], width: int, drawn: str
) -> None:
    assert sparkline(values, width) == drawn


def test_in_ascii_it_takes_as_many_cells_and_still_rises() -> None:
    assert in_ascii(sparkline([0, 1, 7], 9)) == "_=#"
