"""This file lets an earlier build and this one write one store in turns, and misses nothing.

The earlier build is taken from the history of this checkout, where it is there: it knows none of
the newest tables. A clone without a history skips, and says so.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.torture.conftest import Tell
from tests.torture.harness import ROOT, amount

pytestmark = pytest.mark.slow
_GOLDEN: Final = ROOT / "tests" / "store" / "golden"
GOLDEN: Final = _GOLDEN / "governance.json"
"""A store with every field of governance; the earlier builds know one of its tables."""
MEETINGS: Final = _GOLDEN / "meetings.json"
"""A store with meetings, templates, and rules of what recurs; the build before knows none."""
BUILDS: Final = {
    "before the ledger": "b257e27a6e57b17c1afbcd9655ccb41ab3268882",
    "before check-ins": "3a01986800eb2ff9fd515099e39c1b7eaaf41eec",
}
BEFORE_MEETINGS: Final = "a0eefbc71f66adcad8dbe261fc43532380083e99"
BEFORE_CHOOSING: Final = "11ae801fbab2b597876987f6a8cefd4a6dc2886f"
CHOOSING: Final = {
    "scenarios": ("scenarios", "scenario_edits"),
    "staffing": ("teams", "team_members", "skills", "leaves", "role_requests"),
    "odds": ("correlations", "estimates", "risk_effects", "simulations"),
    "choosing": ("scoring_criteria", "scores"),
    "selection": ("selection_rules",),
    "deciding": ("choices", "comparisons", "scoring_criteria", "scores"),
}
"""Stores with what-ifs, staffing, odds, scores and choices, and their tables of which the build
before knows none.
"""
BEFORE_CYCLES: Final = "ac120e4e523a3c2c55cb1cb272fa3568373ed815"
_UNKNOWN: Final = (
    "approval_rules", "asks", "bodies", "checkins", "communications", "directives", "documents",
    "lessons", "memberships", "recoveries", "responsibilities", "stakeholders",
)  # fmt: skip
"""Tables that the earlier builds do not know."""


class Build:
    """A build, and the store that it writes."""

    def __init__(self, source: Path, store: Path) -> None:
        self._store = store
        self._with = {**os.environ, "PYTHONPATH": str(source / "src"), "HOME": str(store.parent)}

    def __call__(self, *words: str) -> str:
        """Run a verb that must succeed, in a process of its own; what it printed."""
        ran = subprocess.run(
            [sys.executable, "-m", "pmtui", *words, "--store", str(self._store)],
            env=self._with, cwd=self._store.parent, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, (words, ran.stderr)
        return ran.stdout


@pytest.fixture(params=BUILDS)
def builds(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Build, Build]:
    """The earlier build and this one, on one store."""
    return _both(BUILDS[request.param], GOLDEN, tmp_path)


def _both(commit: str, golden: Path, tmp_path: Path) -> tuple[Build, Build]:
    git = ["git", "-C", str(ROOT)]
    is_there = subprocess.run([*git, "cat-file", "-e", commit], capture_output=True, check=False)
    if is_there.returncode:
        pytest.skip(f"{commit[:8]} is not in the history of this checkout")
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    packing = [*git, "archive", commit, "src", "themes"]
    packed = subprocess.run(packing, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-C", str(earlier)], input=packed.stdout, check=True)
    store = tmp_path / "plan.json"
    store.write_bytes(golden.read_bytes())
    store.chmod(0o600)
    return Build(earlier, store), Build(ROOT, store)


def rows(build: Build, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(build(*words, "--json"))["rows"]
    return found


def stored(tmp_path: Path) -> dict[str, dict[str, Any]]:
    whole: dict[str, dict[str, Any]] = json.loads((tmp_path / "plan.json").read_bytes())
    return whole


def test_neither_loses_what_the_other_wrote_nor_what_it_does_not_know(
    builds: tuple[Build, Build], tmp_path: Path, tell: Tell
) -> None:
    earlier, current = builds
    before, turns, wanted = stored(tmp_path), amount(3, 12), {}
    assert not [name for name in _UNKNOWN if name not in before]
    for turn in range(1, turns + 1):
        earlier("add", "task", f"By the earlier build {turn}", "--into", "P-1")
        earlier("set", "T-1", f"title=Checkout {turn}")
        earlier("set", "R-1", f"impact_cost={turn % 5 + 1}")
        current("set", "T-1", f"priority={turn % 4 + 1}", f"notes=turn {turn}")
        current("add", "ask", f"Asked in turn {turn}", "--into", "P-1")
        current("set", "CI-1", f"needs=testers, {turn}")
        current("set", "P-1", f"reported_reason=as of turn {turn}")
        current("set", "SH-1", f"power={turn % 5 + 1}", f"notes=turn {turn}")
        earlier("set", "P-1", f"finish=2027-02-{turn:02}")
        if turn % 2:
            earlier("undo")
            earlier("snapshot")
            current("add", "lesson", f"Learnt in turn {turn}", "--into", "P-1")
        wanted[f"By the earlier build {turn}"] = f"Asked in turn {turn}"
    _is_whole(before, stored(tmp_path), turns)
    for build in builds:
        titles = {row["title"] for row in rows(build, "list", "tasks")}
        assert wanted.keys() <= titles
        assert f"Checkout {turns}" in titles
    assert set(wanted.values()) <= {row["title"] for row in rows(current, "list", "asks")}
    current("check")
    tell(21, f"{turns} turns of {len(_UNKNOWN)} tables that the earlier build does not know")


def _is_whole(
    before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]], turns: int
) -> None:
    """Rows of tables the earlier build does not know are as this one wrote them."""
    edited: dict[str, dict[str, object]] = {
        "checkins": {"needs": f"testers, {turns}"},
        "stakeholders": {"power": turns % 5 + 1, "notes": f"turn {turns}"},
    }
    for table in _UNKNOWN:
        for row_id, row in before[table].items():
            assert after[table][row_id] == {**row, **edited.get(table, {})}, table
    assert len(after["asks"]) == len(before["asks"]) + turns
    assert len(after["lessons"]) == len(before["lessons"]) + (turns + 1) // 2
    (task,) = (row for row in after["tasks"].values() if row["key"] == "T-1")
    assert task["title"] == f"Checkout {turns}"
    assert (task["priority"], task["notes"]) == (turns % 4 + 1, f"turn {turns}")
    (project,) = (row for row in after["components"].values() if row["key"] == "P-1")
    assert project["reported_reason"] == f"as of turn {turns}"
    assert project["finish"] == f"2027-02-{turns // 2 * 2:02}"
    assert after["reports"] == before["reports"]


_NEWEST: Final = (
    "agenda_items", "attendances", "meetings", "recurrences", "template_rows", "templates",
)  # fmt: skip
"""Tables that the build before meetings does not know."""


def test_the_build_before_meetings_keeps_them_and_what_recurs_and_this_one_goes_on(
    tmp_path: Path, tell: Tell
) -> None:
    earlier, current = _both(BEFORE_MEETINGS, MEETINGS, tmp_path)
    before, turns = stored(tmp_path), amount(3, 12)
    for turn in range(1, turns + 1):
        earlier("add", "action", f"By the earlier build {turn}", "--into", "P-1")
        earlier("set", "T-1", f"title=Checkout {turn}")
        earlier("set", "C-1", f"title=Later {turn}")
        current("set", "MT-2", f"notes=turn {turn}")
        current("minute", "MT-2", "item", f"Item of turn {turn}")
        current("set", "RE-1", f"notes=turn {turn}")
        current("set", "XR-120261207", f"title=Call {turn}")
        if turn % 2:
            earlier("undo")
            earlier("snapshot")
    after = stored(tmp_path)
    edited: dict[str, dict[str, object]] = {
        "meetings": {"notes": f"turn {turns}"}, "recurrences": {"notes": f"turn {turns}"},
    }  # fmt: skip
    for table in _NEWEST:
        for row_id, row in before[table].items():
            is_edited = row.get("key") in {"MT-2", "RE-1"}
            assert after[table][row_id] == {**row, **(edited[table] if is_edited else {})}, table
    assert len(after["agenda_items"]) == len(before["agenda_items"]) + turns
    made = next(row for row in after["action_items"].values() if row["key"] == "XR-120261207")
    assert made["recurrence"]
    assert made["occurrence"] == "2026-12-07"
    current("check")
    tell(21, f"{turns} turns of {len(_NEWEST)} tables that the build before meetings does not know")


@pytest.mark.parametrize("golden", CHOOSING)
def test_the_build_before_choosing_keeps_what_it_does_not_know(
    golden: str, tmp_path: Path, tell: Tell
) -> None:
    earlier, current = _both(BEFORE_CHOOSING, _GOLDEN / f"{golden}.json", tmp_path)
    before, turns = stored(tmp_path), amount(3, 12)
    current("add", "cost_line", "Hall component:P-1 amount:10 most_amount:20 time_driven:yes")
    for turn in range(1, turns + 1):
        earlier("add", "task", f"By the earlier build {turn}", "--into", "P-1")
        earlier("set", "T-1", f"title=Checkout {turn}")
        earlier("set", "CL-1", f"amount={10 + turn}")
        current("set", "T-1", f"priority={turn % 4 + 1}", f"notes=turn {turn}")
        current("add", "scenario", f"What if {turn}")
        current("set", "T-1", f"title=Otherwise {turn}", "--scenario", f"What if {turn}")
        current("add", "team", f"Team {turn}")
        earlier("set", "P-1", f"description=as of turn {turn}")
        if turn % 2:
            earlier("undo")
            earlier("snapshot")
    current("snapshot")
    after = stored(tmp_path)
    for table in CHOOSING[golden]:
        for row_id, row in before[table].items():
            assert after[table][row_id] == row, table
    for table, name in (("scenarios", "What if"), ("teams", "Team")):
        names = {row["name"] for row in after[table].values()}
        assert {f"{name} {turn}" for turn in range(1, turns + 1)} <= names
    line = next(row for row in after["cost_lines"].values() if row["title"] == "Hall")
    assert line["amount"]["amount"] == 1000 + 100 * turns
    assert (line["most_amount"]["amount"], line["time_driven"]) == (2000, True)
    edits = [row for row in after["scenario_edits"].values() if "Otherwise" in row["ops"]]
    assert len(edits) == turns
    (task,) = (row for row in after["tasks"].values() if row["key"] == "T-1")
    assert (task["title"], task["notes"]) == (f"Checkout {turns}", f"turn {turns}")
    current("check")
    tell(21, f"{turns} turns of {golden}, of whose tables the earlier build knows none")


def test_the_build_before_cycles_keeps_them_and_which_cards_are_in_them(
    tmp_path: Path, tell: Tell
) -> None:
    earlier, current = _both(BEFORE_CYCLES, _GOLDEN / "cycles.json", tmp_path)
    before, turns = stored(tmp_path), amount(3, 12)
    for turn in range(1, turns + 1):
        earlier("add", "task", f"By the earlier build {turn}", "--into", "P-1")
        earlier("set", "T-1", f"title=Checkout {turn}")
        current("set", "T-1", f"priority={turn % 4 + 1}", f"notes=turn {turn}")
        current("set", "CY-2", f"goal=Pay, turn {turn}")
        current("add", "task", f"In turn {turn} cycle:CY-2", "--into", "P-1")
        if turn % 2:
            earlier("undo")
            earlier("snapshot")
    current("snapshot")
    after = stored(tmp_path)
    for table in ("cycles", "commitments"):
        for row_id, row in before[table].items():
            edited = {"goal": f"Pay, turn {turns}"} if row.get("key") == "CY-2" else {}
            assert after[table][row_id] == {**row, **edited}, table
    # The earlier build took back every other card with what was kept of it.
    assert len(after["commitments"]) == len(before["commitments"]) + turns // 2
    (task,) = (row for row in after["tasks"].values() if row["key"] == "T-1")
    (was,) = (row for row in before["tasks"].values() if row["key"] == "T-1")
    assert (task["title"], task["cycle"]) == (f"Checkout {turns}", was["cycle"])
    current("check")
    tell(21, f"{turns} turns of cycles that the build before does not know")
