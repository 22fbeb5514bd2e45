"""This file reads the calendars of an MS Project file, recurring exceptions written out."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pmtui.exchange.msproject.reader.element_fields import Fields
from pmtui.exchange.plans.import_warnings import quoted
from pmtui.model.calendar.work_calendar import (
    AS_BASE,
    MINUTES_PER_DAY,
    Calendar,
    CalendarError,
    DateException,
    Day,
    Shift,
    Week,
    WorkWeek,
    checked_day,
)

_LONGEST_RECURRENCE: Final = 40_000
"""Days after which a recurring exception is cut: more than a century of them."""
_YEARLY_BY_DAY, _YEARLY_BY_WEEKDAY, _MONTHLY_BY_DAY, _MONTHLY_BY_WEEKDAY, _WEEKLY = 2, 3, 4, 5, 6
_EVERY_SOME_DAYS: Final = 7
_SUNDAY_FIRST: Final = (6, 0, 1, 2, 3, 4, 5)
"""Python's weekday of each bit of a week in the file, which starts on Sunday."""
_ANY_DAY, _WORKING_DAY, _FREE_DAY = 0, 1, 2


def read_calendars(project: Fields) -> dict[int, Calendar]:
    """The calendars of a plan by UID; one that cannot be referred to is left out and told."""
    calendars: dict[int, Calendar] = {}
    for fields in project.within("Calendars", "Calendar"):
        uid = fields.number("UID")
        if uid <= 0:
            fields.tell("UID is missing", "left out")
        elif uid in calendars:
            fields.tell(f"another one has the same UID {uid}", "the first one is taken")
        else:
            calendars[uid] = _calendar(fields)
    return calendars


def _calendar(fields: Fields) -> Calendar:
    base = fields.number("BaseCalendarUID", -1)
    exceptions = [
        exception
        for part in fields.within("Exceptions", "Exception")
        for exception in _exceptions(part)
    ]
    days = list(AS_BASE)
    for part in fields.within("WeekDays", "WeekDay"):
        if part.text("DayType").strip() == "0":
            exceptions += _plain_exception(part)
        else:
            _put_day(days, part)
    return Calendar(
        name=fields.text("Name"),
        base=max(base, 0),
        days=_week(days, standing=base <= 0),
        weeks=tuple(_work_weeks(fields)),
        exceptions=tuple(exceptions),
    )


def _put_day(days: list[Day | None], part: Fields) -> None:
    """One day of the week; left out and told where it is no such day, or its hours cannot be."""
    kind = part.number("DayType")
    if not 1 <= kind <= 7:
        part.tell(f"DayType is {part.text('DayType')!r}, not 1 (Sunday) to 7", "left out")
        return
    day = _day(part)
    if day is not None:
        days[_SUNDAY_FIRST[kind - 1]] = day


def _week(days: list[Day | None], *, standing: bool) -> Week:
    """Seven days; those that a calendar without a base does not name are free."""
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        () if day is None and standing else day for day in days
    )
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def _day(fields: Fields) -> Day | None:
    """The hours of a day; None, and told, where they overlap."""
    shifts = [_shift(part) for part in fields.within("WorkingTimes", "WorkingTime")]
    if not fields.flag("DayWorking", default=bool(shifts)):
        return ()
    try:
        return checked_day([shift for shift in shifts if shift is not None], "")
    except CalendarError:
        fields.tell("its hours do not follow one another within a day", "left out")
        return None


def _shift(fields: Fields) -> Shift | None:
    start, finish = _minute(fields, "FromTime"), _minute(fields, "ToTime")
    if start is None or finish is None:
        return None
    return start, finish or MINUTES_PER_DAY


def _minute(fields: Fields, name: str) -> int | None:
    """Minutes after midnight of `08:00:00`, or of the time in a full date."""
    text = fields.text(name)
    clock = text.strip().rpartition("T")[2]
    if not clock:
        return None
    hours, _, rest = clock.partition(":")
    minutes = rest.partition(":")[0]
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) < 3 and len(minutes) < 3):
        fields.tell(f"{name} is {quoted(text)}, no time such as 08:00:00", "left out")
        return None
    return int(hours) * 60 + int(minutes)


def _dates(fields: Fields) -> tuple[date, date] | None:
    for period in fields.parts("TimePeriod"):
        first, last = period.moment("FromDate"), period.moment("ToDate")
        if first is not None and last is not None:
            if last < first:
                period.tell(f"it ends on {last:%F}, before {first:%F}", "left out")
                return None
            return first.date(), last.date()
    return None


def _work_weeks(fields: Fields) -> Iterator[WorkWeek]:
    for part in fields.within("WorkWeeks", "WorkWeek"):
        dates = _dates(part)
        days = list(AS_BASE)
        for day in part.within("WeekDays", "WeekDay"):
            _put_day(days, day)
        if dates is not None and any(day is not None for day in days):
            yield WorkWeek(*dates, _week(days, standing=False))


def _plain_exception(fields: Fields) -> list[DateException]:
    """An exception written among the weekdays, as files before 2007 have it."""
    dates, day = _dates(fields), _day(fields)
    return [] if dates is None or day is None else [DateException(*dates, day)]


def _exceptions(fields: Fields) -> Iterator[DateException]:
    dates, shifts = _dates(fields), _day(fields)
    if dates is None or shifts is None:
        return
    kind, name = fields.number("Type", 1), fields.text("Name").strip()
    if kind <= 1 and not fields.number("Period"):
        yield DateException(*dates, shifts, name)
        return
    for day in _occurrences(fields, kind, *dates):
        yield DateException(day, day, shifts, name)


def _occurrences(fields: Fields, kind: int, first: date, last: date) -> Iterator[date]:
    """The days of a recurring exception from its first to its last."""
    limit = _LONGEST_RECURRENCE
    if fields.flag("EnteredByOccurrences"):
        limit = min(limit, fields.number("Occurrences", limit))
    period = max(fields.number("Period", 1), 1)
    found = 0
    for day in _candidates(fields, kind, first, period):
        if day > last or found == limit:
            return
        if day >= first:
            found += 1
            yield day


def _candidates(fields: Fields, kind: int, first: date, period: int) -> Iterator[date]:
    if kind in {_YEARLY_BY_DAY, _YEARLY_BY_WEEKDAY, _MONTHLY_BY_DAY, _MONTHLY_BY_WEEKDAY}:
        yearly = kind in {_YEARLY_BY_DAY, _YEARLY_BY_WEEKDAY}
        month = fields.number("Month") if yearly else first.month - 1
        step = 12 if yearly else period
        by_weekday = kind in {_YEARLY_BY_WEEKDAY, _MONTHLY_BY_WEEKDAY}
        for number in range(_LONGEST_RECURRENCE):
            year, month_of_year = divmod(month + number * step, 12)
            if first.year + year > date.max.year:
                return
            day = _day_of_month(fields, first.year + year, month_of_year + 1, by_weekday)
            if day is not None:
                yield day
    else:
        wanted = fields.number("DaysOfWeek") if kind == _WEEKLY else 127
        week = first - timedelta(days=(first.weekday() + 1) % 7)
        for number in range(min(_LONGEST_RECURRENCE, (date.max - first).days)):
            day = first + timedelta(days=number)
            turn = (day - week).days // 7 if kind == _WEEKLY else number
            if turn % period == 0 and wanted >> ((day.weekday() + 1) % 7) & 1:
                yield day


def _day_of_month(fields: Fields, year: int, month: int, by_weekday: bool) -> date | None:  # noqa: FBT001
    """The named day of a month: the 31st, the second Tuesday, the last working day."""
    length = monthrange(year, month)[1]
    if not by_weekday:
        number = fields.number("MonthDay", 1)
        return date(year, month, number) if 1 <= number <= length else None
    item, position = fields.number("MonthItem"), fields.number("MonthPosition")
    days = [date(year, month, number) for number in range(1, length + 1)]
    matching = [day for day in days if _matches(item, day.weekday())]
    if position >= 4:
        return matching[-1]
    return matching[position] if 0 <= position < len(matching) else None


def _matches(item: int, weekday: int) -> bool:
    if item == _ANY_DAY:
        return True
    if item in {_WORKING_DAY, _FREE_DAY}:
        return (weekday < 5) == (item == _WORKING_DAY)
    return _SUNDAY_FIRST[(item - 3) % 7] == weekday
