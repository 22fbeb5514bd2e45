"""This file tests how far tasks and summaries are."""

from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.percent_complete import percents, summary_progress
from pmtui.model.changes.ops import Op, create, delete, edit
from tests.conftest import TODAY, a_policy, a_project, a_task, figures_after, figures_of, id_of

DAY = 480


def percent(figures: Figures, key: str) -> int:
    """How far a task is, asked for alone and among many."""
    alone = figures.percent(id_of(key))
    assert percents(figures)(figures.workspace.tasks[id_of(key)]) == alone
    return alone


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"percent": 30}, 30),
        ({"percent": 30, "column": "Doing"}, 30),
        ({"percent": 30, "column": "Done"}, 100),
        ({}, 0),
    ],
)
def test_a_task_is_as_far_as_typed_and_whole_where_its_column_says_done(
    fields: dict[str, Any], expected: int
) -> None:
    assert percent(figures_of(a_project(), a_task("T-1", **fields)), "T-1") == expected
    beside = a_task("T-8"), a_task("T-9", under="T-8")
    assert percent(figures_of(a_project(), a_task("T-1", **fields), *beside), "T-1") == expected


def a_tree() -> Figures:
    """A summary with a part of one day and a summary of parts of two days and one below it."""
    return figures_of(
        a_project(),
        a_task("T-1"),
        a_task("T-2", under="T-1", duration=DAY, percent=100),
        a_task("T-3", under="T-1"),
        a_task("T-4", under="T-3", duration=2 * DAY, percent=50),
        a_task("T-5", under="T-3", duration=DAY, column="Done"),
        a_task("T-6", under="T-1", duration=9 * DAY, archived=True),
    )


def test_a_summary_is_as_far_as_the_work_below_it_however_deep() -> None:
    figures = a_tree()
    assert (percent(figures, "T-1"), percent(figures, "T-3")) == (75, 67)
    progress = summary_progress(figures, id_of("T-1"))
    assert (progress.tasks, progress.done, progress.begun) == (3, 2, 3)
    assert (progress.minutes, progress.minutes_done) == (4 * DAY, 3 * DAY)


def test_a_summary_of_which_nothing_is_begun_is_at_nothing() -> None:
    figures = figures_of(a_project(), a_task("T-1", percent=60), a_task("T-2", under="T-1"))
    assert percent(figures, "T-1") == 0
    bare = figures_of(
        a_project(), a_task("T-1", percent=60), a_task("T-2", under="T-1", archived=True)
    )
    assert percent(bare, "T-1") == 60


def test_how_far_summaries_are_is_carried_over_edits_as_it_would_be_found_afresh() -> None:
    figures = a_tree()
    (new,) = a_task("T-7", under="T-3", duration=DAY)

    def task(key: str) -> Any:
        return figures.workspace.tasks[id_of(key)]

    def edited(*ops: Op) -> None:
        nonlocal figures
        for key in ("T-1", "T-3"):
            percent(figures, key)
        figures = figures_after(figures, *ops)
        fresh = Figures(figures.workspace, TODAY)
        for key in ("T-1", "T-3"):
            assert percent(figures, key) == percent(fresh, key)

    edited(*edit("tasks", task("T-4"), percent=100))
    edited(*edit("tasks", task("T-4"), duration=9 * DAY, percent=10))
    edited(*edit("tasks", task("T-6"), archived=False))
    edited(*edit("tasks", task("T-2"), parent=id_of("T-3")))
    edited(*edit("tasks", task("T-3"), parent=0))
    edited(*edit("tasks", task("T-3"), parent=id_of("T-1")))
    edited(create("tasks", new))
    edited(delete("tasks", task("T-7")))
    edited(*edit("tasks", task("T-5"), column=0))
    done = next(column for column in figures.workspace.columns.values() if column.role == "done")
    edited(*edit("tasks", task("T-5"), column=done.id))
    edited(*edit("columns", done, role="doing"))
    edited(create("policy", a_policy(minutes_per_day=60)))
    component = figures.workspace.components[id_of("P-1")]
    edited(*edit("components", component, minutes_per_day=30))
