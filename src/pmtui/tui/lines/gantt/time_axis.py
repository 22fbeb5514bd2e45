"""This file lays time out on cells: zooms from hours to years, and the two lines of dates above."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

import msgspec

from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.query.dates.parsing import DAYS, MONTHS

_DAY: Final = MINUTES_PER_DAY
_WEEK: Final = 7 * _DAY
_MONDAY: Final = _DAY
"""A Monday at midnight, to which cells are aligned: the first day of year 1."""
_FIRST, _LAST = date.min.toordinal() * _DAY, (date.max.toordinal() - 800) * _DAY

Tick = tuple[int, tuple[str, ...]]
"""When a period begins, and what it is called, longest first."""
_Ticks = Callable[[int, int], Iterator[Tick]]


class Zoom(NamedTuple):
    """How much time a cell is, what is written above, and what one step of a bar is."""

    name: str
    minutes: int
    """Minutes a cell."""
    upper: _Ticks
    lower: _Ticks
    step: str
    """The span by which a bar is moved: `1d`."""


def _days(first: int, last: int) -> Iterator[date]:
    for ordinal in range(max(1, first // _DAY), last // _DAY + 2):
        yield date.fromordinal(ordinal)


def _at(day: date) -> int:
    return day.toordinal() * _DAY


def _hours(first: int, last: int) -> Iterator[Tick]:
    step = 3 * 60
    for moment in range(first // step * step, last + step, step):
        yield moment, (f"{moment % _DAY // 60:02}",)


def _named_days(first: int, last: int) -> Iterator[Tick]:
    for day in _days(first, last):
        month = MONTHS[day.month - 1]
        yield (
            _at(day),
            (f"{DAYS[day.weekday()]} {day.day} {month} {day.year}", f"{day.day} {month}"),
        )


def _letters(first: int, last: int) -> Iterator[Tick]:
    for day in _days(first, last):
        yield _at(day), (DAYS[day.weekday()][0],)


def _mondays(first: int, last: int) -> Iterator[date]:
    begin = max(1, (first // _DAY - 1) // 7 * 7 + 1)
    for ordinal in range(begin, last // _DAY + 8, 7):
        yield date.fromordinal(ordinal)


def _weeks(first: int, last: int) -> Iterator[Tick]:
    for day in _mondays(first, last):
        short = f"{day.day} {MONTHS[day.month - 1]}"
        yield _at(day), (f"{short} {day.year}", short)


def _week_days(first: int, last: int) -> Iterator[Tick]:
    return ((_at(day), (str(day.day),)) for day in _mondays(first, last))


def _from(first: int, last: int, step: int) -> Iterator[date]:
    """Firsts of months, every `step` of them, from before a moment to after another."""
    start, end = date.fromordinal(max(1, first // _DAY)), date.fromordinal(last // _DAY + 1)
    number = (start.year * 12 + start.month - 1) // step * step
    while number <= end.year * 12 + end.month - 1 + step:
        year, month = divmod(number, 12)
        if date.min.year <= year <= date.max.year:
            yield date(year, month + 1, 1)
        number += step


def _months(first: int, last: int) -> Iterator[Tick]:
    for day in _from(first, last, 1):
        month = MONTHS[day.month - 1]
        yield _at(day), (f"{month} {day.year}", month, month[0])


def _quarters(first: int, last: int) -> Iterator[Tick]:
    for day in _from(first, last, 3):
        quarter = f"Q{day.month // 3 + 1}"
        yield _at(day), (f"{quarter} {day.year}", quarter)


def _years(first: int, last: int) -> Iterator[Tick]:
    return ((_at(day), (str(day.year), f"'{day.year % 100:02}")) for day in _from(first, last, 12))


def _half_years(first: int, last: int) -> Iterator[Tick]:
    for day in _from(first, last, 6):
        half = f"H{day.month // 6 + 1}"
        yield _at(day), (f"{half} {day.year}", half)


def _decades(first: int, last: int) -> Iterator[Tick]:
    return ((_at(day), (f"{day.year}s",)) for day in _from(first, last, 120) if day.year > 9)


def _short_decades(first: int, last: int) -> Iterator[Tick]:
    for day in _from(first, last, 120):
        if day.year > 9:
            yield _at(day), (f"{day.year}s", f"'{day.year % 100:02}s")


def _centuries(first: int, last: int) -> Iterator[Tick]:
    days = _from(first, last, 1200)
    return ((_at(day), (f"{day.year} to {day.year + 99}",)) for day in days if day.year > 99)


ZOOMS: Final[tuple[Zoom, ...]] = (
    Zoom("hours", 60, _named_days, _hours, "1h"),
    Zoom("days", _DAY // 2, _weeks, _letters, "1d"),
    Zoom("weeks", _WEEK // 4, _months, _week_days, "1w"),
    Zoom("months", 6 * _DAY, _quarters, _months, "1mo"),
    Zoom("quarters", 18 * _DAY, _years, _quarters, "1q"),
    Zoom("half-years", 36 * _DAY, _years, _half_years, "6mo"),
    Zoom("years", 72 * _DAY, _decades, _years, "1y"),
    Zoom("decades", 720 * _DAY, _centuries, _short_decades, "10y"),
)
"""From near to far."""
DAY_ZOOM: Final = 1
"""The zoom up to which days off are marked."""
_BEFORE: Final = 10
"""The share of an axis that lies before what is open, so that one sees where it comes from."""


class Axis(msgspec.Struct, frozen=True):
    """A stretch of time over so many cells."""

    zoom: int
    """Position among the zooms."""
    origin: int
    """The moment at which the first cell begins."""
    width: int

    @property
    def minutes(self) -> int:
        """Minutes a cell."""
        return ZOOMS[self.zoom].minutes

    @property
    def end(self) -> int:
        """The moment at which the last cell ends."""
        return self.origin + self.width * self.minutes

    def half(self, moment: int) -> int:
        """The half cell a moment lies in, counted from the left edge; it may lie outside."""
        return (moment - self.origin) * 2 // self.minutes

    def cell(self, moment: int) -> int:
        """The cell a moment lies in; it may lie outside."""
        return (moment - self.origin) // self.minutes

    def scrolled(self, cells: int) -> "Axis":
        """The axis so many cells later, or earlier."""
        return axis_at(self.zoom, self.origin + cells * self.minutes, self.width)

    def zoomed(self, step: int, around: int) -> "Axis":
        """The axis nearer (below zero) or farther; a moment stays where it is."""
        zoom = max(0, min(self.zoom + step, len(ZOOMS) - 1))
        kept = max(0, min(self.cell(around), self.width - 1))
        return axis_at(zoom, around - kept * ZOOMS[zoom].minutes, self.width)

    def wide(self, width: int) -> "Axis":
        """The axis over another number of cells."""
        return Axis(self.zoom, self.origin, max(1, width))


def axis_at(zoom: int, moment: int, width: int) -> Axis:
    """An axis whose first cell holds a moment, aligned so that days and weeks begin with a cell."""
    minutes = ZOOMS[zoom].minutes
    inside = max(_FIRST, min(moment, _LAST - width * minutes))
    origin = (inside - _MONDAY) // minutes * minutes + _MONDAY
    return Axis(zoom, max(_FIRST, origin), max(1, width))


def fitting(span: tuple[int, int], width: int) -> Axis:
    """The nearest axis on which a stretch of time fits, with a little room before it."""
    start, finish = span
    for zoom, other_zoom in enumerate(ZOOMS):
        axis = axis_at(zoom, start - other_zoom.minutes, width)
        if axis.end >= finish and (zoom or finish - start < 3 * _DAY):
            return axis
    return axis_at(len(ZOOMS) - 1, start, width)


def fitting_from(today: int, span: tuple[int, int], width: int) -> Axis:
    """The nearest axis on which what is open fits, with today in sight and a little before it.

    Args:
        today: the start of today.
        span: start and end of what is open.
        width: cells there are.
    """
    start, finish = min(span[0], today), max(span[1], today + _DAY)
    before = max(1, width // _BEFORE)
    for zoom in range(DAY_ZOOM, len(ZOOMS)):
        axis = axis_at(zoom, start - before * ZOOMS[zoom].minutes, width)
        if axis.end >= finish:
            return axis
    return axis_at(len(ZOOMS) - 1, start, width)


def dates_above(axis: Axis, *, upper: bool) -> str:
    """One of the two lines of dates, as wide as the axis."""
    zoom = ZOOMS[axis.zoom]
    ticks = tuple((zoom.upper if upper else zoom.lower)(axis.origin, axis.end))
    line = [" "] * axis.width
    for at, (moment, names) in enumerate(ticks):
        left = max(0, axis.cell(moment))
        right = axis.cell(ticks[at + 1][0]) if at + 1 < len(ticks) else axis.width
        _write(line, left, min(right, axis.width), names)
    return "".join(line)


def _write(line: list[str], left: int, right: int, names: Sequence[str]) -> None:
    """The longest name that leaves a space before the next, or just fits."""
    room = right - left
    name = next((text for text in names if len(text) < room or len(text) == room == 1), "")
    line[left : left + len(name)] = name


def days_off(axis: Axis, works_on: Callable[[int], bool]) -> tuple[bool, ...]:
    """Which cells are of days without work, where the zoom is near enough to see them."""
    if axis.zoom > DAY_ZOOM:
        return (False,) * axis.width
    days = [(axis.origin + at * axis.minutes) // _DAY for at in range(axis.width)]
    off = {day: not works_on(day) for day in dict.fromkeys(days)}
    return tuple(off[day] for day in days)
