"""This file tests counting in working days against looking at one day after the other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.calendar.work_calendar import (
    OFFICE,
    OFFICE_DAY,
    Calendar,
    CalendarError,
    DateException,
    day_shifts,
)
from pmtui.model.calendar.working_days import WorkingDays

CHRISTMAS = DateException(date(2026, 12, 24), date(2027, 1, 3))
TUESDAYS = Calendar(
    name="Tuesday to Saturday",
    days=((), OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, ()),
    exceptions=(CHRISTMAS,),
)
days = st.dates(date(2025, 6, 1), date(2028, 5, 31))


def walked(calendar: Calendar, first: date, last: date) -> int:
    """Working days from a day up to another, not counting that one."""
    shifts = day_shifts((calendar,))
    low, high = sorted((first.toordinal(), last.toordinal()))
    count = sum(bool(shifts(ordinal)) for ordinal in range(low, high))
    return count if first <= last else -count


@given(st.sampled_from((OFFICE, TUESDAYS)), days, days)
def test_the_difference_of_two_numbers_is_the_days_between(
    calendar: Calendar, one: date, other: date
) -> None:
    counted = WorkingDays(day_shifts((calendar,)), calendar.name)
    assert counted.number(other) - counted.number(one) == walked(calendar, one, other)


@given(st.sampled_from((OFFICE, TUESDAYS)), days, days, days, st.sampled_from(({}, {"ends": True})))
def test_a_moved_day_keeps_its_distance_and_what_came_first_comes_first(
    calendar: Calendar, first: date, start: date, day: date, how: dict[str, bool]
) -> None:
    counted = WorkingDays(day_shifts((calendar,)), calendar.name)
    start = counted.on_or_after(start)
    moved = counted.moved(day, first, start, **how)
    if counted.is_working(day):
        assert walked(calendar, start, moved) == walked(calendar, first, day)
        assert day == first or counted.is_working(moved)
    later = counted.moved(day + timedelta(days=1), first, start, **how)
    assert moved <= later


def test_a_deadline_on_a_sunday_is_one_on_a_friday_where_no_day_off_follows() -> None:
    # Friday 4 December is three working days after Tuesday 1; so is Thursday 10 after Monday 7.
    counted = WorkingDays(day_shifts((OFFICE,)), OFFICE.name)
    sunday, first, start = date(2026, 12, 6), date(2026, 12, 1), date(2026, 12, 7)
    assert counted.moved(sunday, first, start, ends=True) == date(2026, 12, 10)
    assert counted.moved(sunday, first, start) == date(2026, 12, 11)
    assert counted.moved(sunday, first, date(2026, 12, 8)) == date(2026, 12, 13)


def test_a_calendar_without_working_days_is_no_endless_search() -> None:
    idle = WorkingDays(lambda _ordinal: (), "Nobody")
    with pytest.raises(CalendarError, match="'Nobody' has no working day left"):
        idle.on_or_after(date(2026, 12, 1))
