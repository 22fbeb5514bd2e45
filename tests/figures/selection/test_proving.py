"""This file holds HiGHS and the quick filling to the own search, in whole numbers."""

import sys
import time

import pytest

from benchmarks.selection import by_period, dense
from pmtui.figures.selection.branch_and_bound import best_columns
from pmtui.figures.selection.filling import found_quickly
from pmtui.figures.selection.highs_solver import MissingHighsError, columns_by_highs
from pmtui.figures.selection.problem import SelectionProblem
from pmtui.figures.selection.program import program_of
from pmtui.figures.selection.proving import Prover
from pmtui.figures.selection.selecting import select

_PROBLEMS = [
    *(by_period(seed, later=seed % 3, count=16, periods=5) for seed in range(12)),
    *(dense(seed, count=14, budgets=5) for seed in range(6)),
]


def _never() -> bool:
    return False


@pytest.mark.parametrize("problem", _PROBLEMS)
def test_the_solver_finds_and_proves_what_the_own_search_does(problem: SelectionProblem) -> None:
    program = program_of(problem)
    own = best_columns(program, None, _never)
    quick = found_quickly(program)
    assert quick.columns is not None
    assert program.is_kept_by(quick.columns)
    assert quick.value <= own.value
    found = columns_by_highs(program, quick, _never, 20.0)
    assert (found.value, found.bound) == (own.value, own.value)
    assert found.columns is not None
    assert program.is_kept_by(found.columns)


def test_a_large_choice_is_feasible_with_a_gap_within_its_time() -> None:
    until = time.monotonic() + 2
    problem = by_period(1, later=3, count=120, periods=12)
    found = select(problem, lambda: time.monotonic() > until, Prover(time.monotonic, until))
    assert found.status in {"optimal", "feasible"}
    assert found.gap < 0.05
    assert time.monotonic() < until + 10


def test_without_the_solver_its_extra_is_named_and_the_own_search_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    program = program_of(dense(1, count=30, budgets=8))
    with pytest.raises(MissingHighsError, match=r"pmtui\[selection\]"):
        columns_by_highs(program, found_quickly(program), _never, 1.0)
    until = time.monotonic() + 0.2
    prover = Prover(time.monotonic, until)
    problem = dense(1, count=80, budgets=10)
    found = select(problem, lambda: time.monotonic() > until, prover)
    assert found.status == "feasible"
    assert "pmtui[selection]" in prover.lacks
