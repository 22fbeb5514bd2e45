"""This file answers a choice among candidates: the best set, its equals, its frontier.

An answer is *optimal* only where the bound, rounded to the unit of value, is the value itself;
else it is *feasible*, with the gap. Value and limits are those of `problem`, in whole numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from pmtui.figures.selection.branch_and_bound import Found, best_columns
from pmtui.figures.selection.problem import (
    OUT,
    Answer,
    SelectionProblem,
    is_allowed,
    used_by,
    value_of,
)
from pmtui.figures.selection.program import Program, Row, answer_of, program_of, without

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
"""Proved best; good, with a gap; proved to have no answer; stopped before any was result."""
Enough = Callable[[], bool]
Solver = Callable[[Program, Sequence[int] | None, Enough], Found]
"""The best columns of a program, begun from some or from none, as far as there is time."""


class Selection(msgspec.Struct, frozen=True):
    """What was found for one problem."""

    problem: SelectionProblem
    status: Status
    answer: Answer = ()
    """Empty where there is none."""
    value: int = 0
    bound: int = 0
    """No set is worth more; the value itself where it is optimal."""

    @property
    def gap(self) -> float:
        """How much more there could be, as a share of the value."""
        return (self.bound - self.value) / max(abs(self.value), 1)

    @property
    def used(self) -> list[int]:
        """Of each limit."""
        return used_by(self.problem, self.answer) if self.answer else []


class Step(msgspec.Struct, frozen=True):
    """One step of the efficient frontier: from this much on there is that much to be had."""

    budget: int
    """The least that the value costs, in the limit's units."""
    value: int
    sets: tuple[Answer, ...]
    """Every set of that value, up to the next step, the cheapest first."""
    is_whole: bool = True
    """Whether those are all, and proved."""


class WrongAnswerError(ArithmeticError):
    """Says that a solver gave an answer that breaks a limit or a rule."""


def select(problem: SelectionProblem, enough: Enough, solver: Solver = best_columns) -> Selection:
    """The best set of candidates.

    Raises:
        WrongAnswerError: the solver's answer does not hold in whole numbers.
    """
    return _selected(problem, program_of(problem), enough, solver)


def _selected(
    problem: SelectionProblem, program: Program, enough: Enough, solver: Solver = best_columns
) -> Selection:
    result = solver(program, None, enough)
    if result.columns is None:
        status: Status = "infeasible" if result.bound is None else "unknown"
        return Selection(problem, status, bound=result.bound or 0)
    answer = answer_of(program, result.columns)
    if not is_allowed(problem, answer):
        raise WrongAnswerError(f"an answer breaks a limit or a rule: {answer}")
    value = value_of(problem, answer)
    bound = value if result.bound is None else max(result.bound, value)
    return Selection(problem, "optimal" if bound == value else "feasible", answer, value, bound)


def with_all_but(problem: SelectionProblem, at: int, most: int) -> SelectionProblem:
    """The problem with another amount of one limit."""
    changed = msgspec.structs.replace(problem.limits[at], most=most)
    limits = (*problem.limits[:at], changed, *problem.limits[at + 1 :])
    return msgspec.structs.replace(problem, limits=limits)


def cheapest(
    problem: SelectionProblem, at: int, value: int, enough: Enough, solver: Solver = best_columns
) -> Selection:
    """The set worth at least `value` that uses the least of one limit."""
    program = program_of(problem)
    worth = Row(tuple(range(len(program.gains))), tuple(-gain for gain in program.gains), -value)
    costs = [-choice.uses[at] for candidate in problem.candidates for choice in candidate.choices]
    gains = (*costs, *(0 for _ in problem.shared))
    other = msgspec.structs.replace(program, gains=gains, rows=(*program.rows, worth))
    result = solver(other, None, enough)
    if result.columns is None:
        return Selection(problem, "infeasible" if result.bound is None else "unknown")
    answer = answer_of(program, result.columns)
    status: Status = "optimal" if result.is_proved else "feasible"
    reached = value_of(problem, answer)
    return Selection(problem, status, answer, reached, reached)


def ties(
    problem: SelectionProblem,
    value: int,
    enough: Enough,
    most: int = 8,
    solver: Solver = best_columns,
) -> tuple[list[Answer], bool]:
    """Every set of the best value, and whether those are all; `most` at most."""
    equal: list[Answer] = []
    while len(equal) < most:
        other = _selected(problem, without(program_of(problem), equal), enough, solver)
        if other.status != "optimal" or other.value < value:
            return equal, other.status in {"optimal", "infeasible"}
        equal.append(other.answer)
    return equal, False


def frontier(
    problem: SelectionProblem,
    at: int,
    enough: Enough,
    steps: int = 0,
    solver: Solver = best_columns,
) -> Iterator[Step]:
    """The efficient frontier by one limit, from the whole of it down to what nothing comes below.

    Args:
        problem: whose.
        at: the limit.
        enough: whether to stop.
        steps: budgets to try between nothing and the whole; 0 for every one where the value rises.
        solver: what solves.
    """
    most = problem.limits[at].most
    above = most
    while above >= 0:
        budget = above * steps // most * most // steps if steps and most else above
        best = select(with_all_but(problem, at, budget), enough, solver)
        if best.status != "optimal":
            return
        least = cheapest(with_all_but(problem, at, budget), at, best.value, enough, solver)
        cost = used_by(problem, least.answer)[at] if least.answer else budget
        sets, is_whole = ties(with_all_but(problem, at, above), best.value, enough, solver=solver)
        sets.sort(key=lambda answer: (used_by(problem, answer)[at], _names(answer)))
        yield Step(cost, best.value, tuple(sets), is_whole and least.status == "optimal")
        above = cost - 1


def _names(answer: Answer) -> tuple[bool, ...]:
    return tuple(place == OUT for place in answer)
