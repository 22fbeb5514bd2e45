"""This file reads the dates people type and writes the dates people read; today is an argument."""

from datetime import date

from pmtui.query.dates.forms import HINT, Span, plus_months
from pmtui.query.dates.names import DAYS, MONTHS
from pmtui.query.dates.phrases import phrase
from pmtui.query.error import QueryError, UnderstoodError

__all__ = [
    "DAYS",
    "MONTHS",
    "Span",
    "away_text",
    "date_text",
    "parse_date",
    "parse_span",
    "plus_months",
]


def parse_date(text: str, today: date, standing: date | None = None) -> date:
    """The day a text names; a week, month or quarter gives its first day.

    Args:
        text: as typed.
        today: what relative dates count from.
        standing: the day a field holds already: `+1w` and `-3d` count from it.

    Raises:
        QueryError: the text names no day, or two.
    """
    return parse_span(text, today, standing)[0]


def parse_span(text: str, today: date, standing: date | None = None) -> Span:
    """The first and last day a text names: `w48` is a week, `dec` a month, `fri` one day.

    Raises:
        QueryError: the text names no day, or two.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    try:
        span = phrase(words, today, standing)
    except (ValueError, OverflowError) as error:
        if isinstance(error, QueryError):
            raise
        raise UnderstoodError(f"there is no day {text.strip()!r}", hint=HINT) from None
    if span is None:
        raise QueryError(f"{text.strip()!r} is not a date", hint=HINT)
    return span


def date_text(day: date, today: date) -> str:
    """A day as people read it: `Fri 27 Nov`, with its year when that is not today's."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def away_text(day: date, today: date) -> str:
    """How far away a day is, in words: `today`, `in 1 week 4 days`, `3 days ago`."""
    import pendulum

    if day == today:
        return "today"
    first, last = sorted((today, day))
    start = pendulum.date(first.year, first.month, first.day)
    gap = start.diff(pendulum.date(last.year, last.month, last.day))
    back = start.add(years=gap.years, months=gap.months, weeks=gap.weeks, days=gap.remaining_days)
    # pendulum counts some months and years a few days too early: adding them back shows it.
    words = gap.in_words(locale="en") if back == last else f"{(last - first).days} days"
    return f"in {words}" if day > today else f"{words} ago"
