"""This file tests how ops are told in words."""

from datetime import date

import pytest

from pmtui.model.changes.ops import Commit, Op, Ops, apply, create, delete, edit
from pmtui.views.changes.op_sentences import first_line, news, op_words, ops_words
from tests.conftest import TODAY, a_check, a_project, a_task, a_workspace, column_id, id_of

WORKSPACE = a_workspace(a_project(), a_task("T-1", "Dig", due=TODAY), a_check("T-1", 1))
TASK = WORKSPACE.tasks[id_of("T-1")]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"due": date(2026, 12, 4)}, "set due of T-1 to Fri 4 Dec"),
        ({"due": None}, "cleared due of T-1"),
        ({"column": column_id("P-1", "Ready")}, "moved T-1 to Ready"),
        ({"archived": True}, "archived T-1"),
        ({"tags": ("web",)}, "put #web on T-1"),
        ({"board_rank": "zz"}, "moved T-1 in its order"),
        ({"notes": "One.\nTwo."}, "set notes of T-1 to One.…"),
    ],
)
def test_an_edit_is_told_in_a_sentence(fields: dict[str, object], told: str) -> None:
    (op,) = edit("tasks", TASK, **fields)
    assert op_words(apply(WORKSPACE, (op,)), op, TODAY) == told


def test_what_comes_and_goes_is_told_with_its_key_or_its_kind() -> None:
    assert op_words(WORKSPACE, create("tasks", TASK), TODAY) == "added T-1 Dig"
    assert op_words(WORKSPACE, delete("tasks", TASK), TODAY) == "took away T-1"
    check = next(iter(WORKSPACE.rows("checks").values()))
    assert op_words(WORKSPACE, create("checks", check), TODAY) == "added check check 1"


def test_a_field_of_a_later_version_is_told_as_it_is() -> None:
    op = Op("set", "tasks", TASK.id, "weather", None, "fair")
    assert op_words(WORKSPACE, op, TODAY) == "set weather of T-1 to fair"


def test_a_value_that_is_not_of_its_type_does_not_stop_the_telling() -> None:
    op = Op("set", "tasks", TASK.id, "due", None, "never")
    assert op_words(WORKSPACE, op, TODAY) == "set due of T-1 to never"


def test_several_ops_are_told_by_the_first_that_says_something() -> None:
    moved: Ops = edit("tasks", TASK, board_rank="zz", priority=1)
    assert ops_words(WORKSPACE, moved, TODAY) == "set priority of T-1 to 1"
    two = (*moved, Op("set", "checks", id_of("T-1") * 100 + 1, "done", False, True))
    assert ops_words(WORKSPACE, two, TODAY) == "set priority of T-1 to 1 and 1 more row"


def test_a_long_text_is_kept_short() -> None:
    assert first_line("x" * 99, 10) == "xxxxxxxxx…"


def by(login: str, undo_of: str = "", **fields: object) -> Commit:
    """A commit of somebody on the task."""
    return Commit(
        rev=2, commit_id="c", parent_sha="", ts="", uid=7, host="", session="s", action="a",
        ops=edit("tasks", TASK, **fields), login=login, undo_of=undo_of,
    )  # fmt: skip


def test_one_edit_of_somebody_is_told_with_their_name() -> None:
    assert news(WORKSPACE, [by("bob", priority=1)], TODAY) == "bob set priority of T-1 to 1"
    back = by("bob", "c1", priority=1)
    assert news(WORKSPACE, [back], TODAY) == "bob took back an edit: set priority of T-1 to 1"


def test_several_edits_are_counted_and_the_last_is_told() -> None:
    one, two = by("bob", priority=1), by("cid", due=None)
    assert news(WORKSPACE, [one, one], TODAY) == "bob: 2 edits, the last set priority of T-1 to 1"
    assert news(WORKSPACE, [one, two], TODAY) == (
        "bob, cid: 2 edits, the last by cid: cleared due of T-1"
    )
    many = [by(name, priority=1) for name in ("a", "b", "c", "d")]
    assert news(WORKSPACE, many, TODAY).startswith("a, b, c and others: 4 edits")


def test_a_text_of_just_the_length_is_shown_whole() -> None:
    assert first_line("x" * 10, 10) == "x" * 10
    assert first_line("x" * 11, 10) == "x" * 9 + "…"
    assert first_line("One.\nTwo.", 10) == "One.…"


def test_a_row_without_a_key_is_told_by_its_name_title_or_text() -> None:
    for field in ("name", "title", "text"):
        op = Op("create", "columns", 77, new={field: "Parked"})
        assert op_words(WORKSPACE, op, TODAY) == "added column Parked"
    assert op_words(WORKSPACE, Op("delete", "columns", 77, old={"name": "Old"}), TODAY) == (
        "took away column Old"
    )
    assert op_words(WORKSPACE, Op("create", "columns", 77, new={}), TODAY) == "added column"


def test_a_row_with_a_key_is_told_with_its_name_title_or_text_too() -> None:
    for field in ("name", "title", "text"):
        op = Op("create", "risks", 77, new={"key": "R-9", field: "Flood"})
        assert op_words(WORKSPACE, op, TODAY) == "added R-9 Flood"


def test_a_row_that_stands_there_is_told_by_what_it_is_called() -> None:
    column = Op("set", "columns", column_id("P-1", "Ready"), "limit", 5, 7)
    assert op_words(WORKSPACE, column, TODAY) == "set limit of column Ready to 7"
    check = Op("set", "checks", id_of("T-1") * 100 + 1, "done", False, True)
    assert op_words(WORKSPACE, check, TODAY).startswith("set done of check check 1 to ")
    gone = Op("set", "checks", 5, "text", "a", "b")
    assert op_words(WORKSPACE, gone, TODAY) == "set text of check to b"


def test_three_people_are_named_and_a_fourth_is_among_others() -> None:
    three = [by(name, priority=1) for name in ("a", "b", "c")]
    assert news(WORKSPACE, three, TODAY).startswith("a, b, c: 3 edits, the last by c: ")
    four = [*three, by("d", priority=1)]
    assert news(WORKSPACE, four, TODAY).startswith("a, b, c and others: 4 edits")


def test_a_table_that_is_no_register_is_passed_over_where_a_row_tells_more() -> None:
    """Such as what an import keeps of the sheets it has read, or a table of a later version."""
    sheet = Op("set", "sheets", 7, "rows", old={}, new={"1": 2})
    (due,) = edit("tasks", TASK, due=date(2026, 12, 4))
    after = apply(WORKSPACE, (due,))
    assert ops_words(after, (sheet, due), TODAY) == "set due of T-1 to Fri 4 Dec"
    assert ops_words(WORKSPACE, (sheet,), TODAY) == "set rows of sheets to {'1': 2}"
