"""This file reads dates of several words: `in 3 days`, `end of next month`, `monday 7 dec`."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from pmtui.query.dates.forms import HINT, Span, plus_months, span_of
from pmtui.query.dates.names import DAY_NUMBERS, DAY_PATTERN, DAYS, MONTHS, NUMBERS
from pmtui.query.error import UnderstoodError

_LONGEST: Final = 60
"""Most characters of a date."""
_WEEK: Final = timedelta(days=6)
_FRIDAY: Final = timedelta(days=4)
_UNITS: Final = {"d": "day days", "w": "week weeks wk wks", "f": "fortnight fortnights"}
_LONG_UNITS: Final = {"m": "month months", "q": "quarter quarters", "y": "year years yr yrs"}
_UNIT_OF: Final = {
    word: unit for unit, words in (_UNITS | _LONG_UNITS).items() for word in (unit, *words.split())
} | {"mo": "m", "mos": "m"}
_DAYS_IN: Final = {"d": 1, "w": 7, "f": 14}
_MONTHS_IN: Final = {"m": 1, "q": 3, "y": 12}


def phrase(words: str, today: date, standing: date | None = None) -> Span | None:
    """The first and last day that words name; None where they name none.

    Args:
        words: in lower case, with single spaces.
        today: what relative dates count from.
        standing: what `+1w` and `-3d` count from instead, where a field holds a day.

    Raises:
        QueryError: they contradict themselves, name two days, or a day there is not.
        ValueError: they name no day there is.
    """
    if len(words) > _LONGEST:
        return None
    words = words.removeprefix("the ").replace(" the ", " ")
    if found := _signed().fullmatch(words):
        count = int(f"{found['sign']}{found['count']}")
        return _away(standing or today, count, found["unit"])
    if found := _counted().fullmatch(words):
        return _counted_away(found, today)
    if found := _edge().fullmatch(words):
        return _at_the_edge(found, today)
    span = span_of(words, today)
    found = _with_weekday().fullmatch(words) if span is None else None
    return _on(DAY_NUMBERS[found["day"]], found["rest"], today) if found else span


@cache
def _signed() -> re.Pattern[str]:
    unit = "|".join(sorted(_UNIT_OF, key=len, reverse=True))
    return re.compile(rf"(?P<sign>[+-]) ?(?P<count>\d{{1,6}}) ?(?P<unit>{unit})", re.ASCII)


@cache
def _counted() -> re.Pattern[str]:
    unit = "|".join(sorted((name for name in _UNIT_OF if len(name) > 1), key=len, reverse=True))
    count = rf"(?P<count>\d{{1,6}}|{'|'.join(NUMBERS)}) ?(?P<unit>{unit}|(?<=\d)[dw])"
    return re.compile(rf"(?P<ahead>in )?{count}(?P<behind> ago| from now| from today)?", re.ASCII)


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(
        r"(?P<edge>end|start|beginning|first day|last day) of (?P<rest>.+)|"
        r"(?P<span>month|quarter|year)[- ]end"
    )


@cache
def _with_weekday() -> re.Pattern[str]:
    return re.compile(rf"(?P<day>{DAY_PATTERN})\.? (?P<rest>.+)")


def _away(start: date, count: int, unit_word: str) -> Span:
    unit = _UNIT_OF[unit_word]
    if unit in _DAYS_IN:
        day = start + timedelta(days=count * _DAYS_IN[unit])
    else:
        day = plus_months(start, count * _MONTHS_IN[unit])
    return day, day


def _counted_away(found: re.Match[str], today: date) -> Span | None:
    """`in 3 days`, `two weeks ago`; without either it is no date but a length."""
    if bool(found["ahead"]) == bool(found["behind"]):
        return None
    count = NUMBERS.get(found["count"]) or int(found["count"])
    return _away(today, -count if found["behind"] == " ago" else count, found["unit"])


def _at_the_edge(found: re.Match[str], today: date) -> Span | None:
    """The first or last day of a span; a week ends on its Friday, as `eow` does."""
    span = phrase(found["span"] or found["rest"], today)
    if span is None:
        return None
    first, last = span
    if first == last:
        raise UnderstoodError(f"{found['rest']!r} is one day and has no {found['edge']}", hint=HINT)
    if found["edge"] in {"start", "beginning", "first day"}:
        return first, first
    if last - first == _WEEK and found["edge"] == "end":
        last = first + _FRIDAY
    return last, last


def _on(weekday: int, rest: str, today: date) -> Span | None:
    """A day with the day of its week: they must agree; of a week it is the day of that name."""
    span = phrase(rest, today) if rest != "week" else None  # `fri week` is a week later to some
    if span is None:
        return None
    first, last = span
    if last - first == _WEEK:
        day = first + timedelta(days=weekday)
        return day, day
    if first != last:
        return None
    if first.weekday() != weekday:
        shown = f"{first.day} {MONTHS[first.month - 1]} {first.year}"
        raise UnderstoodError(
            f"{shown} is a {DAYS[first.weekday()]}, not a {DAYS[weekday]}",
            hint=f"write {first} without the day of the week, or another date",
        )
    return span
