"""This file tests the line that says that unfinished work lies in the past."""

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.wording.past_work_line import past_work_line
from tests.conftest import TODAY, a_project, a_task, figures_of, id_of

START = TODAY.replace(day=2)


def late(*tasks: int) -> tuple[Figures, list[int]]:
    """Projects that started three weeks ago, each with so many open tasks of a day."""
    keys = [f"P-{at}" for at in range(1, len(tasks) + 1)]
    projects = [a_project(key, start=START, status_date=TODAY) for key in keys]
    rows = [
        a_task(f"T-{number}{at}", project=key, duration=480)
        for number, (key, count) in enumerate(zip(keys, tasks, strict=True), 1)
        for at in range(count)
    ]
    return figures_of(*projects, *rows), [id_of(key) for key in keys]


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 unfinished task lies"), (2, "2 unfinished tasks lie")]
)
def test_one_project_is_named_with_the_day_before_which_its_tasks_lie(
    count: int, words: str
) -> None:
    figures, ids = late(count)
    assert past_work_line(figures, ids, "press x on {}") == (
        f"P-1: {words} before Tue 24 Nov; press x on P-1"
    )


@pytest.mark.parametrize(
    ("projects", "names"),
    [(2, "P-1, P-2"), (3, "P-1, P-2, P-3"), (4, "P-1, P-2, P-3 ...")],
)
def test_three_projects_are_named_and_more_are_hinted_at(projects: int, names: str) -> None:
    figures, ids = late(*[1] * projects)
    assert past_work_line(figures, ids, "see {}") == (
        f"{projects} unfinished tasks lie in the past ({names}); see P-1"
    )


def test_nothing_is_said_where_nothing_lies_in_the_past() -> None:
    assert past_work_line(figures_of(a_project()), [id_of("P-1")], "see {}") == ""
