"""This file adds up money that comes over time: at a beginning, evenly, and at an end."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import add
from typing import Protocol

import msgspec

from pmtui.figures.core.rounding import half_up


class MoneyFlow(Protocol):
    """Money that comes between two moments, in minutes since year 1."""

    @property
    def start(self) -> int:
        """Nothing has come by then."""
        ...

    @property
    def finish(self) -> int:
        """All has come by then."""
        ...

    @property
    def total(self) -> int:
        """All of it, in minor units."""
        ...

    def value(self, at: int) -> int:
        """What has come by a moment."""
        ...


class EvenFlow(msgspec.Struct, frozen=True, gc=False):
    """Money that comes evenly by the clock, and some of it at either end."""

    start: int
    finish: int
    at_start: int
    over_time: int
    total: int
    """All of it, in minor units; what comes neither at the start nor over time does at the end."""

    def value(self, at: int) -> int:
        """What has come by a moment, rounded half up."""
        if at >= self.finish:
            return self.total
        if at <= self.start:
            return 0
        start, over_time = self.start, self.over_time
        span = self.finish - start
        if over_time < 0:
            return self.at_start + half_up(over_time * (at - start), span)
        return self.at_start + (2 * over_time * (at - start) + span) // (2 * span)

    def share(self, top: int, bottom: int) -> "EvenFlow":
        """A share of it, given as a fraction, that comes in the same time."""
        parts = (self.at_start, self.over_time, self.total)
        return EvenFlow(self.start, self.finish, *(half_up(part * top, bottom) for part in parts))


class PostedFlow(msgspec.Struct, frozen=True, gc=False):
    """Money that comes at some moments, in order, with what has come by each."""

    moments: tuple[int, ...]
    sums: tuple[int, ...]

    @property
    def start(self) -> int:
        """Nothing has come by then."""
        return self.moments[0] - 1

    @property
    def finish(self) -> int:
        """All has come by then."""
        return self.moments[-1]

    @property
    def total(self) -> int:
        """All of it, in minor units."""
        return self.sums[-1]

    def value(self, at: int) -> int:
        """What has come by a moment."""
        place = bisect_right(self.moments, at)
        return self.sums[place - 1] if place else 0


def posted_flow(postings: Iterable[tuple[int, int]]) -> PostedFlow:
    """Money that comes at moments, each with its amount in minor units; at least one."""
    ordered = sorted(postings)
    sums = tuple(accumulate(amount for _, amount in ordered))
    return PostedFlow(tuple(at for at, _ in ordered), sums)


def come_by(flows: Iterable[MoneyFlow], at: int) -> int:
    """What has come by a moment."""
    return sum([flow.total if at >= flow.finish else flow.value(at) for flow in flows])


def accumulated(flows: Iterable[MoneyFlow], moments: Sequence[int]) -> list[int]:
    """What has come by each of some moments in order; each flow is looked at once.

    A flow is asked only for the moments within it, so that many short ones cost little.
    """
    steps, within = [0] * (len(moments) + 1), [0] * len(moments)
    for flow in flows:
        start, finish = flow.start, flow.finish
        first, last = bisect_right(moments, start), bisect_left(moments, finish)
        steps[last] += flow.total
        if first >= last:
            continue
        if flow.__class__ is EvenFlow and flow.over_time >= 0:
            # As `EvenFlow.value`, for many.
            span, over_time = finish - start, 2 * flow.over_time
            doubled = 2 * span
            ahead = span + doubled * flow.at_start - over_time * start
            for place in range(first, last):
                within[place] += (over_time * moments[place] + ahead) // doubled
            continue
        for place in range(first, last):
            within[place] += flow.value(moments[place])
    return [*map(add, accumulate(steps[:-1]), within)]
