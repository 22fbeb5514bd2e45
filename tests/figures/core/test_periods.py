"""This file tests periods: of the calendar, of financial years, and of years of whole weeks."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.core.periods import (
    CALENDAR_YEAR,
    FinancialYear,
    PeriodLength,
    financial_year,
    period_ends,
    periods_between,
)
from pmtui.model.entities.policy import Policy

_DAYS = st.dates(date(2, 1, 1), date(9999, 12, 31))
"""From the first year whose financial year begins on a day that there is."""
_LENGTHS: tuple[PeriodLength, ...] = ("week", "month", "quarter", "year")
_YEARS = st.builds(
    FinancialYear,
    st.integers(1, 12),
    st.sampled_from([(), (4, 4, 5), (4, 5, 4), (5, 4, 4)]),
)


def test_periods_of_the_calendar_end_on_its_last_days() -> None:
    first, last = date(2026, 11, 23), date(2027, 2, 1)
    assert period_ends(first, last, "month") == [
        date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28),
    ]  # fmt: skip
    assert period_ends(first, last, "quarter") == [date(2026, 12, 31), date(2027, 3, 31)]
    assert period_ends(first, last, "year") == [date(2026, 12, 31), date(2027, 12, 31)]
    assert period_ends(first, date(2026, 11, 30), "week") == [date(2026, 11, 29), date(2026, 12, 6)]


def test_a_financial_year_begins_with_the_month_of_the_policy() -> None:
    year = financial_year(Policy(id=1, year_start=4))
    quarter = year.period(date(2027, 2, 28), "quarter")
    assert (quarter.first, quarter.last) == (date(2027, 1, 1), date(2027, 3, 31))
    assert (quarter.year, quarter.number) == (2026, 4)
    whole = year.period(date(2027, 2, 28), "year")
    assert (whole.first, whole.last, whole.number) == (date(2026, 4, 1), date(2027, 3, 31), 1)
    assert year.period(date(2026, 4, 30), "month").number == 1


def test_a_year_of_weeks_has_quarters_of_four_four_and_five() -> None:
    year = financial_year(Policy(id=1, year_start=2, year_pattern="4-4-5"))
    assert year.start(2026) == date(2026, 2, 2)
    periods = periods_between(date(2026, 2, 2), date(2027, 1, 31), "month", year)
    weeks = [(period.last - period.first).days // 7 + 1 for period in periods]
    assert weeks == [4, 4, 5] * 4
    assert all(period.first.weekday() == 0 for period in periods)


def test_the_last_month_takes_the_fifty_third_week() -> None:
    year = FinancialYear(2, (4, 4, 5))
    long = next(n for n in range(2020, 2030) if (year.start(n + 1) - year.start(n)).days == 53 * 7)
    last = year.period(year.start(long + 1) - timedelta(days=1))
    assert ((last.last - last.first).days + 1, last.number) == (6 * 7, 12)


@given(day=_DAYS, year=_YEARS, length=st.sampled_from(_LENGTHS))
def test_a_day_lies_in_its_period_and_the_next_one_begins_the_day_after(
    day: date, year: FinancialYear, length: PeriodLength
) -> None:
    period = year.period(day, length)
    assert period.first <= day <= period.last
    assert year.period(period.last, length) == period
    last = min(date.max.toordinal(), day.toordinal() + 800)
    for before, after in pairwise(periods_between(day, date.fromordinal(last), length, year)):
        assert after.first == before.last + timedelta(days=1)


@pytest.mark.parametrize("length", ["month", "quarter", "year"])
@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), year=_YEARS)
def test_shorter_periods_fill_the_longer_one(
    length: PeriodLength, day: date, year: FinancialYear
) -> None:
    whole = year.period(day, "year")
    parts = periods_between(whole.first, whole.last, length, year)
    assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
    assert [part.number for part in parts] == [*range(1, len(parts) + 1)]


def test_a_week_is_the_same_in_every_financial_year() -> None:
    day = date(2026, 11, 23)
    assert CALENDAR_YEAR.period(day, "week") == FinancialYear(4).period(day, "week")


def test_weeks_count_from_the_first_monday_there_is() -> None:
    first = CALENDAR_YEAR.period(date.min, "week")
    assert (first.first, first.last, first.number) == (date(1, 1, 1), date(1, 1, 7), 1)
    assert CALENDAR_YEAR.period(date(1, 1, 8), "week").number == 2


@pytest.mark.parametrize("length", _LENGTHS)
@pytest.mark.parametrize("year", [CALENDAR_YEAR, FinancialYear(4), FinancialYear(2, (4, 4, 5))])
@pytest.mark.parametrize("day", [date.min, date.max, date(9998, 12, 31), date(9999, 1, 1)])
def test_the_first_and_the_last_day_there_is_lie_in_a_period(
    length: PeriodLength, year: FinancialYear, day: date
) -> None:
    period = year.period(day, length)
    assert period.first <= day <= period.last
    assert len(year.starts(9999)) == 12


def test_the_last_financial_year_ends_with_the_last_day_there_is() -> None:
    assert FinancialYear(4).period(date.max, "year").last == date.max
    assert FinancialYear(4).period(date(9999, 3, 31), "year").last == date(9999, 3, 31)
    assert FinancialYear(4).starts(9998)[-1] == date(9999, 3, 1)
    assert FinancialYear(4).starts(9999)[8:] == (date(9999, 12, 1), *[date.max] * 3)


@pytest.mark.parametrize(
    ("year", "is_calendar"),
    [(CALENDAR_YEAR, True), (FinancialYear(4), False), (FinancialYear(1, (4, 4, 5)), False)],
)
def test_only_years_from_january_of_whole_months_are_those_of_the_calendar(
    year: FinancialYear, *, is_calendar: bool
) -> None:
    assert year.is_calendar is is_calendar


def test_as_many_periods_are_cut_as_there_are_up_to_twelve_hundred() -> None:
    assert len(periods_between(date(1, 1, 1), date(9999, 1, 1), "week")) == 1200
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert len(periods_between(*year, "month")) == 12


@pytest.mark.parametrize(
    ("year", "first"),
    [(2026, date(2026, 6, 1)), (2023, date(2023, 5, 29)), (2024, date(2024, 6, 3))],
)
def test_a_year_of_weeks_begins_on_the_monday_nearest_to_the_first_of_its_month(
    year: int, first: date
) -> None:
    assert FinancialYear(6, (4, 4, 5)).start(year) == first
