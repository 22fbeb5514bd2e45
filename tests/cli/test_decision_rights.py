"""This file approves things outside the rules by every door: it is done, with a warning."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from pmtui.machine import login_of
from tests.cli.running import Ran, Shell

Door = Callable[[Shell, Path], Ran]

RULES: Final = {
    "over the limit of days": ("authority=Ann impact_time=12d", "12 d of at most 5 d"),
    "over the limit of money": ("authority=Ann impact_cost=20k", "20,000.00 EUR of at most 10,000"),
    "a length nobody can read": ("authority=Ann impact_time=soon", "'soon' is no length in days"),
    "the scope": ("authority=Ann impact_scope=more", "it changes the scope"),
    "not in a role or body": ("authority=Dan", "Dan may not: that may the owner of the project or"),
    "one's own request": ("authority=Ann raised_by=Ann", "own request approved by oneself (Ann)"),
    "a body without quorum": ("authority=Cho", "BD-1 Board has 1 of the 2 members it needs"),
}


def _set(shell: Shell, _tmp: Path) -> Ran:
    return shell("set", "C-1", "decision=accept")


def _apply(shell: Shell, tmp: Path) -> Ran:
    document = {"changes": [{"key": "C-1", "decision": "accept"}]}
    (tmp / "in.json").write_text(json.dumps(document))
    return shell("apply", str(tmp / "in.json"))


def _import(shell: Shell, tmp: Path) -> Ran:
    (tmp / "in.csv").write_text("key,decision\nC-1,accept\n")
    return shell("import", str(tmp / "in.csv"), "--into", "P-1")


def _undo(shell: Shell, tmp: Path) -> Ran:
    _set(shell, tmp)
    shell.ok("set", "C-1", "decision=reject")
    return shell("undo")


def _redo(shell: Shell, tmp: Path) -> Ran:
    _set(shell, tmp)
    shell.ok("undo")
    return shell("redo")


def _adopt(shell: Shell, _tmp: Path) -> Ran:
    whole = json.loads(shell.store.read_bytes())
    (change,) = whole["changes"].values()
    change["decision"] = "accept"
    shell.store.write_text(json.dumps(whole))
    return shell("adopt", "--yes")


def _restore(shell: Shell, _tmp: Path) -> Ran:
    _set(shell, _tmp)
    shell.ok("archive", "C-1")
    return shell("restore", "C-1")


def _from_backup(shell: Shell, _tmp: Path) -> Ran:
    _set(shell, _tmp)
    name = shell.ok("backup", "make").strip()
    shell.ok("set", "C-1", "decision=reject")
    return shell("backup", "restore", name, "--yes")


DOORS: Final[dict[str, Door]] = {
    "set": _set, "apply": _apply, "import": _import, "undo": _undo, "redo": _redo,
    "adopt": _adopt, "restore": _restore, "from a backup": _from_backup,
}  # fmt: skip


@pytest.fixture
def ruled(empty: Shell) -> Shell:
    """A store with rules."""
    return with_rules(empty)


def with_rules(empty: Shell) -> Shell:
    """A project whose owner approves small changes; the board of its program approves all."""
    empty.ok("add", "program", "Web")
    empty.ok("add", "project", "Site", "--into", "PG-1")
    for name in ("Ann", "Bob", "Cho", "Dan"):
        empty.ok("add", "person", name)
    empty.ok("set", "H-2", f"logins={login_of(os.getuid())}")
    empty.ok("set", "P-1", "owner=Ann")
    empty.ok("add", "body", "Board quorum:2", "--into", "PG-1")
    empty.ok("add", "membership", "body:BD-1 person:Cho seat:chair")
    small = "Small kind:change role:owner level:project days:5 amount:10k changes_scope:no"
    empty.ok("add", "approval_rule", small, "--into", "PG-1")
    empty.ok("add", "approval_rule", "All kind:change body:BD-1", "--into", "PG-1")
    empty.ok("add", "change", "More shops", "--into", "P-1")
    return empty


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("rule", RULES)
def test_what_is_approved_outside_the_rules_is_done_with_a_warning(
    ruled: Shell, tmp_path: Path, door: str, rule: str
) -> None:
    fields, words = RULES[rule]
    ruled.ok("set", "C-1", *fields.split())
    ran = DOORS[door](ruled, tmp_path)
    assert ran.code == 0, ran.err
    assert ran.err.count("warning: C-1: ") == 1
    assert words in ran.err
    assert ruled.json("show", "C-1")["entity"]["decision"] == "accept"
    checked = ruled("check", "--json")
    assert checked.code == 1
    assert any(words in finding["text"] for finding in checked.document["findings"])
    assert words in ruled.ok("attention")
    assert ruled.json("list", "components", "--columns", "rights_breaches")["rows"][0] == {
        "rights_breaches": 1
    }


@pytest.mark.parametrize("door", DOORS)
def test_what_the_rules_allow_is_approved_without_a_word(
    ruled: Shell, tmp_path: Path, door: str
) -> None:
    ruled.ok("set", "C-1", "authority=Ann", "impact_time=5d", "impact_cost=10k", "raised_by=Dan")
    ran = DOORS[door](ruled, tmp_path)
    assert "warning" not in ran.err
    assert ruled("check").code == 0


def test_an_approval_that_names_nobody_is_of_the_person_at_the_keyboard(ruled: Shell) -> None:
    ran = ruled("set", "C-1", "decision=accept")
    assert "warning: C-1: Bob may not" in ran.err
    change = ruled.json("show", "C-1")["entity"]
    assert change["authority"] == "H-2"
    assert change["decided_at"]


def test_an_approval_for_somebody_else_names_both(ruled: Shell) -> None:
    ruled.ok("set", "C-1", "authority=Ann")
    ran = ruled("set", "C-1", "decision=accept")
    assert "C-1: approved by Ann, entered by Bob" in ran.err


def test_a_seat_that_ended_counts_no_more_and_one_of_then_still_does(ruled: Shell) -> None:
    ruled.ok("set", "BD-1", "quorum=1")
    ruled.ok("set", "MB-1", "until=2026-01-31")
    ruled.ok("set", "C-1", "authority=Cho", "decision=accept", "decided_at=2026-01-20")
    assert ruled("check").code == 0
    ruled.ok("set", "C-1", "decided_at=2026-02-20")
    assert "Cho may not" in ruled("check").out


def test_rules_that_a_project_has_of_its_own_replace_those_above(ruled: Shell) -> None:
    ruled.ok("add", "approval_rule", "Own kind:change role:tester", "--into", "P-1")
    ran = ruled("set", "C-1", "authority=Ann", "decision=accept")
    assert "Ann may not: that may the tester" in ran.err


def test_every_kind_of_approval_is_judged(ruled: Shell) -> None:
    for kind in ("budget_change", "draw", "gate", "case", "baseline", "escalation"):
        ruled.ok("add", "approval_rule", f"{kind} kind:{kind} body:BD-1", "--into", "PG-1")
    ruled.ok("add", "approval_rule", "Weeks kind:week role:lead")
    ruled.ok("add", "budget_change", "Rack amount:9k project:P-1")
    ruled.ok("add", "reserve", "Reserve amount:20k project:P-1")
    ruled.ok("add", "gate", "Build", "--into", "P-1")
    ruled.ok("add", "case", "Why project:P-1")
    ruled.ok("add", "risk", "Late p:4 i:5", "--into", "P-1")
    ruled.ok("escalate", "R-1")
    ruled.ok("add", "task", "Dig dur:5d", "--into", "P-1")
    doors = (
        ("set", "BC-1", "state=approved"), ("add", "draw", "Disks amount:2k reserve:RV-1"),
        ("set", "G-1", "decision=go"), ("set", "BX-1", "state=approved"),
        ("answer", "R-1", "accept"), ("baseline", "P-1", "first"),
        ("add", "timesheet", "week:2026-11-23 person:Ann state:approved"),
    )  # fmt: skip
    for words in doors:
        ran = ruled(*words)
        assert ran.code == 0, ran.err
        assert "Bob may not" in ran.err, words
    assert len(ruled("check", "--json").document["findings"]) >= len(doors)
