"""This file lays values out on cells: the range that is shown, and where in it a value lies."""

from typing import Final

import msgspec

LARGEST: Final = 1e300
"""A value beyond it is drawn as this one, so that differences stay finite."""
_FROM_NOUGHT: Final = 0.6
"""Lines start at nought where the lowest value is less than this share of the highest."""
_FLAT: Final = 1e-9
"""Values closer together than this share of the largest are drawn as equal."""


class Scale(msgspec.Struct, frozen=True):
    """A range of values over a number of cells."""

    low: float
    high: float
    cells: int

    def cell(self, value: float) -> float:
        """Where a value lies, in cells from the low end; it may lie outside."""
        return (value - self.low) / (self.high - self.low) * self.cells

    def part(self, value: float, parts: int) -> int:
        """Which of so many equal parts of the range a value lies in, from the low end."""
        share = (value - self.low) / (self.high - self.low)
        return max(0, min(int(share * parts), parts - 1))


def clipped(value: float) -> float:
    """A value that can be drawn."""
    return max(-LARGEST, min(value, LARGEST))


def value_scale(lowest: float, highest: float, cells: int, *, from_nought: bool) -> Scale:
    """The scale of values from the lowest to the highest.

    Where it goes below nought and above it, nought lies between two cells, so that bars of either
    side are drawn to the same measure.

    Args:
        lowest: of all values.
        highest: of all values.
        cells: there are, at least one.
        from_nought: whether nought has to be on it, as for bars.
    """
    low, high = clipped(lowest), clipped(highest)
    largest = max(abs(low), abs(high))
    is_flat = high - low <= largest * _FLAT
    if from_nought or is_flat or 0 <= low < high * _FROM_NOUGHT:
        low = min(low, 0.0)
    if from_nought or is_flat or low * _FROM_NOUGHT < high <= 0:
        high = max(high, 0.0)
    if high - low < 1 / LARGEST:
        return Scale(0.0, 1.0, cells)
    if low < 0 < high and cells > 1:
        below = max(1, min(round(cells * -low / (high - low)), cells - 1))
        measure = max(-low / below, high / (cells - below))
        low, high = -measure * below, measure * (cells - below)
    return Scale(low, high, cells)
