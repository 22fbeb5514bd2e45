"""This file tests where unfinished work lies: new projects, stores of old, and the verb."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Shell

GOLDEN = Path(__file__).parents[1] / "store" / "golden" / "as_planned.json"
"""A store of the build before unfinished work could go on from the status date."""
PLANNED = {
    "T-1": ("2026-03-02T00:00:00", "2026-03-07T00:00:00", 0.0),
    "T-2": ("2026-03-09T00:00:00", "2026-03-20T17:00:00", 0.0),
    "T-3": ("2026-03-02T08:00:00", "2026-03-05T17:00:00", 8.0),
    "T-4": ("2026-03-18T08:00:00", "2026-03-19T17:00:00", 0.0),
    "T-5": ("2026-03-05T08:00:00", "2026-03-09T17:00:00", 3.0),
    "T-6": ("2026-03-03T00:00:00", "2026-03-05T00:00:00", 12.0),
}
"""Start, finish and total slack in days that the same build said of it."""
PLAN = """<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Name>Quay</Name>
<StartDate>2025-04-07T08:00:00</StartDate><Tasks><Task><UID>1</UID><Name>Dig</Name>
<Duration>PT8H0M0S</Duration></Task></Tasks></Project>"""


@pytest.fixture
def old(tmp_path: Path) -> Shell:
    store = tmp_path / "old.json"
    store.write_bytes(GOLDEN.read_bytes())
    store.chmod(0o600)
    return Shell(store)


def planned(shell: Shell) -> dict[str, tuple[str, str, float]]:
    rows = shell.json("schedule", "P-1")["tasks"]
    return {row["key"]: (row["start"], row["finish"], row["total_slack_days"]) for row in rows}


def rule(shell: Shell, key: str) -> str:
    """Where unfinished work of a project lies, as its document says."""
    rows = shell.json("list", "components", "--columns", "key,unfinished_work")["rows"]
    return next(str(row["unfinished_work"]) for row in rows if row["key"] == key)


def test_a_store_of_old_keeps_its_dates_and_says_in_one_line_what_lies_in_the_past(
    old: Shell,
) -> None:
    before = old.json("schedule", "P-1")["revision"]
    assert planned(old) == PLANNED
    said = [line for line in old("schedule", "P-1").err.splitlines() if "unfinished" in line]
    assert len(said) == 1
    assert "P-1: 3 unfinished tasks lie before" in said[0]
    assert "`pmtui reschedule P-1`" in said[0]
    assert old.json("schedule", "P-1")["revision"] == before


@pytest.mark.parametrize(
    "words", [("reschedule", "P-1"), ("set", "P-1", "unfinished_work=from_status_date")]
)
def test_unfinished_work_goes_on_from_the_status_date_once_somebody_says_so(
    old: Shell, words: tuple[str, ...]
) -> None:
    old.ok(*words)
    assert "unfinished" not in old("schedule", "P-1").err
    now = planned(old)
    assert now["T-3"][:2] == ("2026-03-16T08:00:00", "2026-03-19T17:00:00")
    assert now["T-5"][:2] == ("2026-03-16T08:00:00", "2026-03-18T17:00:00")
    assert now["T-2"][:2] == ("2026-03-09T00:00:00", "2026-03-24T17:00:00")
    assert {one: now[one][:2] for one in ("T-1", "T-4", "T-6")} == {
        one: PLANNED[one][:2] for one in ("T-1", "T-4", "T-6")
    }
    old.ok("undo")
    assert planned(old) == PLANNED


def test_what_goes_on_already_is_refused_with_the_way_back(old: Shell) -> None:
    old.ok("reschedule", "P-1")
    again = old("reschedule", "P-1")
    assert again.code != 0
    assert "unfinished_work=as_planned" in again.err


def test_every_new_project_lets_unfinished_work_go_on(shell: Shell, tmp_path: Path) -> None:
    added = shell.ok("add", "project", "New").strip()
    assert rule(shell, added) == "from_status_date"
    document = {"components": [{"kind": "project", "name": "Applied", "code": "AP"}]}
    shell.ok("apply", "-", stdin=json.dumps(document))
    table = tmp_path / "Taken in.csv"
    table.write_text("task,duration\nDig,2d\n", "utf-8")
    shell.ok("import", str(table))
    rows = shell.json("list", "components", "--columns", "key,name,unfinished_work")["rows"]
    rules = {row["name"]: row["unfinished_work"] for row in rows}
    assert rules["Applied"] == rules["Taken in"] == "from_status_date"


def test_a_plan_of_ms_project_stays_as_it_was_planned(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "quay.xml"
    file.write_text(PLAN, "utf-8")
    shell.ok("import", str(file))
    rows = shell.json("list", "components", "--columns", "key,name,unfinished_work")["rows"]
    row = next(one for one in rows if one["name"] == "Quay")
    assert row["unfinished_work"] == "as_planned"
    (task,) = shell.json("schedule", row["key"])["tasks"]
    assert task["start"] == "2025-04-07T08:00:00"
