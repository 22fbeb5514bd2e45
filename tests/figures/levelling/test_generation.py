"""This file tests pmtui.figures.levelling.generation."""

import pytest

from pmtui.figures.levelling.generation import justified, parallel, serial
from pmtui.figures.levelling.lower_bounds import breaches
from pmtui.figures.levelling.resource_problem import ResourceProblem, Wait
from tests.figures.levelling.instances import drawn_problem

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_schedule_keeps_every_link_and_every_capacity(seed: int) -> None:
    problem = drawn_problem(seed)
    made = serial(problem, problem.order, problem.taken)
    assert not list(breaches(problem, made))
    assert not list(breaches(problem, justified(problem, made)))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_goes_through_time_keeps_them_too(seed: int) -> None:
    problem = drawn_problem(seed, kinds=False)
    assert not list(breaches(problem, parallel(problem, problem.order)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_justified_schedule_is_never_longer(seed: int) -> None:
    problem = drawn_problem(seed, kinds=False)
    made = serial(problem, problem.order)
    assert problem.makespan(justified(problem, made)) <= problem.makespan(made)


def test_what_could_start_at_once_does_not_wait_for_what_stands_first() -> None:
    problem = ResourceProblem([4, 2, 3], [(1,), (1,), (1,)], (1,), [Wait(0, 1, 4)])
    order = [0, 1, 2]
    assert serial(problem, order) == [0, 4, 6]
    late = ResourceProblem([4, 2, 3], [(1,), (1,), (1,)], (1,), [Wait(0, 1, 6)])
    assert parallel(late, order) == [0, 7, 4]
    assert serial(late, order) == [0, 6, 8]
