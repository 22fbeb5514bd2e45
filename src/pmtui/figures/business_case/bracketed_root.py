"""This file finds the one root of a polynomial between two bounds."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

_STEPS: Final = 5000
"""Steps after which what there is has to do."""


def root_between(
    polynomial: Sequence[int], low: Decimal, high: Decimal, smallest_step: Decimal
) -> Decimal:
    """The root between two bounds: Newton's steps, and a halving where one leads out of them."""
    if low == high:
        return +low
    rising = value_and_slope(polynomial, high)[0] > 0
    at = (low + high) / 2
    for _ in range(_STEPS):
        value, slope = value_and_slope(polynomial, at)
        if not value:
            return at
        if (value > 0) == rising:
            high = at
        else:
            low = at
        following = at - value / slope if slope else low
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - at) <= smallest_step * abs(at):
            return following
        at = following
    return at


def value_and_slope(coefficients: Sequence[int], at: Decimal) -> tuple[Decimal, Decimal]:
    """A polynomial and its derivative, by Horner's scheme; the constant is first."""
    value = slope = Decimal(0)
    for coefficient in reversed(coefficients):
        slope = slope * at + value
        value = value * at + coefficient
    return value, slope
