"""This file works out for a scope which of its projects are worth most within what there is.

What there is is the funding that the scope and all below it have, else the budget of the scope;
the worth of a project is its monetised benefits and its cost the budget. The rules of the store and
the capacity of roles hold too.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.choosing.kept_selections import selection_of
from pmtui.figures.selection.problem import (
    OUT,
    Posed,
    at_any_time,
    chosen_keys,
    later_starts,
)
from pmtui.figures.selection.selecting import Selection
from pmtui.figures.selection.why_out import left_out, reason_in_words
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.query.choosing import Asked, candidates_in, pose
from pmtui.query.sequencing import StartOrder, amount_text, sequence_in


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
    is_open: bool = False
    """Whether a better set is still looked for."""


class _ScopeAnswers:
    """What came out for scopes, until the next edit."""

    def __init__(self) -> None:
        self.posed: dict[int, Posed] = {}
        self.known: dict[int, Decided] = {}

    def next(self, _figures: Figures, _touched: frozenset[tuple[str, int]]) -> "_ScopeAnswers":
        """None of them: an edit may change any."""
        return _ScopeAnswers()


def decided(figures: Figures, scope: int) -> Decided:
    """Which projects of a scope are worth most within what there is; 0 for the whole store."""
    answers = figures.part("decided", lambda _sheet: _ScopeAnswers())
    if scope not in answers.posed:
        answers.posed[scope] = pose(figures, scope, Asked())
    posed = answers.posed[scope]
    selection, is_open = selection_of(figures, posed.problem)
    known = answers.known.get(scope)
    if known is None or known.selection is not selection or known.is_open != is_open:
        known = answers.known[scope] = _decided(figures, scope, posed, selection, is_open=is_open)
    return known


def _decided(
    figures: Figures, scope: int, posed: Posed, selection: Selection, *, is_open: bool
) -> Decided:
    problem = posed.problem
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
    return Decided(selection, verdicts, there_is, posed.reason, is_open)


def ratio_of(verdict: CandidateVerdict) -> Decimal | None:
    """What a project is worth for each unit it costs; None where either is missing."""
    if verdict.cost is None or verdict.worth is None or not verdict.cost.amount:
        return None
    return Decimal(verdict.worth.amount) / verdict.cost.amount


MOST_IN_ORDER: Final = 12
"""Candidates up to which the order of their starts is worked out while somebody waits."""


def start_order(figures: Figures, scope: int) -> StartOrder | None:
    """In what order those start that are worth most, each when there is room for it.

    None where they are too many to work it out while somebody waits.
    """
    if sum(1 for _ in candidates_in(figures, scope)) > MOST_IN_ORDER:
        return None
    orders = figures.part("start order", lambda _sheet: _StartOrders())
    if scope not in orders.known:
        problem = at_any_time(pose(figures, scope, Asked()).problem)
        selection, _ = selection_of(figures, problem)
        keys = chosen_keys(problem, selection.answer) if selection.answer else []
        orders.known[scope] = sequence_in(figures, scope, Asked(), keys, "")
    return orders.known[scope]


class _StartOrders:
    """The orders of scopes, until the next edit."""

    def __init__(self) -> None:
        self.known: dict[int, StartOrder] = {}

    def next(self, _figures: Figures, _touched: frozenset[tuple[str, int]]) -> "_StartOrders":
        """None of them: an edit may change any."""
        return _StartOrders()
