"""This file collects what the torture came to and says it at the end of the run."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.cli.running import Shell
from tests.store.writing import begin

Tell = Callable[[int, str], None]
"""Notes a figure of a row of docs/RELIABILITY.md."""
_FIGURE: Final = "figure"


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Notes what a test came to: the row it belongs to, and the figure in words."""

    def told(row: int, figure: str) -> None:
        record_property(_FIGURE, (row, figure))
        _record({"row": row, "figure": figure})

    return told


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests in one process: they fill disks, kill writers and count processor time."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("torture"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print every figure by row, then what was run and what was not."""
    stats = terminalreporter.stats
    figures = _figures(stats)
    if not figures:
        return
    terminalreporter.section("torture")
    for row, figure in figures:
        terminalreporter.line(f"{row:3}  {figure}")
    counts = {name: len(stats.get(name, ())) for name in ("passed", "failed", "error", "skipped")}
    terminalreporter.line("     " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    _record({"counts": counts, "skipped": [one.longrepr[2] for one in stats.get("skipped", ())]})


def _figures(stats: Mapping[str, Sequence[Any]]) -> list[tuple[int, str]]:
    """What was told by the tests that ran, here or in other processes: each report carries it."""
    reports = (one for outcome in ("passed", "failed") for one in stats.get(outcome, ()))
    told = (value for one in reports for name, value in one.user_properties if name == _FIGURE)
    return sorted((row, figure) for row, figure in told)


def _record(line: object) -> None:
    record = os.environ.get("PMTUI_TORTURE_RECORD")
    if record:
        with Path(record).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with a project, three tasks and a snapshot of them."""
    store = open_store(path)
    begin(store, tasks=3)
    store.close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a new empty store."""
    init_store(tmp_path / "plan.json").close()
    return tmp_path / "plan.json"


@pytest.fixture
def shell(path: Path) -> Shell:
    """The command line on a store with a program, a project, people, tasks, risks and an issue."""
    made = Shell(path)
    made.ok("add", "program", "Website relaunch")
    made.ok("add", "project", "Site build", "--into", "PG-1")
    made.ok("add", "person", "Ann Archer")
    made.ok("add", "task", "Write copy @aa due:2031-03-04")
    made.ok("add", "task", "Review copy after:T-1")
    made.ok("add", "risk", "Supplier late p:4 i:5 @aa")
    made.ok("add", "issue", "Server down")
    return made
