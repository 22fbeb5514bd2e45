"""This file reads the dates people type and writes the dates people read; today is an argument."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from pmtui.query.error import AmbiguousError, QueryError

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Days of the week as they are shown and typed."""
MONTHS: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
"""Months of the year as they are shown and typed."""

_DAY_WORDS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH_WORDS: Final = (
    "january february march april may june july august september october november december".split()
)
_KEPT_BACK: Final = timedelta(days=92)
_HINT: Final = "write fri, +3d, 1 dec, 2026-12-01, w48 or eom"
_FRIDAY: Final = 4

_Match = re.Match[str]
Span = tuple[date, date]
"""First and last day of what a text names; the same day twice for a single date."""


def parse_date(text: str, today: date) -> date:
    """The day a text names; a week, month or quarter gives its first day.

    Raises:
        QueryError: the text names no day, or two.
    """
    return parse_span(text, today)[0]


def parse_span(text: str, today: date) -> Span:
    """The first and last day a text names: `w48` is a week, `dec` a month, `fri` one day.

    Raises:
        QueryError: the text names no day, or two.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    try:
        span = _span(words, today)
    except (ValueError, OverflowError) as error:
        if isinstance(error, QueryError):
            raise
        raise QueryError(f"there is no day {text.strip()!r}", hint=_HINT) from None
    if span is None:
        raise QueryError(f"{text.strip()!r} is not a date", hint=_HINT)
    return span


def date_text(day: date, today: date) -> str:
    """A day as people read it: `Fri 27 Nov`, with its year when that is not today's."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def days_text(day: date, today: date) -> str:
    """How far away a day is: `today`, `in 2 d`, `5 d ago`."""
    days = (day - today).days
    if days == 0:
        return "today"
    return f"in {days} d" if days > 0 else f"{-days} d ago"


def plus_months(day: date, months: int) -> date:
    """The day some months away, or the last of its month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _last_day(year, month + 1).day))


def _span(words: str, today: date) -> Span | None:
    if words in _NAMED:
        return _NAMED[words](today)
    for pattern, read in _forms():
        found = pattern.fullmatch(words)
        if found is not None:
            return read(found, today)
    return None


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


def _weekday_number(word: str) -> int:
    return next(at for at, name in enumerate(_DAY_WORDS) if name.startswith(word[:3]))


def _month_number(word: str) -> int:
    return next(at for at, name in enumerate(_MONTH_WORDS, 1) if name.startswith(word[:3]))


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
    raise QueryError(f"{MONTHS[month - 1]} has no day {day}")


def _day(today: date, year: str | None, month: int, day: str) -> Span:
    if year:
        return _one(date(_full_year(year), month, int(day)))
    if not 1 <= month <= 12:
        raise QueryError(f"there is no month {month}")
    return _one(_undated(today, month, int(day)))


def _iso(found: _Match, _today: date) -> Span:
    return _one(date(*(int(part) for part in found.groups())))


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
        raise QueryError(f"there is no day {found.group()!r}", hint=_HINT)
    if readings[0] != readings[-1]:
        both = " or ".join(f"{one} for {one.day} {MONTHS[one.month - 1]}" for one in readings)
        raise AmbiguousError(f"{found.group()!r} can be two days", hint=f"write {both}")
    return _one(readings[0])


def _day_month(found: _Match, today: date) -> Span:
    day, month, year = found.groups()
    return _day(today, year, _month_number(month), day)


def _month_day(found: _Match, today: date) -> Span:
    month, day, year = found.groups()
    return _day(today, year, _month_number(month), day)


def _named_month(found: _Match, today: date) -> Span:
    month = _month_number(found["month"])
    first = date(int(found["year"]), month, 1) if found["year"] else _undated(today, month, 1)
    return _month(first.year, first.month)


def _weekday(found: _Match, today: date) -> Span:
    weekday = _weekday_number(found["day"])
    if found["which"] == "next":
        return _one(_monday(today) + timedelta(days=7 + weekday))
    if found["which"] == "last":
        return _one(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))
    return _one(_ahead(today, weekday))


def _away(found: _Match, today: date) -> Span:
    count = int(found["count"]) * (-1 if found["sign"] == "-" else 1)
    unit = found["unit"]
    if unit in {"d", "w"}:
        return _one(today + timedelta(days=count * (7 if unit == "w" else 1)))
    return _one(plus_months(today, count * {"m": 1, "q": 3, "y": 12}[unit]))


def _week(found: _Match, today: date) -> Span:
    number = int(found["week"])
    year = int(found["year"]) if found["year"] else _week_year(today, number)
    day = found["number"] or (found["day"] and _weekday_number(found["day"]) + 1)
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
    raise QueryError(f"there is no week {number}")


def _quarter_named(found: _Match, today: date) -> Span:
    number = int(found["quarter"])
    year = int(found["year"]) if found["year"] else _undated(today, 3 * number - 2, 1).year
    return _quarter(year, number)


def _this_week(today: date) -> Span:
    return _monday(today), _monday(today) + timedelta(days=6)


def _next_month(today: date) -> Span:
    following = plus_months(today.replace(day=1), 1)
    return _month(following.year, following.month)


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
    "next month": _next_month,
    "quarter": _quarter_of,
    "this quarter": _quarter_of,
    "year": lambda today: _year(today.year),
    "eow": lambda today: _one(_ahead(today, _FRIDAY)),
    "eom": lambda today: _one(_last_day(today.year, today.month)),
    "eoq": lambda today: _one(_quarter_of(today)[1]),
    "eoy": lambda today: _one(date(today.year, 12, 31)),
}
_DAY: Final = "|".join(f"{word[:3]}(?:{word[3:]})?" for word in _DAY_WORDS) + "|tues|thur|thurs"
_MONTH: Final = "|".join(f"{word[:3]}(?:{word[3:]})?" for word in _MONTH_WORDS) + "|sept"
_YEAR: Final = r"(?P<year>\d{4})"
_FORMS: Final[tuple[tuple[str, Callable[[_Match, date], Span]], ...]] = (
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", _iso),
    (r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4}|\d\d)?", _dotted),
    (r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d\d))?", _slashed),
    (rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]?({_MONTH})\.?(?:[ -]?(\d{{4}}))?", _day_month),
    (rf"({_MONTH})\.?[ -](\d{{1,2}})(?:st|nd|rd|th)?(?: (\d{{4}}))?", _month_day),
    (rf"(?P<month>{_MONTH})(?:[ -]?{_YEAR})?", _named_month),
    (r"(\d{4})-(\d\d?)", lambda found, _: _month(int(found[1]), int(found[2]))),
    (rf"(?:(?P<which>next|last|this)[ -])?(?P<day>{_DAY})", _weekday),
    (r"(?P<sign>[+-])(?P<count>\d{1,6})(?P<unit>[dwmqy])", _away),
    (rf"(?:{_YEAR}-?)?w(?P<week>\d\d?)(?:-(?P<number>[1-7])|[ -](?P<day>{_DAY}))?", _week),
    (rf"(?:{_YEAR}-?)?q(?P<quarter>[1-4])", _quarter_named),
    (_YEAR, lambda found, _: _year(int(found[1]))),
)


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[_Match, date], Span]], ...]:
    """The forms compiled, at the first date that is typed and not at every start."""
    return tuple((re.compile(pattern, re.ASCII), read) for pattern, read in _FORMS)
