"""This file tests by how many days a task is late, whatever date makes it so."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, create
from pmtui.model.entities.baselines import Baseline, BaselineRow
from tests.conftest import a_project, a_task, a_workspace, id_of

TODAY = date(2026, 3, 20)


def days_from_now(days: int) -> date:
    """A day so far from the one it is."""
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("due", "finish", "agreed", "late"),
    [
        (-3, 9, None, 3),
        (-3, -9, None, 3),
        (None, -4, None, 4),
        (None, 5, -2, 2),
        (None, None, -7, 7),
        (None, 5, 5, 0),
        (0, None, None, 0),
    ],
)
def test_days_count_from_the_date_that_makes_a_task_late(
    due: int | None, finish: int | None, agreed: int | None, late: int
) -> None:
    dates = {"due": due, "finish": finish}
    typed: dict[str, Any] = {
        name: days_from_now(days) for name, days in dates.items() if days is not None
    }
    workspace = a_workspace(a_project(), a_task("T-1", **typed))
    component = workspace.tasks[id_of("T-1")].component
    if agreed is not None:
        day = days_from_now(agreed)
        baseline = Baseline(id=901, component=component, label="first", number=1, taken_at=day)
        row = BaselineRow(id=902, baseline=901, task=id_of("T-1"), title="T", finish=day)
        ops = (create("baselines", baseline), create("baseline_rows", row))
        workspace = apply(workspace, ops)
    figures = Figures(workspace, TODAY)
    assert figures.days_late(id_of("T-1")) == late
    assert figures.is_overdue(id_of("T-1")) == (late > 0)


def test_a_task_that_is_done_and_one_that_is_not_there_are_not_late() -> None:
    done = a_task("T-1", due=days_from_now(-3), percent=100)
    figures = Figures(a_workspace(a_project(), done), TODAY)
    assert figures.days_late(id_of("T-1")) == 0
    assert figures.days_late(id_of("T-9")) == 0
