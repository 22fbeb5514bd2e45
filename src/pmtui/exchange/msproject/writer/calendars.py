"""This file writes the calendars of a plan into an MS Project file."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final
from xml.etree.ElementTree import Element

from pmtui.exchange.msproject.writer.elements import part_of, put
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, Calendar, Day, Week

_NONE: Final = -1
_SUNDAY_FIRST: Final = (6, 0, 1, 2, 3, 4, 5)


def write_calendars(project: Element, calendars: Mapping[int, Calendar]) -> None:
    """Writes every calendar by its uid; those with a base are the calendars of resources."""
    parent = part_of(project, "Calendars")
    for uid, calendar in calendars.items():
        part = part_of(
            parent,
            "Calendar",
            UID=uid,
            Name=calendar.name,
            IsBaseCalendar=not calendar.base,
            BaseCalendarUID=calendar.base or _NONE,
        )
        _write_week(part, calendar.days)
        if calendar.exceptions:
            group = part_of(part, "Exceptions")
            for date_exception in calendar.exceptions:
                exception = part_of(group, "Exception", EnteredByOccurrences=False)
                _write_period(exception, date_exception.first, date_exception.last)
                put(exception, "Name", date_exception.name or None)
                put(exception, "Type", 1)
                _write_day(exception, date_exception.shifts)
        if calendar.weeks:
            group = part_of(part, "WorkWeeks")
            for week in calendar.weeks:
                inner = part_of(group, "WorkWeek")
                _write_period(inner, week.first, week.last)
                _write_week(inner, week.days)


def _write_week(parent: Element, week: Week) -> None:
    if all(day is None for day in week):
        return
    group = part_of(parent, "WeekDays")
    for number, weekday in enumerate(_SUNDAY_FIRST, 1):
        day = week[weekday]
        if day is not None:
            _write_day(part_of(group, "WeekDay", DayType=number), day)


def _write_day(parent: Element, day: Day) -> None:
    put(parent, "DayWorking", bool(day))
    if day:
        group = part_of(parent, "WorkingTimes")
        for start, finish in day:
            part_of(group, "WorkingTime", FromTime=_clock(start), ToTime=_clock(finish))


def _write_period(parent: Element, first: date, last: date) -> None:
    start, finish = datetime.combine(first, time()), datetime.combine(last, time(23, 59))
    part_of(parent, "TimePeriod", FromDate=start, ToDate=finish)


def _clock(minutes: int) -> str:
    minutes %= MINUTES_PER_DAY
    return f"{minutes // 60:02d}:{minutes % 60:02d}:00"
