"""This file defines stored calendars: a week of working hours, other weeks and single days."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from pmtui.model.calendar.work_calendar import (
    MINUTES_PER_DAY,
    OFFICE_WEEK,
    Calendar,
    CalendarError,
    DateException,
    Day,
    Week,
    WorkWeek,
    checked_day,
)
from pmtui.model.entities.entity import CalendarId, Entity
from pmtui.model.entities.table import Birth, TableSpec

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The fields of a week, in their order."""
OFF: Final = "off"
"""What a day is called on which nobody works."""

_SHIFT: Final = re.compile(r"(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)", re.ASCII)


class WeekHours(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Hours of each day of a week: `08:00-12:00 13:00-17:00`, `off`, or empty to leave it."""

    monday: str = ""
    tuesday: str = ""
    wednesday: str = ""
    thursday: str = ""
    friday: str = ""
    saturday: str = ""
    sunday: str = ""


class WorkingCalendar(WeekHours, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """When work is possible; days it leaves empty are those of its base, or off without one."""

    name: str
    base: CalendarId = 0
    """The calendar it stands on."""
    code: str = ""
    """What another system calls it; imports match by it."""


class CalendarWeek(WeekHours, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A week that holds for a part of the year in place of the calendar's usual one."""

    calendar: CalendarId
    first: date
    last: date


class CalendarException(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Days that differ from the week: a holiday, or a day worked out of turn."""

    calendar: CalendarId
    name: str = ""
    first: date
    last: date
    hours: str = OFF
    """Working hours on these days; `off` for none."""


def day_of(hours: str, where: str) -> Day | None:
    """The shifts of a day's text; None for an empty one, which leaves the day as it was.

    Raises:
        CalendarError: it is no list of hours, or they overlap.
    """
    text = hours.strip().casefold()
    if not text:
        return None
    if text == OFF:
        return ()
    shifts = []
    for word in text.split():
        found = _SHIFT.fullmatch(word)
        if found is None:
            raise CalendarError(f"{where}: {word!r} is no shift; write 08:00-12:00 or off")
        start, finish = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
        if finish <= start or finish > MINUTES_PER_DAY:
            raise CalendarError(f"{where}: {word} does not end after it starts on the same day")
        shifts.append((start, finish))
    return checked_day(shifts, where)


def hours_text(day: Day | None) -> str:
    """The text of a day's shifts; `day_of` reads it back."""
    if day is None:
        return ""
    return " ".join(f"{clock_text(start)}-{clock_text(finish)}" for start, finish in day) or OFF


def clock_text(minutes: int) -> str:
    """A time of day: `08:00`, `24:00`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def week_of(row: WeekHours, *, standing: bool) -> Week:
    """The seven days of a stored week; those left empty are off where nothing is below.

    Raises:
        CalendarError: the hours of a day cannot be.
    """
    days = [day_of(getattr(row, name), name) for name in WEEKDAYS]
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        () if day is None and standing else day for day in days
    )
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def calendars(
    rows: Iterable[WorkingCalendar],
    weeks: Mapping[int, Iterable[CalendarWeek]],
    exceptions: Mapping[int, Iterable[CalendarException]],
) -> dict[int, Calendar]:
    """Calendars as the schedule reckons with them, by id.

    Args:
        rows: the stored calendars.
        weeks: the weeks for a part of the year, by calendar.
        exceptions: the days that differ, by calendar; the first that holds a date counts.

    Raises:
        CalendarError: the hours of a day cannot be.
    """
    return {
        row.id: Calendar(
            name=row.name,
            base=row.base,
            days=week_of(row, standing=not row.base),
            weeks=tuple(
                WorkWeek(week.first, week.last, week_of(week, standing=False))
                for week in weeks.get(row.id, ())
            ),
            exceptions=tuple(
                DateException(
                    exception.first,
                    exception.last,
                    day_of(exception.hours, exception.name or row.name) or (),
                    exception.name,
                )
                for exception in exceptions.get(row.id, ())
            ),
        )
        for row in rows
    }


def _start(birth: Birth) -> dict[str, str]:
    """A calendar of nobody's own hours keeps those of an office."""
    given = birth.given
    if given.get("base") or any(day in given for day in WEEKDAYS):
        return {}
    return dict(zip(WEEKDAYS, map(hours_text, OFFICE_WEEK), strict=True))


CALENDARS: Final = TableSpec(
    "calendars", WorkingCalendar, "K", "calendar", home="store", start=_start, started=WEEKDAYS
)
CALENDAR_WEEKS: Final = TableSpec(
    "calendar_weeks", CalendarWeek, "", "calendar_week",
    alike_in_tables=("calendar", "first", "last"),
)  # fmt: skip
CALENDAR_EXCEPTIONS: Final = TableSpec(
    "calendar_exceptions", CalendarException, "", "calendar_exception",
    alike_in_tables=("calendar", "first", "last", "name"),
)  # fmt: skip
