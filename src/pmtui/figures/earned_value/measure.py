"""This file defines a number that may be undefined, with the reason, and arithmetic on such."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

_PLACES: Final = 3


class Measure(msgspec.Struct, frozen=True, gc=False):
    """An exact number, or why there is none; never infinite.

    Money is in minor units, an index a plain ratio.
    """

    value: Fraction | None = None
    reason: str = ""
    """Why there is no value; empty where there is one."""

    @property
    def minor(self) -> int | None:
        """The value as a whole number, rounded half away from nought; None where undefined."""
        return None if self.value is None else rounded(self.value)

    def decimal(self, places: int) -> Decimal | None:
        """The value with so many decimal places, rounded half away from nought."""
        if self.value is None:
            return None
        return Decimal(f"{rounded(self.value * 10**places)}E-{places}")

    @property
    def index(self) -> Decimal | None:
        """The value as indices are shown: with three decimal places."""
        return self.decimal(_PLACES)

    def __add__(self, other: "Measure") -> "Measure":
        return _both(self, other, lambda first, second: first + second)

    def __sub__(self, other: "Measure") -> "Measure":
        return _both(self, other, lambda first, second: first - second)

    def __mul__(self, other: "Measure") -> "Measure":
        return _both(self, other, lambda first, second: first * second)


def known(value: int | Fraction | Decimal) -> Measure:
    """A number that is there."""
    return Measure(Fraction(value))


def undefined(reason: str) -> Measure:
    """A number that is not there, and why."""
    return Measure(None, reason)


def quotient(top: Measure, bottom: Measure, when_nought: str) -> Measure:
    """One number by another; undefined, for the reason given, where the divisor is nought."""
    if bottom.value == 0 and top.value is not None:
        return undefined(when_nought)
    return _both(top, bottom, lambda first, second: first / second)


def rounded(value: Fraction) -> int:
    """A number as a whole one, halves away from nought."""
    top, bottom = value.numerator, value.denominator
    if bottom == 1:
        return top
    whole = (2 * abs(top) + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole


def _both(
    first: Measure, second: Measure, work: Callable[[Fraction, Fraction], Fraction]
) -> Measure:
    """What comes of two numbers; where one is undefined, its reason goes on."""
    if first.value is None:
        return first
    if second.value is None:
        return second
    return Measure(work(first.value, second.value))
