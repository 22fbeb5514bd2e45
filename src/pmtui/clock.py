"""This file is the only place that asks the machine for the time or for chance."""

import os
import time
from datetime import UTC, date, datetime, tzinfo


class UnknownTimezoneError(ValueError):
    """Says that a timezone name is not one of the IANA names this machine knows."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"unknown timezone {name!r}: use an IANA name such as Europe/Berlin or UTC"
        )
        self.name = name
        """The name as it was given."""


def zone(timezone: str) -> tzinfo:
    """The timezone of an IANA name, or UnknownTimezoneError."""
    if timezone == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(timezone)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownTimezoneError(timezone) from error


def zone_or_utc(timezone: str) -> tzinfo:
    """The timezone of a name; UTC where there is none, so that a store can always be read."""
    try:
        return zone(timezone)
    except UnknownTimezoneError:
        return UTC


def zone_problem(timezone: str) -> str:
    """What is wrong with the name of a timezone and what is done about it; empty where nothing."""
    try:
        zone(timezone)
    except UnknownTimezoneError as error:
        return f"{error}; until then this store is read in UTC"
    return ""


def now() -> datetime:
    """This moment in UTC, aware of its zone."""
    return datetime.now(UTC)


def now_in(timezone: str) -> datetime:
    """This moment on the wall clock of a timezone, or of UTC where it is none."""
    return datetime.now(zone_or_utc(timezone))


def today(timezone: str) -> date:
    """The calendar day it is now in a timezone; the store's policy says which."""
    return now_in(timezone).date()


def milliseconds() -> int:
    """Milliseconds since 1970, as ids are drawn from them."""
    return time.time_ns() // 1_000_000


def monotonic() -> float:
    """Seconds on a clock that never goes back, for durations and deadlines."""
    return time.monotonic()


def chance(bits: int) -> int:
    """A number of that many random bits, for a seed or a counter's start."""
    return int.from_bytes(os.urandom((bits + 7) // 8), "big") & ((1 << bits) - 1)
