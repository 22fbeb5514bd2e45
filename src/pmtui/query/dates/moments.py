"""This file reads the moments people type: `r1242`, `yesterday`, `-7d`, `2026-11-01 14:30`."""

import re
from datetime import date, datetime, time, tzinfo
from typing import Final

from pmtui.model.changes.as_of import When
from pmtui.query.dates.parsing import parse_span
from pmtui.query.error import QueryError

NOW: Final = "now"
"""What people type for the present."""

_REVISION: Final = r"r?(\d{1,15})"
_CLOCK: Final = r"(?P<day>.*?)[ T]*(?P<hour>\d\d?):(?P<minute>\d\d)"
_HINT: Final = "write a revision such as r1242, or yesterday, -7d, 1 nov, 2026-11-01, now"


def parse_moment(text: str, today: date, zone: tzinfo) -> When | None:
    """The point in the history that a text names; None for `now` and `today`.

    A bare number is a revision. A week or month means its last day, and a day its end; with a
    time of day it means that minute.

    Args:
        text: as it was typed.
        today: the day it is.
        zone: the store's own, for a time of day.

    Raises:
        QueryError: the text names no moment, or one that is yet to come.
    """
    typed = text.strip()
    if typed.casefold() in {"", NOW}:
        return None
    number = re.fullmatch(_REVISION, typed, re.ASCII | re.IGNORECASE)
    if number is not None:
        return int(number[1])
    found = re.fullmatch(_CLOCK, typed, re.ASCII)
    first, last = _span(found["day"] if found else typed, today)
    if first > today:
        raise QueryError(f"{typed!r} is yet to come", hint=_HINT)
    if found is None:
        return last if last < today else None
    try:
        minute = time(int(found["hour"]), int(found["minute"]))
    except ValueError:
        raise QueryError(f"there is no time {typed!r}", hint=_HINT) from None
    return datetime.combine(first, minute, zone)


def _span(text: str, today: date) -> tuple[date, date]:
    try:
        return parse_span(text or "today", today)
    except QueryError as error:
        raise QueryError(error.reason, hint=_HINT) from None
