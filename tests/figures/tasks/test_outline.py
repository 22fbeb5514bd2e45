"""This file tests the order and numbers of the tasks of a component."""

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import outline_of
from pmtui.model.changes.ops import edit
from tests.conftest import a_project, a_task, figures_after, figures_of, id_of


def lines(figures: Figures) -> list[tuple[str, str, bool]]:
    """The number, key and kind of each line of the outline of P-1."""
    tasks = figures.workspace.tasks
    places = outline_of(figures, id_of("P-1"))
    return [(one.number, tasks[one.task].key, one.is_summary) for one in places]


def test_sub_tasks_stand_below_their_parent_in_the_order_of_their_ranks() -> None:
    figures = figures_of(
        a_project("P-1"),
        a_task("T-1", outline_rank="b"),
        a_task("T-2", outline_rank="a"),
        a_task("T-3", under="T-1", outline_rank="b"),
        a_task("T-4", under="T-1", outline_rank="a"),
        a_task("T-5", under="T-4"),
    )
    assert lines(figures) == [
        ("1", "T-2", False),
        ("2", "T-1", True),
        ("2.1", "T-4", True),
        ("2.1.1", "T-5", False),
        ("2.2", "T-3", False),
    ]


def test_what_lies_below_an_archived_task_moves_up() -> None:
    figures = figures_of(a_project("P-1"), a_task("T-1", archived=True), a_task("T-2", under="T-1"))
    assert lines(figures) == [("1", "T-2", False)]


def test_an_outline_is_carried_over_an_edit_that_moves_nothing() -> None:
    figures = figures_of(a_project("P-1"), a_task("T-1"), a_task("T-2"))
    before = outline_of(figures, id_of("P-1"))
    task = figures.workspace.tasks[id_of("T-1")]
    renamed = figures_after(figures, *edit("tasks", task, title="Other"))
    assert outline_of(renamed, id_of("P-1")) is before
    moved = figures_after(figures, *edit("tasks", task, parent=id_of("T-2")))
    assert lines(moved) == [("1", "T-2", True), ("1.1", "T-1", False)]
