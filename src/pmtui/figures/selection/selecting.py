"""This file answers a choice among candidates: the best set, its equals, its frontier.

An answer is *optimal* only where the bound, rounded to the unit of value, is the value itself;
else it is *feasible*, with the gap. Value and limits are those of `problem`, in whole numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from pmtui.figures.selection.branch_and_bound import best_columns
from pmtui.figures.selection.problem import (
    OUT,
    Answer,
    SelectionProblem,
    broken_limits,
    is_allowed,
    used_by,
    value_of,
)
from pmtui.figures.selection.program import (
    Found,
    Program,
    Row,
    answer_of,
    overdrawn,
    program_of,
    without,
)

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


def select(
    problem: SelectionProblem,
    enough: Enough,
    solver: Solver = best_columns,
    *,
    but: Sequence[Answer] = (),
) -> Selection:
    """The best set of candidates.

    Args:
        problem: what there is to choose from.
        enough: whether to stop.
        solver: what solves.
        but: sets that may not come out again.

    Raises:
        WrongAnswerError: the solver's answer does not hold in whole numbers.
    """
    program = program_of(problem)
    return _selected(problem, without(program, but) if but else program, enough, solver)


def best_within(
    problem: SelectionProblem,
    program: Program,
    enough: Enough,
    solver: Solver = best_columns,
) -> Found:
    """The best columns, with the conditions added that come to matter on the way."""
    while True:
        result = solver(program, None, enough)
        broken: tuple[Row, ...] = ()
        if result.columns is not None:
            broken = overdrawn(problem, program, answer_of(program, result.columns))
        if not broken:
            return result
        if enough():
            return Found(None, 0, result.bound)
        program = msgspec.structs.replace(program, rows=(*program.rows, *broken))


def _selected(
    problem: SelectionProblem, program: Program, enough: Enough, solver: Solver = best_columns
) -> Selection:
    result = best_within(problem, program, enough, solver)
    if result.columns is None:
        status: Status = "infeasible" if result.bound is None else "unknown"
        return Selection(problem, status, bound=result.bound or 0)
    answer = _earliest(problem, answer_of(program, result.columns))
    if not is_allowed(problem, answer):
        raise WrongAnswerError(f"an answer breaks a limit or a rule: {answer}")
    value = value_of(problem, answer)
    bound = value if result.bound is None else max(result.bound, value)
    return Selection(problem, "optimal" if bound == value else "feasible", answer, value, bound)


def _earliest(problem: SelectionProblem, answer: Answer) -> Answer:
    """The same set begun as early as it is worth as much and keeps every limit."""
    has_parts = any(limit.parts for limit in problem.limits)
    pairs = zip(problem.limits, used_by(problem, answer), strict=True)
    room = [limit.most - used for limit, used in pairs]
    for at, place in enumerate(answer):
        choices = problem.candidates[at].choices
        if place == OUT or len(choices) == 1:
            continue
        now = choices[place]
        for way in sorted(range(len(choices)), key=lambda way: choices[way].shift):
            other = choices[way]
            if other.shift >= now.shift:
                break
            more = [use - before for use, before in zip(other.uses, now.uses, strict=True)]
            earlier = (*answer[:at], way, *answer[at + 1 :])
            fits = (
                not broken_limits(problem, earlier)
                if has_parts
                else all(use <= have for use, have in zip(more, room, strict=True))
            )
            if other.value >= now.value and fits:
                answer = earlier
                room = [have - use for have, use in zip(room, more, strict=True)]
                break
    return answer


def with_all_but(problem: SelectionProblem, at: int, most: int) -> SelectionProblem:
    """The problem with another amount of one limit."""
    changed = msgspec.structs.replace(problem.limits[at], most=most)
    limits = (*problem.limits[:at], changed, *problem.limits[at + 1 :])
    return msgspec.structs.replace(problem, limits=limits)


def cheapest(
    problem: SelectionProblem, at: int, value: int, enough: Enough, solver: Solver = best_columns
) -> Selection:
    """The set worth at least `value` that uses the least of one limit that has no parts."""
    program = program_of(problem)
    worth = Row(tuple(range(len(program.gains))), tuple(-gain for gain in program.gains), -value)
    uses = [choice.uses[at] for candidate in problem.candidates for choice in candidate.choices]
    gains = (*(-use for use in uses), *(0 for _ in program.gains[len(uses) :]))
    other = msgspec.structs.replace(program, gains=gains, rows=(*program.rows, worth))
    found = best_within(problem, other, enough, solver)
    if found.columns is None:
        return Selection(problem, "infeasible" if found.bound is None else "unknown")
    answer = answer_of(program, found.columns)
    status: Status = "optimal" if found.is_proved else "feasible"
    reached = value_of(problem, answer)
    return Selection(problem, status, answer, reached, reached)


def ties(
    problem: SelectionProblem,
    value: int,
    enough: Enough,
    *,
    most: int = 8,
    solver: Solver = best_columns,
    known: Sequence[Answer] = (),
) -> tuple[list[Answer], bool]:
    """Every set of the best value, and whether those are all; `most` at most."""
    equal = [*known]
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

    def best_for(budget: int) -> Selection:
        return select(with_all_but(problem, at, budget), enough, solver)

    def tried(budget: int) -> int:
        return budget * steps // most * most // steps if steps and most else budget

    if not problem.candidates:
        return
    above, best = most, best_for(tried(most))
    while best.status == "optimal":
        cost = best.used[at]
        lower = best_for(cost - 1)
        while lower.status == "optimal" and lower.value == best.value and cost > 0:
            best, cost = lower, lower.used[at]
            lower = best_for(cost - 1)
        within = with_all_but(problem, at, above)
        sets, is_whole = ties(within, best.value, enough, solver=solver, known=(best.answer,))
        sets.sort(key=lambda answer: (used_by(problem, answer)[at], _names(answer)))
        is_least = lower.status in {"optimal", "infeasible"}
        yield Step(cost, best.value, tuple(sets), is_whole and is_least)
        above = cost - 1
        if above < 0:
            return
        best = best_for(tried(above)) if steps else lower


def _names(answer: Answer) -> tuple[bool, ...]:
    return tuple(place == OUT for place in answer)
