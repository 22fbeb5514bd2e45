"""This file tests that halves are rounded away from nought."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.core.rounding import half_up


@pytest.mark.parametrize(
    ("top", "bottom", "whole"),
    [(0, 2, 0), (1, 2, 1), (-1, 2, -1), (5, 2, 3), (-5, 2, -3), (1, 3, 0), (2, 3, 1), (-2, 3, -1)],
)
def test_a_half_goes_away_from_nought(top: int, bottom: int, whole: int) -> None:
    assert half_up(top, bottom) == whole


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_it_is_what_decimals_are_rounded_to(top: int, bottom: int) -> None:
    doubled = Decimal(2 * top) / (2 * bottom)
    if 2 * abs(top) % bottom == 0 or bottom < 1000:
        assert half_up(top, bottom) == int(doubled.quantize(Decimal(1), ROUND_HALF_UP))
    assert abs(half_up(top, bottom) * bottom - top) * 2 <= bottom
