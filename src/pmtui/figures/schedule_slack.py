"""This file counts slack: how far a task may move before it moves the plan, or the next task."""

from collections.abc import Iterable, Sequence
from typing import Self

from pmtui.figures.schedule_node import Edge, Pace

Ends = tuple[int, int]
"""Start and finish."""


class Span:
    """Dates of a task or of a summary, for the summary above it."""

    __slots__ = ("done", "early", "late", "shown", "started")

    def __init__(self, shown: Ends, early: Ends, late: Ends, *, started: bool, done: bool) -> None:
        self.shown = shown
        """Planned or actual start and finish."""
        self.early = early
        self.late = late
        self.started = started
        self.done = done

    @classmethod
    def around(cls, parts: Sequence[Self]) -> Self:
        """From the first start to the last finish of some parts; nothing at all at moment 0."""
        if not parts:
            return cls((0, 0), (0, 0), (0, 0), started=False, done=True)
        return cls(
            _around(part.shown for part in parts),
            _around(part.early for part in parts),
            _around(part.late for part in parts),
            started=any(part.started for part in parts),
            done=all(part.done for part in parts),
        )


def _around(ends: Iterable[Ends]) -> Ends:
    starts, finishes = zip(*ends, strict=True)
    return min(starts), max(finishes)


def total_slack(time: Pace, early: Ends, late: Ends, *, started: bool) -> int:
    """Working minutes a task may slip before the plan does: the least of LS - ES and LF - EF.

    Of a task that has started only its finish can slip. Negative when a date cannot be kept.
    """
    finish_slack = time.between(early[1], late[1])
    if started:
        return finish_slack
    return min(time.between(early[0], late[0]), finish_slack)


def free_slack(time: Pace, dates: Ends, takers: Iterable[tuple[Edge, Ends]], total: int) -> int:
    """Working minutes a task may slip before any of its takers does; never negative.

    The least of the total slack and, over the takers that are still open, FS: ES - EF - lag,
    SS: ES - ES - lag, FF: EF - EF - lag, SF: EF - ES - lag.
    """
    least = total
    for edge, (start, finish) in takers:
        limit = start if edge.type in {"FS", "SS"} else finish
        if edge.lag:
            limit = edge.lag_time.before(limit, edge.lag)
        slack = time.between(dates[edge.type in {"FS", "FF"}], limit)
        if slack < least:
            least = slack
    return max(least, 0)
