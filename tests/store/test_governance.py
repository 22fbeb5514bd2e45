"""This file tests that a store with check-ins, bodies, rules and what-ifs opens and keeps all."""

from pathlib import Path
from typing import Final

import pytest

from pmtui.model.workspace.schema import TABLES
from pmtui.store.disk.making_and_opening import open_store
from tests.cli.running import Shell
from tests.store.test_money_and_benefits import documents
from tests.store.writing import rename

_FOLDER: Final = Path(__file__).parent / "golden"
GOLDEN: Final = _FOLDER / "governance.json"
"""Written by the build that first had tolerances, with every field of these tables in some row."""
MEETINGS: Final = _FOLDER / "meetings.json"
"""Written by the build that first had meetings, templates and rules of what recurs."""
SCENARIOS: Final = _FOLDER / "scenarios.json"
"""Written by the build that first had what-ifs: one tried, one given up, one made the plan."""
ODDS: Final = _FOLDER / "odds.json"
"""Written by the build that first had estimates, effects of risks and kept simulations."""
STAFFING: Final = _FOLDER / "staffing.json"
"""Written by the build that first had teams, skills, leave and requests for roles."""
CHOOSING: Final = _FOLDER / "choosing.json"
"""Written by the build that first had criteria and scores of projects."""
CYCLES: Final = _FOLDER / "cycles.json"
"""Written by the build that first had cycles: one ended, one running, one put away."""
SELECTION: Final = _FOLDER / "selection.json"
"""Written by the build that first had rules of a choice."""
DECIDING: Final = _FOLDER / "deciding.json"
"""Written by the build that first put choices before a body and compared criteria in pairs."""
_TABLES: Final = {
    GOLDEN: {
        "checkins": 10, "asks": 16, "directives": 15, "recoveries": 10, "bodies": 8,
        "memberships": 8, "approval_rules": 13, "tolerances": 11, "reports": 17, "lessons": 14,
        "documents": 14, "stakeholders": 15, "communications": 11, "responsibilities": 6,
    },
    MEETINGS: {
        "gates": 9,
        "gate_criteria": 7,
        "gate_conditions": 9,
        "waivers": 7,
        "changes": 17,
        "snoozes": 5,
        "meetings": 12,
        "attendances": 5,
        "agenda_items": 12,
        "templates": 7,
        "template_rows": 5,
        "recurrences": 12,
        "action_items": 9,
        "decisions": 7,
    },
    SCENARIOS: {"scenarios": 9, "scenario_edits": 6},
    ODDS: {"estimates": 9, "correlations": 5, "risk_effects": 13, "simulations": 15},
    CHOOSING: {"scoring_criteria": 8, "scores": 9},
    CYCLES: {"cycles": 12, "commitments": 8, "stays": 7},
    SELECTION: {"selection_rules": 9},
    DECIDING: {"choices": 9, "comparisons": 9},
}  # fmt: skip
"""The tables, and how many fields each had beside the one that says a row was archived."""
_EVERY: Final = [(path, table) for path, tables in _TABLES.items() for table in tables]
_PATHS: Final = pytest.mark.parametrize("golden", _TABLES, ids=lambda path: path.stem)


def copied(golden: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_bytes(golden.read_bytes())
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    ("golden", "table"), _EVERY, ids=lambda value: getattr(value, "stem", value)
)
def test_every_row_is_read_with_every_field(golden: Path, table: str, tmp_path: Path) -> None:
    workspace = open_store(copied(golden, tmp_path)).workspace
    stored = documents(golden)[table]
    assert {str(row_id) for row_id in workspace.rows(table)} == set(stored)
    fields = {name for row in stored.values() for name in row}
    assert fields <= {*TABLES[table].type.__struct_fields__}
    assert len(fields - {"archived"}) == _TABLES[golden][table]


@_PATHS
def test_the_store_opens_writable_and_nothing_in_it_is_unknown(
    golden: Path, tmp_path: Path
) -> None:
    path = copied(golden, tmp_path)
    store = open_store(path)
    assert store.read_only == ""
    assert not store.workspace.extras
    assert not store.workspace.foreign
    store.close()
    assert path.read_bytes() == golden.read_bytes()


@_PATHS
def test_an_edit_leaves_every_other_row_as_it_was_written(golden: Path, tmp_path: Path) -> None:
    path = copied(golden, tmp_path)
    before = documents(path)
    store = open_store(path)
    task = next(iter(store.workspace.tasks))
    rename(store, "Called otherwise", task)
    store.close()
    after = documents(path)
    assert after["tasks"][str(task)].pop("title") == "Called otherwise"
    before["tasks"][str(task)].pop("title")
    assert after == before


def test_a_kept_report_says_what_it_said_when_it_was_sent(tmp_path: Path) -> None:
    shell = Shell(copied(GOLDEN, tmp_path))
    shell.ok("set", "R-1", "state=closed")
    said = shell.ok("report", "S-2")
    assert "Rating: computed R, reported A" in said
    assert "R-1 Paylane delivers late  16 H" in said


def test_what_was_held_kept_and_made_says_the_same_as_then(tmp_path: Path) -> None:
    shell = Shell(copied(MEETINGS, tmp_path))
    minutes = shell.ok("minutes", "MT-1")
    assert "C-1 Later launch" in minutes
    assert "with a smaller scope" in minutes
    assert "X-1  call Paylane  Bob" in minutes
    rules = {row["key"]: row for row in shell.json("list", "recurrences")["rows"]}
    assert rules.keys() == {"RE-1", "RE-2", "RE-3"}
    made = shell.json("list", "actions")["rows"]
    assert "XR-120261207" in {row["key"] for row in made}
    shell.ok("new_from", "TP-1", "--start", "2027-03-01", "--into", "PG-1", "--name", "Again")
    assert len(shell.json("list", "tasks", "component:P-2")["rows"]) == 2


def test_a_body_without_a_quorum_needs_none_as_before(tmp_path: Path) -> None:
    shell = Shell(copied(GOLDEN, tmp_path))
    assert [row["quorum"] for row in shell.json("list", "bodies")["rows"]] == [2, 0]


def test_a_what_if_is_laid_over_the_plan_as_it_was_then(tmp_path: Path) -> None:
    shell = Shell(copied(SCENARIOS, tmp_path))
    listed = shell("list", "tasks", "--scenario", "W-1")
    titles = [line.split("\t")[1] for line in listed.out.splitlines()[1:]]
    assert titles == ["Long copy", "Launch", "Hire"]
    assert "edit 3 no longer fits: title of T-1 has changed in the plan since" in listed.err
    (row,) = shell.json("list", "projects", "--columns", "budget", "--scenario", "W-1")["rows"]
    assert "10800" in str(row["budget"])


def test_a_kept_simulation_says_what_it_said_and_is_still_current(tmp_path: Path) -> None:
    shell = Shell(copied(ODDS, tmp_path))
    (kept,) = shell.json("list", "simulations")["rows"]
    assert (kept["key"], kept["runs"], kept["seed"]) == ("SI-1", 100, 7)
    assert kept["freshness"] == "current"
    again = shell.json("simulate", "P-1", "--runs", "100", "--seed", "7")
    assert again["finish"]["p80"].startswith(kept["p80"])
    shell.ok("set", "ES-1", "pessimistic=30d")
    (kept,) = shell.json("list", "simulations")["rows"]
    assert kept["freshness"] == "stale"


def test_teams_leave_and_requests_say_the_same_as_then(tmp_path: Path) -> None:
    shell = Shell(copied(STAFFING, tmp_path))
    said = shell.json("people", "--by", "role", "--from", "2027-01-11", "--to", "2027-01-17")
    cells = {row["name"]: row["periods"][0] for row in said["rows"]}
    assert (cells["developer"]["demand"], cells["developer"]["requested"]) == (40.0, 20.0)
    assert "Web team" in shell.ok("people", "--by", "team")


def test_projects_have_the_scores_they_had_then(tmp_path: Path) -> None:
    shell = Shell(copied(CHOOSING, tmp_path))
    rows = shell.json("list", "projects", "--columns", "key,score")["rows"]
    # (3 x 7.5/10 + 1 x (1 - 2/5)) / 4 = 0.7125; nobody has judged the risk of the other
    assert {row["key"]: row["score"] and float(row["score"]) for row in rows} == {
        "P-1": 71.3,
        "P-2": None,
    }
    assert "Risk has no score" in shell.ok("select", "--budget", "10", "--value", "score")


def test_what_a_body_had_before_it_is_as_it_was(tmp_path: Path) -> None:
    shell = Shell(copied(DECIDING, tmp_path))
    rows = shell.json("list", "choices", "--columns", "key,outcome,place,reason")["rows"]
    asked = {row["key"]: (row["outcome"], row["place"]) for row in rows}
    assert asked["CH-2"] == ("selected", "in")
    assert {row["place"] for row in rows} == {"in", "out"}
    (pair,) = shell.json("list", "comparisons")["rows"]
    assert float(pair["times"]) == 3
    weights = shell.json("list", "scoring_criteria", "--columns", "key,pair_weight")["rows"]
    assert [row["pair_weight"] for row in weights] == ["75.0", "25.0", None]
    shell.ok("set", "P-1", "budget=7")
    again = shell.json("list", "choices", "--columns", "key,outcome,place,reason")["rows"]
    assert again == rows, "it is kept as it was asked"
    shell.ok("report", "D-1")
