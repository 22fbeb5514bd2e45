"""This file tests walks through the components of a workspace."""

from tests.conftest import a_component, a_workspace


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
