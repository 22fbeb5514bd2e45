"""This file tests what two copies of a store make of each other's changes."""

from typing import Any

import pytest

from pmtui.model.changes.ops import Commit, Merged, Op, Ops, apply, create, delete, edit
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.clones import (
    after_commits,
    cautious_ops,
    fitting_ops,
    with_counters,
    with_distinct_keys,
    without_known,
    without_overruled_moves,
)
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_person, a_project, a_task, a_workspace, id_of

PROJECT = id_of("P-1")


def task(row_id: int, key: str = "", **fields: Any) -> Task:
    """A task of the project."""
    return Task(
        **{"id": row_id, "key": key, "title": f"Row {row_id}", "component": PROJECT, **fields}
    )


def store(*tasks: Task) -> Workspace:
    """What there is here."""
    return a_workspace(a_project(), *tasks)


def commit(*ops: Op, rev: int = 2, merged: Merged | None = None) -> Commit:
    """A commit of this clone."""
    return Commit(
        rev=rev, commit_id=f"c{rev}", parent_sha="", ts="", uid=7, host="", session="s",
        action="entity.set", ops=ops, merged=merged,
    )  # fmt: skip


def test_commits_are_applied_in_their_order_with_the_numbers_of_other_clones() -> None:
    base = store(task(1, "T-1", title="a"))
    first = commit(Op("set", "tasks", 1, "title", "a", "b"), rev=2)
    second = commit(
        Op("set", "tasks", 1, "title", "b", "c"), rev=3, merged=Merged(counters={"T": 40, "R": 2})
    )
    after = after_commits(base, (first, second))
    assert (after.tasks[1].title, after.revision) == ("c", 3)
    assert (after.counters["T"], after.counters["R"]) == (40, 2)
    assert after_commits(base, ()) is base
    assert after_commits(base, (first,)).tasks[1].title == "b"


def test_no_number_goes_down_and_nothing_new_leaves_the_workspace_as_it_is() -> None:
    counted = with_counters(store(), {"T": 5})
    assert counted.counters["T"] == 5
    assert with_counters(counted, {"T": 4, "R": 1}).counters == {"T": 5, "R": 1}
    assert with_counters(counted, {"T": 5}) is counted


def test_of_two_rows_with_one_key_the_later_gets_another() -> None:
    now = store(task(10, "T-1"))
    ops, (new,) = with_distinct_keys((create("tasks", task(20, "T-1")),), now, {"T": 7})
    assert (new.id, new.old, new.new, new.title) == (20, "T-1", "T-8", "Row 20")
    assert [op.new["key"] for op in ops] == ["T-8"]

    ops, (new,) = with_distinct_keys((create("tasks", task(5, "T-1")),), now, {"T": 7})
    assert (new.id, new.old, new.new, new.title) == (10, "T-1", "T-8", "Row 10")
    assert ops[0] == Op("set", "tasks", 10, "key", "T-1", "T-8")
    assert ops[1].new["key"] == "T-1"


def test_keys_that_meet_no_other_are_kept() -> None:
    now = store(task(10, "T-1"))
    free: Ops = (create("tasks", task(20, "T-2")), create("tasks", task(21)))
    assert with_distinct_keys(free, now, {}) == (free, ())
    leaving = (delete("tasks", now.tasks[10]), create("tasks", task(20, "T-1")))
    assert with_distinct_keys(leaving, now, {}) == (leaving, ())
    again = (create("tasks", task(10, "T-1")),)
    assert with_distinct_keys(again, now, {}) == (again, ())
    foreign = (Op("create", "kites", 1, new={"key": "T-1"}),)
    assert with_distinct_keys(foreign, now, {}) == (foreign, ())


def test_a_row_that_got_two_new_keys_keeps_the_later() -> None:
    now = store(task(10, "T-5"))
    higher = Op("set", "tasks", 10, "key", "T-1", "T-9")
    assert with_distinct_keys((higher,), now, {})[0] == (
        Op("set", "tasks", 10, "key", "T-5", "T-9"),
    )
    assert with_distinct_keys((Op("set", "tasks", 10, "key", "T-1", "T-3"),), now, {})[0] == ()
    assert with_distinct_keys((Op("set", "tasks", 10, "key", "T-1", "T-5"),), now, {})[0] == ()
    first = Op("set", "tasks", 10, "key", "T-5", "T-3")
    assert with_distinct_keys((first,), now, {})[0] == (first,)
    titled = Op("set", "tasks", 10, "title", "Row 10", "T-3")
    assert with_distinct_keys((titled,), now, {})[0] == (titled,)


def test_a_row_that_both_know_is_changed_field_by_field() -> None:
    begun, mine = task(10, "T-1", title="Dig"), task(10, "T-1", title="Dig", percent=50)
    theirs = create("tasks", task(10, "T-1", title="Dig deep"))
    since = (commit(create("tasks", begun)),)
    (op,) = without_known((theirs,), since, store(mine))
    assert op == Op("set", "tasks", 10, "title", "Dig", "Dig deep")
    assert without_known((theirs,), (), store()) == (theirs,)


def test_a_row_that_was_here_before_is_changed_where_it_differs_now() -> None:
    theirs = create("tasks", task(10, "T-1", title="Dig deep"))
    ops = without_known((theirs,), (), store(task(10, "T-1", title="Dig")))
    assert ops == (Op("set", "tasks", 10, "title", None, "Dig deep"),)


def test_a_row_that_was_taken_away_here_is_edited_from_what_it_was() -> None:
    gone = task(10, "T-1", title="Dig")
    theirs = create("tasks", task(10, "T-1", title="Dig deep"))
    ops = without_known((theirs,), (commit(delete("tasks", gone)),), store())
    assert ops == (Op("set", "tasks", 10, "title", "Dig", "Dig deep"),)


def test_what_is_no_new_row_is_left_as_it_is() -> None:
    ops = (Op("set", "tasks", 10, "title", "a", "b"), Op("create", "kites", 1, new={}))
    assert without_known(ops, (), store(task(10, "T-1"))) == ops


def test_ops_from_an_unknown_state_take_nothing_away_and_overwrite_nothing_unasked() -> None:
    now = store(task(10, "T-1", due=None))
    taking = (
        delete("tasks", now.tasks[10]),
        Op("remove", "tasks", 10, "tags", old="red"),
        Op("move", "tasks", 10, "board_rank", "a", "b"),
    )
    assert cautious_ops(taking, now) == ()
    adding = (Op("add", "tasks", 10, "tags", new="red"), Op("set", "kites", 1, "a", 1, 2))
    assert cautious_ops(adding, now) == adding
    (title, due) = cautious_ops(
        (Op("set", "tasks", 10, "title", "x", "y"), Op("set", "tasks", 10, "due", "x", "y")), now
    )
    assert (title.old, due.old) == (None, "")
    (gone,) = cautious_ops((Op("set", "tasks", 99, "title", "x", "y"),), now)
    assert gone.old == ""


@pytest.mark.parametrize(
    ("here", "choice", "kept"),
    [
        ("a", "", True), ("m", "", True), ("c", "", True), ("t", "", False),
        ("t", "mine", True), ("c", "theirs", False), ("t", "theirs", False), ("a", "theirs", True),
    ],
)  # fmt: skip
def test_of_two_moves_the_later_place_stands_unless_somebody_chose(
    here: str,
    choice: str,
    kept: bool,  # noqa: FBT001
) -> None:
    move = Op("move", "tasks", 10, "board_rank", "a", "m")
    other = Op("set", "tasks", 10, "title", "a", "b")
    now = store(task(10, "T-1", board_rank=here))
    assert without_overruled_moves((move, other), now, choice) == (
        (move, other) if kept else (other,)
    )


def test_what_fits_is_taken_row_by_row_and_the_rest_is_named() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Dig"))
    good, bad = task(20, "T-2"), task(21, "T-3", title=" ")
    child, parent = task(22, "T-4", parent=23), task(23, "T-5")
    rows = (child, good, bad, parent)
    kept, unfit = fitting_ops(base, tuple(create("tasks", row) for row in rows), settle)
    assert [op.id for op in kept] == [22, 20, 23]
    assert [(change.table, change.id) for change in unfit] == [("tasks", 21)]
    assert "title is empty" in unfit[0].reason


def test_an_edit_that_is_there_already_fits() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Dig"))
    was = apply(base, edit("tasks", base.tasks[id_of("T-1")], title="Old")).tasks[id_of("T-1")]
    ops = edit("tasks", was, title="Dig")
    assert fitting_ops(base, ops, settle) == (ops, ())
    assert fitting_ops(base, (), settle) == ((), ())


def test_a_title_that_looks_like_a_key_is_none() -> None:
    now = store(task(10, "T-1"), task(20, "T-2"))
    titled = (Op("set", "tasks", 20, "title", "x", "T-1"),)
    assert with_distinct_keys(titled, now, {}) == (titled, ())


def test_a_row_that_gets_another_key_is_told_by_its_name() -> None:
    now = a_workspace(a_person("H-1", "Ann"))
    theirs = Op("create", "people", 2**50, new={"id": 2**50, "key": "H-1", "name": "Bob"})
    _, (new,) = with_distinct_keys((theirs,), now, {"H": 1})
    assert (new.title, new.new) == ("Bob", "H-2")


def test_a_key_that_a_row_is_given_and_another_has_is_given_anew() -> None:
    now = store(task(10, "T-1"), task(20, "T-2"))
    ops, (new,) = with_distinct_keys((Op("set", "tasks", 20, "key", "T-2", "T-1"),), now, {"T": 7})
    assert ops == (Op("set", "tasks", 20, "key", "T-2", "T-8"),)
    assert (new.id, new.title) == (20, "Row 20")


def test_a_key_is_free_once_its_row_has_another_but_not_once_that_is_renamed() -> None:
    now, fresh = store(task(10, "T-1")), create("tasks", task(20, "T-1"))
    moved = (Op("set", "tasks", 10, "key", "T-1", "T-9"), fresh)
    assert with_distinct_keys(moved, now, {}) == (moved, ())
    titled = (Op("set", "tasks", 10, "title", "Row 10", "x"), fresh)
    assert len(with_distinct_keys(titled, now, {})[1]) == 1


def test_a_row_without_a_title_is_told_by_its_text() -> None:
    theirs = Op("create", "remarks", 2**50, new={"id": 2**50, "key": "T-1", "text": "Called"})
    _, (new,) = with_distinct_keys((theirs,), store(task(10, "T-1")), {})
    assert new.title == "Called"
