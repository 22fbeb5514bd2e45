"""This file reads dates of one form each: `1 dec`, `w48`, `next fri`, `2026-W49-1`, `+1m`."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from pmtui.query.dates.names import DAY_NUMBERS, DAY_PATTERN, MONTH_NUMBERS, MONTH_PATTERN, MONTHS
from pmtui.query.error import AmbiguousError, QueryError, UnderstoodError

HINT: Final = "write fri, +3d, 1 dec, 2026-12-01, w48 or eom"
"""What to write instead of what is no date."""
Span = tuple[date, date]
"""First and last day of what a text names; the same day twice for a single date."""

_KEPT_BACK: Final = timedelta(days=92)
_FRIDAY: Final = 4

_Match = re.Match[str]


def span_of(words: str, today: date) -> Span | None:
    """The first and last day that words of one form name; None where they are of no form.

    Raises:
        QueryError: they name two days.
        ValueError: they name no day there is.
    """
    if words in _NAMED:
        return _NAMED[words](today)
    for pattern, read in _forms():
        found = pattern.fullmatch(words)
        if found is not None:
            return read(found, today)
    return None


def plus_months(day: date, months: int) -> date:
    """The day some months away, or the last of its month where that has no such day."""
    import pendulum

    moved = pendulum.date(day.year, day.month, day.day).add(months=months)
    return date(moved.year, moved.month, moved.day)


def _last_day(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _one(day: date) -> Span:
    return day, day


def _month(year: int, month: int) -> Span:
    return date(year, month, 1), _last_day(year, month)


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _quarter(year: int, quarter: int) -> Span:
    return date(year, 3 * quarter - 2, 1), _last_day(year, 3 * quarter)


def _quarter_of(day: date) -> Span:
    return _quarter(day.year, (day.month + 2) // 3)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _ahead(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _full_year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _undated(today: date, month: int, day: int) -> date:
    """The coming day of that name, or the one of the last three months."""
    earliest = today - _KEPT_BACK
    for year in range(earliest.year, earliest.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= earliest:
            return found
    raise UnderstoodError(f"{MONTHS[month - 1]} has no day {day}")


def _day(today: date, year: str | None, month: int, day: str) -> Span:
    if year:
        return _one(date(_full_year(year), month, int(day)))
    if not 1 <= month <= 12:
        raise UnderstoodError(f"there is no month {month}")
    return _one(_undated(today, month, int(day)))


def _iso(found: _Match, _today: date) -> Span:
    return _one(date(*(int(part) for part in found.groups())))


def _iso_8601(found: _Match, _today: date) -> Span:
    """`20261201`, `2026-335`, `2026-W49-1`: a day in the less common forms of ISO 8601."""
    import pendulum

    day = pendulum.parse(found.group().upper(), exact=True)
    if not isinstance(day, date):
        raise QueryError(f"{found.group()!r} is not a date", hint=HINT)
    return _one(date(day.year, day.month, day.day))


def _dotted(found: _Match, today: date) -> Span:
    day, month, year = found.groups()
    return _day(today, year, int(month), day)


def _slashed(found: _Match, today: date) -> Span:
    first, second, year = found.groups()
    readings = []
    for day, month in ((first, second), (second, first)):
        try:
            readings.append(_day(today, year, int(month), day)[0])
        except ValueError:
            continue
    if not readings:
        raise UnderstoodError(f"there is no day {found.group()!r}", hint=HINT)
    if readings[0] != readings[-1]:
        both = " or ".join(
            f"{reading} for {reading.day} {MONTHS[reading.month - 1]}" for reading in readings
        )
        raise AmbiguousError(f"{found.group()!r} can be two days", hint=f"write {both}")
    return _one(readings[0])


def _day_month(found: _Match, today: date) -> Span:
    day, month, year = found.groups()
    return _day(today, year, MONTH_NUMBERS[month], day)


def _month_day(found: _Match, today: date) -> Span:
    month, day, year = found.groups()
    return _day(today, year, MONTH_NUMBERS[month], day)


def _named_month(found: _Match, today: date) -> Span:
    month = MONTH_NUMBERS[found["month"]]
    first = date(int(found["year"]), month, 1) if found["year"] else _undated(today, month, 1)
    return _month(first.year, first.month)


def _weekday(found: _Match, today: date) -> Span:
    weekday = DAY_NUMBERS[found["day"]]
    if found["which"] == "next":
        return _one(_monday(today) + timedelta(days=7 + weekday))
    if found["which"] == "last":
        return _one(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))
    return _one(_ahead(today, weekday))


def _week(found: _Match, today: date) -> Span:
    number = int(found["week"])
    year = int(found["year"]) if found["year"] else _week_year(today, number)
    day = found["number"] or (found["day"] and DAY_NUMBERS[found["day"]] + 1)
    if day:
        return _one(date.fromisocalendar(year, number, int(day)))
    monday = date.fromisocalendar(year, number, 1)
    return monday, monday + timedelta(days=6)


def _week_year(today: date, number: int) -> int:
    earliest = today - _KEPT_BACK
    year = earliest.isocalendar().year
    for candidate in range(year, year + 8):
        try:
            monday = date.fromisocalendar(candidate, number, 1)
        except ValueError:
            continue
        if monday >= earliest:
            return candidate
    raise UnderstoodError(f"there is no week {number}")


def _quarter_named(found: _Match, today: date) -> Span:
    number = int(found["quarter"])
    year = int(found["year"]) if found["year"] else _undated(today, 3 * number - 2, 1).year
    return _quarter(year, number)


def _this_week(today: date) -> Span:
    return _monday(today), _monday(today) + timedelta(days=6)


def _beside(step: int, span: str) -> Callable[[date], Span]:
    """The month, quarter or year so many after today's."""

    def beside(today: date) -> Span:
        day = plus_months(today.replace(day=1), step * _MONTHS_IN[span])
        if span == "month":
            return _month(day.year, day.month)
        return _quarter_of(day) if span == "quarter" else _year(day.year)

    return beside


_MONTHS_IN: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "year": 12}
_NAMED: Final[Mapping[str, Callable[[date], Span]]] = {
    "today": _one,
    "tomorrow": lambda today: _one(today + timedelta(days=1)),
    "yesterday": lambda today: _one(today - timedelta(days=1)),
    "week": _this_week,
    "this week": _this_week,
    "next week": lambda today: _this_week(today + timedelta(days=7)),
    "last week": lambda today: _this_week(today - timedelta(days=7)),
    "month": lambda today: _month(today.year, today.month),
    "this month": lambda today: _month(today.year, today.month),
    **{f"next {span}": _beside(1, span) for span in _MONTHS_IN},
    **{f"last {span}": _beside(-1, span) for span in _MONTHS_IN},
    "quarter": _quarter_of,
    "this quarter": _quarter_of,
    "year": lambda today: _year(today.year),
    "this year": lambda today: _year(today.year),
    "day after tomorrow": lambda today: _one(today + timedelta(days=2)),
    "day before yesterday": lambda today: _one(today - timedelta(days=2)),
    "eow": lambda today: _one(_ahead(today, _FRIDAY)),
    "eom": lambda today: _one(_last_day(today.year, today.month)),
    "eoq": lambda today: _one(_quarter_of(today)[1]),
    "eoy": lambda today: _one(date(today.year, 12, 31)),
}
_YEAR: Final = r"(?P<year>\d{4})"
_FORMS: Final[tuple[tuple[str, Callable[[_Match, date], Span]], ...]] = (
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", _iso),
    (r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4}|\d\d)?", _dotted),
    (r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d\d))?", _slashed),
    (r"(\d{1,2})-(\d{1,2})-(\d{4})", _slashed),
    (r"\d{8}|\d{4}-\d{3}|\d{4}w\d{3}", _iso_8601),
    (
        rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of |[ -]?)({MONTH_PATTERN})\.?(?:[ -]?(\d{{4}}))?",
        _day_month,
    ),
    (rf"({MONTH_PATTERN})\.?(?: the |[ -])(\d{{1,2}})(?:st|nd|rd|th)?(?: (\d{{4}}))?", _month_day),
    (rf"(?P<month>{MONTH_PATTERN})(?:[ -]?{_YEAR})?", _named_month),
    (r"(\d{4})-(\d\d?)", lambda found, _: _month(int(found[1]), int(found[2]))),
    (rf"(?:(?P<which>next|last|this|coming)[ -])?(?P<day>{DAY_PATTERN})", _weekday),
    (rf"(?:{_YEAR}-?)?w(?P<week>\d\d?)(?:-(?P<number>[1-7])|[ -](?P<day>{DAY_PATTERN}))?", _week),
    (rf"(?:{_YEAR}-?)?q(?P<quarter>[1-4])", _quarter_named),
    (rf"q(?P<quarter>[1-4])[ /-]{_YEAR}", _quarter_named),
    (_YEAR, lambda found, _: _year(int(found[1]))),
)


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[_Match, date], Span]], ...]:
    """The forms compiled, at the first date that is typed and not at every start."""
    return tuple((re.compile(pattern, re.ASCII), read) for pattern, read in _FORMS)
