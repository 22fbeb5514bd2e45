"""This file reads the days that tables write: day first, month first, named months, serials."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from pmtui.model.span import in_span, outside_text
from pmtui.query.date_names import DAY_NUMBERS, DAYS, MONTH_NUMBERS

DateOrder = Literal["day", "month", "year"]
"""Which part stands first in a date that can be read in two ways."""

_EXCEL_DAY_0: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_TIME: Final = re.compile(r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|z|[+-]\d\d:?\d\d)?$")
_WEEKDAY: Final = re.compile(r"^([^\W\d]{2,})\.?,? +")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_THREE: Final = re.compile(r"(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{4}|\d{2})")
_DAY_NAMED: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[ /-]*([^\W\d]+)\.?[ ,/-]*(\d{4}|\d{2})"
)
_NAMED_DAY: Final = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


class CellError(ValueError):
    """Says what a cell holds that its field cannot, and what to write instead."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}; {todo}")
        self.what = what
        """What is in the cell."""
        self.todo = todo
        """What the person can do about it."""


def shown(text: str, longest: int = 60) -> str:
    """A cell's text as a message quotes it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return repr(line if len(line) <= longest else f"{line[: longest - 1]}…")


@lru_cache(4096)
def day_of(text: str, order: DateOrder, this_year: int) -> date:
    """A day written as `2026-12-01`, `20.05.2020`, `30.06.08`, `44012`, `1 Dec 2026` ...

    Args:
        text: the cell.
        order: which part stands first where that is open.
        this_year: a year of two digits lies no more than 50 years after it.

    Raises:
        CellError: it names no day, or one outside the years that are taken.
    """
    day = _named_day(text, order, this_year)
    if not in_span(day):
        raise CellError(outside_text(day), "write it as 2026-12-01")
    return day


def _named_day(text: str, order: DateOrder, this_year: int) -> date:
    bare = _TIME.sub("", " ".join(text.casefold().split()))
    if (word := _WEEKDAY.match(bare)) and word[1] not in MONTH_NUMBERS:
        day = _named_day(bare[word.end() :], order, this_year)
        weekday = DAY_NUMBERS.get(word[1], day.weekday())
        if weekday != day.weekday():
            what = f"{shown(text)} is a {DAYS[day.weekday()]}, not a {DAYS[weekday]}"
            raise CellError(what, "correct one of them")
        return day
    try:
        if found := _YEAR_FIRST.fullmatch(bare):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _THREE.fullmatch(bare):
            return _ordered([int(part) for part in found.groups()], order, this_year)
        if found := _DAY_NAMED.fullmatch(bare):
            year = _full_year(int(found[3]), this_year)
            return date(year, _month(found[2]), int(found[1]))
        if found := _NAMED_DAY.fullmatch(bare):
            return date(int(found[3]), _month(found[1]), int(found[2]))
    except ValueError:
        raise CellError(f"there is no day {shown(text)}", "write it as 2026-12-01") from None
    serial = bare.partition(".")[0]
    if serial.isdecimal() and int(serial) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(serial))
    raise CellError(f"{shown(text)} is not a date", "write it as 2026-12-01, or leave it empty")


def _ordered(parts: list[int], order: DateOrder, this_year: int) -> date:
    if order == "year" and parts[2] < 100:
        return date(_full_year(parts[0], this_year), parts[1], parts[2])
    day, month = (parts[1], parts[0]) if order == "month" else (parts[0], parts[1])
    return date(_full_year(parts[2], this_year), month, day)


def _full_year(year: int, this_year: int) -> int:
    if year > 99:
        return year
    century = this_year - this_year % 100
    return century + year if century + year <= this_year + 50 else century - 100 + year


def _month(word: str) -> int:
    return MONTH_NUMBERS.get(word, 0)
