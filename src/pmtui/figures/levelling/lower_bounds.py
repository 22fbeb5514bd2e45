"""This file bounds the makespan of a resource-constrained problem from below, and checks schedules.

The bounds and the check use nothing of what generates schedules.
"""

from collections.abc import Iterator, Sequence

from pmtui.figures.levelling.resource_problem import ResourceProblem


def lower_bound(problem: ResourceProblem) -> int:
    """A makespan that no schedule is below, in steps.

    The longest chain of waits; for each resource the work (energy) between every head and every
    tail that some activity has, spread evenly; and what is reserved.
    """
    if not problem.size:
        return 0
    heads, tails = problem.heads, problem.tails
    chain = max(map(int.__add__, heads, tails))
    energies = (_energy_bound(problem, place) for place in range(len(problem.capacities)))
    return max(chain, *energies, 0)


def _energy_bound(problem: ResourceProblem, place: int) -> int:
    """The bound of one resource: first start, work of those from then on, rest of the chain."""
    capacity = problem.capacities[place]
    rows = sorted(
        (
            (problem.heads[number], problem.tails[number] - steps, steps * demand[place])
            for number, (steps, demand) in enumerate(
                zip(problem.durations, problem.demands, strict=True)
            )
            if steps and demand[place]
        ),
        reverse=True,
    )
    best = 0
    for after in sorted({row[1] for row in rows}):
        work = 0
        for head, left, energy in rows:
            if left >= after:
                work += energy
                best = max(best, head - (-work // capacity) + after)
    return best


def breaches(problem: ResourceProblem, starts: Sequence[int]) -> Iterator[str]:
    """What a schedule does not keep, in words: waits, and capacities step by step."""
    for wait in problem.waits:
        if starts[wait.successor] < starts[wait.predecessor] + wait.steps:
            yield f"activity {wait.successor} does not wait for {wait.predecessor}"
    for number, start in enumerate(starts):
        if start < 0:
            yield f"activity {number} starts before the beginning"
    for place, capacity in enumerate(problem.capacities):
        use: dict[int, int] = {}
        blocks = [(block.start, block.finish, block.demand[place]) for block in problem.reserved]
        ends = zip(starts, problem.durations, problem.demands, strict=True)
        blocks += [(start, start + steps, demand[place]) for start, steps, demand in ends]
        for first, last, need in blocks:
            for step in range(first, last):
                use[step] = use.get(step, 0) + need
        for step, needed in sorted(use.items()):
            if needed > capacity:
                yield f"step {step} needs {needed} of {capacity} of resource {place}"
