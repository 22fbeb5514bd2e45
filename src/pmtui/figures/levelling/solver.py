"""This file shortens a schedule by CP-SAT, the constraint solver of OR-Tools, within a limit."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from pmtui.figures.levelling.genetic_search import FoundSchedule
from pmtui.figures.levelling.resource_problem import ResourceProblem

_ONE_WORKER = 1
"""Several would find more in the same time, but not the same twice."""


_WORK_OF_A_SECOND: Final = 1 / 2
"""What the solver counts as work of a second; most machines take less than one for it."""


class MissingSolverError(ImportError):
    """Says that the solver is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "the solver is OR-Tools, which is not installed: pip install 'pmtui[levelling]'"
        )


class Solved(Struct, frozen=True):
    """What the solver came to."""

    schedule: FoundSchedule
    """The shortest that is known."""
    bound: int
    """A makespan that no schedule is below, in steps."""


def solved(
    problem: ResourceProblem, known: FoundSchedule, bound: int, *, seed: int, seconds: float
) -> Solved:
    """A shorter schedule than one that is known, or the proof that there is none, as far as it got.

    It ends by the work it has done, so that the same seed gives the same schedule, or where a slow
    machine has not done it by then, by the time.

    Args:
        problem: the problem.
        known: a schedule of it, which is what comes back where none is found that is shorter.
        bound: a makespan that is known to be the least.
        seed: of the solver.
        seconds: how long it works at most.

    Raises:
        MissingSolverError: OR-Tools is not installed.
    """
    if known.makespan <= bound:
        return Solved(known, bound)
    try:
        starts, least = _shorter(problem, known, bound, seed=seed, seconds=seconds)
    except ImportError as error:
        raise MissingSolverError from error
    if not starts or problem.makespan(starts) >= known.makespan:
        return Solved(known, max(bound, least))
    return Solved(FoundSchedule(problem.makespan(starts), starts), max(bound, least))


def _shorter(
    problem: ResourceProblem, known: FoundSchedule, bound: int, *, seed: int, seconds: float
) -> tuple[tuple[int, ...], int]:
    """The starts found, none where there are none, and the bound that the solver proved."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    starts = [
        model.new_int_var(head, max(known.makespan - tail, head), "")
        for head, tail in zip(problem.heads, problem.tails, strict=True)
    ]
    for wait in problem.waits:
        model.add(starts[wait.successor] >= starts[wait.predecessor] + wait.steps)
    for place, capacity in enumerate(problem.capacities):
        uses = [
            (
                model.new_fixed_size_interval_var(at if number < 0 else starts[number], steps, ""),
                need,
            )
            for number, at, steps, need in _uses(problem, place)
        ]
        model.add_cumulative([use for use, _ in uses], [need for _, need in uses], capacity)
    end = model.new_int_var(bound, known.makespan, "")
    for start, steps in zip(starts, problem.durations, strict=True):
        model.add(end >= start + steps)
    for variable, value in zip(starts, known.starts, strict=True):
        model.add_hint(variable, value)
    model.minimize(end)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = _ONE_WORKER
    solver.parameters.interleave_search = True
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = seconds * _WORK_OF_A_SECOND
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return (), bound
    return tuple(int(solver.value(start)) for start in starts), round(solver.best_objective_bound)


def _uses(problem: ResourceProblem, place: int) -> Iterator[tuple[int, int, int, int]]:
    """Each use of a resource: by which activity, or -1 and from when; for how long, how much."""
    for number, (steps, demand) in enumerate(zip(problem.durations, problem.demands, strict=True)):
        if steps and demand[place]:
            yield number, 0, steps, demand[place]
    for block in problem.reserved:
        if block.demand[place]:
            yield -1, block.start, block.finish - block.start, block.demand[place]
