"""This file tests how ops are rebased on a workspace that has moved on."""

import pytest
from msgspec.structs import replace

from pmtui.model.changes.ops import Op, apply, create, delete, edit, invert
from pmtui.model.merging.settle import rebase
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_task, a_workspace, id_of

TASK = id_of("T-1")


@pytest.fixture
def before() -> Workspace:
    """What everybody saw."""
    return a_workspace(a_project(), a_task("T-1", "Dig", tags=("red", "blue")))


def _edited(workspace: Workspace, **fields: object) -> Workspace:
    return apply(workspace, edit("tasks", workspace.tasks[TASK], **fields))


def test_another_field_merges(before: Workspace) -> None:
    mine = edit("tasks", before.tasks[TASK], title="Dig deep")
    kept, conflicts = rebase(mine, _edited(before, priority=1))
    assert (kept, conflicts) == (mine, ())


def test_the_same_value_is_dropped(before: Workspace) -> None:
    mine = edit("tasks", before.tasks[TASK], title="Dig deep")
    assert rebase(mine, _edited(before, title="Dig deep")) == ((), ())


def test_another_value_of_the_same_field_conflicts(before: Workspace) -> None:
    mine = edit("tasks", before.tasks[TASK], title="Dig deep")
    kept, (conflict,) = rebase(mine, _edited(before, title="Fill"))
    assert kept == ()
    assert (conflict.before, conflict.mine, conflict.theirs) == ("Dig", "Dig deep", "Fill")


def test_members_of_a_set_merge(before: Workspace) -> None:
    mine = edit("tasks", before.tasks[TASK], tags=("red", "green"))
    now = _edited(before, tags=("blue", "white"))
    kept, conflicts = rebase(mine, now)
    assert conflicts == ()
    assert set(apply(now, kept).tasks[TASK].tags) == {"green", "white"}


def test_a_row_that_is_gone_conflicts_with_an_edit_and_not_with_a_delete(
    before: Workspace,
) -> None:
    row = before.tasks[TASK]
    gone = apply(before, (delete("tasks", row),))
    assert rebase((delete("tasks", row),), gone) == ((), ())
    _, (conflict,) = rebase(edit("tasks", row, title="x"), gone)
    assert conflict.theirs is None


def test_a_delete_of_what_somebody_edited_conflicts(before: Workspace) -> None:
    _, (conflict,) = rebase((delete("tasks", before.tasks[TASK]),), _edited(before, title="Fill"))
    assert conflict.mine is None
    assert isinstance(conflict.theirs, dict)
    assert conflict.theirs["title"] == "Fill"


def test_what_was_created_with_its_defaults_spelled_out_can_be_taken_back() -> None:
    project = a_workspace(a_project())
    document = {"id": 7, "title": "Dig", "component": id_of("P-1"), "priority": 0, "notes": ""}
    made = (Op("create", "tasks", 7, new=document),)
    undo = invert(made)
    assert rebase(undo, apply(project, made)) == (undo, ())


def test_a_delete_that_remembers_unknown_fields_holds_while_they_are_the_same(
    before: Workspace,
) -> None:
    now = apply(before, (Op("set", "tasks", TASK, "mood", new="calm"),))
    op = delete("tasks", now.tasks[TASK])
    remembering = Op("delete", "tasks", TASK, old=op.old | {"mood": "calm"})
    other = Op("delete", "tasks", TASK, old=op.old | {"mood": "wild"})
    assert rebase((op,), now) == ((op,), ())
    assert rebase((remembering,), now) == ((remembering,), ())
    assert rebase((other,), now)[0] == ()


def test_two_edits_of_one_field_in_the_same_ops_follow_each_other(before: Workspace) -> None:
    first = edit("tasks", before.tasks[TASK], title="A")
    second = (Op("set", "tasks", TASK, "title", old="A", new="B"),)
    assert rebase(first + second, before) == (first + second, ())


def test_an_edit_of_what_the_same_ops_create_is_kept(before: Workspace) -> None:
    fresh = a_task("T-2", "New")[0]
    ops = (create("tasks", fresh), *edit("tasks", fresh, title="Newer"))
    assert rebase(ops, before) == (ops, ())


def test_a_member_that_is_there_or_gone_already_is_dropped(before: Workspace) -> None:
    ops = (
        Op("add", "tasks", TASK, "tags", new="red"),
        Op("remove", "tasks", TASK, "tags", old="x"),
    )
    assert rebase(ops, before) == ((), ())
    twice = (Op("add", "tasks", TASK, "tags", new="x"),) * 2
    assert rebase(twice, before) == (twice[:1], ())
    turned = (
        Op("add", "tasks", TASK, "tags", new="x"),
        Op("remove", "tasks", TASK, "tags", old="x"),
    )
    assert rebase(turned, before) == (turned, ())


def test_a_place_takes_the_newer_wish_and_says_what_it_was_before(before: Workspace) -> None:
    mine = (Op("move", "tasks", TASK, "board_rank", "", "m"),)
    assert rebase(mine, before) == (mine, ())
    (moved,), conflicts = rebase(mine, _edited(before, board_rank="t"))
    assert conflicts == ()
    assert (moved.op, moved.old, moved.new) == ("move", "t", "m")


def test_rows_of_a_table_this_version_does_not_know_are_kept(before: Workspace) -> None:
    ops = (Op("put", "kites", 1, new={"a": 1}),)
    assert rebase(ops, before) == (ops, ())


def test_a_document_that_cannot_be_read_is_not_what_was_seen(before: Workspace) -> None:
    odd = Op("delete", "tasks", TASK, old={"title": 5})
    kept, (conflict,) = rebase((odd,), before)
    assert kept == ()
    assert conflict.field == ""
    assert rebase((Op("delete", "tasks", TASK),), before)[0] == ()


def test_a_row_whose_key_has_settled_since_is_taken_away() -> None:
    workspace = a_workspace(a_project("P-1"), a_task("T-1", "Dig"))
    seen = workspace.tasks[id_of("T-1")]
    ops = (delete("tasks", replace(seen, key="")),)
    assert rebase(ops, workspace) == (ops, ())
    assert rebase(ops, apply(workspace, edit("tasks", seen, title="Pour")))[1]
