"""This file tests moving and stretching bars: what is stored so that the plan follows."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of

DAY = 480


def a_plan(**fields: Any) -> Workspace:
    """A project from Monday on: T-1 takes three days, T-2 waits for it, two days long."""
    first = {"duration": 3 * DAY, **fields}
    return a_workspace(
        a_project(start=TODAY),
        a_task("T-1", **first),
        a_task("T-2", duration=2 * DAY, after="T-1"),
        a_task("M-1", after="T-2"),
    )


def ends(workspace: Workspace, key: str) -> tuple[date, date]:
    """First and last day of a task."""
    plan = plan_of(Figures(workspace, TODAY), id_of("P-1"))
    assert plan is not None
    start, finish = plan.ends(id_of(key))
    return moment_of(start).date(), moment_of(finish - 1).date()


def november(day: int) -> date:
    """A day of the month of all tests."""
    return date(2026, 11, day)


def test_a_task_that_follows_its_links_may_then_start_no_earlier() -> None:
    moved = after("task.shift", at(a_plan(), "T-1"), by="+1d")
    task = row(moved, "T-1")
    assert (task.constraint, task.constraint_date) == ("SNET", november(24))
    assert ends(moved, "T-1") == (november(24), november(26))
    assert ends(moved, "T-2") == (november(27), november(30))


def test_days_are_working_days_there_and_back() -> None:
    friday = after("task.shift", at(a_plan(), "T-1"), by="+4d")
    monday = after("task.shift", at(friday, "T-1"), by="+1d")
    assert ends(monday, "T-1")[0] == november(30)
    back = after("task.shift", at(monday, "T-1"), by="-1d")
    assert ends(back, "T-1")[0] == november(27)


@pytest.mark.parametrize(
    ("by", "start"),
    [
        ("+1w", november(30)),
        ("+1mo", date(2026, 12, 23)),
        ("+1q", date(2027, 2, 23)),
        ("+1y", date(2027, 11, 23)),
        ("8h", november(24)),
    ],
)
def test_a_bar_moves_by_any_span(by: str, start: date) -> None:
    assert ends(after("task.shift", at(a_plan(), "T-1"), by=by), "T-1")[0] == start


def test_a_typed_start_moves_with_its_bar() -> None:
    moved = after("task.shift", at(a_plan(start=november(25)), "T-1"), by="-1d")
    task = row(moved, "T-1")
    assert (task.start, task.constraint) == (november(24), "")
    assert ends(moved, "T-1")[0] == november(24)


def test_a_date_that_must_be_met_moves_as_such() -> None:
    plan = a_plan(constraint="MSO", constraint_date=november(25))
    assert row(after("task.shift", at(plan, "T-1"), by="1d"), "T-1").constraint == "MSO"


def test_a_task_dated_by_hand_keeps_its_working_time() -> None:
    plan = a_plan(duration=None, start=november(25), finish=november(27))
    task = row(after("task.shift", at(plan, "T-1"), by="+1d"), "T-1")
    assert (task.start, task.finish) == (november(26), november(30))
    assert task.constraint == ""


def test_a_milestone_dated_by_hand_moves() -> None:
    plan = a_workspace(a_project(), a_task("M-1", finish=november(27)))
    assert row(after("task.shift", at(plan, "M-1"), by="+1w"), "M-1").finish == date(2026, 12, 4)


def test_what_has_begun_is_done_or_is_a_summary_does_not_move() -> None:
    begun = a_plan(actual_start=TODAY)
    assert "T-1 has begun" in refusal("task.shift", at(begun, "T-1"), by="1d")
    done = a_plan(percent=100)
    assert "T-1 is done" in refusal("task.shift", at(done, "T-1"), by="1d")
    summary = a_workspace(a_project(), a_task("T-1"), a_task("T-2", under="T-1"))
    assert "what lies below it" in refusal("task.shift", at(summary, "T-1"), by="1d")
    assert "no span" in refusal("task.shift", at(a_plan(), "T-1"), by="soon")


def test_a_bar_gets_longer_and_shorter() -> None:
    longer = after("task.stretch", at(a_plan(), "T-1"), by="+1d")
    assert row(longer, "T-1").duration == 4 * DAY
    assert ends(longer, "T-2")[0] == november(27)
    assert row(after("task.stretch", at(longer, "T-1"), by="-2d"), "T-1").duration == 2 * DAY


def test_a_task_without_a_duration_gets_the_one_it_was_planned_with() -> None:
    plan = a_workspace(a_project(start=TODAY), a_task("T-1", days=2))
    assert row(after("task.stretch", at(plan, "T-1"), by="+1d"), "T-1").duration == 3 * DAY


def test_the_finish_of_a_task_dated_by_hand_moves() -> None:
    plan = a_plan(duration=None, start=november(25), finish=november(27))
    task = row(after("task.stretch", at(plan, "T-1"), by="+1d"), "T-1")
    assert (task.start, task.finish, task.duration) == (november(25), november(30), None)


def test_nothing_is_left_without_a_length() -> None:
    assert "no length left" in refusal("task.stretch", at(a_plan(), "T-1"), by="-3d")
    assert "milestone" in refusal("task.stretch", at(a_plan(), "M-1"), by="1d")


def test_marked_bars_move_in_one_step() -> None:
    both = proposed("task.shift", at(a_plan(), "T-1", "T-2"), by="+1w")
    assert {op.id for op in both.ops} == {id_of("T-1"), id_of("T-2")}
