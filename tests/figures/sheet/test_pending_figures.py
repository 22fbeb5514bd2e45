"""This file tests that what takes long is left out of a screen's sheet and worked out beside it."""

from pmtui.figures.lateness.late_tasks import misses_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.pending_figures import rest_of
from pmtui.model.changes.ops import apply, edit, touched
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of

PROJECT = id_of("P-1")
MANY = 3_001


def a_screen() -> Figures:
    """The sheet of a screen that shows a large project."""
    tasks = [a_task(f"T-{at}", duration=480, due=TODAY) for at in range(1, MANY + 1)]
    figures = Figures(a_workspace(a_project(start=TODAY), *tasks), TODAY, in_turns=True)
    figures.rollup(PROJECT)
    return figures


def test_what_was_left_out_is_worked_out_and_taken_over() -> None:
    figures = a_screen()
    assert figures.rollup(PROJECT).dates.is_waiting
    rest = figures.rest()
    assert rest is not None
    assert rest.tasks == MANY
    rest.work_out()
    figures.take_over(rest)
    assert not figures.rollup(PROJECT).dates.is_waiting
    assert figures.rollup(PROJECT).finish == TODAY
    assert misses_of(figures).waiting == set()
    assert rest_of(figures) is None


def test_a_look_at_tasks_of_a_workspace_that_has_been_edited_since_is_not_taken_over() -> None:
    figures = a_screen()
    rest = figures.rest()
    assert rest is not None
    rest.work_out()
    ops = edit("tasks", figures.workspace.tasks[id_of("T-1")], title="new")
    edited = figures.next(apply(figures.workspace, ops), touched(ops), TODAY)
    edited.rollup(PROJECT)
    edited.take_over(rest)
    assert misses_of(edited).waiting == {PROJECT}
    again = rest_of(edited)
    while again is not None:
        again.work_out()
        edited.take_over(again)
        edited.rollup(PROJECT)
        again = rest_of(edited)
    assert not edited.rollup(PROJECT).dates.is_waiting
    assert edited.rollup(PROJECT).finish == TODAY


def test_nothing_is_left_out_where_nobody_waits_or_nothing_takes_long() -> None:
    small = a_workspace(a_project(start=TODAY), a_task("T-1", duration=480))
    for figures in (Figures(small, TODAY), Figures(small, TODAY, in_turns=True)):
        assert figures.rest() is None
        figures.rollup(PROJECT)
        assert figures.rest() is None
        assert rest_of(figures) is None
