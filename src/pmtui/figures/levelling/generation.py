"""This file generates schedules from orders: serial, parallel, and by justification.

Kolisch, R. (1996): Serial and parallel resource-constrained project scheduling methods revisited.
Valls, V., Ballestin, F., Quintanilla, S. (2005): Justification and RCPSP.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

from pmtui.figures.levelling.resource_problem import ResourceProblem


def serial(
    problem: ResourceProblem, order: Sequence[int], taken: Sequence[tuple[int, int, int]] = ()
) -> list[int]:
    """Starts of a schedule that places one activity after another where it first fits.

    Args:
        problem: the problem.
        order: its activities, predecessors first.
        taken: what is reserved: from a step to a step, and how much in one integer.

    Returns:
        The start of each activity, by its number.
    """
    left = _capacity_left(problem, taken)
    guard, durations, packed = problem.guard, problem.durations, problem.packed
    predecessors = problem.predecessors
    starts = [0] * problem.size
    for number in order:
        start = 0
        for predecessor, steps in predecessors[number]:
            bound = starts[predecessor] + steps
            if bound > start:  # noqa: PLR1730  (a call would double the time of the pass)
                start = bound
        duration, demand = durations[number], packed[number]
        if duration and demand:
            low, high = start, start + duration
            while True:
                # From the end: a step without room moves the start behind it at once.
                step = high - 1
                while step >= low and (left[step] - demand) & guard == guard:
                    step -= 1
                if step < low:
                    break
                start, low = step + 1, high
                high = start + duration
            for step in range(start, high):
                left[step] -= demand
        starts[number] = start
    return starts


def _capacity_left(problem: ResourceProblem, taken: Sequence[tuple[int, int, int]]) -> list[int]:
    """What is left of the resources in each step, in one integer."""
    left = [problem.full] * (problem.horizon + max((block[1] for block in taken), default=0))
    for first, last, demand in taken:
        for step in range(max(first, 0), last):
            left[step] -= demand
    return left


def parallel(problem: ResourceProblem, order: Sequence[int]) -> list[int]:
    """Starts of a schedule that goes through time and starts what fits, the first in order first.

    No resource is left idle that an activity could use at once (a non-delay schedule). What is
    reserved is not looked at.
    """
    place = [0] * problem.size
    for at, number in enumerate(order):
        place[number] = at
    durations, packed, guard = problem.durations, problem.packed, problem.guard
    missing = [len(edges) for edges in problem.predecessors]
    starts = [0] * problem.size
    waiting = [(0, number) for number, count in enumerate(missing) if not count]
    ready: list[tuple[int, int]] = []
    running: list[tuple[int, int]] = []
    free, now, unplaced = problem.full, 0, problem.size
    while unplaced:
        while waiting and waiting[0][0] <= now:
            number = heappop(waiting)[1]
            ready.append((place[number], number))
        ready.sort()
        blocked: list[tuple[int, int]] = []
        for entry in ready:
            number = entry[1]
            demand = packed[number] if durations[number] else 0
            if (free - demand) & guard != guard:
                blocked.append(entry)
                continue
            starts[number] = now
            unplaced -= 1
            if demand:
                free -= demand
                heappush(running, (now + durations[number], demand))
            _release(problem, number, missing, starts, waiting)
        ready = blocked
        if waiting and waiting[0][0] <= now:
            continue
        moments = [moment for moment, _ in (*running[:1], *waiting[:1])]
        now = min(moments, default=now)
        while running and running[0][0] <= now:
            free += heappop(running)[1]
    return starts


def _release(
    problem: ResourceProblem,
    number: int,
    missing: list[int],
    starts: Sequence[int],
    waiting: list[tuple[int, int]],
) -> None:
    """Let the successors wait for their time whose predecessors all have started."""
    for successor, _ in problem.successors[number]:
        missing[successor] -= 1
        if not missing[successor]:
            bounds = [starts[other] + steps for other, steps in problem.predecessors[successor]]
            heappush(waiting, (max(0, *bounds), successor))


def justified(problem: ResourceProblem, starts: Sequence[int]) -> list[int]:
    """Starts after all moved as late as they can be, and then as early: never a longer schedule."""
    mirror, durations = problem.mirror, problem.durations
    end = problem.makespan(starts)
    taken = [(end - last, end - first, demand) for first, last, demand in problem.taken]
    backward = [end - start - steps for start, steps in zip(starts, durations, strict=True)]
    late = serial(mirror, mirror.by_start(backward), taken)
    end = problem.makespan(late)
    forward = [end - start - steps for start, steps in zip(late, durations, strict=True)]
    return serial(problem, problem.by_start(forward), problem.taken)
