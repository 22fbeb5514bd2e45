"""This file works out for a scope which of its projects are worth most within what there is.

What there is is the funding that the scope and all below it have, else the budget of the scope;
the worth of a project is its monetised benefits and its cost the budget. The rules of the store and
the capacity of roles hold too.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.selection.problem import (
    OUT,
    SelectionLimit,
    SelectionProblem,
    later_starts,
)
from pmtui.figures.selection.selecting import Selection, Step, frontier, select, with_all_but
from pmtui.figures.selection.why_out import left_out, reason_in_words
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.query.choosing import Asked, candidates_in, pose
from pmtui.query.values.formatting import money_text

_CHOICE_LOOKS: Final = 1_800
"""Candidates looked at for a choice while somebody waits, over all of its branches; `pmtui select`
takes its time.
"""
_LOOKS: Final = 6_000
"""Candidates looked at for the efficient frontier, over all of its branches."""
_BUDGETS: Final = 12
"""Budgets tried where there are too many steps to find each."""


class CandidateVerdict(msgspec.Struct, frozen=True):
    """What came out for one project; amounts in the base currency."""

    is_in: bool
    reason: str = ""
    """Why it is out, or begins later; empty where it is in as planned."""
    is_under_way: bool = False
    """Whether it goes on, and nobody weighs it."""
    cost: Money | None = None
    worth: Money | None = None


class Decided(msgspec.Struct, frozen=True):
    """What came out for a scope."""

    selection: Selection
    verdicts: Mapping[int, CandidateVerdict]
    """By project."""
    there_is: Money | None
    """What there is to spend; None where nothing says so."""
    reason: str = ""
    """Why that is not known, where something is given."""


class Frontier(msgspec.Struct, frozen=True):
    """What each smaller budget is worth, the smallest first."""

    steps: tuple[Step, ...] = ()
    """Every budget from which there is more to be had, with its sets; empty where there are too
    many to find while somebody waits.
    """
    tried: tuple[Selection, ...] = ()
    """Then the best that was found for some budgets, each the only limit of its problem."""


class _SelectionAnswers:
    """What was asked for, until the next edit."""

    def __init__(self) -> None:
        self.known: dict[int, Decided] = {}
        self.frontiers: dict[int, Frontier] = {}

    def next(self, _figures: Figures, _touched: frozenset[tuple[str, int]]) -> "_SelectionAnswers":
        """None of them: an edit may change any."""
        return _SelectionAnswers()


def decided(figures: Figures, scope: int) -> Decided:
    """Which projects of a scope are worth most within what there is; 0 for the whole store."""
    known = figures.part("selection", lambda _sheet: _SelectionAnswers()).known
    if scope not in known:
        known[scope] = _decided(figures, scope)
    return known[scope]


def frontier_of(figures: Figures, scope: int) -> Frontier:
    """The efficient frontier of a scope up to what there is; nothing where nothing limits it."""
    answers = figures.part("selection", lambda _sheet: _SelectionAnswers()).frontiers
    if scope not in answers:
        answer = decided(figures, scope)
        posed = answer.selection.problem
        answers[scope] = _frontier(posed) if answer.there_is and posed.candidates else Frontier()
    return answers[scope]


def _frontier(problem: SelectionProblem) -> Frontier:
    most = _LOOKS // len(problem.candidates)
    steps = tuple(frontier(problem, 0, _after(most)))
    if steps and not steps[-1].budget and all(step.is_whole for step in steps):
        return Frontier(steps[::-1])
    there_is = problem.limits[0].most
    tried: list[Selection] = []
    for at in range(_BUDGETS + 1):
        smaller = with_all_but(problem, 0, there_is * at // _BUDGETS)
        tried.append(select(smaller, _after(max(most // _BUDGETS, 1))))
    return Frontier(tried=tuple(tried))


def _decided(figures: Figures, scope: int) -> Decided:
    posed = pose(figures, scope, Asked())
    problem = posed.problem
    selection = select(problem, _after(_CHOICE_LOOKS // max(len(problem.candidates), 12)))
    base = figures.rates.base
    ids = {row.key: row.id for row in candidates_in(figures, scope)}
    why = {
        problem.candidates[at].key: reason_in_words(
            reason,
            lambda place: problem.candidates[place].key,
            amount_text,
        )
        for at, reason in left_out(problem, selection.answer)
    }
    verdicts = {ids[key]: CandidateVerdict(is_in=False, reason=why) for key, why in posed.excluded}
    goes_on = CandidateVerdict(False, "under way: its cost comes first", is_under_way=True)
    verdicts |= {ids[key]: goes_on for key in posed.under_way if key in ids}
    later = dict(later_starts(problem, selection.answer))
    has_budget = bool(problem.limits) and problem.limits[0].kind == "budget"
    for at, candidate in enumerate(problem.candidates):
        way, by = candidate.choices[0], later.get(candidate.key, 0)
        verdicts[ids[candidate.key]] = CandidateVerdict(
            is_in=bool(selection.answer) and selection.answer[at] != OUT,
            reason=f"begins {by} months later" if by else why.get(candidate.key, ""),
            cost=Money(way.uses[0], base) if has_budget else None,
            worth=Money(way.value, base),
        )
    there_is = Money(problem.limits[0].most, base) if has_budget else None
    return Decided(selection, verdicts, there_is, posed.reason)


def amount_text(limit: SelectionLimit, units: int) -> str:
    """Units of a limit as people read them."""
    if limit.kind == "budget":
        return money_text(Money(units, limit.unit))
    return f"{units:,} {limit.unit}".rstrip()


def _after(branches: int) -> Callable[[], bool]:
    """Says that it is enough once so many branches were looked at."""
    turns = iter(range(branches))
    return lambda: next(turns, None) is None


def ratio_of(verdict: CandidateVerdict) -> Decimal | None:
    """What a project is worth for each unit it costs; None where either is missing."""
    if verdict.cost is None or verdict.worth is None or not verdict.cost.amount:
        return None
    return Decimal(verdict.worth.amount) / verdict.cost.amount
