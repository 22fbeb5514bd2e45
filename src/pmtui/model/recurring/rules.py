"""This file reads rules of RFC 5545 by which days recur, into one spelling for each."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WITHIN_A_DAY: Final = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_OF_TIME: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Most days that each month has."""
_MOST_TIMES: Final = 10_000
_MOST_APART: Final = 1_000


class RuleError(ValueError):
    """Says why a text is no rule by which days recur, and what to write instead."""


class AmbiguousRuleError(RuleError):
    """Says in which ways a rule can be meant, and how to write each."""


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by name: `FREQ`, `INTERVAL`, `BYDAY` ... in the order written.

    Raises:
        RuleError: it is not made of such parts, or names one twice.
    """
    text = "".join(rule.upper().split()).removeprefix("RRULE:").rstrip(";")
    parts: dict[str, str] = {}
    for piece in text.split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value:
            raise RuleError(f"{piece!r} is no part of a rule: write FREQ=WEEKLY;BYDAY=MO")
        if name in parts:
            raise RuleError(f"{name} stands there twice: write it once")
        parts[name] = value
    return parts


def normalised(rule: str) -> str:
    """A rule of RFC 5545 (3.3.10) as it is kept: one spelling for one rule, with days only.

    Raises:
        RuleError: it is none, recurs within a day, or is one that programs read differently.
    """
    parts = parts_of(rule)
    for name in parts:
        if name in _OF_TIME:
            raise RuleError(f"{name}: what recurs has a day and no time: leave it out")
        if name not in _READ:
            raise RuleError(f"{name} is no part of a rule; there is {', '.join(_READ)}")
    if "FREQ" not in parts:
        raise RuleError("FREQ is missing: write FREQ=DAILY, WEEKLY, MONTHLY or YEARLY first")
    kept = {name: read(parts[name]) for name, read in _READ.items() if name in parts}
    _refuse_combinations(kept)
    usual = {"INTERVAL": "1", "WKST": "MO"}
    return ";".join(f"{name}={value}" for name, value in kept.items() if usual.get(name) != value)


def _refuse_combinations(parts: Mapping[str, str]) -> None:
    """Refuse parts that do not go together by RFC 5545, or that programs read differently."""
    freq, days = parts["FREQ"], parts.get("BYDAY", "")
    only = {
        "BYWEEKNO": ("YEARLY",),
        "BYYEARDAY": ("YEARLY",),
        "BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY"),
    }
    for name, allowed in only.items():
        if name in parts and freq not in allowed:
            raise RuleError(f"{name} does not go with FREQ={freq}")
    if "COUNT" in parts and "UNTIL" in parts:
        raise RuleError("COUNT and UNTIL are two ends: say one of them")
    counted = [word for word in days.split(",") if len(word) > 2]
    if counted and (freq not in {"MONTHLY", "YEARLY"} or "BYWEEKNO" in parts):
        raise RuleError(f"BYDAY={counted[0]}: days are counted in a month or a year only")
    if counted and len(counted) < len(days.split(",")):
        raise RuleError(f"BYDAY={days} mixes counted days with others: write two rules")
    if "BYWEEKNO" in parts and not days:
        raise RuleError("BYWEEKNO needs the day of the week: write BYDAY=MO as well")
    if "BYSETPOS" in parts and not any(
        name.startswith("BY") and name != "BYSETPOS" for name in parts
    ):
        raise RuleError("BYSETPOS chooses among the days of another BY... part: say which")


def _freq(value: str) -> str:
    if value in _WITHIN_A_DAY:
        raise RuleError(f"FREQ={value} recurs within a day: it is DAILY at the most often")
    if value not in FREQUENCIES:
        raise RuleError(f"FREQ={value} is none: it is {', '.join(FREQUENCIES)}")
    return value


def _number(name: str, most: int) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not re.fullmatch(r"[0-9]{1,6}", value) or not 1 <= int(value) <= most:
            raise RuleError(f"{name}={value} is none: it is a number from 1 to {most}")
        return str(int(value))

    return read


def _numbers(name: str, most: int, *, signed: bool = True) -> Callable[[str], str]:
    def read(value: str) -> str:
        words = value.split(",")
        form = r"[+-]?[0-9]{1,3}" if signed else r"[0-9]{1,3}"
        if not all(re.fullmatch(form, word) and 1 <= abs(int(word)) <= most for word in words):
            below = f" or -1 to -{most}" if signed else ""
            raise RuleError(f"{name}={value} is none: each is 1 to {most}{below}")
        return ",".join(str(number) for number in sorted({int(word) for word in words}))

    return read


def _weekdays(value: str) -> str:
    days: set[tuple[int, int]] = set()
    for word in value.split(","):
        match = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", word)
        if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 53):
            raise RuleError(f"BYDAY={word} is no day: write MO to SU, or -1FR for the last Friday")
        days.add((int(match[1] or 0), DAYS.index(match[2])))
    return ",".join(f"{count or ''}{DAYS[day]}" for count, day in sorted(days))


def _weekday(value: str) -> str:
    if value not in DAYS:
        raise RuleError(f"WKST={value} is no day: it is MO to SU")
    return value


def _until(value: str) -> str:
    match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?", value, re.ASCII)
    try:
        day = date(*map(int, match.groups()[:3])) if match is not None else None
    except ValueError:
        day = None
    if day is None:
        raise RuleError(f"UNTIL={value} is no day: write UNTIL=20271231")
    return day.isoformat().replace("-", "")


_READ: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "FREQ": _freq,
        "INTERVAL": _number("INTERVAL", _MOST_APART),
        "BYMONTH": _numbers("BYMONTH", 12, signed=False),
        "BYWEEKNO": _numbers("BYWEEKNO", 53),
        "BYYEARDAY": _numbers("BYYEARDAY", 366),
        "BYMONTHDAY": _numbers("BYMONTHDAY", 31),
        "BYDAY": _weekdays,
        "BYSETPOS": _numbers("BYSETPOS", 366),
        "WKST": _weekday,
        "COUNT": _number("COUNT", _MOST_TIMES),
        "UNTIL": _until,
    }
)
"""What reads each part of a rule, in the order in which they are kept."""
