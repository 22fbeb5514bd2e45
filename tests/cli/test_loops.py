"""This file tests that no verb makes tasks wait for themselves, through links and the outline."""

import json
from pathlib import Path
from typing import Final

import pytest

from tests.cli.running import Shell

PLAN: Final = {
    "schema": "pmtui/1",
    "tasks": [
        {"title": "Phase 1", "code": "A", "component": "P-1"},
        {"title": "A1", "code": "A1", "parent": "A", "component": "P-1", "duration": 480},
        {"title": "A2", "code": "A2", "parent": "A", "component": "P-1", "duration": 480},
        {"title": "Phase 2", "code": "B", "component": "P-1"},
        {"title": "B1", "code": "B1", "parent": "B", "component": "P-1", "duration": 480},
    ],
}
INSIDE: Final = "T-4 lies in T-1, so it would wait for itself"


@pytest.fixture
def yard(empty: Shell) -> Shell:
    """Phase 1 (T-1) with A1 and A2, Phase 2 (T-4) with B1."""
    empty.ok("add", "project", "Yard")
    empty.ok("apply", "-", stdin=json.dumps(PLAN))
    empty.ok("set", "P-1", "start=2027-03-01")
    return empty


def refused(shell: Shell, *words: str) -> str:
    """What a verb says that is refused; nothing has changed by it and the plan has dates."""
    before = shell.json("list", "tasks")
    ran = shell(*words)
    assert ran.code == 4, ran.err
    assert shell.json("list", "tasks") == before
    assert shell("check").code == 0
    assert "planned finish" in shell.ok("schedule", "P-1")
    return ran.err


@pytest.mark.parametrize(
    ("edits", "last", "loop"),
    [
        ([], "link T-2 T-1", "T-1 > T-2 (in T-1)"),
        ([], "link T-1 T-2", "T-2 > T-1 (contains T-2)"),
        (["link T-5 T-1"], "link T-2 T-4", "T-1 > T-5 (in T-4) > T-2 (in T-1)"),
        (["link T-4 T-1"], "set T-4 parent=T-1", INSIDE),
        (["link T-4 T-1"], "indent T-4", INSIDE),
        (["link T-2 T-5"], "set T-2 parent=T-5", "T-5 > T-2 (in T-5)"),
        (
            ["link T-1 T-5", "set T-2 parent=T-4"],
            "link T-4 T-3",
            "T-5 > T-1 (contains T-3) > T-4 (contains T-5)",
        ),
        (["set T-2 parent=", "link T-2 T-1"], "set T-2 parent=T-1", "T-1 > T-2 (in T-1)"),
        (
            ["link T-4 T-1", "archive T-5", "archive T-4", "set T-4 parent=T-1"],
            "restore T-4",
            INSIDE,
        ),
        (["set T-2 active=no", "link T-2 T-1"], "set T-2 active=yes", "T-1 > T-2 (in T-1)"),
    ],
)
def test_an_edit_that_closes_a_loop_through_the_outline_is_refused_with_it(
    yard: Shell, edits: list[str], last: str, loop: str
) -> None:
    for edit in edits:
        yard.ok(*edit.split())
    said = refused(yard, *last.split())
    assert "closes a loop" in said
    assert loop in said


def test_a_task_may_lie_beside_the_one_it_waits_for(yard: Shell) -> None:
    yard.ok("link", "T-2", "T-5")
    yard.ok("set", "T-2", "parent=T-4")
    yard.ok("link", "T-4", "T-3")
    yard.ok("link", "T-5", "T-3")
    assert yard("check").code == 0


def test_what_is_put_away_closes_no_loop_until_it_comes_back(yard: Shell) -> None:
    yard.ok("link", "T-4", "T-1")
    yard.ok("archive", "T-5")
    yard.ok("archive", "T-4")
    yard.ok("set", "T-4", "parent=T-1")
    assert yard("check").code == 0


def test_importers_and_apply_refuse_a_loop_through_the_outline(yard: Shell, tmp_path: Path) -> None:
    table = tmp_path / "loop.csv"
    table.write_text("ID,Task,Outline level,Predecessors\n1,P,1,\n2,a,2,1\n")
    ran = yard("import", str(table), "--into", "P-1")
    assert (ran.code, "closes a loop" in ran.err) == (2, True)
    file = tmp_path / "loop.xml"
    file.write_text(
        """<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">
<Name>Y</Name><StartDate>2027-03-01T08:00:00</StartDate><Tasks>
<Task><UID>1</UID><ID>1</ID><Name>P</Name><OutlineLevel>1</OutlineLevel></Task>
<Task><UID>2</UID><ID>2</ID><Name>a</Name><OutlineLevel>2</OutlineLevel><PredecessorLink>
<PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task></Tasks></Project>"""
    )
    ran = yard("import", str(file))
    assert (ran.code, "closes a loop" in ran.err) == (2, True)
    more = {"schema": "pmtui/1", "links": [{"predecessor": "A", "successor": "A1"}]}
    ran = yard("apply", "-", stdin=json.dumps(PLAN | more))
    assert (ran.code, "closes a loop: T-1 > T-2 (in T-1)" in ran.err) == (4, True)
    assert "closes a loop" in refused(yard, "add", "task", "C1 project:P-1 parent:T-4 after:T-4")


def test_a_loop_over_two_projects_through_their_outlines_is_refused(yard: Shell) -> None:
    yard.ok("add", "project", "Gate")
    yard.ok("add", "task", "Hang gate", "--into", "P-2")
    yard.ok("link", "T-6", "T-1")
    said = refused(yard, "link", "T-2", "T-6")
    assert "T-1 > T-6 > T-2 (in T-1)" in said
