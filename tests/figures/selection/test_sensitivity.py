"""This file tries what would change a choice against every set there is."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import msgspec
import pytest

from pmtui.figures.selection.problem import (
    OUT,
    Answer,
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    StartChoice,
    is_allowed,
    used_by,
    value_of,
)
from pmtui.figures.selection.selecting import select, with_all_but
from pmtui.figures.selection.sensitivity import (
    WeighedWorth,
    budget_flips,
    next_best,
    weight_flips,
    worth_flips,
)

_SEEDS = range(60)


def _never() -> bool:
    return False


def _problem(seed: int) -> SelectionProblem:
    """A problem of up to 7 candidates with one budget."""
    lots = random.Random(seed)
    candidates = tuple(
        SelectionCandidate(
            f"P-{at}", "", (StartChoice(lots.randint(0, 20), (lots.randint(1, 12),)),)
        )
        for at in range(lots.randint(1, 7))
    )
    return SelectionProblem(candidates, (SelectionLimit("budget", lots.randint(0, 40)),))


def _every(problem: SelectionProblem) -> Iterator[Answer]:
    for answer in product((OUT, 0), repeat=len(problem.candidates)):
        if is_allowed(problem, answer):
            yield answer


def _best(problem: SelectionProblem) -> int:
    return max(value_of(problem, answer) for answer in _every(problem))


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_budget_flips_where_a_search_of_every_budget_says(seed: int) -> None:
    problem = _problem(seed)
    selection = select(problem, _never)
    flips = {flip.is_more: flip for flip in budget_flips(selection, 0, _never)}
    most = problem.limits[0].most
    whole = sum(candidate.choices[0].uses[0] for candidate in problem.candidates)
    rises = [
        budget
        for budget in range(most + 1, whole + 1)
        if _best(with_all_but(problem, 0, budget)) > selection.value
    ]
    falls = [
        budget
        for budget in range(most - 1, -1, -1)
        if _best(with_all_but(problem, 0, budget)) < selection.value
    ]
    assert (flips[True].at if True in flips else None) == (rises[0] if rises else None)
    assert (flips[False].at if False in flips else None) == (falls[0] if falls else None)
    for flip in flips.values():
        assert flip.selection.value == _best(with_all_but(problem, 0, flip.at))


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_candidate_turns_where_it_is_worth_so_much_more_or_less(seed: int) -> None:
    problem = _problem(seed)
    selection = select(problem, _never)
    for flip in worth_flips(selection, _never):
        sign = -1 if flip.is_in else 1
        for extra, turns in ((flip.by + 1, True), (flip.by - 1, False)):
            if extra < 0:
                continue
            changed = _with_worth(problem, flip.at, sign * extra)
            best = _best(changed)
            inside = {
                answer[flip.at] != OUT
                for answer in _every(changed)
                if value_of(changed, answer) == best
            }
            assert (inside == {not flip.is_in}) is turns


def _with_worth(problem: SelectionProblem, at: int, more: int) -> SelectionProblem:
    candidate = problem.candidates[at]
    choice = candidate.choices[0]
    changed = msgspec.structs.replace(
        candidate, choices=(msgspec.structs.replace(choice, value=choice.value + more),)
    )
    candidates = (*problem.candidates[:at], changed, *problem.candidates[at + 1 :])
    return msgspec.structs.replace(problem, candidates=candidates)


@pytest.mark.parametrize("seed", _SEEDS)
def test_the_sets_that_come_next_are_the_next_of_all(seed: int) -> None:
    problem = _problem(seed)
    selection = select(problem, _never)
    values = sorted((value_of(problem, answer) for answer in _every(problem)), reverse=True)
    following = [other.value for other in next_best(selection, _never, most=3)]
    assert following == values[1:4]


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_weight_flips_where_no_set_is_better_before_it_and_one_is_behind(seed: int) -> None:
    lots = random.Random(seed)
    base = _problem(seed)
    now, most = Fraction(lots.randint(0, 6)), Fraction(60)
    worths = [
        WeighedWorth(Fraction(lots.randint(0, 20), 3), Fraction(lots.randint(0, 5), 5))
        for _ in base.candidates
    ]
    candidates = tuple(
        msgspec.structs.replace(
            candidate,
            choices=(msgspec.structs.replace(candidate.choices[0], value=int(worth.at(now) * 15)),),
        )
        for candidate, worth in zip(base.candidates, worths, strict=True)
    )
    problem = msgspec.structs.replace(base, candidates=candidates)
    selection = select(problem, _never)

    def lead(weight: Fraction) -> Fraction:
        """By how much the best set is ahead of the one that is chosen."""
        totals = {
            answer: sum(
                (
                    worth.at(weight)
                    for worth, place in zip(worths, answer, strict=True)
                    if place != OUT
                ),
                Fraction(0),
            )
            for answer in _every(problem)
        }
        return max(totals.values()) - totals[selection.answer]

    flips = {flip.is_more: flip for flip in weight_flips(selection, worths, now, most, _never)}
    for is_more, end in ((True, most), (False, Fraction(0))):
        flip = flips.get(is_more)
        if flip is None:
            assert lead(end) == 0
            continue
        sign = 1 if is_more else -1
        assert lead(flip.weight) == 0
        assert lead(flip.weight + sign * Fraction(1, 10_000)) > 0
        assert used_by(problem, flip.answer)[0] <= problem.limits[0].most
