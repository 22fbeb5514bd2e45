"""This file tests walks through the components of a workspace."""

import msgspec

from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_component, a_task, a_workspace, id_of


def test_a_subtree_ends_where_it_would_begin_anew() -> None:
    first, second = a_component("PG-1", "PG-2"), a_component("PG-2", "PG-1")
    workspace = a_workspace(first, second)
    assert [*workspace.subtree(first.id)] == [first.id, second.id]
    assert [*workspace.subtree(0)] == []


def test_what_has_been_put_away_is_left_out_with_all_below() -> None:
    rows = (
        a_component("PG-1"),
        a_component("PG-2", "PG-1", archived=True),
        a_component("PG-3", "PG-2"),
        a_component("PG-4", "PG-1"),
    )
    workspace = a_workspace(*rows)
    assert [*workspace.subtree(0)] == [row.id for row in rows]
    assert [*workspace.subtree(0, archived=False)] == [rows[0].id, rows[3].id]


def test_a_key_names_its_entity_in_any_spelling_and_before_it_is_settled() -> None:
    task = a_task("T-1")[0]
    pending = msgspec.structs.replace(a_task("T-2")[0], key="T-2~")
    workspace = a_workspace(task, pending)
    assert workspace.by_key("t1") == ("tasks", task)
    assert workspace.by_key("T-2") == workspace.by_key("T-2~") == ("tasks", pending)
    assert workspace.by_key("T-3") is None
    assert workspace.by_key("Q-1") is None
    assert workspace.by_key("odd") is None


def test_an_id_leads_to_its_table_and_entity() -> None:
    task = a_task("T-1")[0]
    workspace = a_workspace(a_component("PG-1"), task)
    assert workspace.table_of(task.id) == "tasks"
    assert workspace.entity(task.id) is task
    assert workspace.table_of(99) is None
    assert workspace.entity(99) is None
    assert Workspace().rows("tasks") == {}


def test_the_components_above_one_end_at_the_top_or_at_a_loop() -> None:
    workspace = a_workspace(
        a_component("PF-1"), a_component("PG-1", "PF-1"), a_component("PG-2", "PG-1")
    )
    assert [*workspace.ancestors(id_of("PG-2"))] == [id_of("PG-1"), id_of("PF-1")]
    assert [*workspace.ancestors(id_of("PF-1"))] == []
    assert [*workspace.ancestors(99)] == []
    around = a_workspace(a_component("PG-1", "PG-2"), a_component("PG-2", "PG-1"))
    assert [*around.ancestors(id_of("PG-1"))] == [id_of("PG-2")]
    astray = a_workspace(a_component("PG-1", "PG-9"))
    assert [*astray.ancestors(id_of("PG-1"))] == [id_of("PG-9")]


def test_each_of_two_loops_is_walked_once() -> None:
    rows = (
        a_component("PG-1"), a_component("PG-2", "PG-1"), a_component("PG-3", "PG-1"),
        a_component("PG-4", "PG-2"),
    )  # fmt: skip
    assert [*a_workspace(*rows).subtree(id_of("PG-1"))] == [
        id_of(key) for key in ("PG-1", "PG-2", "PG-4", "PG-3")
    ]


def test_what_was_judged_is_remembered_for_these_very_ops_and_once() -> None:
    workspace, following = a_workspace(a_task("T-1")[0]), a_workspace(a_task("T-2")[0])
    ops = ("these",)
    assert workspace.taken_from_memory(ops, 2) is None
    workspace.remember(ops, following)
    assert workspace.taken_from_memory(("those",), 2) is None
    known = workspace.taken_from_memory(ops, 2)
    assert known is not None
    assert (known.tables, known.revision) == (following.tables, 2)
    assert workspace.taken_from_memory(ops, 2) is None
