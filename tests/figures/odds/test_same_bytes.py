"""This file sees to it that the same seed gives the same bytes, whatever processor and library."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pmtui.figures.odds.simulation import simulate
from tests.figures.odds.golden import made, result

GOLDEN = Path(__file__).with_name("golden.json")


def test_a_seed_gives_the_bytes_it_has_always_given() -> None:
    assert result() == json.loads(GOLDEN.read_text("utf-8"))


def test_it_gives_them_where_the_processor_can_do_nothing_special() -> None:
    core = getattr(np, "_core", None) or np.core
    features = core._multiarray_umath
    able = [one for one in features.__cpu_dispatch__ if features.__cpu_features__.get(one)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.figures.odds.golden"],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[3],
        env=os.environ | {"NPY_DISABLE_CPU_FEATURES": " ".join(able), "PYTHONPATH": "src"},
        text=True,
    )
    assert json.loads(done.stdout) == json.loads(GOLDEN.read_text("utf-8"))


@pytest.mark.parametrize("most", [1, 37, 1000])
def test_it_does_not_matter_how_many_runs_are_taken_at_once(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, uncertainty = made()
    whole = simulate(network, uncertainty, runs=100, seed=3)
    monkeypatch.setattr("pmtui.figures.odds.simulation._MOST_AT_ONCE", most)
    monkeypatch.setattr("pmtui.figures.odds.simulation._LEAST_AT_ONCE", most)
    parts = simulate(network, uncertainty, runs=100, seed=3)
    assert not (whole.finish - parts.finish).max()
    assert not (parts.finish - whole.finish).max()
    assert not (whole.cost - parts.cost).max()
    assert not (parts.cost - whole.cost).max()
    assert whole.tasks == parts.tasks
