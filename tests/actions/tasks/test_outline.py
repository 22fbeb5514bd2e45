"""This file tests the outline: deeper, higher, up and down, and what is refused."""

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import outline_of
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of


def a_list() -> Workspace:
    """Three tasks on one level, and one below the second."""
    return a_workspace(
        a_project(),
        a_task("T-1", outline_rank="b"),
        a_task("T-2", outline_rank="d"),
        a_task("T-3", outline_rank="f"),
        a_task("T-4", under="T-2", outline_rank="b"),
    )


def rows(workspace: Workspace) -> list[str]:
    """The outline as numbers and keys."""
    places = outline_of(Figures(workspace, TODAY), id_of("P-1"))
    return [f"{one.number} {workspace.tasks[one.task].key}" for one in places]


def test_a_task_goes_under_the_one_above_it() -> None:
    assert rows(after("outline.indent", at(a_list(), "T-3"))) == [
        "1 T-1", "2 T-2", "2.1 T-4", "2.2 T-3",
    ]  # fmt: skip


def test_a_task_comes_up_beside_its_summary() -> None:
    assert rows(after("outline.outdent", at(a_list(), "T-4"))) == [
        "1 T-1", "2 T-2", "3 T-4", "4 T-3",
    ]  # fmt: skip


def test_a_task_moves_on_its_level_with_what_lies_below_it() -> None:
    assert rows(after("outline.up", at(a_list(), "T-2"))) == [
        "1 T-2", "1.1 T-4", "2 T-1", "3 T-3",
    ]  # fmt: skip
    assert rows(after("outline.down", at(a_list(), "T-1"))) == [
        "1 T-2", "1.1 T-4", "2 T-1", "3 T-3",
    ]  # fmt: skip


def test_tasks_without_a_rank_get_one_first() -> None:
    plain = a_workspace(a_project(), *(a_task(f"T-{at}") for at in range(1, 4)))
    assert rows(after("outline.down", at(plain, "T-1"))) == ["1 T-2", "2 T-1", "3 T-3"]


def test_the_edges_of_the_outline_are_told() -> None:
    assert "nothing stands above" in refusal("outline.indent", at(a_list(), "T-1"))
    assert "at the top" in refusal("outline.outdent", at(a_list(), "T-1"))
    assert "is the first" in refusal("outline.up", at(a_list(), "T-1"))
    assert "is the last" in refusal("outline.down", at(a_list(), "T-3"))


def test_nothing_goes_under_a_milestone() -> None:
    plain = a_workspace(
        a_project(), a_task("M-1", outline_rank="b"), a_task("T-1", outline_rank="d")
    )
    assert "M-1 is a milestone" in refusal("outline.indent", at(plain, "T-1"))


def test_rows_in_another_order_are_not_arranged() -> None:
    sorted_rows = msgspec.structs.replace(at(a_list(), "T-2"), order="finish")
    assert "rows stand by finish" in refusal("outline.up", sorted_rows)
    assert "one task at a time" in refusal("outline.up", at(a_list(), "T-1", "T-2"))
