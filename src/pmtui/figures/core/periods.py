"""This file cuts time into periods: weeks, months, quarters, years."""

from datetime import date, timedelta
from typing import Final, Literal

PeriodLength = Literal["week", "month", "quarter", "year"]
"""How long a period is; weeks end on Sunday."""
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_MOST_PERIODS: Final = 1200


def period_ends(first: date, last: date, length: PeriodLength) -> list[date]:
    """The last days of the periods from that of one day to that of another."""
    ends: list[date] = []
    day = first
    while len(ends) < _MOST_PERIODS:
        day = _end_of(day, length)
        ends.append(day)
        if day >= last:
            break
        day += timedelta(days=1)
    return ends


def _end_of(day: date, length: PeriodLength) -> date:
    if length == "week":
        return day + timedelta(days=6 - day.weekday())
    months = _MONTHS[length]
    ended = day.month + (-day.month % months)
    following = date(day.year + ended // 12, ended % 12 + 1, 1) if day.year < 9999 else date.max
    return following - timedelta(days=1)
