"""This file cuts time into periods: weeks, and months, quarters and years as the policy has them.

A financial year begins with any month. Its months are those of the calendar, or whole weeks after a
pattern such as 4-4-5: that year begins on the Monday nearest to the first of its first month, and
its last month takes the 53rd week where there is one.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

import msgspec

from pmtui.model.entities.policy import Policy

PeriodLength = Literal["week", "month", "quarter", "year"]
"""How long a period is; weeks end on Sunday."""
_MOST_PERIODS: Final = 1200
_DAY: Final = timedelta(days=1)
_MONTHS: Final = 12
_THURSDAY: Final = 3
_STEPS: Final = {"month": 1, "quarter": 3, "year": 12}


class Period(msgspec.Struct, frozen=True, gc=False):
    """A stretch of days, and which of its financial year it is."""

    first: date
    last: date
    year: int
    """The calendar year in which its financial year begins."""
    number: int
    """Counts from 1 in that year; of a week from the first Monday there is."""

    @property
    def key(self) -> str:
        """What tells it from others of its length: its last day."""
        return self.last.isoformat()


class FinancialYear(msgspec.Struct, frozen=True):
    """When years begin, and how their months are cut."""

    first_month: int = 1
    weeks: tuple[int, ...] = ()
    """Weeks of the three months of a quarter; none for months of the calendar."""

    def start(self, year: int) -> date:
        """The first day of the financial year that begins in a calendar year."""
        return _start(self.first_month, bool(self.weeks), year)

    def starts(self, year: int) -> tuple[date, ...]:
        """The first days of its twelve months."""
        return _starts(self.first_month, self.weeks, year)

    def period(self, day: date, length: PeriodLength = "month") -> Period:
        """The period in which a day lies."""
        if length == "week":
            number, weekday = divmod(day.toordinal() - 1, 7)
            rest = min(6 - weekday, (date.max - day).days)
            first = day - weekday * _DAY
            return Period(first, day + rest * _DAY, first.year, number + 1)
        year = day.year + 1 if day.year < date.max.year else day.year
        while year > 1 and self.start(year) > day:
            year -= 1
        starts, step = self.starts(year), _STEPS[length]
        place = max(0, bisect_right(starts, day) - 1) // step * step
        following = place + step
        if following < _MONTHS:
            last = starts[following] - _DAY
        else:
            last = self.start(year + 1) - _DAY if year < date.max.year else date.max
        return Period(min(starts[place], day), last, year, place // step + 1)

    @property
    def is_calendar(self) -> bool:
        """Whether its years are those of the calendar."""
        return self.first_month == 1 and not self.weeks


CALENDAR_YEAR: Final = FinancialYear()


def financial_year(policy: Policy) -> FinancialYear:
    """The financial year of a store."""
    pattern = policy.year_pattern
    weeks = () if pattern == "months" else tuple(map(int, pattern.split("-")))
    return FinancialYear(policy.year_start, weeks)


def periods_between(
    first: date, last: date, length: PeriodLength, year: FinancialYear = CALENDAR_YEAR
) -> list[Period]:
    """The periods from that of one day to that of another, in order; at most 1,200."""
    periods = [year.period(first, length)]
    while periods[-1].last < last and len(periods) < _MOST_PERIODS:
        periods.append(year.period(periods[-1].last + _DAY, length))
    return periods


def period_ends(
    first: date, last: date, length: PeriodLength, year: FinancialYear = CALENDAR_YEAR
) -> list[date]:
    """The last days of the periods from that of one day to that of another."""
    return [period.last for period in periods_between(first, last, length, year)]


@lru_cache(maxsize=2048)
def _start(first_month: int, is_by_weeks: bool, year: int) -> date:  # noqa: FBT001  (a cache key)
    day = date(year, first_month, 1)
    if not is_by_weeks:
        return day
    back = day.weekday() if day.weekday() <= _THURSDAY else day.weekday() - 7
    return date.fromordinal(max(1, day.toordinal() - back))


@lru_cache(maxsize=2048)
def _starts(first_month: int, weeks: tuple[int, ...], year: int) -> tuple[date, ...]:
    start = _start(first_month, bool(weeks), year)
    if not weeks:
        months = (divmod(first_month - 1 + place, _MONTHS) for place in range(_MONTHS))
        return tuple(
            date(year + more, month + 1, 1) if year + more <= date.max.year else date.max
            for more, month in months
        )
    days, begun = [start], start.toordinal()
    for place in range(_MONTHS - 1):
        begun += 7 * weeks[place % len(weeks)]
        days.append(date.fromordinal(min(begun, date.max.toordinal())))
    return tuple(days)
