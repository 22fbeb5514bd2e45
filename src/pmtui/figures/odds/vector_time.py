"""This file reckons in working time for many runs at once, minute for minute as `WorkTime` does."""

from typing import Final, Protocol

from pmtui.figures.cpm.node import Pace
from pmtui.figures.odds.vectors import (
    Minutes,
    Vector,
    chosen,
    counting,
    counts_between,
    earlier_of,
    not_negative,
    vector,
)
from pmtui.model.calendar.work_time import WorkTime

_MOST_MINUTES: Final = 12_000_000
"""Minutes up to which every minute has a place in a table; some 23 years."""


class RunPace(Protocol):
    """Arithmetic in the time something takes, in every run; see `Pace`."""

    def start_from(self, moment: Minutes) -> Minutes:
        """The first moment from this one on at which it can start."""

    def finish_until(self, moment: Minutes) -> Minutes:
        """The last moment up to this one at which it can finish."""

    def after(self, moment: Minutes, minutes: Minutes) -> Minutes:
        """The moment so many minutes later; earlier for a negative number."""

    def worked(self, moment: Minutes, minutes: Minutes) -> Minutes:
        """The same for a number that is more than nothing in every run."""

    def before(self, moment: Minutes, minutes: Minutes) -> Minutes:
        """The moment so many minutes earlier; later for a negative number."""

    def count(self, moment: Minutes) -> Minutes:
        """Minutes up to a moment, from one that stays the same."""


class _Clock:
    """Minutes of the clock."""

    def start_from(self, moment: Minutes) -> Minutes:
        return moment

    def finish_until(self, moment: Minutes) -> Minutes:
        return moment

    def after(self, moment: Minutes, minutes: Minutes) -> Minutes:
        return moment + minutes

    def worked(self, moment: Minutes, minutes: Minutes) -> Minutes:
        return moment + minutes

    def before(self, moment: Minutes, minutes: Minutes) -> Minutes:
        return moment - minutes

    def count(self, moment: Minutes) -> Minutes:
        return moment


class VectorTime:
    """Arithmetic in the working time of one calendar, between two moments.

    Every minute has its count of working minutes in a table, every count its last and its first
    minute; over long times they are looked for among the periods instead. A moment outside comes
    to the first or last one there is: `VectorTimes` says whether that can have happened.
    """

    def __init__(self, time: WorkTime, periods: tuple[list[int], list[int], list[int]]) -> None:
        self._time = time
        starts, finishes, worked = map(vector, periods)
        self._offset = int(worked[0])
        self._starts, self._finishes, self._worked = starts, finishes, worked - self._offset
        self._low = int(starts[0])
        self._tables: tuple[Vector, Vector, Vector] | None = None
        if int(finishes[-1]) - self._low <= _MOST_MINUTES:
            counts = counts_between(starts, finishes)
            total = counting(int(counts[-1]) + 1)
            self._tables = counts, self._last_with(total), self._first_with(total)

    def start_from(self, moment: Minutes) -> Minutes:
        """See `RunPace`."""
        if isinstance(moment, int):
            return self._time.start_from(moment)
        return self._start(self._counts(moment))

    def finish_until(self, moment: Minutes) -> Minutes:
        """See `RunPace`."""
        if isinstance(moment, int):
            return self._time.finish_until(moment)
        return self._finish(self._counts(moment))

    def after(self, moment: Minutes, minutes: Minutes) -> Minutes:
        """See `RunPace`."""
        if isinstance(minutes, int):
            if isinstance(moment, int):
                return self._time.after(moment, minutes)
            if not minutes:
                return moment
            counts = self._counts(moment) + minutes
            return self._start(counts) if minutes < 0 else self._finish(counts)
        counts = self.count(moment) + minutes
        if int(minutes.min()) > 0:
            return self._finish(counts)
        back = chosen(minutes < 0, self._start(counts), moment)
        return chosen(minutes > 0, self._finish(counts), back)

    def worked(self, moment: Minutes, minutes: Minutes) -> Minutes:
        """See `RunPace`."""
        if isinstance(minutes, int):
            return self.after(moment, minutes)
        return self._finish(self.count(moment) + minutes)

    def before(self, moment: Minutes, minutes: Minutes) -> Minutes:
        """See `RunPace`."""
        return self.after(moment, -minutes)

    def count(self, moment: Minutes) -> Minutes:
        """See `RunPace`."""
        if isinstance(moment, int):
            return self._time.count(moment) - self._offset
        return self._counts(moment)

    def _counts(self, moment: Vector) -> Vector:
        if self._tables is None:
            return self._counted(moment)
        return self._tables[0].take(moment - self._low, mode="clip")

    def _start(self, counts: Vector) -> Vector:
        if self._tables is None:
            return self._last_with(counts)
        return self._tables[1].take(counts, mode="clip")

    def _finish(self, counts: Vector) -> Vector:
        if self._tables is None:
            return self._first_with(counts)
        return self._tables[2].take(counts, mode="clip")

    def _counted(self, moments: Vector) -> Vector:
        """The count of moments, by the period they lie in or after."""
        places = not_negative(self._starts.searchsorted(moments, "right") - 1)
        ends = earlier_of(self._finishes.take(places), moments)
        return self._worked.take(places) + ends - self._starts.take(places)

    def _last_with(self, counts: Vector) -> Vector:
        """The last moment with so many working minutes before it: where the next is worked."""
        places = not_negative(self._worked.searchsorted(counts, "right") - 1)
        return self._starts.take(places) + counts - self._worked.take(places)

    def _first_with(self, counts: Vector) -> Vector:
        """The first moment with so many working minutes before it: where the last was worked."""
        places = not_negative(self._worked.searchsorted(counts, "left") - 1)
        return self._starts.take(places) + counts - self._worked.take(places)


class VectorTimes:
    """The tables of the calendars of a simulation, each made when it is first asked for.

    Args:
        low: before all that can happen.
        high: after all that can happen.
    """

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high
        self._made: dict[int, tuple[WorkTime, VectorTime]] = {}
        self._shared: dict[tuple[tuple[int, ...], tuple[int, ...]], VectorTime] = {}
        self._clock = _Clock()

    def wider(self) -> "VectorTimes":
        """Tables of twice the time."""
        room = (self.high - self.low) // 2
        return VectorTimes(max(self.low - room, 1440), self.high + room)

    def of(self, pace: Pace) -> RunPace:
        """The same arithmetic for many runs."""
        if not isinstance(pace, WorkTime):
            return self._clock
        built = self._made.get(id(pace))
        if built is None:
            periods = pace.periods(self.low, self.high)
            key = tuple(periods[0]), tuple(periods[1])
            result = self._shared.get(key)
            if result is None:
                result = self._shared[key] = VectorTime(pace, periods)
            built = self._made[id(pace)] = pace, result
        return built[1]
