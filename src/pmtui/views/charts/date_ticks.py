"""This file chooses days for an axis: days, weeks, months, quarters or years that have room."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from pmtui.query.dates.parsing import MONTHS

_LAST: Final = date.max.toordinal()


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year % 100:02}"


def _quarter(day: date) -> str:
    return f"Q{(day.month + 2) // 3} {day.year % 100:02}"


def _year(day: date) -> str:
    return str(day.year)


def _daily(step: int, first: int, last: int) -> Iterator[int]:
    """Every so many days, from a Monday."""
    yield from range(first + (1 - first) % step, last + 1, step)


def _monthly(step: int, first: int, last: int) -> Iterator[int]:
    """Firsts of every so many months."""
    start = date.fromordinal(first)
    number = -(-(start.year * 12 + start.month - 1 + (start.day > 1)) // step) * step
    while number < 9999 * 12 + 12:
        year, month = divmod(number, 12)
        if year >= 1:
            ordinal = date(year, month + 1, 1).toordinal()
            if ordinal > last:
                return
            yield ordinal
        number += step


_Periods = tuple[float, Callable[[int, int, int], Iterator[int]], int, Callable[[date], str]]
_PERIODS: Final[tuple[_Periods, ...]] = (
    (1, _daily, 1, _day),
    (7, _daily, 7, _day),
    (14, _daily, 14, _day),
    *((30.4 * step, _monthly, step, _month) for step in (1, 2)),
    (91.3, _monthly, 3, _quarter),
    (182.6, _monthly, 6, _month),
    *((365.2 * step, _monthly, 12 * step, _year) for step in (1, 2, 5, 10, 20, 50, 100, 500, 1000)),
)
"""Days between two, how they are counted, by how many, and how each is written."""


def date_ticks(low: float, high: float, cells: int) -> tuple[tuple[float, str], ...]:
    """Days between two, by their numbers since year 1, with the text of each.

    Args:
        low: the first day.
        high: the last day.
        cells: between them; the texts stand a cell apart.
    """
    first, last = max(1, int(low)), min(_LAST, max(1, int(high)))
    days_a_cell = max(high - low, 1e-9) / max(1, cells)
    for days, count, step, text in _PERIODS:
        width = 7 if text in {_day, _month, _quarter} else 5
        if days >= days_a_cell * width:
            ticks = tuple(
                (float(ordinal), text(date.fromordinal(ordinal)))
                for ordinal in count(step, first, last)
            )
            if ticks:
                return ticks
            break
    middle = date.fromordinal((first + last) // 2)
    return ((float(middle.toordinal()), f"{_day(middle)} {middle.year % 100:02}"),)


def period_text(starts: list[float]) -> Callable[[float], str]:
    """How periods are written that begin on some days, by how far they are apart."""
    apart = min((after - before for before, after in pairwise(starts)), default=1)
    text = _year if apart >= 365 else _quarter if apart >= 89 else _month if apart >= 28 else _day
    return lambda ordinal: text(date.fromordinal(int(ordinal)))
