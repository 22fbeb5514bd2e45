"""This file tests when tasks are worked on by their plan."""

from datetime import date
from typing import Any, Final

from pmtui.figures.planning.task_periods import periods_of
from pmtui.figures.sheet.figures_sheet import Figures
from tests.conftest import a_project, a_task, figures_of, id_of

_MONDAY: Final = date(2026, 11, 23)
_DAY: Final = 480


def _plan(**fields: Any) -> Figures:
    return figures_of(
        a_project(start=_MONDAY), a_task("T-1", duration=2 * _DAY, **fields), a_task("M-1")
    )


def _minutes(figures: Figures, key: str = "T-1") -> int:
    periods = periods_of(figures, figures.workspace.tasks[id_of(key)])
    assert periods is not None
    return periods.minutes


def test_a_task_is_worked_on_in_the_working_time_of_its_plan() -> None:
    assert _minutes(_plan()) == 2 * _DAY


def test_one_that_counts_by_the_clock_is_worked_on_around_it() -> None:
    assert _minutes(_plan(elapsed=True)) == 2 * _DAY


def test_a_milestone_takes_no_time() -> None:
    assert _minutes(_plan(), "M-1") == 0


def test_what_was_put_away_is_worked_on_at_no_time() -> None:
    figures = _plan(archived=True)
    assert periods_of(figures, figures.workspace.tasks[id_of("T-1")]) is None


def test_without_a_plan_nobody_says_when() -> None:
    figures = figures_of(a_task("T-1", project="P-9"))
    assert periods_of(figures, figures.workspace.tasks[id_of("T-1")]) is None
