"""This file tests which tasks are held up, and which only wait for their turn."""

from datetime import timedelta

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.held_up_tasks import held_up
from pmtui.model.changes.ops import edit
from tests.conftest import TODAY, a_project, a_task, figures_after, figures_of, id_of

WEEK = timedelta(days=7)


def held(figures: Figures) -> list[int]:
    """The tasks held up in the project."""
    return sorted(held_up(figures, id_of("P-1")))


def test_a_task_that_waits_for_its_turn_is_not_held_up() -> None:
    figures = figures_of(
        a_project("P-1"),
        a_task("T-1", due=TODAY + WEEK),
        a_task("T-2", after="T-1", start=TODAY + WEEK),
    )
    assert figures.is_blocked(id_of("T-2"))
    assert held(figures) == []


def test_one_that_says_so_or_should_have_begun_or_waits_for_late_work_is() -> None:
    figures = figures_of(
        a_project("P-1"),
        a_task("T-1", due=TODAY - WEEK),
        a_task("T-2", after="T-1"),
        a_task("T-3"),
        a_task("T-4", after="T-3", start=TODAY),
        a_task("T-5", blocked="no licence"),
        a_task("T-6", after="T-3"),
    )
    assert held(figures) == [id_of("T-2"), id_of("T-4"), id_of("T-5")]


def test_what_is_carried_over_an_edit_is_right() -> None:
    figures = figures_of(a_project("P-1"), a_task("T-1", due=TODAY), a_task("T-2", after="T-1"))
    assert held(figures) == []
    late = edit("tasks", figures.workspace.tasks[id_of("T-1")], due=TODAY - WEEK)
    assert held(figures_after(figures, *late)) == [id_of("T-2")]
