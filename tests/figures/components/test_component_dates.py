"""This file tests how planned, promised and baseline dates of a component and those below meet."""

from datetime import date, timedelta

import pytest

from pmtui.figures.components.component_dates import (
    NO_DATES,
    NOTHING_DATED,
    Outlook,
    OwnDates,
    last_day,
    outlook_of,
)
from pmtui.model.calendar.work_calendar import moment
from tests.conftest import TODAY


def ends(day: int) -> int:
    """The end of work so many days from today."""
    return moment(TODAY + timedelta(days=day), None, ends=True)


def on(day: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=day)


def below(end: int | None, promised: int | None = None, baseline: int | None = None) -> Outlook:
    """A component below, which ends, is promised and was agreed so many days from today."""
    return Outlook(
        end=None if end is None else ends(end),
        promised=None if promised is None else on(promised),
        baseline=None if baseline is None else on(baseline),
    )


def promise(own: OwnDates, *parts: Outlook) -> tuple[date | None, str]:
    outlook = outlook_of(own, [*enumerate(parts, 1)])
    return outlook.promised, outlook.promised_by


def test_nothing_is_known_of_nothing() -> None:
    assert outlook_of(NO_DATES, []) == NOTHING_DATED
    assert (NOTHING_DATED.planned, NOTHING_DATED.slip, NOTHING_DATED.margin) == (None, None, None)


def test_what_ends_at_midnight_ends_on_the_day_before() -> None:
    midnight = moment(TODAY, 0)
    assert last_day(midnight) == TODAY - timedelta(days=1)
    assert last_day(midnight + 1) == TODAY


def test_a_typed_finish_is_the_promise_whatever_tasks_and_components_below_say() -> None:
    own = OwnDates(promised=on(3), due=on(9), is_due_last=True, finish=ends(9))
    assert promise(own, below(9, 9)) == (on(3), "own")


@pytest.mark.parametrize(
    ("due", "is_last", "finish", "promised", "source"),
    [
        (5, True, 9, 5, "tasks"),  # the task that ends it is due then
        (5, False, 9, None, ""),  # what is due is over before the rest
        (9, False, 9, 9, "tasks"),  # nothing ends later
        (10, False, 9, 10, "tasks"),
        (8, False, 9, None, ""),
        (5, False, None, 5, "tasks"),  # nobody knows when it ends
        (None, True, 9, None, ""),
    ],
)
def test_the_latest_due_date_is_a_promise_where_it_says_something_of_the_end(
    *, due: int | None, is_last: bool, finish: int | None, promised: int | None, source: str
) -> None:
    own = OwnDates(
        due=None if due is None else on(due),
        is_due_last=is_last,
        finish=None if finish is None else ends(finish),
    )
    assert promise(own) == (None if promised is None else on(promised), source)


def test_a_due_task_that_ends_its_component_promises_nothing_where_more_is_planned_below() -> None:
    own = OwnDates(due=on(5), is_due_last=True, finish=ends(9))
    assert promise(own, below(20)) == (None, "")
    assert promise(own, below(9)) == (on(5), "tasks")
    assert promise(own, below(8)) == (on(5), "tasks")


def test_a_component_below_that_ends_last_promises_for_the_whole() -> None:
    assert promise(NO_DATES, below(9, 5), below(3)) == (on(5), "below")
    assert promise(NO_DATES, below(3, 2), below(9)) == (None, "")
    assert promise(NO_DATES, below(3, 9), below(9)) == (on(9), "below")
    assert promise(NO_DATES, below(None, 2)) == (on(2), "below")
    assert promise(NO_DATES, below(9)) == (None, "")


def test_of_two_promises_the_latest_counts_and_its_source_is_told() -> None:
    own = OwnDates(due=on(5), finish=ends(4))
    assert promise(own, below(4, 7)) == (on(7), "below")
    assert promise(own, below(4, 3)) == (on(5), "tasks")
    undated = OwnDates(due=on(5))
    assert promise(undated, below(None, 7)) == (on(7), "below")
    assert promise(undated, below(None, 3)) == (on(5), "tasks")


def test_a_plan_to_come_in_a_component_or_below_makes_its_dates_wait() -> None:
    waiting = Outlook(is_waiting=True)
    assert not outlook_of(NO_DATES, [(1, NOTHING_DATED)]).is_waiting
    assert outlook_of(NO_DATES, [(1, NOTHING_DATED), (2, waiting)]).is_waiting
    assert outlook_of(OwnDates(is_waiting=True), [(1, NOTHING_DATED)]).is_waiting


def test_a_typed_date_stands_in_only_where_nothing_is_planned_or_to_come() -> None:
    typed = OwnDates(typed_start=ends(-1), typed_finish=ends(6))
    assert (outlook_of(typed, []).start, outlook_of(typed, []).end) == (ends(-1), ends(6))
    assert outlook_of(typed, [(1, below(2))]).end == ends(2)
    waiting = OwnDates(typed_finish=ends(6), is_waiting=True)
    assert outlook_of(waiting, []).end is None


def test_the_worst_slip_below_is_told_with_the_first_component_that_has_it() -> None:
    parts = [(1, below(9, None, 7)), (2, below(9, None, 5)), (3, below(10, None, 6)), (4, below(3))]
    outlook = outlook_of(NO_DATES, parts)
    assert (outlook.worst_below, outlook.worst_at) == (4, 2)
    deeper = outlook_of(NO_DATES, [(7, outlook), (8, below(9, None, 5))])
    assert (deeper.worst_below, deeper.worst_at) == (4, 2)
    assert outlook_of(NO_DATES, [(4, below(3))]).worst_below is None


def test_days_to_baseline_and_promise_are_counted_over_the_calendar() -> None:
    outlook = outlook_of(OwnDates(finish=ends(9), promised=on(7), baseline=on(4)), [])
    assert (outlook.planned, outlook.slip, outlook.margin) == (on(9), 5, -2)
