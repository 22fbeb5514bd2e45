"""This file tries what is chosen against every set there is, and against published answers."""

import random
from collections.abc import Callable, Iterable
from itertools import product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest

from pmtui.figures.selection.problem import (
    OUT,
    Answer,
    OwnShare,
    Rule,
    RuleKind,
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    Shared,
    StartChoice,
    is_allowed,
    used_by,
    value_of,
)
from pmtui.figures.selection.selecting import frontier, select, ties
from pmtui.figures.selection.why_out import left_out, smallest_conflict

_SETS = 1_000
_MOST_SETS = 1 << 17
Numbers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]


def _never() -> bool:
    return False


def _made(seed: int) -> SelectionProblem:
    """A problem of up to 16 candidates; every kind of condition turns up."""
    lots = random.Random(seed)
    count = min(16, 1 + int(lots.expovariate(0.28)))
    limits = lots.randint(0, 4)

    def choice(shift: int) -> StartChoice:
        uses = tuple(lots.randint(0, 30) * (lots.random() < 0.8) for _ in range(limits))
        return StartChoice(lots.randint(-5, 40), uses, shift)

    candidates, left = [], _MOST_SETS >> count
    for at in range(count):
        ways = lots.randint(1, 3) if left > 1 else 1
        left = left * 2 // (ways + 1)
        candidates.append(
            SelectionCandidate(str(at), "", tuple(choice(shift) for shift in range(ways)))
        )
    limit = tuple(
        SelectionLimit(
            f"limit {at}", lots.randint(5, 12 * count), lots.choice(("budget", "role")),
            parts=_parts(lots, lots.sample(range(count), lots.randint(0, count))),
        )
        for at in range(limits)
    )  # fmt: skip
    kinds: tuple[RuleKind, ...] = ("needs", "excludes", "at_least_one", "must", "must_not")
    rules = []
    for _ in range(lots.randint(0, 6)):
        kind = lots.choice(kinds)
        size = {"needs": 2, "must": 1, "must_not": 1}.get(kind, lots.randint(2, 4))
        if size <= count:
            rules.append(Rule(kind, tuple(lots.sample(range(count), size))))
    shared = tuple(
        Shared(f"benefit {at}", lots.randint(-10, 50), tuple(lots.sample(range(count), 2)))
        for at in range(lots.randint(0, 2) if count > 1 else 0)
    )
    return SelectionProblem(tuple(candidates), limit, tuple(rules), shared)


def _parts(lots: random.Random, members: list[int]) -> tuple[OwnShare, ...]:
    """What some of the members have for themselves, and some of those again."""
    parts = []
    while members and lots.random() < 0.5:
        size = lots.randint(1, len(members))
        mine, members = members[:size], members[size:]
        within = _parts(lots, mine[: len(mine) - 1]) if lots.random() < 0.4 else ()
        parts.append(OwnShare(lots.randint(1, 40), tuple(mine), within))
    return tuple(parts)


def _every(problem: SelectionProblem) -> list[Answer]:
    """Every answer, cut off where a limit is broken already (nothing uses less than nought)."""
    room = [limit.most + _own(limit.parts) for limit in problem.limits]
    answers: list[tuple[tuple[int, ...], list[int]]] = [((), room)]
    for candidate in problem.candidates:
        longer = [((*answer, OUT), room) for answer, room in answers]
        for (answer, room), (place, choice) in product(answers, enumerate(candidate.choices)):
            left = [have - use for have, use in zip(room, choice.uses, strict=True)]
            if not left or min(left) >= 0:
                longer.append(((*answer, place), left))
        answers = longer
    return [answer for answer, _ in answers if is_allowed(problem, answer)]


def _own(parts: tuple[OwnShare, ...]) -> int:
    return sum(part.most + _own(part.parts) for part in parts)


def _use_of(limit: int) -> Callable[[StartChoice], int]:
    return lambda way: way.uses[limit]


class _Sets:
    """Every set of candidates in every way to do it, a place of each array for each."""

    def __init__(self, problem: SelectionProblem) -> None:
        self.problem = problem
        sizes = [len(one.choices) + 1 for one in problem.candidates]
        self.place = [grid.ravel() - 1 for grid in np.indices(sizes, dtype=np.int64)]
        self.is_in = [place >= 0 for place in self.place]

    def sums(self, of: Callable[[StartChoice], int], members: Iterable[int]) -> Numbers:
        """What members that are in add up to."""
        total = np.zeros(self.place[0].size, np.int64)
        for member in members:
            amounts = [*(of(way) for way in self.problem.candidates[member].choices), 0]
            total += np.array(amounts)[self.place[member]]  # the last for who is out
        return total

    def met(self, at: int, part: OwnShare) -> Numbers:
        """What of their use of a limit members meet by what they have for themselves."""
        within = sum((self.met(at, other) for other in part.parts), np.int64(0))
        need = self.sums(_use_of(at), part.members) - within
        return within + np.minimum(need, part.most)

    def fits(self) -> Flags:
        """Which sets keep every limit and rule."""
        kept = np.ones(self.place[0].size, bool)
        every = range(len(self.problem.candidates))
        for at, limit in enumerate(self.problem.limits):
            drawn = self.sums(_use_of(at), every)
            drawn -= sum((self.met(at, part) for part in limit.parts), np.int64(0))
            kept &= drawn <= limit.most
        for rule in self.problem.rules:
            kept &= _is_kept(rule.kind, [self.is_in[member] for member in rule.members])
        return kept


def _most(problem: SelectionProblem) -> int | None:
    """The best value of all answers, by adding up every set; None where none is allowed."""
    sets = _Sets(problem)
    values = sets.sums(lambda way: way.value, range(len(problem.candidates)))
    for benefit in problem.shared:
        values += benefit.value * np.any([sets.is_in[at] for at in benefit.members], axis=0)
    allowed = values[sets.fits()]
    return int(allowed.max()) if allowed.size else None


def _is_kept(kind: RuleKind, there: list[Flags]) -> Flags:
    count = np.sum(there, axis=0)
    return {
        "needs": ~there[0] | there[-1],
        "excludes": count <= 1,
        "at_least_one": count >= 1,
        "must": count == len(there),
        "must_not": count == 0,
    }[kind]


def test_a_thousand_random_sets_come_out_as_when_every_set_is_tried() -> None:
    seen = {"optimal": 0, "infeasible": 0}
    for seed in range(_SETS):
        problem = _made(seed)
        found = select(problem, _never)
        best = _most(problem)
        seen[found.status] += 1
        assert (found.status == "optimal") == (best is not None), seed
        if best is not None:
            assert found.value == best, seed
            assert is_allowed(problem, found.answer), seed
            assert found.value == value_of(problem, found.answer) == found.bound, seed
    assert min(seen.values()) > 50


def test_every_set_of_the_best_value_is_found_and_the_cheapest_is_the_cheapest() -> None:
    tried = 0
    for seed in range(900):
        problem = _made(seed)
        if not problem.limits or any(len(one.choices) > 1 for one in problem.candidates):
            continue
        if len(problem.candidates) > 12 or problem.limits[0].parts:
            continue
        every = _every(problem)
        if not every:
            continue
        tried += 1
        best = max(value_of(problem, answer) for answer in every)
        equal = {answer for answer in every if value_of(problem, answer) == best}
        found, is_whole = ties(problem, best, _never, most=64)
        assert set(found) <= equal
        assert is_whole == (len(equal) < 64)
        assert not is_whole or set(found) == equal
        step = next(frontier(problem, 0, _never))
        assert step.budget == min(used_by(problem, one)[0] for one in equal)
    assert tried > 20


def test_a_frontier_names_the_best_value_of_every_budget() -> None:
    for seed in range(60):
        problem = _made(seed)
        every = _every(problem) if problem.limits and len(problem.candidates) < 9 else []
        if not 0 < len(every) < 400:
            continue
        steps = [*frontier(problem, 0, _never)]
        for budget in range(problem.limits[0].most, -1, -1):
            worth = [
                value_of(problem, answer)
                for answer in every
                if used_by(problem, answer)[0] <= budget
            ]
            of_budget = [step.value for step in steps if step.budget <= budget]
            assert (max(of_budget) if of_budget else None) == (max(worth) if worth else None), seed


def test_the_conflict_that_is_named_is_one_and_none_has_fewer_conditions() -> None:
    tried = 0
    for seed in range(200):
        problem = _made(seed)
        if len(problem.candidates) > 7:
            continue
        if _every(problem):
            assert smallest_conflict(problem, _never) is None
            continue
        conflict = smallest_conflict(problem, _never)
        assert conflict is not None
        assert conflict.is_smallest
        tried += 1
        size = len(conflict.limits) + len(conflict.rules)
        kept = SelectionProblem(
            tuple(
                SelectionCandidate(
                    one.key, "",
                    tuple(
                        StartChoice(
                            way.value,
                            tuple(
                                use for use, limit in zip(way.uses, problem.limits, strict=True)
                                if limit in conflict.limits
                            ),
                        )
                        for way in one.choices
                    ),
                )
                for one in problem.candidates
            ),
            conflict.limits, conflict.rules,
        )  # fmt: skip
        assert not _every(kept), seed
        if size > 1:
            for rule in conflict.rules:
                others = tuple(one for one in conflict.rules if one is not rule)
                fewer = SelectionProblem(kept.candidates, kept.limits, others)
                assert _every(fewer), seed
    assert tried > 20


def test_whoever_is_out_of_the_best_set_breaks_something_or_adds_nothing() -> None:
    for seed in range(200):
        problem = _made(seed)
        found = select(problem, _never)
        if found.status != "optimal":
            continue
        for _, reason in left_out(problem, found.answer):
            assert reason.limits or reason.rules or reason.value <= 0


def test_a_benefit_that_two_share_counts_once() -> None:
    ways = (StartChoice(1, (4,)),)
    problem = SelectionProblem(
        (
            SelectionCandidate("A", "", ways),
            SelectionCandidate("B", "", ways),
            SelectionCandidate("C", "", (StartChoice(6, (4,)),)),
        ),
        (SelectionLimit("budget", 8),),
        shared=(Shared("one market", 10, (0, 1)),),
    )
    found = select(problem, _never)
    assert found.value == 17
    assert found.answer[2] == 0


def test_a_later_start_is_taken_where_the_first_year_is_full() -> None:
    early, late = StartChoice(10, (5, 0)), StartChoice(8, (0, 5), shift=1)
    problem = SelectionProblem(
        (SelectionCandidate("A", "", (early, late)), SelectionCandidate("B", "", (early, late))),
        (SelectionLimit("2027", 5), SelectionLimit("2028", 5)),
    )
    found = select(problem, _never)
    assert found.value == 18
    assert {*found.answer} == {0, 1}


def test_a_search_that_is_stopped_says_how_far_it_may_be_off() -> None:
    lots = random.Random(3)
    problem = SelectionProblem(
        tuple(
            SelectionCandidate(
                str(at),
                "",
                (StartChoice(lots.randint(50, 500), tuple(lots.choices(range(99), k=8))),),
            )
            for at in range(60)
        ),
        tuple(SelectionLimit(str(at), 1200) for at in range(8)),
    )
    calls = iter(range(10_000))
    found = select(problem, lambda: next(calls) > 20)
    assert found.status == "feasible"
    assert found.bound > found.value > 0
    assert 0 < found.gap < 0.2


@pytest.mark.parametrize("huge", [10**12, 10**15])
def test_amounts_of_any_size_are_judged_to_the_last_unit(huge: int) -> None:
    problem = SelectionProblem(
        (
            SelectionCandidate("A", "", (StartChoice(huge, (huge,)),)),
            SelectionCandidate("B", "", (StartChoice(huge + 1, (huge + 1,)),)),
        ),
        (SelectionLimit("budget", huge),),
    )
    found = select(problem, _never)
    assert (found.status, found.value) == ("optimal", huge)
