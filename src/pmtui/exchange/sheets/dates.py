"""This file reads the days that tables write: day first, month first, named months, serials."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from pmtui.model.rules.date_range import in_span, outside_text
from pmtui.query.dates.names import DAY_NUMBERS, DAYS, MONTH_NUMBERS
from pmtui.query.dates.parsing import parse_date
from pmtui.query.error import QueryError

DateOrder = Literal["", "day", "month", "year"]
"""Which part stands first in a date that can be read in two ways; empty where nothing says it."""
EXCEL_DAY_0: Final = date(1899, 12, 30)
"""The day before the first of a workbook that counts from 1900; Excel has a 29 February 1900."""

_SERIALS: Final = range(20_000, 80_000)
_TIME: Final = re.compile(r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|z|[+-]\d\d:?\d\d)?$")
_WEEKDAY: Final = re.compile(r"^([^\W\d]{2,})\.?,? +")
_OF_ISO: Final = re.compile(r"\d{4}-?w\d{2}(?:-?[1-7])?|\d{4}-\d{3}|[12]\d{7}")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_THREE: Final = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})[-/.] ?(\d{4}|\d{2})")
_DAY_NAMED: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[ /-]*(?:of )?([^\W\d]+)\.?[ ,/-]*(\d{4}|\d{2})"
)
_NAMED_DAY: Final = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


class CellError(ValueError):
    """Says what a cell holds that its field cannot, and what to write instead."""

    def __init__(self, what: str, todo: str, *, is_unclear: bool = False) -> None:
        super().__init__(f"{what}; {todo}")
        self.is_unclear = is_unclear
        """Whether it can be read in two ways, so that the column must say which."""
        self.what = what
        """What is in the cell."""
        self.todo = todo
        """What the person can do about it."""


def shown(text: str, longest: int = 60) -> str:
    """A cell's text as a message quotes it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return repr(line if len(line) <= longest else f"{line[: longest - 1]}…")


@lru_cache(4096)
def day_of(text: str, order: DateOrder, this_year: int, day_0: date = EXCEL_DAY_0) -> date:
    """A day written as `2026-12-01`, `20.05.2020`, `30.06.08`, `44012`, `1 Dec 2026` ...

    Args:
        text: the cell.
        order: which part stands first where that is open.
        this_year: a year of two digits lies no more than 50 years after it.
        day_0: the day that bare numbers of a workbook count from.

    Raises:
        CellError: it names no day, or one outside the years that are taken.
    """
    day = _named_day(text, order, this_year, day_0)
    if not in_span(day):
        raise CellError(outside_text(day), "write it as 2026-12-01")
    return day


def _named_day(text: str, order: DateOrder, this_year: int, day_0: date) -> date:
    bare = _TIME.sub("", " ".join(text.casefold().split()))
    if (word := _WEEKDAY.match(bare)) and word[1] not in MONTH_NUMBERS:
        return _on_weekday(text, word[1], bare[word.end() :], order, this_year)
    try:
        if found := _YEAR_FIRST.fullmatch(bare):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _THREE.fullmatch(bare):
            return _ordered(text, found, order, this_year)
        if found := _DAY_NAMED.fullmatch(bare):
            year = _full_year(int(found[3]), this_year)
            return date(year, _month(found[2]), int(found[1]))
        if found := _NAMED_DAY.fullmatch(bare):
            return date(int(found[3]), _month(found[1]), int(found[2]))
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError(f"there is no day {shown(text)}", "write it as 2026-12-01") from None
    return _iso_or_serial(text, bare, day_0)


def _iso_or_serial(text: str, bare: str, day_0: date) -> date:
    """A day in the less common forms of ISO 8601, a week giving its Monday, or of a workbook."""
    serial = bare.partition(".")[0]
    if serial.isdecimal() and int(serial) in _SERIALS:
        return day_0 + timedelta(days=int(serial))
    what = f"{shown(text)} is not a date"
    if _OF_ISO.fullmatch(bare):
        try:
            return parse_date(bare, EXCEL_DAY_0)
        except QueryError:
            what = f"there is no day {shown(text)}"
    raise CellError(what, "write it as 2026-12-01, or leave it empty")


def _on_weekday(text: str, word: str, rest: str, order: DateOrder, this_year: int) -> date:
    """A day that names its weekday, which decides between two orders and must agree with it."""
    found = _THREE.fullmatch(rest)
    orders: tuple[DateOrder, ...] = ("day", "month") if found and not order else (order,)
    days = {
        _named_day(rest, name, this_year, EXCEL_DAY_0) for name in orders if _is_day(rest, name)
    }
    if not days:
        todo = "write it as 2026-12-01, or leave it empty"
        raise CellError(f"{shown(text)} is not a date", todo)
    weekday = DAY_NUMBERS.get(word)
    fitting = [day for day in days if weekday is None or day.weekday() == weekday]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        return _named_day(rest, order, this_year, EXCEL_DAY_0)
    what = f"{shown(text)} is a {DAYS[next(iter(days)).weekday()]}, not a {DAYS[weekday or 0]}"
    raise CellError(what, "correct one of them")


def _is_day(text: str, order: DateOrder) -> bool:
    try:
        _named_day(text, order, 2000, EXCEL_DAY_0)
    except CellError:
        return False
    return True


def _ordered(text: str, found: re.Match[str], order: DateOrder, this_year: int) -> date:
    """A day of three numbers; without an order dots put the day first, as their countries do."""
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if order == "year" and third < 100:
        return date(_full_year(first, this_year), second, third)
    year = _full_year(third, this_year)
    if order == "month":
        return date(year, first, second)
    if order:
        return date(year, second, first)
    if second > 12 >= first:
        return date(year, first, second)
    by_day = date(year, second, first)
    if found[2] == "." or first > 12 or first == second:
        return by_day
    raise CellError(
        f"{shown(text)} can be {by_day} or {date(year, first, second)}",
        "choose what dates begin with (date_order in a map), or write it as 2026-12-01",
        is_unclear=True,
    )


def _full_year(year: int, this_year: int) -> int:
    if year > 99:
        return year
    century = this_year - this_year % 100
    return century + year if century + year <= this_year + 50 else century - 100 + year


def _month(word: str) -> int:
    return MONTH_NUMBERS.get(word, 0)
