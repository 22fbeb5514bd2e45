"""This file tests `level` and `unlevel`: on plans of MS Project whose projects share people."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pmtui.cli.core.verb import FOUND, USAGE
from tests.cli.running import Shell, run

HERE = Path(__file__).parents[3] / "vectors" / "msproject"
TRUTH = Path(os.environ.get("PMTUI_TRUTH_DIR", Path(__file__).parents[5] / "shared" / "data"))
HEURISTIC = {
    "6_mp_j30_a2_nr1": "6_mp_j30_a2_nr1_P_SGS_MINSLK_Heuristic_TMS_74_3_11sg",
    "16_mp_j30_a5_nr1": "16_mp_j30_a5_nr1_P_SGS_MINSLK_Heuristic_TMS_89_6_56sg",
}
"""Plans, and the same levelled by MS Project's priorities and least slack."""


def imported(tmp_path: Path, plan: Path) -> Shell:
    store = tmp_path / "plan.json"
    assert run("init", str(store)).code == 0
    shell = Shell(store)
    shell("import", str(plan))
    return shell


def dates(document: Any) -> dict[str, tuple[str, str]]:
    rows = (row for row in document["tasks"] if not row.get("summary"))
    return {row["key"]: (row["start"], row["finish"]) for row in rows}


def test_what_is_shown_is_what_the_plan_has_once_it_is_applied(tmp_path: Path) -> None:
    shell = imported(tmp_path, HERE / "7_mp_j30_a2_nr2.xml")
    before = dates(shell.json("schedule"))
    shown = shell.json("level", "--dry-run")
    assert (shown["kind"], shown["feasible"], shown["applied"]) == ("levelling", True, False)
    assert 0 < shown["lower_bound_days"] <= shown["makespan_days"]
    assert dates(shell.json("schedule")) == before
    applied = shell.json("level", "--apply")
    assert applied["applied"]
    assert dates(applied) == dates(shown) == dates(shell.json("schedule"))
    assert shell.json("schedule")["finish"] == shown["finish"]
    again = shell.json("level")
    assert not any(row["moved"] for row in again["tasks"])
    shell.ok("undo")
    assert dates(shell.json("schedule")) == before


def test_unlevel_takes_the_delays_back(tmp_path: Path) -> None:
    shell = imported(tmp_path, HERE / "7_mp_j30_a2_nr2.xml")
    before = dates(shell.json("schedule"))
    shell.ok("level", "--apply")
    assert dates(shell.json("schedule")) != before
    shell.ok("unlevel", "P-1")
    assert dates(shell.json("schedule")) == before
    assert "no task here is delayed" in shell("unlevel", "P-1").err


def test_every_task_that_moves_says_why(tmp_path: Path) -> None:
    shell = imported(tmp_path, HERE / "7_mp_j30_a2_nr2.xml")
    shown = shell.json("level")
    by_key = {row["key"]: row for row in shown["tasks"]}
    waiting = [row for row in shown["tasks"] if row["waits_for"]]
    assert waiting
    for row in waiting:
        other = by_key[row["waits_for"]]
        assert other["finish"] <= row["start"]
        assert row["person"]
    text = shell.ok("level")
    assert "until then" in text
    assert "working days, at least" in text


def test_the_same_seed_gives_the_same_dates(tmp_path: Path) -> None:
    shell = imported(tmp_path, HERE / "7_mp_j30_a2_nr2.xml")
    assert shell.json("level", "--seed", "3") == shell.json("level", "--seed", "3")


def test_what_is_wrongly_asked_is_refused(tmp_path: Path) -> None:
    shell = imported(tmp_path, HERE / "7_mp_j30_a2_nr2.xml")
    assert shell("level", "--apply", "--dry-run").code == USAGE
    assert "give a number" in shell("level", "--seconds", "0").err
    assert "no component" in shell("level", "P-99").err or shell("level", "P-99").code == USAGE


def test_what_cannot_be_levelled_is_named_and_found_by_the_exit_code(tmp_path: Path) -> None:
    store = tmp_path / "plan.json"
    run("init", str(store))
    shell = Shell(store)
    shell.ok("add", "project", "One")
    shell.ok("add", "person", "Ann")
    shell.ok("add", "task", "Alone", "--into", "P-1")
    shell.ok("set", "H-1", "units=50")
    shell.ok("assign", "T-1", "H-1")
    ran = shell("level")
    assert ran.code == FOUND
    assert "overload: Ann: 100 % of 50 %" in ran.out


@pytest.mark.parametrize("name", HEURISTIC)
def test_a_plan_is_levelled_to_at_least_a_twentieth_less_than_by_ms_project(
    tmp_path: Path, name: str
) -> None:
    plan = TRUTH / "shippable" / "msp" / f"{name}.blind.xml"
    other = TRUTH / "measure_only" / "msp_levelled" / f"{HEURISTIC[name]}.truth.json"
    if not plan.exists() or not other.exists():
        pytest.skip(f"{plan} is not there: set PMTUI_TRUTH_DIR")
    shown = imported(tmp_path, plan).json("level")
    days = int(HEURISTIC[name].partition("TMS_")[2].split("_")[0])
    assert shown["finish"] < json.loads(other.read_text("utf-8"))["project_finish"]
    assert shown["feasible"]
    assert shown["makespan_days"] <= 0.95 * days
