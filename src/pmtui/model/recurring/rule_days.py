"""This file works out the days of a rule of RFC 5545, always within bounds."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import islice, takewhile
from typing import Final

from pmtui.model.recurring.rules import LONGEST_MONTHS, parts_of

_CYCLE: Final = 400
"""Years after which days of the week, leap years and ISO weeks come again as they were."""
_LATEST_START: Final = 9899


def days_from(rule: str, first: date) -> Iterator[date]:
    """The days of a rule from its first day on, in order; those of 100 years at least.

    They are worked out by python-dateutil, which looks for the next day up to the year 9999: so
    the rule is laid as many times 400 years later as leaves no more than 500 to look through. By
    then each day of the calendar has come again as it was.

    Args:
        rule: normalised.
        first: the day from which it holds, which need not be one of its days.
    """
    from dateutil.rrule import rrulestr

    later = max(0, (_LATEST_START - first.year) // _CYCLE * _CYCLE)
    parts = parts_of(rule)
    if "UNTIL" in parts:
        year = int(parts["UNTIL"][:4]) + later
        if year > date.max.year:
            del parts["UNTIL"]
        else:
            parts["UNTIL"] = f"{year:04}{parts['UNTIL'][4:]}"
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    begins = datetime(first.year + later, first.month, first.day)  # noqa: DTZ001  (days only)
    for moment in rrulestr(text, dtstart=begins):
        yield date(moment.year - later, moment.month, moment.day)


@lru_cache(maxsize=256)
def days_until(rule: str, first: date, last: date) -> tuple[date, ...]:
    """The days of a rule from its first day up to another."""
    if last < first:
        return ()
    return tuple(takewhile(lambda day: day <= last, days_from(rule, first)))


@lru_cache(maxsize=1024)
def days_after(rule: str, first: date, after: date, count: int) -> tuple[date, ...]:
    """The next days of a rule after a day, as many as there are up to a number."""
    return tuple(islice((day for day in days_from(rule, first) if day > after), count))


def has_days(rule: str, first: date) -> bool:
    """Whether a rule gives any day from its first day on."""
    parts = parts_of(rule)
    if "BYMONTHDAY" in parts:
        months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
        numbers = [abs(int(number)) for number in parts["BYMONTHDAY"].split(",")]
        if min(numbers) > max(LONGEST_MONTHS[month - 1] for month in months):
            return False
    return bool(days_after(rule, first, date.min, 1))
