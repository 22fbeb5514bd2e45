"""This file tests how a schedule is rated: its slip, its promise, and dates it misses."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.components.component_dates import Outlook
from pmtui.figures.components.rollup import Rollup
from pmtui.figures.components.schedule_rating import days_past_promise, schedule_rating
from pmtui.figures.work.work_counts import Work
from pmtui.model.calendar.work_calendar import moment
from tests.conftest import TODAY, a_component, a_policy, id_of

POLICY = a_policy(late_amber_days=5, late_red_days=10)


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def a_rollup(planned: int | None = None, work: Work | None = None, **dates: Any) -> Rollup:
    """The figures of a project planned to end so many days from today."""
    end = None if planned is None else moment(on(planned), None, ends=True)
    outlook = Outlook(end=end, **dates)
    return Rollup(component=id_of("P-1"), dates=outlook, work=work or Work(tasks=2, done=1))


def rated(rollup: Rollup, **fields: Any) -> tuple[str, str]:
    dimension = schedule_rating(a_component("P-1", **fields), rollup, POLICY, TODAY)
    return dimension.rag, dimension.reason


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"finish": on(-3)}, 3),
        ({"finish": on(0)}, 0),
        ({"finish": on(3)}, 0),
        ({}, 0),
        ({"finish": on(-3), "actual_finish": on(-1)}, 0),
    ],
)
def test_days_past_a_promise_are_counted_until_it_ends(fields: dict[str, Any], days: int) -> None:
    assert days_past_promise(a_component("P-1", **fields), a_rollup(), TODAY) == days


def test_a_project_with_all_its_work_done_only_waits_to_be_closed() -> None:
    late = a_component("P-1", finish=on(-3))
    assert days_past_promise(late, a_rollup(work=Work(tasks=2, done=2)), TODAY) == 0
    assert days_past_promise(late, a_rollup(work=Work(tasks=2, done=1)), TODAY) == 3
    assert days_past_promise(late, a_rollup(work=Work()), TODAY) == 3
    assert days_past_promise(None, a_rollup(), TODAY) == 0


@pytest.mark.parametrize(
    ("slip", "rag", "reason"),
    [
        (-1, "G", "planned 1 d before baseline"),
        (0, "G", "planned on baseline"),
        (1, "G", "planned 1 d past baseline"),
        (4, "G", "planned 4 d past baseline"),
        (5, "A", "planned 5 d past baseline"),
        (9, "A", "planned 9 d past baseline"),
        (10, "R", "planned 10 d past baseline"),
    ],
)
def test_a_slip_is_amber_and_red_from_the_days_of_the_policy(
    slip: int, rag: str, reason: str
) -> None:
    assert rated(a_rollup(20 + slip, baseline=on(20), is_own_baseline=True)) == (rag, reason)


def test_a_baseline_that_stands_below_is_named_so() -> None:
    assert rated(a_rollup(20, baseline=on(20))) == ("G", "planned on the latest baseline below")


@pytest.mark.parametrize(
    ("source", "promised", "rag", "reason"),
    [
        ("own", 18, "A", "planned 2 d past its promised finish"),
        ("own", 20, "", "no baseline finish"),
        ("own", 10, "R", "planned 10 d past its promised finish"),
        ("tasks", 18, "A", "planned 2 d past its promised finish"),
        ("below", 18, "", "no baseline finish"),
    ],
)
def test_a_promise_of_its_own_that_is_missed_is_amber_at_least(
    source: Any, promised: int, rag: str, reason: str
) -> None:
    rollup = a_rollup(20, promised=on(promised), promised_by=source)
    assert rated(rollup) == (rag, reason)


def test_a_due_date_counts_as_a_promise_while_it_is_not_past() -> None:
    missed = ("A", "planned 2 d past its promised finish")
    assert rated(a_rollup(2, promised=on(0), promised_by="tasks")) == missed
    assert rated(a_rollup(1, promised=on(-1), promised_by="tasks")) == ("", "no baseline finish")
    assert rated(a_rollup(1, promised=on(-1), promised_by="own")) == missed
    assert rated(a_rollup(1, promised_by="tasks")) == ("", "no baseline finish")


def test_a_promise_without_a_plan_misses_nothing() -> None:
    assert rated(a_rollup(None, promised=on(9), promised_by="own")) == ("", "no baseline finish")


@pytest.mark.parametrize(
    ("finish", "planned", "reason"),
    [
        (-3, -1, "3 d past its promised finish"),
        (-3, 0, "3 d past its promised finish"),
        (-3, 1, "planned 4 d past its promised finish"),
        (-1, -1, "1 d past its promised finish"),
        (0, 1, "planned 1 d past its promised finish"),
    ],
)
def test_of_days_past_and_days_planned_past_a_promise_the_more_are_told(
    finish: int, planned: int, reason: str
) -> None:
    rollup = a_rollup(planned, promised=on(finish), promised_by="own")
    assert rated(rollup, finish=on(finish)) == ("A", reason)


@pytest.mark.parametrize(
    ("missed", "days", "rag", "reason"),
    [
        (1, 0.25, "A", "1 agreed date missed, by up to 0.25 working d"),
        (2, 9, "A", "2 agreed dates missed, by up to 9 working d"),
        (2, 10, "R", "2 agreed dates missed, by up to 10 working d"),
    ],
)
def test_dates_agreed_that_are_missed_are_counted_with_the_worst(
    missed: int, days: float, rag: str, reason: str
) -> None:
    assert rated(a_rollup(9, missed=missed, missed_days=days)) == (rag, reason)


def test_what_is_good_is_left_out_where_something_is_bad() -> None:
    good: dict[str, Any] = {"baseline": on(9), "is_own_baseline": True}
    assert rated(a_rollup(9, **good, missed=1, missed_days=1)) == (
        "A", "1 agreed date missed, by up to 1 working d",
    )  # fmt: skip
    late: dict[str, Any] = {"baseline": on(2), "is_own_baseline": True}
    assert rated(a_rollup(9, **late, missed=1, missed_days=1)) == (
        "A", "planned 7 d past baseline; 1 agreed date missed, by up to 1 working d",
    )  # fmt: skip


def test_why_nothing_can_be_rated_is_told() -> None:
    assert rated(a_rollup(None, baseline=on(2))) == ("", "no finish")
    assert rated(a_rollup(9)) == ("", "no baseline finish")
    assert rated(a_rollup(9, is_waiting=True)) == ("", "its dates are being worked out")
