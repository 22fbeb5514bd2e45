"""This file counts in working days: the how manieth a day is, and which day so many later is."""

from bisect import bisect_left
from datetime import date
from typing import Final

from pmtui.model.calendar.work_calendar import CalendarError, DayShifts

_BLOCK: Final = 512
"""Days that are looked at together."""
_MOST: Final = 300 * 366
"""Days after which the search for a working day is given up."""
_LAST: Final = date.max.toordinal()


class WorkingDays:
    """The days on which anybody works by one calendar, numbered in order.

    Numbers count from a day of the first question on, so that only differences of them mean
    something.

    Args:
        shifts: the working time of a day, by its ordinal.
        name: what the calendar is called in messages.
    """

    __slots__ = ("_before", "_days", "_high", "_low", "_shifts", "name")

    def __init__(self, shifts: DayShifts, name: str) -> None:
        self.name = name
        self._shifts = shifts
        self._days: list[int] = []
        self._before = 0
        self._low = self._high = 0

    def number(self, day: date) -> int:
        """How many working days lie before a day."""
        ordinal = day.toordinal()
        self._cover(ordinal)
        return bisect_left(self._days, ordinal) - self._before

    def is_working(self, day: date) -> bool:
        """Whether anybody works on a day."""
        return bool(self._shifts(day.toordinal()))

    def day(self, number: int) -> date:
        """The working day of a number.

        Raises:
            CalendarError: the calendar has no such day within three hundred years.
        """
        while number + self._before < 0:
            self._earlier()
        while number + self._before >= len(self._days):
            self._later()
        return date.fromordinal(self._days[number + self._before])

    def on_or_after(self, day: date) -> date:
        """The first working day from a day on.

        Raises:
            CalendarError: there is none.
        """
        return self.day(self.number(day))

    def moved(self, day: date, first: date, start: date, *, ends: bool = False) -> date:
        """The day that lies as many working days from a start as a day did from a first one.

        A day off stays as many days after the working day before it, as long as it is a day off
        there too; else it is the next working day, or where something ends the one before.

        Args:
            day: the day that is moved.
            first: what it is counted from.
            start: the day that takes the place of the first.
            ends: whether something goes on up to that day, and not from it on.

        Raises:
            CalendarError: there is no such day.
        """
        if day == first:
            return start
        number = self.number(start) + self.number(day) - self.number(first)
        if self.is_working(day):
            return self.day(number)
        before, following = self.day(number - 1), self.day(number)
        off = day.toordinal() - self.day(self.number(day) - 1).toordinal()
        moved = before if ends else following
        if before.toordinal() + off < following.toordinal():
            moved = date.fromordinal(before.toordinal() + off)
        return max(moved, start) if day > first else min(moved, start)

    def _cover(self, ordinal: int) -> None:
        if self._low == self._high:
            self._low = self._high = ordinal // _BLOCK * _BLOCK
        while ordinal >= self._high:
            self._later()
        while ordinal < self._low:
            self._earlier()

    def _later(self) -> None:
        days = range(max(1, self._high), min(self._high + _BLOCK, _LAST + 1))
        self._expect(days)
        self._days += [ordinal for ordinal in days if self._shifts(ordinal)]
        self._high += _BLOCK

    def _earlier(self) -> None:
        days = range(max(1, self._low - _BLOCK), self._low)
        self._expect(days)
        fresh = [ordinal for ordinal in days if self._shifts(ordinal)]
        self._days[:0] = fresh
        self._before += len(fresh)
        self._low -= _BLOCK

    def _expect(self, days: range) -> None:
        if not days or self._high - self._low > _MOST:
            raise CalendarError(f"calendar {self.name!r} has no working day left to count to")
