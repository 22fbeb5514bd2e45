"""This file tests round numbers of an axis, and numbers written in few cells."""

import pytest

from pmtui.views.charts.number_ticks import full_number, number_ticks, short_number
from pmtui.views.charts.scale import Scale


@pytest.mark.parametrize(
    ("low", "high", "cells", "texts"),
    [
        (0, 100, 12, "0 20 40 60 80 100"),
        (0, 100, 10, "0 20 40 60 80 100"),  # a number on every other line, and no nearer
        (0, 100, 9, "0 50 100"),
        (0, 100, 3, "0 100"),
        (0, 100, 1, "0 100"),
        (0, 100, 300, "0 20 40 60 80 100"),
        (0, 140, 12, "0 50 100"),
        (3, 73, 12, "20 40 60"),
        (-30, 50, 12, "-20 0 20 40"),
        (0, 1, 12, "0 0.2 0.4 0.6 0.8 1.0"),
        (0, 0.1, 4, "0 0.05 0.10"),
        (0, 999, 4, "0 500"),
        (0, 1_000, 4, "0 0.5k 1.0k"),
        (0, 1_000_000, 4, "0 0.5m 1.0m"),
        (0, 2_000_000, 4, "0 1m 2m"),
        (0, 4e9, 4, "0 2bn 4bn"),
        (0, 1e15, 4, "0 5e+14 1e+15"),
        (0, 9e14, 4, "0 500000bn"),
        (0, 1e-4, 4, "0 0.00005 0.00010"),
        (0, 9e-5, 4, "0 5e-05"),
        (1_000_000, 1_000_100, 4, "1.00000m 1.00005m 1.00010m"),
    ],
)
def test_an_axis_has_round_numbers_where_there_are_lines_for_them(
    low: float, high: float, cells: int, texts: str
) -> None:
    assert " ".join(text for _, text in number_ticks(Scale(low, high, cells))) == texts


def test_each_text_of_an_axis_stands_at_its_value() -> None:
    assert number_ticks(Scale(-30, 50, 12)) == (
        (-20.0, "-20"), (0.0, "0"), (20.0, "20"), (40.0, "40"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.86, "0.86"),
        (-950.0, "-950"),
        (999.4, "999.4"),
        (999.5, "1.00k"),
        (1_000.0, "1.00k"),
        (-1_204_350.0, "-1.20m"),
        (9_990.0, "9.99k"),
        (10_000.0, "10.0k"),
        (-10_000.0, "-10.0k"),
        (100_000.0, "100k"),
        (-214_000.0, "-214k"),
        (999_499.0, "999k"),
        (999_500.0, "1.00m"),
        (999_500_000.0, "1.00bn"),
        (9e14, "900,000bn"),
        (1e15, "1e+15"),
        (-1e15, "-1e+15"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_is_written_in_three_digits(value: float, text: str) -> None:
    assert short_number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (7.0, "7"),
        (-7.0, "-7"),
        (1_204_350.0, "1,204,350"),
        (1_000.4, "1,000"),
        (999.96, "1,000.0"),
        (100.26, "100.3"),
        (-100.26, "-100.3"),
        (99.126, "99.13"),
        (0.1, "0.10"),
        (0.09, "0.0900"),
        (1e-4, "0.0001"),
        (-1e-4, "-0.0001"),
        (9e-5, "9e-05"),
        (999_999_999_999_999.0, "999,999,999,999,999"),
        (1e15, "1e+15"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_is_read_out_in_as_many_digits_as_it_is_known_by(value: float, text: str) -> None:
    assert full_number(value) == text
