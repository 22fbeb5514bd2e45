"""This file says which period a check-in is about, by the rhythm that the policy has."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, get_args

from pmtui.model.entities.policy import Policy, Weekday

_DAYS: Final = get_args(Weekday)
_FIRST_MONDAY: Final = date(1970, 1, 5)
"""Periods of several weeks are counted from its week on, so that all have the same."""
_WEEK: Final = 7


def period_of(policy: Policy, day: date) -> date:
    """The last day of the period that a day lies in, on which its check-in is due."""
    first = _FIRST_MONDAY + timedelta(days=_DAYS.index(policy.checkin_day))
    length = _WEEK * max(1, policy.checkin_weeks)
    try:
        return day + timedelta(days=(first - day).days % length)
    except OverflowError:
        return date.max


@lru_cache(maxsize=16)
def periods_until(policy: Policy, day: date, count: int) -> tuple[date, ...]:
    """The last days of the period that a day lies in and of those before it, oldest first."""
    return tuple(_backwards(policy, day, count))[::-1]


def _backwards(policy: Policy, day: date, count: int) -> Iterator[date]:
    due = period_of(policy, day)
    length = timedelta(days=_WEEK * max(1, policy.checkin_weeks))
    for _ in range(count):
        yield due
        if due - date.min < length:
            return
        due -= length


def is_first_half(policy: Policy, day: date) -> bool:
    """Whether a day lies in the first half of its period, while the last is still spoken of."""
    length = _WEEK * max(1, policy.checkin_weeks)
    return (period_of(policy, day) - day).days * 2 >= length
