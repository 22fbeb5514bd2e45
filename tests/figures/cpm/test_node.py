"""This file checks how a node places its work before and after a moment."""

from typing import Any

import pytest

from pmtui.figures.cpm.node import ELAPSED, Node, task_node
from pmtui.figures.cpm.types import Effort, ScheduleTask
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK, OFFICE
from pmtui.model.calendar.work_time import WorkTimes
from tests.figures.cpm.plans import at, text

TIMES = WorkTimes({1: OFFICE, 2: AROUND_THE_CLOCK}, 1)
FRIDAY = at("2025-01-10 17:00")
MONDAY = at("2025-01-13 08:00")


def node(duration: int = 480, **fields: Any) -> Node:
    return task_node(0, ScheduleTask(id=1, duration=duration, **fields), TIMES)


def test_work_opens_after_the_weekend_and_closes_before_it() -> None:
    assert (node().opening(FRIDAY), node().closing(MONDAY)) == (MONDAY, FRIDAY)


def test_a_milestone_stays_at_either_side_of_the_weekend() -> None:
    milestone = node(0)
    assert (milestone.opening(FRIDAY), milestone.closing(MONDAY)) == (FRIDAY, MONDAY)
    assert milestone.opening(FRIDAY + 60) == MONDAY


def test_the_clock_knows_no_weekend() -> None:
    drying = node(elapsed=True)
    assert drying.opening(FRIDAY) == drying.closing(FRIDAY) == FRIDAY
    assert drying.finish_from(FRIDAY) - FRIDAY == FRIDAY - drying.start_for(FRIDAY) == 480
    assert ELAPSED.between(FRIDAY, MONDAY) == 63 * 60


def test_those_who_work_on_a_task_span_it_together() -> None:
    both = node(efforts=(Effort(2, 480, 60), Effort(1, 480, 240)))
    assert both.opening(FRIDAY) == FRIDAY
    assert both.closing(MONDAY) == MONDAY
    assert text(both.finish_from(FRIDAY)) == "01-13 17:00"
    assert text(both.start_for(MONDAY)) == "01-10 08:00"
    assert text(both.rest_from(FRIDAY)) == "01-13 12:00"
    assert text(both.rest_for(MONDAY)) == "01-10 13:00"


@pytest.mark.parametrize(
    ("fields", "remaining"),
    [({}, 480), ({"remaining": 60}, 60), ({"remaining": 60, "actual_finish": FRIDAY}, 0)],
)
def test_what_remains_is_all_unless_told_otherwise(fields: dict[str, Any], remaining: int) -> None:
    assert node(**fields).remaining == remaining


def test_what_is_done_has_started() -> None:
    assert node(actual_finish=FRIDAY).actual_start == FRIDAY
