"""This file reads the calendars of a P6 export."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.xer.nested_brackets import Bracket, read_part
from pmtui.exchange.xer.xer_tables import XerRow, XerTable
from pmtui.model.calendar.work_calendar import (
    AS_BASE,
    MINUTES_PER_DAY,
    OFFICE,
    OFFICE_WEEK,
    Calendar,
    CalendarError,
    DateException,
    Day,
    Shift,
    Week,
    checked_day,
)

_DAY_ZERO: Final = date(1899, 12, 30)
"""The day from which P6 counts, as spreadsheets do."""
_LAST_DAY: Final = (date.max - _DAY_ZERO).days
_SUNDAY_FIRST: Final = (6, 0, 1, 2, 3, 4, 5)
_NAMES: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


def read_calendars(table: XerTable) -> dict[int, Calendar]:
    """The calendars of a file by their ids; one without data of its own is as its base."""
    rows = list(table)
    default = next((row.number("clndr_id") for row in rows if row.flag("default_flag")), 0)
    calendars: dict[int, Calendar] = {}
    for row in rows:
        id_, name = row.number("clndr_id"), row.text("clndr_name")
        if not id_ or id_ in calendars:
            row.tell(
                "another one has the same clndr_id" if id_ else "it has no clndr_id", "left out"
            )
        else:
            calendars[id_] = _calendar(row, id_, name, default)
    return calendars


def minutes_of_day(table: XerTable, calendar: int) -> int:
    """How many minutes a day of a calendar counts in durations; 480 where nobody says."""
    for row in table:
        if row.number("clndr_id") == calendar:
            row.note_blank("day_hr_cnt", "a day counts 8 hours")
            minutes = row.minutes("day_hr_cnt") or 480
            if 0 < minutes <= MINUTES_PER_DAY:
                return minutes
            row.tell(f"day_hr_cnt is {row.text('day_hr_cnt')}", "a day counts 8 hours")
    return 480


def _calendar(row: XerRow, id_: int, name: str, default: int) -> Calendar:
    base = row.number("base_clndr_id")
    data = row.prose("clndr_data").strip()
    if not data:
        base = base or (default if default != id_ else 0)
        return Calendar(name=name, base=base, days=AS_BASE if base else OFFICE_WEEK)
    try:
        part = read_part(data, "clndr_data")
    except UnreadableError as error:
        row.tell(error.what, f"it keeps the days of {OFFICE.name}")
        return Calendar(name=name, days=OFFICE_WEEK)
    days, exceptions = part.part("DaysOfWeek"), part.part("Exceptions")
    return Calendar(
        name=name,
        base=base,
        days=_week(days, row, standing=not base),
        exceptions=tuple(_exceptions(exceptions, row)),
    )


def _week(part: Bracket | None, row: XerRow, *, standing: bool) -> Week:
    """Seven days; those that a calendar without a base does not name are free."""
    if part is None:
        return OFFICE_WEEK if standing else AS_BASE
    days: list[Day | None] = [() if standing else None] * 7
    for inner in part.parts:
        if inner.name not in {"1", "2", "3", "4", "5", "6", "7"}:
            row.tell(f"{inner.name[:20]!r} is no day of the week", "left out")
            continue
        place = _SUNDAY_FIRST[int(inner.name) - 1]
        try:
            days[place] = _day(inner)
        except CalendarError as error:
            row.tell(f"{_NAMES[place]}: {error}", f"it keeps the hours of {OFFICE.name}")
            days[place] = OFFICE_WEEK[place]
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = days
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def _exceptions(part: Bracket | None, row: XerRow) -> Iterator[DateException]:
    """The single days; where one is there twice the last counts, as it does in P6."""
    found: dict[date, Day] = {}
    for inner in part.parts if part is not None else ():
        text = inner.value("d").strip()
        if not (text.isdecimal() and len(text) < 8 and int(text) <= _LAST_DAY):
            row.tell(f"exceptions: {text[:20]!r} is no date", "left out")
            continue
        day = _DAY_ZERO + timedelta(days=int(text))
        try:
            found[day] = _day(inner)
        except CalendarError as error:
            row.tell(f"{day:%F}: {error}", "left out")
    return (DateException(day, day, shifts) for day, shifts in sorted(found.items()))


def _day(part: Bracket) -> Day:
    return checked_day((_shift(inner) for inner in part.parts), "its hours")


def _shift(part: Bracket) -> Shift:
    start, finish = _minute(part.value("s")), _minute(part.value("f"))
    return start, finish or MINUTES_PER_DAY


def _minute(text: str) -> int:
    """Minutes after midnight of `08:00`, or of `08:00 AM` in old files; seconds are cut."""
    clock, _, half = text.strip().partition(" ")
    hours, _, rest = clock.partition(":")
    minutes = rest.partition(":")[0]
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) < 3 and len(minutes) < 3):
        raise CalendarError(f"its hours: {text[:40]!r} is no time")
    hour = int(hours)
    if half.casefold() in {"am", "pm"}:
        hour = hour % 12 + (12 if half.casefold() == "pm" else 0)
    return hour * 60 + int(minutes)
