"""This file tests the tables of working time, which plans with the same calendar share in part."""

from datetime import date

import pytest

from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, Calendar, CalendarError, Week
from pmtui.model.calendar.work_time import WorkTimes

_MONDAY = date(2026, 11, 30).toordinal() * MINUTES_PER_DAY
_DAY = ((480, 720), (780, 1020))
_FIVE: Week = (_DAY, _DAY, _DAY, _DAY, _DAY, (), ())
_SIX: Week = (_DAY, _DAY, _DAY, _DAY, _DAY, _DAY, ())


def week_of(days: Week) -> int:
    """Working minutes of a week under a calendar of these days."""
    calendar = Calendar(name="Yard", days=days)
    return WorkTimes({7: calendar}, 7).of(0).between(_MONDAY, _MONDAY + 7 * MINUTES_PER_DAY)


def test_a_calendar_that_is_changed_counts_as_changed_under_its_old_name() -> None:
    assert week_of(_FIVE) == 5 * 480
    assert week_of(_SIX) == 6 * 480
    assert week_of(_FIVE) == 5 * 480


def test_work_goes_on_over_the_days_that_are_worked_out_at_once() -> None:
    time = WorkTimes({}).of(0)
    year = time.after(_MONDAY, 52 * 5 * 480)
    assert year == _MONDAY + (51 * 7 + 4) * MINUTES_PER_DAY + 1020
    assert time.before(year, 52 * 5 * 480) == _MONDAY + 480


def test_days_worked_round_the_clock_are_one_period_over_every_border() -> None:
    whole = Calendar(name="Furnace", days=(((0, 1440),),) * 7)
    time = WorkTimes({7: whole}, 7).of(0)
    assert time.after(_MONDAY, 2000 * 1440) == _MONDAY + 2000 * 1440
    assert time.before(_MONDAY, 2000 * 1440) == _MONDAY - 2000 * 1440


def test_what_two_calendars_both_work_is_their_overlap() -> None:
    late = Calendar(name="Late", days=(((720, 1200),),) * 7)
    early = Calendar(name="Early", days=(((480, 900),),) * 7)
    time = WorkTimes({1: late, 2: early}, 1).of(1, 2)
    assert time.between(_MONDAY, _MONDAY + 7 * MINUTES_PER_DAY) == 7 * (900 - 720)
    assert time.name == "Late and Early"


@pytest.mark.parametrize("minutes", [60, -60])
def test_a_calendar_without_working_time_says_so_to_every_plan(minutes: int) -> None:
    free = Calendar(name="Free", days=((),) * 7)
    for _ in range(2):
        with pytest.raises(CalendarError, match="'Free' has no working time left"):
            WorkTimes({7: free}, 7).of(0).after(_MONDAY, minutes)


def test_time_is_counted_from_the_first_days_there_are() -> None:
    time = WorkTimes({}).of(0)
    assert time.after(MINUTES_PER_DAY, 480) == MINUTES_PER_DAY + 1020
    assert time.after(MINUTES_PER_DAY, 480 * 300) > time.after(MINUTES_PER_DAY, 480 * 299)


def test_what_many_ask_for_is_counted_as_it_is_for_one() -> None:
    time, other = WorkTimes({}).of(0), WorkTimes({}).of(0)
    moments = [_MONDAY + at * 517 for at in (-4000, 0, 1, 2, 4000)]
    assert [time.counts[at] - time.counts[_MONDAY] for at in (*moments, *moments)] == [
        other.between(_MONDAY, at) for at in (*moments, *moments)
    ]
