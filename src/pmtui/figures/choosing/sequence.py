"""This file puts what was chosen in order: each begins as early as those before it leave room for.

One after the other, the highest rank first, each takes the earliest start at which what it needs is
over and no limit of people or money is broken. What was in the way of a start before that is kept.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from pmtui.figures.selection.problem import (
    OUT,
    SelectionLimit,
    SelectionProblem,
    broken_limits,
)


class JobDays(msgspec.Struct, frozen=True):
    """The days on which a candidate begins and ends, by the start that is taken."""

    begins: tuple[int, ...]
    ends: tuple[int, ...]


class JobStart(msgspec.Struct, frozen=True):
    """Which start a candidate takes, and what was in the way of the one before it."""

    at: int
    place: int
    """Of its choices; `OUT` where none of them is possible."""
    waits_for: tuple[int, ...] = ()
    """What it needs that is not over by then."""
    lacks: tuple[tuple[SelectionLimit, int], ...] = ()
    """Limits that it would break, with what is missing of each."""


def sequenced(
    problem: SelectionProblem,
    jobs: Mapping[int, JobDays],
    needs: Iterable[tuple[int, int]],
    order: Sequence[int],
) -> list[JobStart]:
    """The starts of candidates in the order in which they were given them.

    Args:
        problem: candidates whose choices are starts, the earliest first.
        jobs: their days, by their places among the candidates; of those that are put in order.
        needs: pairs of places: the first begins when the second is over.
        order: the places, the one that goes first first.
    """
    before: dict[int, set[int]] = {at: set() for at in jobs}
    for after, needed in needs:
        if after in jobs and needed in jobs and after != needed:
            before[after].add(needed)
    answer = [OUT] * len(problem.candidates)
    starts: dict[int, JobStart] = {}
    left = [at for at in order if at in jobs]
    while left:
        free = (at for at in left if before[at] <= starts.keys())
        at = next(free, left[0])  # where they wait for each other none of them has a start
        left.remove(at)
        starts[at] = _start(problem, jobs, answer, at, sorted(before[at]))
        answer[at] = starts[at].place
    return [*starts.values()]


def _start(
    problem: SelectionProblem,
    jobs: Mapping[int, JobDays],
    answer: Sequence[int],
    at: int,
    needed: Sequence[int],
) -> JobStart:
    """The earliest start of one candidate beside those that have one already."""
    never = tuple(other for other in needed if answer[other] == OUT)
    if never:
        return JobStart(at, OUT, never)
    waits: tuple[int, ...] = ()
    lacks: tuple[tuple[SelectionLimit, int], ...] = ()
    for place, begins in enumerate(jobs[at].begins):
        open_yet = tuple(other for other in needed if jobs[other].ends[answer[other]] >= begins)
        if open_yet:
            waits, lacks = open_yet, ()
            continue
        tried = (*answer[:at], place, *answer[at + 1 :])
        broken = broken_limits(problem, tried)
        if not broken:
            return JobStart(at, place, waits, lacks)
        waits, lacks = (), tuple((limit, used - limit.most) for limit, used in broken)
    return JobStart(at, OUT, waits, lacks)
