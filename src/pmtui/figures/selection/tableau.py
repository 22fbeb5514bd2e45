"""This file is one dense tableau of rows in floating point, and the steps of a dual simplex on it.

Every column lies between two whole numbers, so any basis is dual feasible with each column at the
better of its bounds; the steps only bring the basic columns back within theirs.
"""

from collections.abc import Sequence
from math import inf
from typing import Final

from pmtui.figures.selection.program import Program

_TINY: Final = 1e-9
_APART: Final = 1e-7
_MANY: Final = 5
"""One column in so many has to be fixed before any are left out."""


class Tableau:
    """The rows solved for as many basic columns; slacks count on after the columns."""

    def __init__(self, program: Program, highs: Sequence[int]) -> None:
        count = self.count = len(program.gains)
        self.rows = [[0.0] * count for _ in program.rows]
        for row, into in zip(program.rows, self.rows, strict=True):
            for column, factor in zip(row.columns, row.factors, strict=True):
                into[column] = float(factor)
        self.right = [float(row.most) for row in program.rows]
        # A little apart from one another, so that no step is taken in a circle; proofs are made
        # from the true gains.
        apart = _APART * max(map(abs, program.gains), default=1) or _APART
        self.gains = [
            gain + apart * (1 + (at * 7919) % 101 / 101) * (1 if gain > 0 else -1)
            for at, gain in enumerate(program.gains)
        ]
        self.basic = [count + at for at in range(len(program.rows))]
        self.others = [*range(count)]
        self.at_high = [
            gain > 0 and high > 0 for gain, high in zip(program.gains, highs, strict=False)
        ]

    def copy(self) -> "Tableau":
        """The same, to be changed apart from it."""
        twin = object.__new__(Tableau)
        twin.count = self.count
        twin.rows = [row[:] for row in self.rows]
        twin.right, twin.gains = self.right[:], self.gains[:]
        twin.basic, twin.others, twin.at_high = self.basic[:], self.others[:], self.at_high[:]
        return twin

    def drop_fixed(self, lows: Sequence[int], highs: Sequence[int]) -> None:
        """Leave out columns that are fixed at where they stand, if it is many: nothing is to gain.

        Below a node they stay where they are; slacks stay, as bounds are made from them.
        """
        keep = [
            at
            for at, other in enumerate(self.others)
            if other >= self.count or lows[other] != highs[other]
        ]
        if _MANY * (len(self.others) - len(keep)) < len(self.others):
            return
        ones = [at for at, other in enumerate(self.others) if other < self.count and lows[other]]
        kept = set(keep)
        ones = [at for at in ones if at not in kept]
        for at, row in enumerate(self.rows):
            self.right[at] -= sum([row[place] for place in ones])
            self.rows[at] = [row[other] for other in keep]
        self.gains = [self.gains[at] for at in keep]
        self.others = [self.others[at] for at in keep]
        self.at_high = [self.at_high[at] for at in keep]

    def values(self, lows: Sequence[int], highs: Sequence[int]) -> list[float]:
        """What each basic column comes to with the others at their bounds."""
        ends = self.ends(lows, highs)
        places = [at for at, end in enumerate(ends) if end]
        return [
            right - sum([row[at] for at in places])
            for right, row in zip(self.right, self.rows, strict=True)
        ]

    def ends(self, lows: Sequence[int], highs: Sequence[int]) -> list[int]:
        """Where each column stands that is not basic; slacks without a highest value at nought."""
        count = len(lows)
        return [
            0 if other >= count else (highs[other] if high else lows[other])
            for other, high in zip(self.others, self.at_high, strict=True)
        ]

    def swap(self, at: int, enters: int, *, leaves_high: bool) -> None:
        """Make one column basic in place of the one of a row."""
        row = self.rows[at]
        pivot = row[enters]
        row = [value / pivot for value in row]
        row[enters] = 1 / pivot
        right = self.right[at] / pivot
        for other, line in enumerate(self.rows):
            factor = line[enters]
            if other != at and factor:
                line = [a - factor * b for a, b in zip(line, row, strict=True)]  # noqa: PLW2901
                line[enters] = -factor * row[enters]
                self.rows[other] = line
                self.right[other] -= factor * right
        factor = self.gains[enters]
        if factor:
            self.gains = [a - factor * b for a, b in zip(self.gains, row, strict=True)]
            self.gains[enters] = -factor * row[enters]
        self.rows[at], self.right[at] = row, right
        self.basic[at], self.others[enters] = self.others[enters], self.basic[at]
        self.at_high[enters] = leaves_high

    def worst(
        self, values: Sequence[float], lows: Sequence[int], highs: Sequence[int]
    ) -> tuple[int, float, bool]:
        """The row whose column is furthest out of its bounds, how far, and whether below; or -1."""
        count = len(lows)
        worst, row, is_low = 1e-7, -1, False
        for at, (basic, value) in enumerate(zip(self.basic, values, strict=True)):
            low, high = (0, inf) if basic >= count else (lows[basic], highs[basic])
            if low - value > worst:
                worst, row, is_low = low - value, at, True
            elif value - high > worst:
                worst, row, is_low = value - high, at, False
        return row, worst, is_low

    def turn(self, lows: Sequence[int], highs: Sequence[int]) -> None:
        """Put each column that is not basic at the bound that is better for it."""
        for at, (other, gain) in enumerate(zip(self.others, self.gains, strict=True)):
            if other < len(lows) and lows[other] != highs[other]:
                self.at_high[at] = gain > 0
            elif other >= len(lows):
                self.at_high[at] = False

    def entering(
        self, row: int, missing: float, lows: Sequence[int], highs: Sequence[int], *, is_low: bool
    ) -> int:
        """The column to make basic, after turning those that are passed on the way; -1: none."""
        line, gains = self.rows[row], self.gains
        ways = []
        for at, factor in enumerate(line):
            if abs(factor) <= _TINY:
                continue
            other = self.others[at]
            if other < len(lows) and lows[other] == highs[other]:
                continue
            grows = (factor < 0) != self.at_high[at]
            if grows == is_low:
                ways.append((abs(gains[at] / factor), -abs(factor), at))
        ways.sort()
        for _, factor, at in ways:
            if self.others[at] >= len(lows) or missing + factor <= _TINY:
                return at
            missing += factor
            self.at_high[at] = not self.at_high[at]
        return -1
