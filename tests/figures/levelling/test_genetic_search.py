"""This file tests pmtui.figures.levelling.genetic_search."""

from itertools import permutations

import pytest

from pmtui.figures.levelling.generation import serial
from pmtui.figures.levelling.genetic_search import Limit, shortest_found
from pmtui.figures.levelling.lower_bounds import breaches, lower_bound
from pmtui.figures.levelling.resource_problem import ResourceProblem
from tests.figures.levelling.instances import PSPLIB, best_known, drawn_problem, read_instance


def found_for(problem: ResourceProblem, schedules: int, seed: int = 1) -> tuple[int, ...]:
    bound = lower_bound(problem)
    found = shortest_found(problem, bound=bound, seed=seed, limit=Limit(schedules=schedules))
    assert not list(breaches(problem, found.starts))
    assert found.makespan == problem.makespan(found.starts) >= bound
    return found.starts


def _shortest_of_all(problem: ResourceProblem) -> int:
    orders = (
        order
        for order in permutations(range(problem.size))
        if all(order.index(w.predecessor) < order.index(w.successor) for w in problem.waits)
    )
    return min(problem.makespan(serial(problem, order)) for order in orders)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_found_of_a_small_problem_is_the_shortest_there_is(seed: int) -> None:
    problem = drawn_problem(seed, 6, kinds=False)
    assert problem.makespan(found_for(problem, 300)) == _shortest_of_all(problem)


@pytest.mark.parametrize("seed", range(20))
def test_leads_lags_and_reserved_time_are_kept_by_what_is_bred(seed: int) -> None:
    found_for(drawn_problem(seed, 20), 150)


def test_the_same_seed_gives_the_same_schedule() -> None:
    problem = drawn_problem(5, 25)
    assert found_for(problem, 200, seed=7) == found_for(problem, 200, seed=7)


def test_a_problem_without_activities_takes_no_time() -> None:
    assert shortest_found(drawn_problem(1, 0), bound=0, seed=1, limit=Limit()).makespan == 0


@pytest.mark.parametrize(("size", "most"), [("j30", 1.0), ("j60", 1.5), ("j120", 4.0)])
def test_psplib_is_levelled_close_to_the_best_that_is_known(size: str, most: float) -> None:
    paths = sorted((PSPLIB / size).glob("*_1.sm"))[::4]
    if not paths:
        pytest.skip(f"no PSPLIB instances under {PSPLIB}: set PMTUI_TRUTH_DIR")
    known, gaps = best_known(size), []
    for path in paths:
        problem = read_instance(path)
        least, best, chain = known[path.name]
        assert chain <= lower_bound(problem) <= best
        makespan = problem.makespan(found_for(problem, 300))
        assert makespan >= least
        gaps.append(100 * (makespan - best) / best)
    assert sum(gaps) / len(gaps) <= most
