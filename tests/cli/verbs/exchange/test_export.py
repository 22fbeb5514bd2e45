"""This file tests that a project is exported whole or not at all, and what is said of the rest."""

import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from tests.cli.running import Shell

KILLED = """
import os, signal, sys
from pmtui.cli.main import main
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""
SPACE = "{http://schemas.microsoft.com/project}"


@pytest.fixture
def yard(empty: Shell) -> Shell:
    """A project with two tasks, one of them in weeks and half done, and a lag that is a share."""
    empty.ok("add", "project", "Yard")
    empty.ok("set", "P-1", "start=2027-03-01")
    empty.ok("add", "task", "Pour", "--into", "P-1")
    empty.ok("add", "task", "Cure", "--into", "P-1")
    empty.ok("set", "T-1", "duration=2w", "estimate=16h", "percent=25", "actual_start=2027-03-01")
    empty.ok("set", "T-2", "duration=3ed", "tags=wet")
    empty.ok("link", "T-2", "T-1 FS+50%")
    return empty


def sent(shell: Shell) -> Element:
    root: Element = fromstring(shell.ok("export", "P-1", "-", "--format", "xml"))
    return root


def texts(root: Element, path: str) -> list[str]:
    steps = "/".join(SPACE + step for step in path.split("/"))
    return [part.text or "" for part in root.findall(steps)]


def test_lengths_go_out_in_the_unit_they_were_typed_in(yard: Shell) -> None:
    root = sent(yard)
    assert texts(root, "Tasks/Task/DurationFormat")[1:] == ["9", "8"]
    assert texts(root, "Tasks/Task/PredecessorLink/LagFormat") == ["19"]
    assert texts(root, "Tasks/Task/PredecessorLink/LinkLag") == ["50"]


def test_work_done_follows_from_the_percentage_where_nobody_noted_it(yard: Shell) -> None:
    root = sent(yard)
    assert texts(root, "Tasks/Task/Work") == ["PT16H0M0S"] * 2
    assert texts(root, "Tasks/Task/ActualWork") == ["PT4H0M0S"] * 2
    assert texts(root, "Tasks/Task/RemainingWork") == ["PT12H0M0S"] * 2


def test_what_stays_behind_is_said_in_lines_and_in_json(yard: Shell, tmp_path: Path) -> None:
    ran = yard("export", "P-1", str(tmp_path / "plan.xml"))
    assert "left out: 1 task with tags" in ran.err
    told = yard.json("export", "P-1", str(tmp_path / "again.xml"))
    assert "1 task with tags" in told["left_out"]


@pytest.mark.parametrize(
    ("what", "name"),
    [("P-1", "a.xml"), ("tasks", "a.csv"), ("tasks", "a.xlsx"), ("tasks", "a.json")],
)
def test_an_export_that_is_killed_leaves_nothing_under_the_name(
    yard: Shell, tmp_path: Path, what: str, name: str
) -> None:
    target = tmp_path / "out" / name
    target.parent.mkdir()
    words = ["--store", str(yard.store), "export", what, str(target)]
    ran = subprocess.run([sys.executable, "-c", KILLED, *words], check=False, timeout=120)
    assert ran.returncode < 0
    assert not target.exists()
    assert yard("export", what, str(target)).code == 0
    assert target.stat().st_size > 0
