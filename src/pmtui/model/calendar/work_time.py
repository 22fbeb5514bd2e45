"""This file reckons in working time: tables that add minutes of work to a moment and count them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Final, Self

from pmtui.model.calendar.work_calendar import (
    MINUTES_PER_DAY,
    OFFICE,
    Calendar,
    CalendarError,
    DayShifts,
    bases,
    day_shifts,
    shared_shifts,
    without_bare_layers,
)

_BLOCK: Final = 256
"""Days whose periods are worked out at once, and kept: plans with the same calendar share them."""
_KEPT_BLOCKS: Final = 64
_KEPT_COUNTS: Final = 20_000
_FIRST_REACH: Final = _BLOCK
"""Days a table covers on either side of the first moment asked for."""
_FARTHEST_REACH: Final = 150_000
"""Days after which the search for working time is given up (some 400 years)."""
_LAST_DAY: Final = date.max.toordinal()


Periods = tuple[tuple[int, int], ...]
"""Working periods in order, each from a moment to a moment."""


class WorkTime:
    """Arithmetic in the working time of one calendar; moments are minutes since year 1.

    A moment at the end of a period and the start of the next one are the same working time but
    not the same moment: a start belongs to the later (`start_from`), a finish to the earlier
    (`finish_until`). The table of periods grows with what is asked.
    """

    __slots__ = (
        "_block", "_finishes", "_high", "_low", "_reach", "_starts", "_worked", "counts", "name"
    )  # fmt: skip

    def __init__(self, name: str, block: Callable[[int], Periods]) -> None:
        self.name = name
        """What the calendar is called in messages."""
        self.counts = Counts(self)
        """What `count` gives, for moments that many ask for: of the days of a plan, of periods."""
        self._block = block
        self._reach = _FIRST_REACH
        self._low = self._high = 0
        self._starts: list[int] = []
        self._finishes: list[int] = []
        self._worked: list[int] = []

    def start_from(self, moment: int) -> int:
        """The first moment from this one on at which work can start."""
        place = bisect_right(self._finishes, moment)
        if place == len(self._finishes):
            return self._later(moment).start_from(moment)
        if not place and moment < self._low:
            return self._earlier(moment).start_from(moment)
        start = self._starts[place]
        return max(moment, start)

    def finish_until(self, moment: int) -> int:
        """The last moment up to this one at which work can finish."""
        place = bisect_left(self._starts, moment) - 1
        if place < 0:
            return self._earlier(moment).finish_until(moment)
        if moment > self._high:
            return self._later(moment).finish_until(moment)
        finish = self._finishes[place]
        return min(moment, finish)

    def after(self, moment: int, minutes: int) -> int:
        """The moment so many working minutes later, at the end of that work; no move for none."""
        if minutes <= 0:
            return self.before(moment, -minutes) if minutes else moment
        finishes = self._finishes
        place = bisect_right(finishes, moment)
        if place == len(finishes):
            return self._later(moment).after(moment, minutes)
        if not place and moment < self._low:
            return self._earlier(moment).after(moment, minutes)
        start = self._starts[place]
        finish = (max(start, moment)) + minutes
        if finish <= finishes[place]:
            return finish
        target = finish - start + self._worked[place]
        place = bisect_left(self._worked, target) - 1
        finish = self._starts[place] + target - self._worked[place]
        if finish > finishes[place]:
            return self._later(moment).after(moment, minutes)
        return finish

    def before(self, moment: int, minutes: int) -> int:
        """The moment so many working minutes earlier, at the start of that work."""
        if minutes <= 0:
            return self.after(moment, -minutes) if minutes else moment
        starts = self._starts
        place = bisect_left(starts, moment) - 1
        if place < 0:
            return self._earlier(moment).before(moment, minutes)
        if moment > self._high:
            return self._later(moment).before(moment, minutes)
        finish = self._finishes[place]
        start = (min(finish, moment)) - minutes
        if start >= starts[place]:
            return start
        target = start - starts[place] + self._worked[place]
        place = bisect_right(self._worked, target) - 1
        if place < 0:
            return self._earlier(moment).before(moment, minutes)
        return starts[place] + target - self._worked[place]

    def between(self, moment: int, other: int) -> int:
        """Working minutes from one moment to another, negative when the other is earlier."""
        return self.count(other) - self.count(moment) if moment != other else 0

    def count(self, moment: int) -> int:
        """Working minutes up to a moment, from one that stays the same; for many differences."""
        while moment > self._high or not self._starts:
            self._later(moment)
        while moment < self._low:
            self._earlier(moment)
        place = bisect_right(self._starts, moment) - 1
        if place < 0:
            return self._worked[0]
        finish = self._finishes[place]
        return self._worked[place] + (min(finish, moment)) - self._starts[place]

    def periods(self, low: int, high: int) -> tuple[list[int], list[int], list[int]]:
        """Starts, finishes and the `count` at each start of the periods around two moments."""
        first, last = self.start_from(low), self.finish_until(high)
        begin = bisect_right(self._finishes, first)
        end = max(bisect_left(self._starts, last), begin + 1)
        found = slice(max(begin - 1, 0), end + 1)
        return self._starts[found], self._finishes[found], self._worked[found]

    def _later(self, moment: int) -> Self:
        """Covers more days up to and after a moment."""
        first, last = self._next_days(moment, after=True)
        worked = self._worked[-1] + self._finishes[-1] - self._starts[-1] if self._starts else 0
        for start, finish in self._periods(first, last):
            if self._finishes and self._finishes[-1] == start:
                self._finishes[-1] = finish
            else:
                self._starts.append(start)
                self._finishes.append(finish)
                self._worked.append(worked)
            worked += finish - start
        self._high = last * MINUTES_PER_DAY
        return self

    def _earlier(self, moment: int) -> Self:
        """Covers more days down to and before a moment."""
        first, last = self._next_days(moment, after=False)
        periods = list(self._periods(first, last))
        if periods and self._starts and periods[-1][1] == self._starts[0]:
            self._worked[0] -= self._starts[0] - periods[-1][0]
            self._starts[0] = periods.pop()[0]
        worked = self._worked[0] if self._worked else 0
        counted: list[int] = []
        for start, finish in reversed(periods):
            worked -= finish - start
            counted.append(worked)
        self._starts[:0] = [start for start, _ in periods]
        self._finishes[:0] = [finish for _, finish in periods]
        self._worked[:0] = reversed(counted)
        self._low = first * MINUTES_PER_DAY
        return self

    def _next_days(self, moment: int, *, after: bool) -> tuple[int, int]:
        """The days to add to the table, the last one not included."""
        day = moment // MINUTES_PER_DAY
        if self._reach > _FARTHEST_REACH or not 0 < day < _LAST_DAY:
            raise CalendarError(
                f"calendar {self.name!r} has no working time left "
                f"in the next {_FARTHEST_REACH // 365} years"
            )
        if self._low == self._high:
            self._low = self._high = day // _BLOCK * _BLOCK * MINUTES_PER_DAY
        reach, self._reach = self._reach, self._reach * 2
        low, high = self._low // MINUTES_PER_DAY, self._high // MINUTES_PER_DAY
        if after:
            return high, max(high, day // _BLOCK * _BLOCK) + reach
        return min(low, day // _BLOCK * _BLOCK) - reach, low

    def _periods(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Working periods of whole blocks of days in order, those that touch made one."""
        begun = ended = -1
        for day in range(first, last, _BLOCK):
            for start, finish in self._block(day):
                if start == ended:
                    ended = finish
                    continue
                if begun >= 0:
                    yield begun, ended
                begun, ended = start, finish
        if begun >= 0:
            yield begun, ended


def _periods_from(first: int, shifts: DayShifts) -> Iterator[tuple[int, int]]:
    for ordinal in range(first, first + _BLOCK):
        midnight = ordinal * MINUTES_PER_DAY
        for start, finish in shifts(ordinal):
            yield midnight + start, midnight + finish


@lru_cache(_KEPT_BLOCKS)
def _block_of(chain: tuple[Calendar, ...], first: int) -> Periods:
    """The periods of a block of days of a calendar and its bases, nearest first."""
    return tuple(_periods_from(first, day_shifts(chain)))


@lru_cache(_KEPT_BLOCKS)
def _shared_block_of(
    chain: tuple[Calendar, ...], other: tuple[Calendar, ...], first: int
) -> Periods:
    """The periods of a block of days that two calendars both work."""
    return tuple(_periods_from(first, shared_shifts(day_shifts(chain), day_shifts(other))))


class Counts(dict[int, int]):
    """Working minutes up to moments, each counted when it is first asked for."""

    __slots__ = ("_time",)

    def __init__(self, time: WorkTime) -> None:
        super().__init__()
        self._time = time

    def __missing__(self, moment: int) -> int:
        """Count, and keep it; what was kept is let go where it grows too large."""
        if len(self) >= _KEPT_COUNTS:
            self.clear()
        counted = self[moment] = self._time.count(moment)
        return counted


class WorkTimes:
    """The tables of a plan's calendars, each made when it is first asked for."""

    __slots__ = ("_calendars", "_made", "_standard")

    def __init__(self, calendars: Mapping[int, Calendar], standard: int = 0) -> None:
        self._calendars = calendars
        self._standard = standard
        self._made: dict[tuple[int, int], WorkTime] = {}

    def of(self, calendar: int, shared_with: int = 0) -> WorkTime:
        """The working time of a calendar, or the part of it that another one works too.

        Calendar 0 is the plan's standard one. Raises CalendarError for one that is not there.
        """
        key = (calendar, shared_with)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._table(calendar, shared_with)
        return found

    def shifts(self, calendar: int) -> DayShifts:
        """The working time of a day of a calendar, by its ordinal; 0 is the standard one."""
        return day_shifts(self._chain(calendar))

    def _table(self, calendar: int, shared_with: int) -> WorkTime:
        if shared_with:
            one, other = self.of(calendar), self.of(shared_with)
            if one is other:
                return one
            chains = self._chain(calendar), self._chain(shared_with)
            return WorkTime(f"{one.name} and {other.name}", partial(_shared_block_of, *chains))
        plain = without_bare_layers(self._calendars, calendar or self._standard)
        if plain != calendar and plain:
            return self.of(plain)
        return WorkTime(self._name(plain), partial(_block_of, self._chain(plain)))

    def _chain(self, calendar: int) -> tuple[Calendar, ...]:
        return bases(self._calendars, calendar or self._standard) or (OFFICE,)

    def _name(self, calendar: int) -> str:
        return self._calendars[calendar].name if calendar else OFFICE.name
