"""This file tests that what the schedule moved is told, though nobody wrote a date."""

from typing import Any, Final

from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.change_list import FOLDED, changes
from tests.conftest import TODAY, Parts, a_component, a_link, a_project, a_task, a_workspace, id_of

DAY: Final = 480


def chain(first: int, *parts: Entity | Parts, **fields: Any) -> Workspace:
    """Two tasks one after the other, of which the first takes some days, in one of two projects."""
    return a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", name="Site"),
        a_project("P-2", "PG-1", name="Shop"),
        a_task("T-1", duration=first * DAY, **fields),
        a_task("T-2", duration=DAY, after="T-1"),
        *parts,
    )


def told(before: Workspace, after: Workspace, scope: int = 0, *, planned: bool = True) -> list[str]:
    found = changes(before, after, scope, TODAY, planned=planned)
    return [
        "  ".join(cell.text for cell in entry.cells)
        for section in found.sections
        for entry in section.entries
    ]


def test_a_longer_task_moves_what_waits_for_it_and_its_project() -> None:
    assert told(chain(2), chain(4)) == [
        "planned finish 25 Nov -> 27 Nov, 2 days later",
        "T-1  Task T-1  duration 2d -> 4d",
        "T-1  Task T-1  planned finish 24 Nov -> 26 Nov, 2 days later",
        "T-2  Task T-2  planned finish 25 Nov -> 27 Nov, 2 days later",
    ]
    earlier = told(chain(4), chain(2))
    assert "T-2  Task T-2  planned finish 27 Nov -> 25 Nov, 2 days earlier" in earlier


def test_the_summary_counts_each_task_once() -> None:
    summary = [cell.text for cell in changes(chain(2), chain(4), 0, TODAY).summary]
    assert summary == [
        "1 component slipped (most 2 days)",
        "2 tasks slipped (most 2 days)",
        "1 other change",
    ]


def test_it_can_be_left_out() -> None:
    assert told(chain(2), chain(4), planned=False) == ["T-1  Task T-1  duration 2d -> 4d"]


def test_a_task_that_is_done_does_not_slip() -> None:
    lines = told(chain(2, column="Done"), chain(4, column="Done"))
    assert "T-1  Task T-1  duration 2d -> 4d" in lines
    assert not any(line.startswith("T-1  Task T-1  planned") for line in lines)


def test_a_slip_reaches_the_projects_that_wait_for_it() -> None:
    shop = (a_task("T-9", project="P-2", duration=DAY), a_link("T-1", "T-9"))
    lines = told(chain(2, *shop), chain(4, *shop), id_of("P-2"))
    assert lines == [
        "planned finish 25 Nov -> 27 Nov, 2 days later",
        "T-9  Task T-9  planned finish 25 Nov -> 27 Nov, 2 days later",
    ]


def test_another_title_moves_nothing() -> None:
    assert told(chain(2), chain(2, title="New")) == ["T-1  New  title Task T-1 -> New"]


def test_many_that_move_together_are_one_line() -> None:
    crowd = [
        part
        for at in range(20, 20 + FOLDED)
        for part in a_task(f"T-{at}", duration=DAY, after="T-1")
    ]
    lines = told(chain(2, *crowd), chain(4, *crowd))
    assert f"{FOLDED + 2} tasks planned to finish later" in lines
    assert len(lines) == 3
