"""This file tests setting the dates, duration and mode of manually scheduled tasks."""

from datetime import date
from typing import Any

from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, row
from tests.actions.schedule.test_move_bars import DAY, a_plan, ends, november
from tests.conftest import TODAY, a_project, a_task, a_workspace


def a_manual_plan(**fields: Any) -> Workspace:
    """T-1 is manual, Tuesday to Thursday; T-2 waits for it."""
    dates = {"start": november(24), "finish": november(26)}
    return a_plan(manual=True, **{**dates, **fields})


def set_(workspace: Workspace, field: str, value: str, key: str = "T-1") -> Workspace:
    return after("entity.set", at(workspace, key), field=field, value=value)


def test_a_task_made_manual_stays_where_it_is_planned() -> None:
    before = a_plan()
    held = set_(before, "manual", "yes", "T-2")
    assert ends(held, "T-2") == ends(before, "T-2") == (november(26), november(27))
    later = set_(held, "duration", "5d")
    assert ends(later, "T-2") == (november(26), november(27))
    assert row(held, "T-2").duration == 2 * DAY


def test_a_task_that_is_no_longer_manual_follows_its_links_again() -> None:
    freed = set_(set_(a_plan(), "manual", "yes", "T-2"), "manual", "no", "T-2")
    task = row(freed, "T-2")
    assert (task.start, task.finish, task.duration) == (None, None, 2 * DAY)
    assert ends(set_(freed, "duration", "5d"), "T-2") == (november(30), date(2026, 12, 1))


def test_the_duration_of_a_manual_task_moves_its_finish() -> None:
    longer = set_(a_manual_plan(), "duration", "5d")
    assert ends(longer, "T-1") == (november(24), november(30))
    assert ends(longer, "T-2")[0] == date(2026, 12, 1)


def test_the_finish_of_a_manual_task_sets_its_duration() -> None:
    shorter = set_(a_manual_plan(), "finish", "2026-11-25")
    assert ends(shorter, "T-1") == (november(24), november(25))
    assert row(shorter, "T-1").duration is None


def test_the_start_of_a_manual_task_takes_its_finish_along() -> None:
    moved = set_(a_manual_plan(), "start", "2026-11-25")
    assert ends(moved, "T-1") == (november(25), november(27))


def test_bars_of_manual_tasks_move_and_stretch_with_their_duration() -> None:
    moved = after("task.shift", at(a_manual_plan(), "T-1"), by="+1d")
    assert ends(moved, "T-1") == (november(25), november(27))
    longer = after("task.stretch", at(moved, "T-1"), by="+1d")
    assert ends(longer, "T-1") == (november(25), november(30))
    assert row(longer, "T-1").duration == 4 * DAY
    begins = after("task.shift", at(a_manual_plan(finish=None), "T-1"), by="+1d")
    assert ends(begins, "T-1") == (november(25), november(27))


def test_a_manual_summary_keeps_its_dates_and_moves() -> None:
    plan = a_workspace(
        a_project(start=TODAY), a_task("T-1"), a_task("T-2", duration=2 * DAY, under="T-1")
    )
    held = set_(plan, "manual", "yes")
    longer = set_(held, "duration", "5d", "T-2")
    assert ends(longer, "T-1") == (november(23), november(24))
    assert ends(longer, "T-2") == (november(23), november(27))
    moved = after("task.shift", at(longer, "T-1"), by="+1d")
    assert ends(moved, "T-1") == (november(24), november(25))
