"""This file says what else could be chosen, and how little has to change for another choice.

Each answer is worked out exactly, by problems that differ in one thing; what was not proved in the
time there was is left out.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

import msgspec

from pmtui.figures.selection.problem import (
    OUT,
    Answer,
    Rule,
    RuleKind,
    StartChoice,
    used_by,
)
from pmtui.figures.selection.selecting import Enough, Selection, cheapest, select, with_all_but

_MOST_STEPS: Final = 60
"""Crossings that are looked at for one weight; each is nearer than the one before."""


class BudgetFlip(msgspec.Struct, frozen=True):
    """From which amount of a limit on another set is worth more, and below which it must be."""

    limit: int
    """Which of the problem's."""
    at: int
    """The first amount with which the set is another, in the limit's units."""
    selection: Selection
    """What is chosen then."""
    is_more: bool


class WorthFlip(msgspec.Struct, frozen=True):
    """By how much more a candidate has to be worth to be in, or by how much less to be out."""

    at: int
    """Which of the candidates."""
    by: int
    """In units of value."""
    is_in: bool
    """Whether it is in now."""


class WeightFlip(msgspec.Struct, frozen=True):
    """The weight of a criterion beyond which another set is the best."""

    weight: Fraction
    answer: Answer
    is_more: bool


def next_best(selection: Selection, enough: Enough, most: int = 2) -> Iterator[Selection]:
    """The sets that come next in value within the same limits, the best first."""
    taken = [selection.answer]
    while selection.answer and len(taken) <= most:
        other = select(selection.problem, enough, but=taken)
        if other.status != "optimal":
            return
        taken.append(other.answer)
        yield other


def budget_flips(selection: Selection, limit: int, enough: Enough) -> Iterator[BudgetFlip]:
    """The smallest rise and the smallest cut of a limit by which the set changes.

    A rise brings a set that is worth more; a cut takes away what the cheapest set of this value
    needs. Of a limit beside which some have something for themselves nothing is said.
    """
    problem = selection.problem
    if selection.status != "optimal" or problem.limits[limit].parts:
        return
    everything = sum(
        max((choice.uses[limit] for choice in candidate.choices), default=0)
        for candidate in problem.candidates
    )
    free = with_all_but(problem, limit, max(everything, problem.limits[limit].most))
    better = cheapest(free, limit, selection.value + 1, enough)
    if better.status == "optimal":
        needed = used_by(problem, better.answer)[limit]
        richer = select(with_all_but(problem, limit, needed), enough)
        if richer.status == "optimal":
            yield BudgetFlip(limit, needed, richer, is_more=True)
    least = cheapest(problem, limit, selection.value, enough)
    if least.status == "optimal":
        needed = used_by(problem, least.answer)[limit]
        poorer = select(with_all_but(problem, limit, needed - 1), enough) if needed else None
        if poorer is not None and poorer.status == "optimal":
            yield BudgetFlip(limit, needed - 1, poorer, is_more=False)


def worth_flips(selection: Selection, enough: Enough) -> Iterator[WorthFlip]:
    """How far the worth of each candidate is from where it would come in, or go out.

    It is the value that the best set loses where the candidate is forced in, or left out.
    """
    problem = selection.problem
    if selection.status != "optimal":
        return
    for at, place in enumerate(selection.answer):
        kind: RuleKind = "must" if place == OUT else "must_not"
        rules = (*problem.rules, Rule(kind, (at,)))
        other = select(msgspec.structs.replace(problem, rules=rules), enough)
        if other.status == "optimal":
            yield WorthFlip(at, selection.value - other.value, is_in=place != OUT)


class WeighedWorth(msgspec.Struct, frozen=True):
    """What a candidate is worth by one weight: a base, and so much for each unit of the weight."""

    base: Fraction
    slope: Fraction

    def at(self, weight: Fraction) -> Fraction:
        """What it is worth with a weight, but for what is the same for all."""
        return self.base + weight * self.slope


def weight_flips(
    selection: Selection,
    worths: Sequence[WeighedWorth],
    weight: Fraction,
    most: Fraction,
    enough: Enough,
) -> Iterator[WeightFlip]:
    """The nearest weight above and below the present one beyond which another set is the best.

    The value of each set is a straight line over the weight, and the best of all is convex: each
    set that is better somewhere beyond crosses the present one at a point, and at the nearest of
    these none is better (Newton's method on lines, as in Dinkelbach 1967).

    Args:
        selection: what is chosen now.
        worths: of each candidate.
        weight: the present weight.
        most: the largest weight to look at.
        enough: whether to stop.
    """
    answer = selection.answer
    if not answer or _best(selection, worths, weight, enough) is not None:
        return  # rounding has hidden that another is as good
    for end in (most, Fraction(0)):
        better = _best(selection, worths, end, enough) if end != weight else None
        for _ in range(_MOST_STEPS):
            if better is None:
                break
            crossing = _crossing(worths, answer, better)
            nearer = _best(selection, worths, crossing, enough)
            if nearer is None:
                if not enough():
                    yield WeightFlip(crossing, better, is_more=end > weight)
                break
            better = nearer


def _crossing(worths: Sequence[WeighedWorth], now: Answer, other: Answer) -> Fraction:
    """The weight at which two sets are worth the same."""
    base = _sum(worths, now, lambda worth: worth.base) - _sum(
        worths, other, lambda worth: worth.base
    )
    slope = _sum(worths, other, lambda worth: worth.slope) - _sum(
        worths, now, lambda worth: worth.slope
    )
    return base / slope


def _best(
    selection: Selection, worths: Sequence[WeighedWorth], weight: Fraction, enough: Enough
) -> Answer | None:
    """The best set with a weight, where it is worth more than the present one."""
    values = [worth.at(weight) for worth in worths]
    scale = lcm(*(value.denominator for value in values))
    candidates = tuple(
        msgspec.structs.replace(
            candidate,
            choices=tuple(_worth(choice, int(value * scale)) for choice in candidate.choices),
        )
        for candidate, value in zip(selection.problem.candidates, values, strict=True)
    )
    problem = msgspec.structs.replace(selection.problem, candidates=candidates)
    best = select(problem, enough)
    mine = sum(
        int(value * scale)
        for value, place in zip(values, selection.answer, strict=True)
        if place != OUT
    )
    return best.answer if best.status == "optimal" and best.value > mine else None


def _worth(choice: StartChoice, value: int) -> StartChoice:
    return msgspec.structs.replace(choice, value=value)


def _sum(
    worths: Sequence[WeighedWorth], answer: Answer, part: Callable[[WeighedWorth], Fraction]
) -> Fraction:
    pairs = zip(worths, answer, strict=True)
    return sum((part(worth) for worth, place in pairs if place != OUT), Fraction(0))
