"""This file tests `simulate`, and the doors by which what is uncertain comes in."""

import sys
from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "plan.json")
    shell.ok("init", str(shell.store))
    shell.ok("add", "project", "Relaunch start:2027-01-04 forecast:100000")
    for title in ("Build", "Test"):
        shell.ok("add", "task", title, "--into", "P-1")
    shell.ok("set", "T-1", "duration=10d")
    shell.ok("set", "T-2", "duration=5d")
    shell.ok("link", "T-2", "T-1")
    shell.ok("add", "risk", "Supplier is late", "--into", "P-1")
    return shell


def test_it_says_mean_and_percentiles_the_same_each_time(shell: Shell) -> None:
    shell.ok("add", "estimate", "task:T-1 optimistic:8d likely:10d pessimistic:20d")
    words = ("simulate", "P-1", "--runs", "500", "--seed", "3")
    found = shell.json(*words)
    assert found["kind"] == "simulation"
    assert (found["runs"], found["seed"]) == (500, 3)
    finish = found["finish"]
    assert list(finish) == ["mean", "p10", "p50", "p80", "p90"]
    assert finish["p10"] < finish["p50"] < finish["p80"] < finish["p90"]
    assert {row["key"]: row["share"] for row in found["criticality"]} == {"T-1": 1.0, "T-2": 1.0}
    assert shell.json(*words) == found
    assert shell.json(*words[:-1], "4")["finish"] != finish


def test_it_says_what_each_response_buys_and_what_is_kept_together(shell: Shell) -> None:
    shell.ok("add", "cost_line", "Hall component:P-1 amount:1000 most_amount:2000")
    shell.ok("set", "R-1", "probability=5", "response_cost=50")
    shell.ok("add", "risk_effect", "risk:R-1 task:T-2 likely:5d residual_chance:0")
    found = shell.json("simulate", "P-1", "--runs", "400", "--keep")
    (response,) = found["responses"]
    assert (response["key"], response["days"], response["net"]) == ("R-1", 7, "-50.00")
    assert found["responded"]["finish_p80"] == response["finish_p80"]
    joint = found["joint"]
    assert joint["both_p80"] <= 0.8 <= joint["level"] / 100
    assert (joint["budget"], joint["within_budget"]) == ("1000.00", 0)
    said = shell.ok("simulate", "P-1", "--runs", "400")
    assert "what its response buys at P80" in said
    assert f"P{joint['level']} of both" in said
    assert "R-1" in shell.ok("chart", "responses", "P-1")


def test_what_is_kept_stands_beside_the_promise_until_it_is_stale(shell: Shell) -> None:
    shell.ok("add", "estimate", "task:T-1 optimistic:8d likely:10d pessimistic:20d")
    kept = shell.json("simulate", "P-1", "--runs", "200", "--keep")
    assert kept["kept"] == "SI-1"
    (row,) = shell.json("list", "projects", "--columns", "key,p80_finish")["rows"]
    assert row["p80_finish"] == kept["finish"]["p80"][:10]
    assert "SI-1 stale" not in shell.ok("chart", "odds", "P-1")
    shell.ok("set", "T-2", "duration=8d")
    assert "SI-1 stale" in shell.ok("chart", "odds", "P-1")
    assert "simulate anew" in shell("set", "SI-1", "seed=4").err


def test_at_a_later_day_what_should_have_begun_has_not(shell: Shell) -> None:
    shell.ok("add", "estimate", "task:T-1 optimistic:8d likely:10d pessimistic:20d")
    now = shell.json("simulate", "P-1", "--runs", "100")
    later = shell.json("simulate", "P-1", "--runs", "100", "--at", "2027-03-01")
    assert now["plan"][:10] == "2027-01-22"
    assert later["plan"][:10] == "2027-03-19"
    assert later["finish"]["p10"] > now["finish"]["p90"]
    ran = shell("simulate", "P-1", "--at", "2027-03-01", "--keep")
    assert (ran.code, "leave --at out" in ran.err) == (2, True)
    assert "--at soon" in shell("simulate", "P-1", "--at", "soon").err


def test_a_kept_simulation_is_put_away_and_counts_no_more(shell: Shell) -> None:
    shell.ok("add", "estimate", "task:T-1 optimistic:8d likely:10d pessimistic:20d")
    shell.ok("simulate", "P-1", "--runs", "100", "--keep")
    shell.ok("archive", "SI-1")
    assert not shell.json("list", "simulations")["rows"]
    (row,) = shell.json("list", "projects", "--columns", "key,p80_finish")["rows"]
    assert row["p80_finish"] is None
    shell.ok("restore", "SI-1")
    (row,) = shell.json("list", "projects", "--columns", "key,p80_finish")["rows"]
    assert row["p80_finish"] is not None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("task:T-1 optimistic:9d likely:8d pessimistic:20d", "optimistic is more than likely"),
        ("task:T-1 optimistic:5d likely:8d pessimistic:7d", "pessimistic is less than likely"),
        ("task:T-1 optimistic:5d pessimistic:4d", "pessimistic is less than optimistic"),
    ],
)
def test_points_out_of_order_are_refused_with_the_reason(
    shell: Shell, line: str, reason: str
) -> None:
    ran = shell("add", "estimate", line)
    assert ran.code in {2, 4}
    assert reason in ran.err
    assert not shell.json("list", "estimates")["rows"]


def test_a_task_is_estimated_once(shell: Shell) -> None:
    shell.ok("add", "estimate", "task:T-1 optimistic:8d pessimistic:20d")
    ran = shell("add", "estimate", "task:T-1 optimistic:8d pessimistic:20d")
    assert ran.code in {2, 4}
    assert "T-1 is estimated already (ES-1)" in ran.err


def test_a_risk_hits_no_task_of_another_project(shell: Shell) -> None:
    shell.ok("add", "project", "Other")
    shell.ok("add", "task", "Elsewhere", "--into", "P-2")
    ran = shell("add", "risk_effect", "risk:R-1 task:T-3 likely:2d")
    assert ran.code in {2, 4}
    assert "T-3 does not lie in P-1, where R-1" in ran.err


def test_an_effect_needs_something_that_it_does(shell: Shell) -> None:
    assert "needs a delay or a cost" in shell("add", "risk_effect", "risk:R-1 task:T-1").err
    assert "needs the task" in shell("add", "risk_effect", "risk:R-1 likely:2d").err


@pytest.mark.parametrize("words", [("--runs", "0"), ("--runs", "2000000"), ("--seed", "-1")])
def test_odd_numbers_are_refused_in_one_line(shell: Shell, words: tuple[str, str]) -> None:
    ran = shell("simulate", "P-1", *words)
    assert ran.code == 2
    assert words[0] in ran.err


def test_without_anything_uncertain_it_is_refused_with_the_way_on(shell: Shell) -> None:
    ran = shell("simulate", "P-1")
    assert ran.code == 4
    assert "pmtui add estimate" in ran.err


def test_a_plain_installation_names_the_extra(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.ok("add", "estimate", "task:T-1 optimistic:8d pessimistic:20d")
    monkeypatch.setitem(sys.modules, "numpy", None)
    ran = shell("simulate", "P-1")
    assert ran.code == 4
    assert "pip install 'pmtui[simulation]'" in ran.err
