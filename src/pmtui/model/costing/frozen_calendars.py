"""This file freezes working time as it is when a baseline is taken, and reads it back."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from pmtui.model.calendar.stored_calendars import WEEKDAYS, day_of, hours_text, week_of
from pmtui.model.calendar.work_calendar import (
    Calendar,
    CalendarError,
    DateException,
    Day,
    DayShifts,
)
from pmtui.model.entities.baselines import FrozenCalendar

_TO: Final = ".."
_DAYS: Final = 7


def frozen_fields(shifts: DayShifts, first: date, last: date) -> dict[str, str]:
    """The week and the exceptions of working time, as fields of a frozen calendar.

    Args:
        shifts: the working time of a day, by its ordinal.
        first: the first day that is kept.
        last: the last one.
    """
    days = {at: shifts(at) for at in range(first.toordinal(), last.toordinal() + 1)}
    usual = [
        _usual([day for at, day in days.items() if (at - 1) % _DAYS == n]) for n in range(_DAYS)
    ]
    fields = {name: hours_text(day) for name, day in zip(WEEKDAYS, usual, strict=True)}
    fields["exceptions"] = "\n".join(_exceptions(days, lambda at: usual[(at - 1) % _DAYS]))
    return fields


def frozen_calendar(row: FrozenCalendar) -> Calendar:
    """The calendar that a frozen one stands for.

    Raises:
        CalendarError: its hours or its exceptions cannot be read.
    """
    return Calendar(
        name=row.label,
        days=week_of(row, standing=True),
        exceptions=tuple(_exception(line) for line in row.exceptions.splitlines() if line.strip()),
    )


def _usual(days: list[Day]) -> Day:
    """The working time that most days of a weekday have."""
    counts: dict[Day, int] = {}
    for day in days:
        counts[day] = counts.get(day, 0) + 1
    return max(counts, key=lambda day: counts[day]) if counts else ()


def _exceptions(days: dict[int, Day], usual: Callable[[int], Day]) -> Iterator[str]:
    """A line for each stretch of days of one working time that is not the usual one."""
    begun, before = 0, -1
    odd = [at for at, day in days.items() if day != usual(at)]
    for place, at in enumerate(odd):
        if at != before + 1 or days[at] != days[begun]:
            begun = at
        before = at
        following = odd[place + 1] if place + 1 < len(odd) else -1
        if following == at + 1 and days[following] == days[begun]:
            continue
        first, last = date.fromordinal(begun), date.fromordinal(at)
        stretch = f"{first}" if first == last else f"{first}{_TO}{last}"
        yield f"{stretch} {hours_text(days[at])}"


def _exception(line: str) -> DateException:
    stretch, _, hours = line.strip().partition(" ")
    first, _, last = stretch.partition(_TO)
    try:
        begun, ended = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise CalendarError(f"{line!r} begins with no day such as 2026-12-24") from error
    return DateException(begun, ended, day_of(hours, line) or ())
