"""This file tries what is chosen against every set there is, and against published answers."""

import random
from itertools import product

import pytest

from pmtui.figures.selection.problem import (
    OUT,
    Answer,
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
from pmtui.figures.selection.selecting import cheapest, frontier, select, ties
from pmtui.figures.selection.why_out import left_out, smallest_conflict

_SETS = 1_000


def _never() -> bool:
    return False


def _made(seed: int) -> SelectionProblem:
    """A problem of up to 16 candidates; every kind of condition turns up."""
    lots = random.Random(seed)
    count = min(16, 1 + int(lots.expovariate(0.28)))
    limits = lots.randint(0, 4)
    shifted = count <= 7

    def choice(shift: int) -> StartChoice:
        uses = tuple(lots.randint(0, 30) * (lots.random() < 0.8) for _ in range(limits))
        return StartChoice(lots.randint(-5, 40), uses, shift)

    candidates = tuple(
        SelectionCandidate(
            str(at), "", tuple(choice(shift) for shift in range(lots.randint(1, 2 + shifted)))
            if shifted else (choice(0),),
        )
        for at in range(count)
    )  # fmt: skip
    limit = tuple(
        SelectionLimit(f"limit {at}", lots.randint(5, 12 * count), lots.choice(("budget", "role")))
        for at in range(limits)
    )
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
    return SelectionProblem(candidates, limit, tuple(rules), shared)


def _every(problem: SelectionProblem) -> list[Answer]:
    """Every answer, cut off where a limit is broken already (nothing uses less than nought)."""
    answers: list[tuple[tuple[int, ...], list[int]]] = [
        ((), [limit.most for limit in problem.limits])
    ]
    for candidate in problem.candidates:
        longer = [((*answer, OUT), room) for answer, room in answers]
        for (answer, room), (place, choice) in product(answers, enumerate(candidate.choices)):
            left = [have - use for have, use in zip(room, choice.uses, strict=True)]
            if not left or min(left) >= 0:
                longer.append(((*answer, place), left))
        answers = longer
    return [answer for answer, _ in answers if is_allowed(problem, answer)]


def _most(problem: SelectionProblem) -> int | None:
    """The best value of all answers, by adding up every set; None where none is allowed."""
    masks, values = [0], [0]
    uses = [[0] for _ in problem.limits]
    for bit, candidate in enumerate(problem.candidates):
        count = len(masks)
        for choice in candidate.choices:
            masks += [mask | 1 << bit for mask in masks[:count]]
            values += [value + choice.value for value in values[:count]]
            for used, use in zip(uses, choice.uses, strict=True):
                used += [before + use for before in used[:count]]
    within = [True] * len(masks)
    for limit, used in zip(problem.limits, uses, strict=True):
        within = [fits and use <= limit.most for fits, use in zip(within, used, strict=True)]
    rules = [(rule.kind, [1 << member for member in rule.members]) for rule in problem.rules]
    shared = [
        (benefit.value, sum(1 << member for member in benefit.members))
        for benefit in problem.shared
    ]
    return max(
        (
            value + sum(worth for worth, members in shared if mask & members)
            for mask, value, fits in zip(masks, values, within, strict=True)
            if fits and all(_is_kept(kind, [mask & bit for bit in bits]) for kind, bits in rules)
        ),
        default=None,
    )


def _is_kept(kind: RuleKind, there: list[int]) -> bool:
    return {
        "needs": lambda: bool(not there[0] or there[-1]),
        "excludes": lambda: sum(map(bool, there)) <= 1,
        "at_least_one": lambda: any(there),
        "must": lambda: all(there),
        "must_not": lambda: not any(there),
    }[kind]()


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
    for seed in range(120):
        problem = _made(seed)
        if not problem.limits or any(len(one.choices) > 1 for one in problem.candidates):
            continue
        if len(problem.candidates) > 12:
            continue
        every = _every(problem)
        if not every:
            continue
        best = max(value_of(problem, answer) for answer in every)
        equal = {answer for answer in every if value_of(problem, answer) == best}
        found, is_whole = ties(problem, best, _never, most=64)
        assert set(found) <= equal
        assert is_whole == (len(equal) < 64)
        assert not is_whole or set(found) == equal
        least = cheapest(problem, 0, best, _never)
        assert used_by(problem, least.answer)[0] == min(used_by(problem, one)[0] for one in equal)


def test_a_frontier_names_the_best_value_of_every_budget() -> None:
    for seed in range(60):
        problem = _made(seed)
        every = _every(problem) if problem.limits else []
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
        if len(problem.candidates) > 9:
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
