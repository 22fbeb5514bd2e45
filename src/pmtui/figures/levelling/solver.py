"""This file shortens a schedule by CP-SAT, the constraint solver of OR-Tools, within a limit."""

from typing import Final

from msgspec import Struct

from pmtui.figures.levelling.genetic_search import FoundSchedule
from pmtui.figures.levelling.resource_problem import ResourceProblem

_ONE_WORKER = 1
"""Several would find more in the same time, but not the same twice."""


_WORK_OF_A_SECOND: Final = 1 / 6
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
    try:
        from ortools.sat.python import cp_model
    except ImportError as error:
        raise MissingSolverError from error
    if known.makespan <= bound:
        return Solved(known, bound)
    model = cp_model.CpModel()
    heads, tails = problem.heads, problem.tails
    starts = [
        model.new_int_var(head, max(known.makespan - tail, head), "")
        for head, tail in zip(heads, tails, strict=True)
    ]
    for wait in problem.waits:
        model.add(starts[wait.successor] >= starts[wait.predecessor] + wait.steps)
    for place, capacity in enumerate(problem.capacities):
        uses = [
            (model.new_fixed_size_interval_var(starts[number], steps, ""), need[place])
            for number, (steps, need) in enumerate(
                zip(problem.durations, problem.demands, strict=True)
            )
            if steps and need[place]
        ]
        uses += [
            (
                model.new_fixed_size_interval_var(block.start, block.finish - block.start, ""),
                block.demand[place],
            )
            for block in problem.reserved
            if block.demand[place]
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
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = seconds * _WORK_OF_A_SECOND
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Solved(known, bound)
    found = tuple(int(solver.value(start)) for start in starts)
    best = FoundSchedule(problem.makespan(found), found)
    return Solved(
        min(best, known, key=lambda row: row.makespan),
        max(bound, round(solver.best_objective_bound)),
    )
