"""This file checks calendars and the arithmetic of working time."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.calendar.work_calendar import (
    AROUND_THE_CLOCK,
    AS_BASE,
    FULL_DAY,
    OFFICE,
    OFFICE_DAY,
    OFFICE_WEEK,
    Calendar,
    CalendarError,
    DateException,
    WorkWeek,
    checked_day,
    minutes_of,
    moment_of,
)
from pmtui.model.calendar.work_time import WorkTime, WorkTimes

NIGHT_WEEK = (
    ((0, 180), (240, 480), (1380, 1440)),
    ((0, 180), (240, 480), (1380, 1440)),
    ((0, 180), (240, 480), (1380, 1440)),
    ((0, 180), (240, 480), (1380, 1440)),
    ((0, 180), (240, 480)),
    (),
    ((1380, 1440),),
)
CALENDARS = {
    1: OFFICE,
    2: AROUND_THE_CLOCK,
    3: Calendar(name="Night", days=NIGHT_WEEK),
    4: Calendar(
        name="Anna", base=1, exceptions=(DateException(date(2025, 4, 14), date(2025, 4, 18)),)
    ),
    5: Calendar(name="Bare", base=1),
    6: Calendar(
        name="Holidays",
        base=1,
        weeks=(WorkWeek(date(2025, 7, 1), date(2025, 7, 31), (((480, 720),),) * 5 + ((), ())),),
        exceptions=(
            DateException(date(2025, 5, 1), date(2025, 5, 1)),
            DateException(date(2025, 5, 3), date(2025, 5, 3), ((600, 660),)),
        ),
    ),
    7: Calendar(name="On Holidays", base=6, days=(None, None, None, None, (), None, None)),
}


def at(text: str) -> int:
    return minutes_of(datetime.fromisoformat(text))


def text(moment: int) -> str:
    return moment_of(moment).isoformat(" ", "minutes")


def work_time(calendar: int) -> WorkTime:
    return WorkTimes(CALENDARS).of(calendar)


@pytest.mark.parametrize(
    ("calendar", "start", "minutes", "finish"),
    [
        (1, "2025-04-11 08:00", 4 * 480, "2025-04-16 17:00"),
        (1, "2025-04-11 17:00", 480, "2025-04-14 17:00"),
        (1, "2025-04-12 03:00", 60, "2025-04-14 09:00"),
        (1, "2025-04-11 11:00", 120, "2025-04-11 14:00"),
        (1, "2025-04-11 17:00", -480, "2025-04-11 08:00"),
        (1, "2025-04-14 08:00", -60, "2025-04-11 16:00"),
        (1, "2025-04-14 08:00", 0, "2025-04-14 08:00"),
        (2, "2025-04-11 17:00", 3 * 1440, "2025-04-14 17:00"),
        (3, "2025-04-11 08:00", 60, "2025-04-14 00:00"),
        (3, "2025-04-11 08:00", 61, "2025-04-14 00:01"),
        (4, "2025-04-11 08:00", 960, "2025-04-21 17:00"),
        (6, "2025-04-30 08:00", 960, "2025-05-02 17:00"),
        (6, "2025-04-30 08:00", 1020, "2025-05-03 11:00"),
        (6, "2025-07-01 08:00", 480, "2025-07-02 12:00"),
        (7, "2025-05-02 08:00", 60, "2025-05-03 11:00"),
    ],
)
def test_work_is_added_in_the_hours_of_its_calendar(
    calendar: int, start: str, minutes: int, finish: str
) -> None:
    assert text(work_time(calendar).after(at(start), minutes)) == finish


def test_a_start_moves_to_the_next_period_and_a_finish_to_the_one_before() -> None:
    office = work_time(1)
    assert text(office.start_from(at("2025-04-11 17:00"))) == "2025-04-14 08:00"
    assert text(office.start_from(at("2025-04-11 09:30"))) == "2025-04-11 09:30"
    assert text(office.finish_until(at("2025-04-14 08:00"))) == "2025-04-11 17:00"
    assert text(office.finish_until(at("2025-04-14 08:01"))) == "2025-04-14 08:01"


def test_touching_shifts_are_one_period() -> None:
    nights = work_time(3)
    midnight = at("2025-04-15 00:00")
    assert nights.start_from(midnight) == midnight
    assert nights.finish_until(midnight) == midnight


def test_a_bare_calendar_shares_the_table_of_its_base() -> None:
    times = WorkTimes(CALENDARS, standard=1)
    assert times.of(5) is times.of(1)
    assert times.of(0) is times.of(1)


def test_a_plan_without_calendars_works_in_office_hours() -> None:
    assert text(WorkTimes({}).of(0).after(at("2025-04-11 08:00"), 960)) == "2025-04-14 17:00"


def test_two_calendars_share_the_hours_both_work() -> None:
    both = WorkTimes(CALENDARS).of(1, 4)
    assert text(both.after(at("2025-04-11 08:00"), 960)) == "2025-04-21 17:00"
    nothing_but_noon = WorkTimes(CALENDARS | {8: Calendar(name="Noon", days=(((660, 840),),) * 7)})
    assert text(nothing_but_noon.of(1, 8).after(at("2025-04-11 08:00"), 121)) == "2025-04-14 11:01"


def test_the_first_of_two_exceptions_for_a_day_counts() -> None:
    exceptions = (
        DateException(date(2025, 4, 14), date(2025, 4, 14), FULL_DAY),
        DateException(date(2025, 4, 1), date(2025, 4, 30)),
    )
    times = WorkTimes({1: Calendar(name="A", days=OFFICE_WEEK, exceptions=exceptions)})
    office = times.of(1)
    assert office.between(at("2025-04-01 00:00"), at("2025-05-01 00:00")) == 1440


def test_a_calendar_without_work_says_so() -> None:
    idle = WorkTimes({1: Calendar(name="Idle")}).of(1)
    with pytest.raises(CalendarError, match="'Idle' has no working time"):
        idle.after(at("2025-04-11 08:00"), 1)


def test_a_moment_out_of_all_years_is_refused() -> None:
    with pytest.raises(CalendarError, match="not in the years 1 to 9999"):
        moment_of(10**12)
    with pytest.raises(CalendarError, match="no working time"):
        work_time(1).after(at("9999-12-31 17:00"), 1)


@pytest.mark.parametrize(
    ("calendars", "message"),
    [
        ({1: Calendar(name="A", base=2), 2: Calendar(name="B", base=1)}, "'A' stands on itself"),
        ({1: Calendar(name="A", base=9)}, "'A' refers to calendar 9"),
    ],
)
def test_a_broken_chain_of_bases_names_the_calendar(
    calendars: dict[int, Calendar], message: str
) -> None:
    with pytest.raises(CalendarError, match=message):
        WorkTimes(calendars).of(1)


@pytest.mark.parametrize("shifts", [((480, 720), (700, 900)), ((0, 1441),), ((600, 540),)])
def test_shifts_that_cannot_be_are_refused(shifts: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(CalendarError, match="Monday of 'A'"):
        checked_day(shifts, "Monday of 'A'")
    assert checked_day(((780, 1020), (480, 720)), "Monday") == OFFICE_DAY


def _slow_between(calendar: Calendar, moment: int, other: int) -> int:
    """Counts minute by minute, straight from the definition."""
    worked = 0
    for minute in range(moment, other):
        now = moment_of(minute)
        day: tuple[tuple[int, int], ...] | None = calendar.days[now.weekday()]
        for exception in reversed(calendar.exceptions):
            if exception.first <= now.date() <= exception.last:
                day = exception.shifts
        of_day = now.hour * 60 + now.minute
        worked += any(start <= of_day < finish for start, finish in day or ())
    return worked


edges = st.lists(st.integers(0, 1440), max_size=6, unique=True).map(sorted)
days = edges.map(lambda e: tuple(zip(e[0::2], e[1::2], strict=False)))
sometimes = st.integers(0, 30).map(lambda n: date(2025, 4, 1) + timedelta(days=n))
closures = st.tuples(sometimes, st.integers(0, 5), days).map(
    lambda c: DateException(c[0], c[0] + timedelta(days=c[1]), c[2])
)
patterns = st.builds(
    Calendar,
    name=st.just("Any"),
    days=st.tuples(*[days] * 6, st.just(((600, 900),))),
    exceptions=st.lists(closures, max_size=3).map(tuple),
)
moments = st.integers(at("2025-04-01 00:00"), at("2025-04-08 00:00"))


@given(patterns, moments, st.integers(0, 3000))
def test_counting_agrees_with_the_clock(calendar: Calendar, moment: int, span: int) -> None:
    table = WorkTimes({1: calendar}).of(1)
    expected = _slow_between(calendar, moment, moment + span)
    assert table.between(moment, moment + span) == expected
    assert table.between(moment + span, moment) == -expected


@given(patterns, moments, st.integers(1, 20_000))
def test_adding_and_taking_away_work_agree(calendar: Calendar, moment: int, minutes: int) -> None:
    table = WorkTimes({1: calendar}).of(1)
    finish = table.after(moment, minutes)
    assert table.between(moment, finish) == minutes
    assert table.finish_until(finish) == finish
    start = table.before(finish, minutes)
    assert start == table.start_from(moment)
    assert table.between(start, finish) == minutes


@settings(deadline=None)
@given(patterns, moments, st.lists(st.integers(-900_000, 900_000), min_size=1, max_size=4))
def test_a_table_answers_the_same_in_any_order(
    calendar: Calendar, moment: int, steps: list[int]
) -> None:
    grown = WorkTimes({1: calendar}).of(1)
    for step in steps:
        fresh = WorkTimes({1: calendar}).of(1)
        assert grown.after(moment, step) == fresh.after(moment, step)
        assert grown.between(moment, moment + step) == fresh.between(moment, moment + step)


def test_a_week_of_nothing_leaves_all_to_the_base() -> None:
    assert Calendar(name="A").days == AS_BASE
