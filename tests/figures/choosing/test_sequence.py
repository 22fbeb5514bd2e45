"""This file tries orders of starts against every order there is, and against what must hold."""

import random
from itertools import permutations

import pytest

from pmtui.figures.choosing.sequence import JobDays, JobStart, sequenced
from pmtui.figures.selection.problem import (
    OUT,
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    StartChoice,
    broken_limits,
)
from pmtui.figures.selection.weights import cost_of_waiting, in_order

_PERIODS = 24


def _made(lengths: list[int], uses: list[int], most: list[int]) -> SelectionProblem:
    """Jobs that use so much of one thing in each period in which they are under way."""
    candidates = tuple(
        SelectionCandidate(
            str(at),
            "",
            tuple(
                StartChoice(
                    1,
                    tuple(
                        use if start <= period < start + length else 0 for period in range(_PERIODS)
                    ),
                    start,
                )
                for start in range(_PERIODS - length + 1)
            ),
        )
        for at, (length, use) in enumerate(zip(lengths, uses, strict=True))
    )
    limits = tuple(
        SelectionLimit(f"period {at}", most[at], is_timed=True) for at in range(_PERIODS)
    )
    return SelectionProblem(candidates, limits)


def _jobs(lengths: list[int]) -> dict[int, JobDays]:
    return {
        at: JobDays(
            tuple(range(_PERIODS - length + 1)),
            tuple(start + length - 1 for start in range(_PERIODS - length + 1)),
        )
        for at, length in enumerate(lengths)
    }


@pytest.mark.parametrize("seed", range(200))
def test_each_start_is_the_earliest_that_those_before_it_leave(seed: int) -> None:
    dice = random.Random(seed)
    count = dice.randint(1, 5)
    lengths = [dice.randint(1, 4) for _ in range(count)]
    uses = [dice.randint(1, 4) for _ in range(count)]
    problem = _made(lengths, uses, [dice.randint(2, 6) for _ in range(_PERIODS)])
    needs = [(at, dice.randrange(at)) for at in range(1, count) if dice.random() < 0.4]  # no circle
    order = dice.sample(range(count), count)
    starts = sequenced(problem, _jobs(lengths), needs, order)
    assert sorted(start.at for start in starts) == [*range(count)]
    answer = [OUT] * count
    over: dict[int, int] = {}
    for start in starts:
        before = [needed for after, needed in needs if after == start.at]
        assert all(needed in over for needed in before), "what it needs has its start first"
        possible = []
        for place in range(len(problem.candidates[start.at].choices)):
            tried = (*answer[: start.at], place, *answer[start.at + 1 :])
            if all(over[needed] < place for needed in before) and not broken_limits(problem, tried):
                possible.append(place)
        assert start.place == (possible[0] if possible else OUT)
        answer[start.at] = start.place
        over[start.at] = start.place + lengths[start.at] - 1 if possible else _PERIODS
        if start.place:
            assert start.waits_for or start.lacks
            assert set(start.waits_for) <= set(before)


@pytest.mark.parametrize("seed", range(60))
def test_with_one_at_a_time_no_order_costs_less_than_by_delay_over_length(seed: int) -> None:
    dice = random.Random(seed)
    count = dice.randint(1, 5)
    lengths = [dice.randint(1, 4) for _ in range(count)]
    delays = [dice.randint(1, 9) for _ in range(count)]
    problem = _made(lengths, [1] * count, [1] * _PERIODS)

    def cost(order: tuple[int, ...]) -> int:
        starts = sequenced(problem, _jobs(lengths), (), order)
        return sum(delays[start.at] * start.place for start in starts)

    ranked = in_order([*zip(delays, lengths, strict=True)])
    best = min(cost(order) for order in permutations(range(count)))
    assert cost(tuple(ranked)) == best
    assert best == cost_of_waiting([(delays[at], lengths[at]) for at in ranked])


def test_what_waits_for_itself_and_what_finds_no_room_has_no_start() -> None:
    problem = _made([2, 2, 3], [1, 1, 5], [4] * _PERIODS)
    starts = {
        start.at: start
        for start in sequenced(problem, _jobs([2, 2, 3]), [(0, 1), (1, 0)], [0, 1, 2])
    }
    assert (starts[0].place, starts[1].place) == (OUT, OUT)
    assert starts[0].waits_for == (1,)
    assert starts[2] == JobStart(2, OUT, (), starts[2].lacks)
    assert starts[2].lacks[0][1] == 1
