"""This file tests choosing among projects on the command line, by a store and by a file."""

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Shell, run
from tests.house.checkout import ROOT

_TRUTH = Path(os.environ.get("PMTUI_TRUTH_DIR", ROOT.parent / "shared" / "data"))
_RULES = ("--excludes", "P-3,P-4", "--needs", "P-3:P-1", "--needs", "P-4:P-2")


@pytest.fixture
def plants(empty: Shell) -> Shell:
    """Four projects as in California Manufacturing, and one that nobody has valued."""
    rows = [("Plant LA", 6, 9), ("Plant SF", 3, 5), ("Store LA", 5, 6), ("Store SF", 2, 4)]
    for at, (name, cost, worth) in enumerate(rows, 1):
        empty.ok("add", "project", name)
        empty.ok("set", f"P-{at}", f"budget={cost}", f"benefits_baseline={worth}")
    empty.ok("add", "project", "Nobody knows")
    empty.ok("set", "P-5", "budget=1")
    return empty


def test_the_best_set_within_a_budget_is_named_with_why_each_other_is_out(plants: Shell) -> None:
    document = plants.json("select", "--budget", "10", *_RULES)
    assert (document["kind"], document["status"], document["value"]) == ("selection", "optimal", 14)
    assert document["chosen"] == ["P-1", "P-2"]
    assert document["budgets"] == [{"label": "budget", "limit": 10, "used": 9}]
    reasons = {row["key"]: row["reason"] for row in document["left_out"]}
    assert reasons == {
        "P-3": "budget lacks 4.00 EUR",
        "P-4": "budget lacks 1.00 EUR",
        "P-5": "has no benefits baseline",
    }


def test_the_frontier_shows_every_set_of_a_value(plants: Shell) -> None:
    document = plants.json("select", "--budget", "14", *_RULES, "--frontier")
    steps = {step["budget"]: (step["value"], step["sets"]) for step in document["frontier"]}
    assert {budget: value for budget, (value, _) in steps.items()} == {
        0: 0, 3: 5, 5: 9, 9: 14, 11: 18, 14: 20,
    }  # fmt: skip
    assert steps[5][1] == [["P-2", "P-4"], ["P-1"]]
    text = plants.ok("select", "--budget", "14", *_RULES, "--frontier")
    assert "{P-2, P-4} or {P-1}" in text


def test_what_cannot_be_kept_together_is_named_by_the_fewest_conditions(plants: Shell) -> None:
    ran = plants("select", "--budget", "5", "--must", "P-1", "--must-not", "P-2", "--json")
    assert ran.code == 1
    assert ran.document["status"] == "infeasible"
    assert ran.document["value"] is None
    assert ran.document["conflict"] == ["budget of 5.00 EUR", "P-1 must be in"]


def test_years_have_budgets_of_their_own(plants: Shell) -> None:
    for key, year in (("P-1", 2027), ("P-2", 2027), ("P-3", 2028), ("P-4", 2028), ("P-5", 2028)):
        plants.ok("set", key, f"start={year}-03-01", f"finish={year}-09-30")
    document = plants.json("select", "--budget", "2027=6", "--budget", "2028=2")
    assert document["chosen"] == ["P-1", "P-4"]
    assert [row["used"] for row in document["budgets"]] == [6, 2]


def test_what_is_over_or_put_away_is_no_candidate(plants: Shell) -> None:
    plants.ok("archive", "P-1")
    assert "P-1" not in plants.ok("select", "--json")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--budget", "ten"), "ten"),
        (("--budget", "=5"), "names no year"),
        (("--budget", "5", "--budget", "6"), "given twice"),
        (("--budget", "-5"), "less than nothing"),
        (("--needs", "P-1"), "P-1:P-2"),
        (("--must", "P-99"), "P-99"),
        (("--value", "colour"), "colour"),
        (("--at-most", "0"), "--at-most"),
        (("--problem", "nowhere.json"), "nowhere.json"),
    ],
)
def test_what_is_not_understood_is_said_in_one_line(
    plants: Shell, words: tuple[str, ...], says: str
) -> None:
    ran = plants("select", *words)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no problem"),
        ('{"candidates": [{"key": "A", "value": 1, "uses": [2]}]}', "uses 1 limits"),
        ('{"candidates": [{"key": "A"}, {"key": "A"}]}', "same key"),
        ('{"candidates": [{"key": "A"}], "must": ["B"]}', "no candidate B"),
        ('{"candidates": [{"key": "A", "value": 1e-30}]}', "digits"),
        ('{"candidates": [{"key": "A", "value": 1e300}]}', "too large"),
    ],
)
def test_a_file_that_holds_no_problem_is_refused_with_the_reason(text: str, says: str) -> None:
    ran = run("select", "--problem", "-", stdin=text)
    assert ran.code == 2
    assert says in ran.err


def _benchmarks() -> Iterator[tuple[str, dict[str, Any], Decimal]]:
    """The problems of the OR-Library under `mknap`, and the optimum each file gives."""
    folder = _TRUTH / "measure_only" / "mknap"
    for path in (folder / "mknap1.txt", *sorted(folder.glob("*/*.dat"))):
        numbers = iter(Decimal(word) for word in path.read_text().split())
        for number in range(int(next(numbers)) if path.suffix == ".txt" else 1):
            count, limits, best = int(next(numbers)), int(next(numbers)), next(numbers)
            values = [next(numbers) for _ in range(count)]
            uses = [[next(numbers) for _ in range(count)] for _ in range(limits)]
            most = [next(numbers) for _ in range(limits)]
            candidates = [
                {
                    "key": str(at + 1),
                    "value": float(values[at]),
                    "uses": [float(of_limit[at]) for of_limit in uses],
                }
                for at in range(count)
            ]
            problem = {
                "candidates": candidates,
                "limits": [{"limit": float(amount)} for amount in most],
            }
            yield f"{path.name} {number}", problem, best


def test_every_optimum_of_the_or_library_is_found_and_proved() -> None:
    if not (_TRUTH / "measure_only" / "mknap").is_dir():
        pytest.skip(f"no mknap under {_TRUTH}: set PMTUI_TRUTH_DIR")
    tried = 0
    for name, problem, best in _benchmarks():
        ran = run("select", "--problem", "-", "--json", stdin=json.dumps(problem))
        assert ran.code == 0, ran.err
        assert ran.document["status"] == "optimal", name
        assert Decimal(str(ran.document["value"])) == best, name
        tried += 1
    assert tried == 21


@pytest.fixture
def jobs(empty: Shell) -> Shell:
    """Three jobs for one developer, as Reinertsen has them, planned the longest first."""
    empty.ok("add", "person", "Ann role:Developer")
    empty.ok("add", "scoring_criterion", "Use scale:10 part:value")
    empty.ok("add", "scoring_criterion", "Months scale:10 part:size direction:cost")
    rows = [("Data", 1, 10, "10-31"), ("Shop", 3, 3, "03-31"), ("Search", 10, 1, "01-31")]
    for at, (name, delay, months, last) in enumerate(rows, 1):
        key = f"P-{at}"
        empty.ok("add", "project", name)
        dates = ("start=2027-01-01", f"finish=2027-{last}")
        empty.ok("set", key, "budget=1", "benefits_baseline=2", *dates)
        asked = f"Developer first:2027-01-01 last:2027-{last}"
        empty.ok("add", "role_request", asked, "--into", key)
        empty.ok("add", "score", f"component:{key} criterion:SC-1 value:{delay}")
        empty.ok("add", "score", f"component:{key} criterion:SC-2 value:{months}")
    return empty


def test_the_order_by_what_waiting_costs_is_reinertsens_and_the_planned_one_costs_more(
    jobs: Shell,
) -> None:
    document = jobs.json("select", "--budget", "5", "--sequence")
    assert document["chosen"] == ["P-1", "P-2", "P-3"]
    sequence = document["sequence"]
    assert sequence["by"] == "wsjf"
    starts = [(row["key"], row["start"], row["months_later"]) for row in sequence["starts"]]
    assert starts == [("P-3", "2027-01-01", 0), ("P-2", "2027-02-01", 1), ("P-1", "2027-05-01", 4)]
    assert sequence["starts"][1]["why"] == "Developer from 2027-01-01 lacks 168 h"
    # One at a time it would be 160: a quarter has room for two that share its months.
    costs = {row["by"]: row["points"] for row in sequence["cost_of_delay"]}
    assert (costs["wsjf"], costs["cd3"], costs["start"]) == (7, 7, 150)
    planned = jobs.json("select", "--budget", "5", "--sequence", "--by", "start")["sequence"]
    assert [row["key"] for row in planned["starts"]] == ["P-1", "P-2", "P-3"]
    assert planned["cost_of_delay"][0] == {"by": "start", "points": 150, "reason": None}


def test_who_needs_another_starts_when_that_is_over_whatever_its_rank(jobs: Shell) -> None:
    jobs.ok("add", "selection_rule", "component:P-3 kind:needs other:P-2", "--into", "P-3")
    rows = jobs.json("select", "--budget", "5", "--sequence")["sequence"]["starts"]
    assert [row["key"] for row in rows] == ["P-2", "P-3", "P-1"]
    assert rows[1]["start"] == "2027-04-01"
    assert rows[1]["why"] == "waits for P-2"


def test_a_number_that_there_is_not_is_refused_and_so_is_an_order_of_no_store(
    jobs: Shell, tmp_path: Path
) -> None:
    assert jobs("select", "--budget", "5", "--by", "start").code == 2
    ran = jobs("select", "--budget", "5", "--sequence", "--by", "colour")
    assert ran.code == 2
    assert "colour" in ran.err
    path = tmp_path / "problem.json"
    path.write_text('{"limits": [], "candidates": []}')
    ran = jobs("select", "--problem", str(path), "--sequence")
    assert ran.code == 2
    assert "--problem" in ran.err


def test_an_order_without_scores_has_no_cost_of_delay_and_says_why(plants: Shell) -> None:
    plants.ok("set", "P-1", "start=2027-01-01", "finish=2027-03-31")
    document = plants.json("select", "--budget", "10", *_RULES, "--sequence")
    sequence = document["sequence"]
    assert sequence["by"] == "benefits_baseline"
    assert {row["key"]: row["why"] for row in sequence["starts"]} == {
        "P-1": "as planned",
        "P-2": "has no start or no finish",
    }
