"""This file makes the stores that the command line is tried on."""

from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A new store, of a person of whom nothing is remembered."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    shell = Shell(tmp_path / "plan.json")
    shell.ok("init", str(shell.store))
    return shell


@pytest.fixture
def shell(empty: Shell) -> Shell:
    """A program with one project, two people, three tasks and two risks."""
    empty.ok("add", "program", "Website relaunch")
    empty.ok("add", "project", "Site build budget:12000", "--into", "PG-1")
    empty.ok("add", "person", "Ann Archer")
    empty.ok("add", "person", "Bob Best")
    empty.ok("add", "task", "Write copy !2 @aa #web due:2031-03-04 est:3d")
    empty.ok("add", "task", "Review copy after:T-1 @bb")
    empty.ok("add", "task", "Go live due:2020-01-15 col:doing")
    empty.ok("add", "risk", "Supplier late p:4 i:5 @aa")
    empty.ok("add", "risk", "Cheaper hosting p:2 i:3 opportunity")
    return empty
