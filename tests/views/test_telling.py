"""This file tests how ops are told in words."""

from datetime import date

import pytest

from pmtui.model.ops import Op, Ops, apply, create, delete, edit
from pmtui.views.telling import op_words, ops_words, short
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
    assert short("x" * 99, 10) == "xxxxxxxxx…"
