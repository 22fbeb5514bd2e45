"""This file tests ops on workspaces drawn at random: apply, invert, compare, settle keys."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pmtui.model.changes.difference import diff
from pmtui.model.changes.ops import Op, Ops, apply, create, delete, edit, invert, settle_keys
from pmtui.model.entities.components import Component
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace, known_tables
from tests.conftest import a_project, a_task, a_workspace, id_of

IDS = range(1, 6)
texts = some.text("abc ", max_size=3)
words = some.sets(some.sampled_from(["red", "blue", "green"])).map(lambda one: tuple(sorted(one)))
fields = some.fixed_dictionaries(
    {},
    optional={
        "title": texts,
        "priority": some.integers(0, 4),
        "percent": some.integers(0, 100),
        "due": some.none() | some.dates(),
        "tags": words,
        "board_rank": texts,
        "parent": some.sampled_from([0, *IDS]),
    },
)
unknown = some.dictionaries(some.sampled_from(["mood", "votes"]), some.integers(1, 3))
foreign = some.dictionaries(
    some.sampled_from(["kites", "boats"]),
    some.dictionaries(some.sampled_from(["1", "2"]), some.dictionaries(texts, texts)),
)


@some.composite
def workspaces(draw: some.DrawFn) -> Workspace:
    """A workspace with up to five tasks, a component, unknown fields and unknown tables."""
    ids = draw(some.sets(some.sampled_from(IDS)))
    tasks = {one: Task(**({"title": "T"} | draw(fields) | {"id": one})) for one in ids}
    extras: dict[tuple[str, int], dict[str, Any]] = {
        ("tasks", one): extra for one in ids if (extra := draw(unknown))
    }
    components = {9: Component(id=9, kind="project", name=draw(texts))}
    tables = known_tables() | {"tasks": tasks, "components": components}
    return Workspace(tables, extras=extras, foreign=draw(foreign))


def content(workspace: Workspace) -> tuple[Any, ...]:
    """What a workspace holds; the order of a set's members does not count."""
    tables = {
        name: {one: _in_order(row) for one, row in rows.items()}
        for name, rows in workspace.tables.items()
    }
    extras = {key: dict(extra) for key, extra in workspace.extras.items() if extra}
    return tables, extras, {name: dict(rows) for name, rows in workspace.foreign.items()}


def _in_order(row: Any) -> Any:
    return msgspec.structs.replace(row, tags=tuple(sorted(row.tags)))


@settings(max_examples=60, deadline=None)
@given(workspaces(), workspaces())
def test_what_diff_finds_leads_from_one_workspace_to_the_other(
    before: Workspace, after: Workspace
) -> None:
    assert content(apply(before, diff(before, after))) == content(after)


@settings(max_examples=60, deadline=None)
@given(workspaces(), workspaces())
def test_inverted_ops_take_everything_back(before: Workspace, after: Workspace) -> None:
    ops = diff(before, after)
    assert content(apply(apply(before, ops), invert(ops))) == content(before)


@settings(max_examples=60, deadline=None)
@given(workspaces())
def test_a_workspace_does_not_differ_from_itself(workspace: Workspace) -> None:
    assert diff(workspace, workspace) == ()


@settings(max_examples=60, deadline=None)
@given(workspaces(), workspaces())
def test_ops_inverted_twice_are_the_same(before: Workspace, after: Workspace) -> None:
    ops = diff(before, after)
    assert invert(invert(ops)) == ops


@settings(max_examples=60, deadline=None)
@given(workspaces(), workspaces())
def test_applying_ops_leaves_the_workspace_they_are_applied_to(
    before: Workspace, after: Workspace
) -> None:
    was = content(before)
    apply(before, diff(before, after))
    assert content(before) == was


def test_indexes_are_carried_over_a_change_and_over_its_settling() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Dig"), a_task("T-2", "Fill"))
    ops: Ops = edit("tasks", base.tasks[id_of("T-2")], parent=id_of("T-1"))
    judged = apply(base, ops)
    base.remember(ops, judged)
    assert judged.ids_by("tasks", "parent", id_of("T-1")) == (id_of("T-2"),)
    again = apply(base, ops, 7)
    assert again.revision == 7
    assert again.tables is judged.tables
    assert ("tasks", "parent") in again._indexes
    assert apply(base, ops).tables is not judged.tables


def test_what_was_tried_before_is_not_taken_for_other_ops() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Dig"))
    one = edit("tasks", base.tasks[id_of("T-1")], title="A")
    other = edit("tasks", base.tasks[id_of("T-1")], title="B")
    base.remember(one, apply(base, one))
    assert apply(base, other).tasks[id_of("T-1")].title == "B"
    assert apply(base, one).tasks[id_of("T-1")].title == "A"


def test_keys_are_settled_in_order_and_never_given_twice() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Dig"))
    fresh = [Task(id=one, title="x", component=id_of("P-1")) for one in (11, 12)]
    counted = apply(base, (Op("set", "tasks", id_of("T-1"), "title", old="Dig", new="D"),))
    ops = settle_keys(counted, tuple(create("tasks", one) for one in fresh))
    keys = [op.new["key"] for op in ops]
    assert len(set(keys)) == 2
    gone = apply(apply(counted, ops), (delete("tasks", apply(counted, ops).tasks[12]),))
    (again,) = settle_keys(gone, (create("tasks", fresh[1]),))
    assert again.new["key"] not in keys


def test_a_value_of_the_wrong_kind_is_refused() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Dig"))
    with pytest.raises(ValueError, match="int"):
        apply(base, (Op("set", "tasks", id_of("T-1"), "percent", old=0, new="half"),))


def test_a_key_that_is_free_is_kept_and_one_that_is_taken_or_pending_is_drawn_anew() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Dig"))
    base = apply(base, (create("tasks", Task(id=9, key="T-5", title="x", component=id_of("P-1"))),))

    def settled(key: str, *more: Op) -> str:
        fresh = create("tasks", Task(id=10, key=key, title="x", component=id_of("P-1")))
        return str(settle_keys(base, (*more, fresh))[-1].new["key"])

    assert settled("T-7") == "T-7"
    assert settled("T-1") == "T-6"
    assert settled("T-7~") == "T-6"
    assert settled("") == "T-6"
    assert settled("T-1", Op("set", "tasks", id_of("T-1"), "key", "T-1", "T-8")) == "T-1"
    assert settled("T-1", Op("set", "tasks", id_of("T-1"), "title", "T-1", "T-8")) == "T-6"


def test_keys_that_are_not_yet_confirmed_are_marked() -> None:
    base = a_workspace(a_project())
    fresh = [Task(id=row, title="x", component=id_of("P-1")) for row in (11, 12)]
    ops = settle_keys(base, [create("tasks", row) for row in fresh], pending=True)
    assert [op.new["key"] for op in ops] == ["T-1~", "T-2~"]


def test_a_row_without_keys_and_one_of_another_version_are_left_as_they_are() -> None:
    base = a_workspace(a_project())
    ops = (
        Op("create", "links", 5, new={"id": 5, "predecessor": 1, "successor": 2}),
        Op("create", "kites", 1),
    )
    assert [op.op for op in settle_keys(base, ops)] == ["create", "create"]
    assert settle_keys(base, ops)[1] == ops[1]


def test_an_edit_says_only_what_changes_and_places_move() -> None:
    task = Task(id=1, title="A", tags=("red", "blue"), board_rank="a")
    assert edit("tasks", task, title="A", tags=("blue", "red")) == ()
    assert edit("tasks", task, tags=("blue", "green")) == (
        Op("remove", "tasks", 1, "tags", old="red"),
        Op("add", "tasks", 1, "tags", new="green"),
    )
    assert [op.op for op in edit("tasks", task, board_rank="b", title="B")] == ["move", "set"]


def test_ops_on_what_is_gone_or_of_an_unknown_kind_change_nothing() -> None:
    base = a_workspace(a_project(board=False), a_task("T-1", "Dig", tags=("red",)))
    row = id_of("T-1")
    nothing = (
        Op("set", "tasks", 99, "title", "a", "b"),
        Op("delete", "tasks", 99),
        Op("turn", "tasks", row, "title", "Dig", "x"),
        Op("add", "tasks", row, "tags", new="red"),
        Op("remove", "tasks", row, "tags", old="blue"),
    )
    assert content(apply(base, nothing)) == content(base)


def test_a_key_that_is_given_counts_so_that_it_is_never_given_again() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Dig"))
    renamed = apply(base, (Op("set", "tasks", id_of("T-1"), "key", "T-1", "T-9"),))
    assert renamed.counters["T"] == 9
    titled = apply(base, (Op("set", "tasks", id_of("T-1"), "title", "Dig", "T-9"),))
    assert titled.counters.get("T", 0) < 9
    back = apply(renamed, (Op("set", "tasks", id_of("T-1"), "key", "T-9", "T-2"),))
    assert back.counters["T"] == 9


def test_a_table_of_another_version_is_kept_row_by_row() -> None:
    base = a_workspace(a_project())
    put = apply(base, (Op("put", "kites", 1, new={"a": 1}), Op("put", "kites", 2, new={"a": 2})))
    assert put.foreign["kites"] == {"1": {"a": 1}, "2": {"a": 2}}
    taken = apply(put, (Op("put", "kites", 1, old={"a": 1}),))
    assert taken.foreign["kites"] == {"2": {"a": 2}}
    assert "kites" not in apply(put, (Op("delete", "kites", 0),)).foreign
    assert "kites" in apply(put, (Op("delete", "kites", 1),)).foreign
