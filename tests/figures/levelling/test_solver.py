"""This file tests pmtui.figures.levelling.solver."""

import sys

import pytest

from pmtui.figures.levelling.genetic_search import Limit, shortest_found
from pmtui.figures.levelling.lower_bounds import breaches, lower_bound
from pmtui.figures.levelling.solver import MissingSolverError, Solved, solved
from tests.figures.levelling.instances import PSPLIB, best_known, drawn_problem, read_instance


def shortened(seed: int, size: int = 14) -> Solved:
    problem = drawn_problem(seed, size)
    bound = lower_bound(problem)
    known = shortest_found(problem, bound=bound, seed=1, limit=Limit(schedules=1))
    answer = solved(problem, known, bound, seed=seed, seconds=6)
    assert not list(breaches(problem, answer.schedule.starts))
    assert bound <= answer.bound <= answer.schedule.makespan <= known.makespan
    return answer


@pytest.mark.parametrize("seed", range(10))
def test_what_the_solver_finds_keeps_every_link_and_capacity_and_is_proved(seed: int) -> None:
    pytest.importorskip("ortools")
    answer = shortened(seed)
    assert answer.bound == answer.schedule.makespan


def test_the_same_seed_gives_the_same_schedule() -> None:
    pytest.importorskip("ortools")
    assert shortened(3, 20) == shortened(3, 20)


def test_a_known_instance_is_solved_to_its_optimum() -> None:
    pytest.importorskip("ortools")
    path = PSPLIB / "j30" / "j301_1.sm"
    if not path.exists():
        pytest.skip(f"{path} is not there: set PMTUI_TRUTH_DIR")
    problem = read_instance(path)
    known = shortest_found(problem, bound=0, seed=1, limit=Limit(schedules=100))
    answer = solved(problem, known, 0, seed=1, seconds=10)
    assert answer.schedule.makespan == best_known("j30")[path.name][1]


def test_where_it_is_not_installed_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    monkeypatch.setitem(sys.modules, "ortools", None)
    with pytest.raises(MissingSolverError, match=r"pmtui\[levelling\]"):
        shortened(1, 25)
