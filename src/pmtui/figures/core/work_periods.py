"""This file holds when something is worked on, and how much working time lies in that."""

from collections.abc import Callable, Sequence

import msgspec


class WorkPeriods(msgspec.Struct, frozen=True, gc=False):
    """The parts of a task in order, from moment to moment; moments are minutes since year 1."""

    parts: tuple[tuple[int, int], ...]
    """At least one."""
    count: Callable[[int, int], int]
    """Working minutes from one moment to another."""

    @property
    def start(self) -> int:
        """When the first part begins."""
        return self.parts[0][0]

    @property
    def minutes(self) -> int:
        """Working minutes of all parts."""
        return sum(self.count(start, finish) for start, finish in self.parts)

    def shares(self, begins: Sequence[int], most: int | None = None) -> list[int]:
        """How many of the first minutes lie in each of some stretches of time.

        Args:
            begins: when the stretches begin, in order; what is before the first is the first's.
            most: how many minutes are shared out; all where it is None.
        """
        minutes = [0] * len(begins)
        left = self.minutes if most is None else most
        for start, finish in self.parts:
            for place, begin in enumerate(begins):
                first = max(start, begin) if place else start
                last = min(finish, begins[place + 1]) if place + 1 < len(begins) else finish
                if first < last:
                    worked = min(max(self.count(first, last), 0), left)
                    minutes[place] += worked
                    left -= worked
        return minutes


def by_clock(start: int, finish: int) -> int:
    """Minutes from one moment to another, nights and days off too."""
    return finish - start
