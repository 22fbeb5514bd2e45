"""This file reads the spans by which bars are moved, and steps along working time by them."""

import re
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.actions.core.action import Refused
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment_of
from pmtui.model.calendar.work_time import WorkTime
from pmtui.query.dates.parsing import plus_months
from pmtui.query.error import QueryError

_STEP: Final = re.compile(r"([+-]?)(\d{1,4})\s*(mo|[mhdwqy])(?:[a-z]*)", re.ASCII)
HOURS: Final = frozenset({"m", "h"})
"""Units by which a bar is moved within a day."""

_MONTHS: Final = {"mo": 1, "q": 3, "y": 12}
_DAYS: Final = {"d": 1, "w": 5, "mo": 20, "q": 60, "y": 240}


class TimeStep(msgspec.Struct, frozen=True):
    """A span as typed: so many of a unit, below zero for back."""

    count: int
    unit: str


def step_of(text: str) -> TimeStep:
    """The span of `+1d`, `-2w`, `3h`, `1mo`, `1q` or `1y`.

    Raises:
        Refused: it is none.
    """
    found = _STEP.fullmatch(text.strip().casefold())
    if found is None or not int(found[2]):
        unread = QueryError(f"{text!r} is no span", hint="write +1d, -2w, 4h, 1mo, 1q or 1y")
        raise Refused(str(unread)) from unread
    sign = -1 if found[1] == "-" else 1
    return TimeStep(sign * int(found[2]), found[3])


def stepped(time: WorkTime, moment: int, step: TimeStep) -> int:
    """The working moment a step away: hours of work, working days, else days of the calendar."""
    if step.unit in HOURS:
        minutes = abs(step.count) * (60 if step.unit == "h" else 1)
        return time.after(moment, minutes) if step.count > 0 else time.before(moment, minutes)
    if step.unit == "d":
        for _ in range(abs(step.count)):
            moment = _next_day(time, moment) if step.count > 0 else _day_before(time, moment)
        return moment
    day = moment_of(moment).date()
    if step.unit == "w":
        day += timedelta(days=7 * step.count)
    else:
        day = plus_months(day, _MONTHS[step.unit] * step.count)
    at = _midnight(day)
    return time.start_from(at) if step.count > 0 else _at_or_before(time, at)


def working_minutes(step: TimeStep, minutes_per_day: int) -> int:
    """A step as working time: a week is five days, a month twenty."""
    if step.unit in HOURS:
        return step.count * (60 if step.unit == "h" else 1)
    return step.count * _DAYS[step.unit] * minutes_per_day


def _midnight(day: date) -> int:
    return day.toordinal() * MINUTES_PER_DAY


def _next_day(time: WorkTime, moment: int) -> int:
    return time.start_from((moment // MINUTES_PER_DAY + 1) * MINUTES_PER_DAY)


def _day_before(time: WorkTime, moment: int) -> int:
    last = time.finish_until(moment // MINUTES_PER_DAY * MINUTES_PER_DAY)
    return time.start_from((last - 1) // MINUTES_PER_DAY * MINUTES_PER_DAY)


def _at_or_before(time: WorkTime, at: int) -> int:
    start = time.start_from(at)
    if start // MINUTES_PER_DAY == at // MINUTES_PER_DAY:
        return start
    return _day_before(time, at)
