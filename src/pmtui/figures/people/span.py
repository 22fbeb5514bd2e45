"""This file adds up by period what lies on days."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """Some periods in order, without a gap."""

    first: int
    """Ordinal of the first day."""
    ends: tuple[int, ...]
    """Of the last day of each."""

    def begin(self, at: int) -> int:
        """Ordinal of the first day of a period."""
        return self.ends[at - 1] + 1 if at else self.first

    def sums(self, days: Sequence[float]) -> list[float]:
        """What the values of days come to in each period."""
        places = ((self.begin(at), end) for at, end in enumerate(self.ends))
        return [sum(days[begin - self.first : end - self.first + 1]) for begin, end in places]

    def minutes(self, days: Mapping[int, float]) -> list[float]:
        """What the values of days, which are in order, come to in each period."""
        ends, at = self.ends, 0
        total, end = [0.0] * len(ends), ends[0]
        for day, minutes in days.items():
            while day > end:
                at += 1
                end = ends[at]
            total[at] += minutes
        return total
