"""This file tests the questions that conflicts ask, and the ops that answers leave."""

from collections.abc import Sequence
from typing import Any

import pytest

from pmtui.model.changes.ops import Commit, Op, Ops, apply, delete, edit, plain
from pmtui.model.merging.outcome import (
    ConflictAnswer,
    ConflictQuestion,
    conflict_questions,
    ops_of_answers,
    with_file_values,
)
from pmtui.model.merging.settle import rebase, settle
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_task, a_workspace, id_of

TASK = id_of("T-1")
MINE = ConflictAnswer(keeps_mine=True)
THEIRS = ConflictAnswer(keeps_mine=False)


@pytest.fixture
def before() -> Workspace:
    """What everybody saw."""
    return a_workspace(a_project(), a_task("T-1", "Dig", tags=("red",)), a_task("T-2", "Fill"))


def committed(ops: Sequence[Op], rev: int = 2, login: str = "bob") -> Commit:
    """A commit by somebody else."""
    return Commit(
        rev=rev, commit_id=f"c{rev}", parent_sha="", ts="2026-11-23T09:00:00.000+00:00", uid=7,
        host="", session="s", action="entity.set", ops=tuple(ops), login=login,
    )  # fmt: skip


def asked(
    mine: Ops, theirs: Ops, before: Workspace
) -> tuple[Workspace, tuple[ConflictQuestion, ...]]:
    """The workspace with theirs in it, and what mine asks there."""
    now = apply(before, theirs)
    _, conflicts = rebase(mine, now)
    return now, conflict_questions(mine, conflicts, iter((committed(theirs),)))


def written(before: Workspace, key: str = "T-1", **fields: Any) -> Ops:
    """An edit of a task as everybody saw it."""
    return edit("tasks", before.tasks[id_of(key)], **fields)


def test_a_field_that_both_wrote_asks_with_who_was_first(before: Workspace) -> None:
    mine, theirs = written(before, title="Dig deep"), written(before, title="Dig wide")
    _, (only,) = asked(mine, theirs, before)
    assert (only.kind, only.field) == ("field", "title")
    assert (only.before, only.mine, only.theirs) == ("Dig", "Dig deep", "Dig wide")
    assert only.by is not None
    assert only.by.login == "bob"


def test_the_one_who_wrote_that_field_is_named_not_who_wrote_another(before: Workspace) -> None:
    title, other = written(before, title="Dig wide"), written(before, priority=1)
    history = (committed(other, 3, "cid"), committed(title, 2, "bob"))
    _, conflicts = rebase(written(before, title="Dig deep"), apply(before, title + other))
    (only,) = conflict_questions(written(before, title="Dig deep"), conflicts, iter(history))
    assert only.by is not None
    assert only.by.login == "bob"


def test_mine_wins_over_theirs(before: Workspace) -> None:
    mine, theirs = written(before, title="Dig deep", priority=1), written(before, title="Dig wide")
    now, (only,) = asked(mine, theirs, before)
    ops = settle(
        now, ops_of_answers(mine, ((only, ConflictAnswer(keeps_mine=True, value=only.mine)),))
    )
    assert isinstance(ops, tuple)
    after = apply(now, ops).tasks[TASK]
    assert (after.title, after.priority) == ("Dig deep", 1)


def test_theirs_stands_and_the_rest_of_mine_is_kept(before: Workspace) -> None:
    mine, theirs = written(before, title="Dig deep", priority=1), written(before, title="Dig wide")
    now, (only,) = asked(mine, theirs, before)
    after = apply(now, ops_of_answers(mine, ((only, THEIRS),))).tasks[TASK]
    assert (after.title, after.priority) == ("Dig wide", 1)


def test_nothing_is_left_where_theirs_stands_everywhere(before: Workspace) -> None:
    mine, theirs = written(before, title="Dig deep"), written(before, title="Dig wide")
    _, (only,) = asked(mine, theirs, before)
    assert ops_of_answers(mine, ((only, THEIRS),)) == ()


def test_a_third_value_wins_over_both(before: Workspace) -> None:
    mine, theirs = written(before, title="Dig deep"), written(before, title="Dig wide")
    now, (only,) = asked(mine, theirs, before)
    ops = ops_of_answers(mine, ((only, ConflictAnswer(keeps_mine=True, value="Dig well")),))
    assert apply(now, ops).tasks[TASK].title == "Dig well"


def test_a_value_typed_that_is_theirs_already_writes_nothing(before: Workspace) -> None:
    mine, theirs = written(before, title="Dig deep"), written(before, title="Dig wide")
    _, (only,) = asked(mine, theirs, before)
    assert ops_of_answers(mine, ((only, ConflictAnswer(keeps_mine=True, value="Dig wide")),)) == ()


def test_a_field_written_twice_in_one_edit_asks_once(before: Workspace) -> None:
    first = written(before, title="Dig deep")
    again = (*first, Op("set", "tasks", TASK, "title", "Dig deep", "Dig deeper"))
    now, (only,) = asked(again, written(before, title="Dig wide"), before)
    assert (only.before, only.mine) == ("Dig", "Dig deeper")
    ops = ops_of_answers(again, ((only, ConflictAnswer(keeps_mine=True, value=only.mine)),))
    assert apply(now, ops).tasks[TASK].title == "Dig deeper"


def test_a_row_that_is_gone_asks_once_and_comes_back_with_all_of_mine(before: Workspace) -> None:
    mine = written(before, title="Dig deep", priority=1, tags=("red", "blue"))
    now, (only,) = asked(mine, (delete("tasks", before.tasks[TASK]),), before)
    assert (only.kind, only.theirs, only.can_keep_mine) == ("gone", None, True)
    ops = settle(now, ops_of_answers(mine, ((only, MINE),)))
    assert isinstance(ops, tuple)
    back = apply(now, ops).tasks[TASK]
    assert (back.key, back.title, back.priority) == ("T-1", "Dig deep", 1)
    assert set(back.tags) == {"red", "blue"}


def test_a_row_that_is_gone_can_stay_away(before: Workspace) -> None:
    mine = (*written(before, title="Dig deep"), *written(before, "T-2", title="Fill up"))
    now, (only,) = asked(mine, (delete("tasks", before.tasks[TASK]),), before)
    after = apply(now, ops_of_answers(mine, ((only, THEIRS),)))
    assert TASK not in after.tasks
    assert after.tasks[id_of("T-2")].title == "Fill up"


def test_a_row_nobody_remembers_cannot_come_back(before: Workspace) -> None:
    mine = written(before, title="Dig deep")
    now = apply(before, (delete("tasks", before.tasks[TASK]),))
    (only,) = conflict_questions(mine, rebase(mine, now)[1], iter(()))
    assert (only.can_keep_mine, only.by) == (False, None)
    assert ops_of_answers(mine, ((only, MINE),)) == ()


def test_what_i_take_away_and_they_edited_goes_or_stays_as_i_say(before: Workspace) -> None:
    mine = (delete("tasks", before.tasks[TASK]),)
    now, (only,) = asked(mine, written(before, title="Dig wide"), before)
    assert (only.kind, only.theirs) == ("edited", plain(now.tasks[TASK]))
    ops = settle(now, ops_of_answers(mine, ((only, MINE),)))
    assert isinstance(ops, tuple)
    assert TASK not in apply(now, ops).tasks
    assert ops_of_answers(mine, ((only, THEIRS),)) == ()


def test_what_a_changed_file_says_of_a_row_that_is_gone_is_mine(before: Workspace) -> None:
    mine = written(before, title="Dig deep")
    _, (gone,) = asked(mine, (delete("tasks", before.tasks[TASK]),), before)
    after = apply(before, written(before, title="Dig well", priority=2))
    filled = with_file_values(gone, before, after)
    assert filled.before == plain(before.tasks[TASK])
    assert filled.mine == {"title": "Dig well", "priority": 2}
    empty = a_workspace(a_project())
    assert with_file_values(gone, empty, after) == gone
    assert with_file_values(gone, before, empty) == gone
    _, (field,) = asked(mine, written(before, title="Dig wide"), before)
    assert with_file_values(field, before, after) == field


def test_who_took_a_row_away_is_named_and_not_who_edited_it_before(before: Workspace) -> None:
    edited, gone = written(before, title="Dig wide"), (delete("tasks", before.tasks[TASK]),)
    history = (committed(gone, 3, "cid"), committed(edited, 2, "bob"))
    mine = written(before, title="Dig deep")
    _, conflicts = rebase(mine, apply(before, gone))
    (only,) = conflict_questions(mine, conflicts, iter(history))
    assert only.by is not None
    assert only.by.login == "cid"


def test_members_of_a_set_come_back_as_i_left_them(before: Workspace) -> None:
    mine = (
        Op("add", "tasks", TASK, "tags", new="blue"),
        Op("remove", "tasks", TASK, "tags", old="red"),
        Op("move", "tasks", TASK, "board_rank", "", "m"),
    )
    _, (only,) = asked(mine, (delete("tasks", before.tasks[TASK]),), before)
    assert only.mine == {"tags": ["blue"], "board_rank": "m"}


def test_the_history_is_read_no_further_than_to_who_wrote_theirs(before: Workspace) -> None:
    theirs = written(before, title="Dig wide")
    mine = written(before, title="Dig deep")
    _, conflicts = rebase(mine, apply(before, theirs))
    older = iter((committed(theirs), committed(theirs, 1, "old"), committed(theirs, 0, "older")))
    (only,) = conflict_questions(mine, conflicts, older)
    assert only.by is not None
    assert only.by.login == "bob"
    assert len([*older]) >= 1


def test_who_edited_what_i_take_away_is_named(before: Workspace) -> None:
    _, (only,) = asked(
        (delete("tasks", before.tasks[TASK]),), written(before, title="Dig wide"), before
    )
    assert only.by is not None
    assert only.by.login == "bob"


def test_a_row_comes_back_as_it_was_though_others_went_with_it(before: Workspace) -> None:
    theirs = (delete("tasks", before.tasks[id_of("T-2")]), delete("tasks", before.tasks[TASK]))
    _, (only,) = asked(written(before, title="Dig deep"), theirs, before)
    assert only.before == plain(before.tasks[TASK])
