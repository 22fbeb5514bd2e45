"""This file tests when a project starts that does not say so, and that edits carry it on."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_project, a_task, figures_after, figures_of, id_of

WEEK: Final = timedelta(days=7)
DAY: Final = 480


def first_starts(figures: Figures) -> list[date]:
    """On which day the tasks without a date of two projects start."""
    days = []
    for project, task in (("P-1", "T-1"), ("P-2", "T-11")):
        plan = plan_of(figures, id_of(project))
        assert plan is not None
        days.append(date.fromordinal(plan.ends(id_of(task))[0] // 1440))
    return days


def two_projects() -> Figures:
    """Each has a task without a date and one of next week; the first one is archived besides."""
    return figures_of(
        a_project("P-1"), a_project("P-2"),
        a_task("T-1", duration=DAY), a_task("T-2", duration=DAY, start=TODAY + WEEK),
        a_task("T-3", duration=DAY, start=TODAY + 3 * WEEK, archived=True),
        a_task("T-11", project="P-2", duration=DAY),
        a_task("T-12", project="P-2", duration=DAY, start=TODAY + 2 * WEEK),
    )  # fmt: skip


def changed(workspace: Workspace, **starts: Any) -> Ops:
    """An edit of the starts of several tasks at once."""
    ops: Ops = ()
    for key, start in starts.items():
        ops += edit("tasks", workspace.tasks[id_of(key.replace("_", "-"))], start=start)
    return ops


def test_a_project_starts_with_its_first_dated_task() -> None:
    assert first_starts(two_projects()) == [TODAY + WEEK, TODAY + 2 * WEEK]


@pytest.mark.parametrize(
    "starts",
    [
        {"T_2": TODAY - WEEK, "T_12": TODAY},
        {"T_2": TODAY + 5 * WEEK, "T_12": TODAY - WEEK},
        {"T_1": TODAY + 4 * WEEK, "T_12": TODAY - WEEK},
        {"T_1": TODAY, "T_3": TODAY - WEEK},
        {"T_1": TODAY + WEEK, "T_3": TODAY - WEEK, "T_11": TODAY - 2 * WEEK},
        {"T_2": None},
        {"T_3": TODAY - WEEK},
    ],
)
def test_an_edit_of_tasks_of_two_projects_starts_each_with_its_own(
    starts: dict[str, date | None],
) -> None:
    figures = two_projects()
    first_starts(figures)
    later = figures_after(figures, *changed(figures.workspace, **starts))
    assert first_starts(later) == first_starts(Figures(later.workspace, TODAY))
    moves = {"T_1", "T_11"} & starts.keys()
    if not moves:
        own = [starts.get("T_2", TODAY + WEEK), starts.get("T_12", TODAY + 2 * WEEK)]
        assert first_starts(later) == [day or TODAY for day in own]


def test_a_link_to_a_task_that_was_put_away_bounds_nothing() -> None:
    figures = figures_of(
        a_project("P-1", start=TODAY), a_project("P-2", start=TODAY),
        a_task("T-1", duration=DAY), a_task("T-2", duration=9 * DAY),
        a_task("T-11", project="P-2", duration=DAY, after="T-1", archived=True),
    )  # fmt: skip
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    assert plan.inputs.stand_ins == frozenset()
    dates = plan.dates(id_of("T-1"))
    assert dates is not None
    assert plan.slack_days(dates.total_slack) == 8
