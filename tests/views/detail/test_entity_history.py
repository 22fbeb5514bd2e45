"""This file tests how the history of one entity is told."""

from datetime import UTC, date
from typing import Any

from pmtui.model.changes.history import HistoryEntry
from pmtui.model.changes.ops import Commit, Op, Ops, create, edit
from pmtui.views.detail.entity_history import OLDER, UNVERIFIED, history
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of

WORKSPACE = a_workspace(a_project(), a_task("T-1", "Dig", due=TODAY))
TASK = WORKSPACE.tasks[id_of("T-1")]
ENTITY = ("tasks", TASK.id)


def deed(ops: Ops, *, is_proved: bool = True, undo_of: str = "") -> HistoryEntry:
    """A deed of bob."""
    commit = Commit(
        rev=12, commit_id="c", parent_sha="", ts="2026-11-23T13:02:00.000+00:00", uid=7, host="",
        session="s", action="a", ops=ops, login="bob", undo_of=undo_of,
    )  # fmt: skip
    return HistoryEntry(commit, is_proved)


def lines(*deeds: HistoryEntry, **more: Any) -> list[str]:
    """The lines of a history."""
    section = history(WORKSPACE, ENTITY, deeds, TODAY, UTC, **more)
    return [" ".join(cell.text for cell in one.cells if cell.text) for one in section.entries]


def test_a_change_is_told_from_what_to_what() -> None:
    later = edit("tasks", TASK, due=date(2026, 12, 4))
    assert lines(deed(later)) == ["13:02 bob due: Mon 23 Nov -> Fri 4 Dec"]


def test_several_fields_of_one_commit_share_its_moment() -> None:
    both = edit("tasks", TASK, title="Dig deep", priority=1, board_rank="zz")
    assert lines(deed(both)) == ["13:02 bob title: Dig -> Dig deep", "priority: — -> 1"]


def test_ops_on_others_are_left_out() -> None:
    other = Op("set", "tasks", id_of("T-2"), "title", "a", "b")
    assert lines(deed((other, *edit("tasks", TASK, priority=1)))) == ["13:02 bob priority: — -> 1"]


def test_what_came_and_what_was_taken_back_is_told() -> None:
    assert lines(deed((create("tasks", TASK),))) == ["13:02 bob added"]
    back = deed(edit("tasks", TASK, priority=1), undo_of="c1")
    assert lines(back) == ["13:02 bob taken back: priority: — -> 1"]


def test_an_author_nobody_vouches_for_has_a_badge() -> None:
    told = lines(deed(edit("tasks", TASK, priority=1), is_proved=False))
    assert told == [f"13:02 bob {UNVERIFIED} priority: — -> 1"]


def test_the_last_line_says_that_there_is_more() -> None:
    assert lines(deed(edit("tasks", TASK, priority=1)), goes_on=True)[-1] == OLDER
    section = history(WORKSPACE, ENTITY, (), TODAY, UTC)
    assert section.empty == "nothing has changed since the history begins"


def test_what_was_added_to_a_list_is_told_as_taken_back_too() -> None:
    tagged = Op("add", "tasks", TASK.id, "tags", None, "web")
    assert lines(deed((tagged,))) == ["13:02 bob put #web on T-1"]
    assert lines(deed((tagged,), undo_of="c1")) == ["13:02 bob taken back: put #web on T-1"]
