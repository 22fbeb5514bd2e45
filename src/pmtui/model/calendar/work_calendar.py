"""This file says when work is possible: shifts, weeks, exceptions and calendars built on others."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from operator import itemgetter
from typing import Final, TypeVar

from msgspec import Struct

MINUTES_PER_DAY: Final = 1440
"""Minutes from midnight to midnight."""
LONGEST_BASE_CHAIN: Final = 32
"""How many calendars may stand on one another before it can only be a mistake."""

Shift = tuple[int, int]
"""Working time of a day, from and to, in minutes after midnight; 1440 is the next midnight."""
Day = tuple[Shift, ...]
"""The shifts of one day in order; empty when nobody works."""
Week = tuple[Day | None, Day | None, Day | None, Day | None, Day | None, Day | None, Day | None]
"""Monday to Sunday; None takes the day as the base calendar has it."""
DayShifts = Callable[[int], Day]
"""The shifts of the day with a proleptic Gregorian ordinal."""

AS_BASE: Final[Week] = (None, None, None, None, None, None, None)
"""A week that changes nothing in the base calendar."""
FULL_DAY: Final[Day] = ((0, MINUTES_PER_DAY),)
"""Work around the clock."""
OFFICE_DAY: Final[Day] = ((480, 720), (780, 1020))
"""08:00 to 12:00 and 13:00 to 17:00."""
OFFICE_WEEK: Final[Week] = (OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, (), ())
"""Monday to Friday, eight hours a day."""


class CalendarError(ValueError):
    """Says what is wrong with a calendar, by its name."""


class DateException(Struct, frozen=True, gc=False):
    """Days that differ from the week: a holiday (no shifts) or an extra working day."""

    first: date
    last: date
    shifts: Day = ()
    name: str = ""
    """What the days are called, such as a holiday."""


class WorkWeek(Struct, frozen=True, gc=False):
    """A week that holds from one date to another in place of the usual one."""

    first: date
    last: date
    days: Week


class Calendar(Struct, frozen=True, gc=False, kw_only=True):
    """When work is possible; days it does not set are those of its base."""

    name: str
    base: int = 0
    """Id of the calendar it stands on; 0 for none."""
    days: Week = AS_BASE
    weeks: tuple[WorkWeek, ...] = ()
    """Weeks for a part of the year, before the usual week."""
    exceptions: tuple[DateException, ...] = ()
    """Single dates and holidays, before any week; the first that holds a date counts."""


OFFICE: Final = Calendar(name="Standard", days=OFFICE_WEEK)
"""Monday to Friday 08:00-12:00 and 13:00-17:00."""
AROUND_THE_CLOCK: Final = Calendar(name="24 Hours", days=(FULL_DAY,) * 7)
"""Every minute of every day."""


def minutes_of(moment: datetime) -> int:
    """Minutes from the start of year 1 to a local moment; seconds are dropped."""
    return moment.toordinal() * MINUTES_PER_DAY + moment.hour * 60 + moment.minute


def moment(day: date, time: int | None, *, ends: bool = False) -> int:
    """A stored date as minutes since year 1; without a time the start of the day, or its end."""
    if time is None:
        time = MINUTES_PER_DAY if ends else 0
    return day.toordinal() * MINUTES_PER_DAY + time


def moment_of(minutes: int) -> datetime:
    """The local moment that lies so many minutes after the start of year 1."""
    day, minute = divmod(minutes, MINUTES_PER_DAY)
    if not 0 < day <= date.max.toordinal():
        raise CalendarError(f"day {day} is not in the years 1 to 9999")
    return datetime.combine(date.fromordinal(day), datetime.min.time()) + timedelta(minutes=minute)


def checked_day(shifts: Iterable[Shift], where: str) -> Day:
    """The shifts of a day in order, or CalendarError when they overlap or leave the day."""
    ordered = tuple(sorted((start, finish) for start, finish in shifts if start != finish))
    edges = [minute for shift in ordered for minute in shift]
    if edges != sorted(edges) or any(not 0 <= edge <= MINUTES_PER_DAY for edge in edges):
        raise CalendarError(f"{where}: shifts must follow one another between 0:00 and 24:00")
    return ordered


def bases(calendars: Mapping[int, Calendar], calendar: int) -> tuple[Calendar, ...]:
    """A calendar and those it stands on, nearest first."""
    chain: list[Calendar] = []
    while calendar:
        found = calendars.get(calendar)
        if found is None:
            holder = f"calendar {chain[-1].name!r}" if chain else "the plan"
            raise CalendarError(f"{holder} refers to calendar {calendar}, which does not exist")
        chain.append(found)
        if len(chain) > LONGEST_BASE_CHAIN:
            raise CalendarError(f"calendar {chain[0].name!r} stands on itself through its bases")
        calendar = found.base
    return tuple(chain)


def without_bare_layers(calendars: Mapping[int, Calendar], calendar: int) -> int:
    """The id of the first calendar in the chain of bases that says something of its own."""
    for layer in bases(calendars, calendar):
        if layer.days != AS_BASE or layer.weeks or layer.exceptions or not layer.base:
            return calendar
        calendar = layer.base
    return calendar


def day_shifts(chain: tuple[Calendar, ...]) -> DayShifts:
    """What a calendar (nearest first, then its bases) says of a day.

    An exception of any layer goes before every week, the nearest layer first; then a dated week,
    then the usual one, layer by layer. A day nobody sets is free.
    """
    exceptions = [_by_date((e.first, e.last, e.shifts) for e in c.exceptions) for c in chain]
    weeks = [_by_date((w.first, w.last, w.days) for w in c.weeks) for c in chain]

    def shifts(ordinal: int) -> Day:
        for exception in exceptions:
            day = exception(ordinal)
            if day is not None:
                return day
        weekday = (ordinal - 1) % 7
        for dated, layer in zip(weeks, chain, strict=True):
            week = dated(ordinal)
            day = week[weekday] if week else None
            day = layer.days[weekday] if day is None else day
            if day is not None:
                return day
        return ()

    return shifts


def shared_shifts(one: DayShifts, other: DayShifts) -> DayShifts:
    """The time both calendars work, as for a person on a task with a calendar of its own."""

    def shifts(ordinal: int) -> Day:
        left, right = one(ordinal), other(ordinal)
        if left == right:
            return left
        overlaps = ((max(a, c), min(b, d)) for a, b in left for c, d in right)
        return tuple((start, finish) for start, finish in overlaps if start < finish)

    return shifts


_Part = TypeVar("_Part")


def _by_date(parts: Iterable[tuple[date, date, _Part]]) -> Callable[[int], _Part | None]:
    """Looks up the part that holds a day; where several do, the one given first."""
    ranges = [(a.toordinal(), z.toordinal(), n, part) for n, (a, z, part) in enumerate(parts)]
    ranges.sort(key=itemgetter(0))
    edges: list[int] = []
    held: list[_Part | None] = []
    active: list[tuple[int, int, _Part]] = []
    waiting = 0
    for edge in sorted({r[0] for r in ranges} | {r[1] + 1 for r in ranges}):
        while waiting < len(ranges) and ranges[waiting][0] <= edge:
            _, last, place, part = ranges[waiting]
            heappush(active, (place, last, part))
            waiting += 1
        while active and active[0][1] < edge:
            heappop(active)
        edges.append(edge)
        held.append(active[0][2] if active else None)

    def part_of(ordinal: int) -> _Part | None:
        place = bisect_right(edges, ordinal)
        return held[place - 1] if place else None

    return part_of
