"""This file tests when a task is done: by its column, without one by its progress, or below it."""

import pytest

from tests.conftest import a_project, a_task, figures_of, id_of


@pytest.mark.parametrize(
    ("column", "percent", "is_done"),
    [("", 100, True), ("", 99, False), ("Done", 0, True), ("Doing", 100, False)],
)
def test_a_task_is_done_by_its_column_or_without_one_by_its_progress(
    column: str,
    percent: int,
    is_done: bool,  # noqa: FBT001
) -> None:
    task = a_task("T-1", column=column, percent=percent)
    assert figures_of(a_project(), task).is_done(id_of("T-1")) is is_done
    summary = a_task("T-9"), a_task("T-1", column=column, percent=percent, under="T-9")
    figures = figures_of(a_project(), *summary)
    assert figures.is_done(id_of("T-9")) is is_done
    assert figures.is_done(id_of("T-1")) is is_done


def test_a_summary_is_done_when_all_below_it_is() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", column="Doing"),
        a_task("T-2", under="T-1", percent=100),
        a_task("T-3", under="T-1"),
        a_task("T-4", under="T-3", column="Done"),
        a_task("T-5", under="T-3", percent=99),
    )
    done = [figures.is_done(id_of(f"T-{number}")) for number in range(1, 6)]
    assert done == [False, True, False, True, False]
    is_done = figures.done_test()
    assert [is_done(task) for task in figures.workspace.tasks.values()] == done


def test_a_test_for_many_tasks_says_the_same_of_each() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", column="Doing", percent=100),
        a_task("T-2", under="T-1", percent=100),
        a_task("T-3", column="Done"),
        a_task("T-4", under="T-3", percent=10),
        a_task("T-5", percent=100),
    )
    is_done = figures.done_test()
    done = {task.key: is_done(task) for task in figures.workspace.tasks.values()}
    assert done == {"T-1": True, "T-2": True, "T-3": False, "T-4": False, "T-5": True}
