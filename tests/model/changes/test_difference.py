"""This file tests what two workspaces differ in: as rows and as ops."""

from pmtui.model.changes.difference import changed_rows, diff
from pmtui.model.changes.ops import apply, edit
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_risk, a_task, a_workspace, id_of


def a_pair() -> tuple[Workspace, Workspace]:
    """Before and after: a task renamed, one gone, a risk new, and one task made anew the same."""
    before = a_workspace(a_project(board=False), a_task("T-1", "old"), a_task("T-2"), a_task("T-3"))
    after = a_workspace(
        a_project(board=False), a_task("T-1", "new"), a_task("T-3"), a_risk("R-1", 3, 3)
    )
    return before, after


def test_rows_that_are_equal_are_left_out_though_they_are_not_the_same_object() -> None:
    found = {one.id: one for one in changed_rows(*a_pair())}
    assert set(found) == {id_of("T-1"), id_of("T-2"), id_of("R-1")}
    assert found[id_of("T-2")].after is None
    assert found[id_of("R-1")].before is None


def test_a_workspace_and_itself_differ_in_nothing() -> None:
    before, _ = a_pair()
    assert list(changed_rows(before, before)) == []
    assert diff(before, before) == ()


def test_the_rows_that_changed_are_those_the_ops_touch() -> None:
    before, after = a_pair()
    ops = diff(before, after)
    assert {(op.table, op.id) for op in ops} == {
        (row.table, row.id) for row in changed_rows(before, after)
    }
    assert list(changed_rows(apply(before, ops), after)) == []


def test_a_table_that_both_share_is_not_looked_through() -> None:
    before, _ = a_pair()
    after = apply(before, edit("tasks", before.tasks[id_of("T-1")], title="new"))
    assert after.rows("components") is before.rows("components")
    assert [row.id for row in changed_rows(before, after)] == [id_of("T-1")]
