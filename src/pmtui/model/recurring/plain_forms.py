"""This file reads rules as managers say them: `every 2 weeks on tue`, `monthly on the 15th`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from pmtui.model.recurring.rule_vocabulary import (
    WORKING_DAYS,
    count_of,
    month_of,
    weekday_of,
)
from pmtui.model.recurring.rule_words import two_readings
from pmtui.model.recurring.rules import (
    LONGEST_MONTHS,
    AmbiguousRuleError,
    RuleError,
    normalised,
)

_QUARTER: Final = "QUARTER"
"""A unit of plain forms; rules have months only."""
_UNITS: Final[Mapping[str, tuple[str, int]]] = MappingProxyType(
    {
        "day": ("DAILY", 1),
        "week": ("WEEKLY", 1),
        "month": ("MONTHLY", 1),
        "quarter": (_QUARTER, 1),
        "year": ("YEARLY", 1),
    }
)
_ADVERBS: Final[Mapping[str, tuple[str, int]]] = MappingProxyType(
    {
        "daily": ("DAILY", 1),
        "weekly": ("WEEKLY", 1),
        "fortnightly": ("WEEKLY", 2),
        "monthly": ("MONTHLY", 1),
        "quarterly": (_QUARTER, 1),
        "half-yearly": ("MONTHLY", 6),
        "yearly": ("YEARLY", 1),
        "annually": ("YEARLY", 1),
    }
)
_TWO_WAYS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "biweekly": ("every 2 weeks", "every monday and thursday"),
        "bimonthly": ("every 2 months", "monthly on the 1st and 15th"),
        "biannually": ("every 6 months", "every 2 years"),
        "semiweekly": ("every monday and thursday", "every 2 weeks"),
    }
)
_FILLERS: Final = frozenset({"on", "the", "of", "in", "a", "at"})
_EXAMPLES: Final = (
    "every monday, every 2 weeks on tue, monthly on the 15th, monthly on the last day,"
    " last friday of the month, every quarter, yearly on 1 march, or a rule such as"
    " FREQ=MONTHLY;BYDAY=-1FR"
)
_SKIPS: Final = re.compile(r",? skipping(?: months| years)?(?: without(?: one| it)?)?$")
_UNTIL: Final = re.compile(r",? until (\d{4})-(\d\d)-(\d\d)$", re.ASCII)
_TIMES: Final = re.compile(r",? (?:for )?(\d{1,5}) times$", re.ASCII)


class _Spot(NamedTuple):
    """A day that is meant: of the week, a number in a month, counted, or in a month by name."""

    weekday: str = ""
    """As BYDAY has it; several working days."""
    which: int = 0
    """Which one: -1 for the last; the number in the month where no weekday is given."""
    month: int = 0


def read_rule(text: str) -> str:
    """A rule as people type it, or of RFC 5545, as it is kept.

    Raises:
        AmbiguousRuleError: it can be meant in several ways; says each, and how to write it.
        RuleError: it cannot be read, or is none.
    """
    if "FREQ" in text.upper() or "=" in text:
        return normalised(text)
    plain = " ".join(text.casefold().split())
    plain, end = _ending(plain)
    skips = _SKIPS.search(plain) is not None
    words = _words(_SKIPS.sub("", plain))
    if not words:
        raise RuleError(f"{text!r} says no days: write {_EXAMPLES}")
    unit, apart = _head(text, words)
    unit = _tail(words, unit)
    spots = [_spot(text, part) for part in _listed(words)]
    parts = _compiled(text, unit, apart, spots)
    if not skips:
        _refuse_ambiguous(spots, parts)
    return normalised(";".join(f"{name}={value}" for name, value in {**parts, **end}.items()))


def _ending(plain: str) -> tuple[str, dict[str, str]]:
    """A text without the end it says, and that end."""
    until, times = _UNTIL.search(plain), _TIMES.search(plain)
    if until is not None:
        return plain[: until.start()], {"UNTIL": "".join(until.groups())}
    if times is not None:
        return plain[: times.start()], {"COUNT": times[1]}
    return plain, {}


def _words(plain: str) -> list[str]:
    text = plain.replace(" and ", " , ").replace("&", ",").replace(",", " , ")
    text = re.sub(r"\bhalf[ -]year(ly|s?)\b", r"half-year\1", text)
    text = re.sub(r"\b(working|week|business) ?days?\b", "workday", text)
    return [word for word in text.split() if word not in _FILLERS]


def _head(text: str, words: list[str]) -> tuple[str, int]:
    """How often it says that it is, taken from the front; no unit where it begins with a day."""
    word = words[0]
    if word in _TWO_WAYS:
        readings = " or ".join(_TWO_WAYS[word])
        raise AmbiguousRuleError(f"{text!r} can be meant in two ways: write {readings}")
    if word in _ADVERBS:
        del words[0]
        return _ADVERBS[word]
    if word not in {"every", "each"}:
        return "", 1
    del words[0]
    apart = 1
    if words and words[0] == "other":
        apart = 2
        del words[0]
    elif len(words) > 1 and words[0].isdecimal() and _unit(words[1]):
        apart = int(words.pop(0))
    unit = _unit(words[0]) if words else None
    if unit is not None:
        del words[0]
        return unit[0], unit[1] * apart
    if len(words) > 1 and words[0] == "2nd" and weekday_of(words[1]) and len(words) == 2:
        day = words[1]
        readings = f"every other {day} or second {day} of the month"
        raise AmbiguousRuleError(f"{text!r} can be meant in two ways: write {readings}")
    if apart > 1 and words and weekday_of(words[0]):
        return "WEEKLY", apart
    if apart > 1:
        raise RuleError(f"{text!r}: every other what? write {_EXAMPLES}")
    return "", 1


def _unit(word: str) -> tuple[str, int] | None:
    if word in {"half-year", "half-years"}:
        return "MONTHLY", 6
    return _UNITS.get(word.removesuffix("s"))


def _tail(words: list[str], unit: str) -> str:
    """The unit, where it is said at the end: `last friday of the month`."""
    if len(words) < 2 or words[-1] not in {"month", "quarter", "year", "week"}:
        return unit
    last = words.pop()
    if words[-1] in {"every", "each"}:
        words.pop()
    return _UNITS[last][0] if not unit or unit == _UNITS[last][0] else "?"


def _listed(words: Sequence[str]) -> Iterable[list[str]]:
    part: list[str] = []
    for word in (*words, ","):
        if word == "," and part:
            yield part
            part = []
        elif word != ",":
            part.append(word)


def _spot(text: str, words: list[str]) -> _Spot:
    """The day that a few words name.

    Raises:
        RuleError: they name none.
    """
    month = next((number for word in words if (number := month_of(word))), 0)
    rest = [word for word in words if not month_of(word)]
    if len(words) - len(rest) > 1 or not rest:
        raise RuleError(f"{text!r}: which day? write {_EXAMPLES}")
    if rest == ["workday"]:
        return _Spot(WORKING_DAYS, 0, month)
    count = count_of(rest[0])
    if len(rest) == 1:
        day = weekday_of(rest[0])
        if day and not month:
            return _Spot(day)
        if count > 0:
            return _Spot("", count, month)
    if len(rest) == 2:
        if rest == ["day", rest[1]] and count_of(rest[1]) > 0:
            return _Spot("", count_of(rest[1]), month)
        if count and rest[1] == "day":
            return _Spot("", count, month)
        day = WORKING_DAYS if rest[1] == "workday" else weekday_of(rest[1])
        if count and day:
            return _Spot(day, count, month)
    raise RuleError(f"{text!r}: {' '.join(words)!r} is no day: write {_EXAMPLES}")


def _compiled(text: str, unit: str, apart: int, spots: Sequence[_Spot]) -> dict[str, str]:
    """The parts of a rule of RFC 5545, from how often it is and on which days."""
    if not unit and not spots:
        raise RuleError(f"{text!r} says no days: write {_EXAMPLES}")
    unit = unit or _unit_of(spots)
    parts = {"FREQ": unit, "INTERVAL": str(apart)}
    if unit == _QUARTER:
        parts = {"FREQ": "MONTHLY", "INTERVAL": str(3 * apart)}
    if not spots:
        return parts
    kinds = {(bool(spot.weekday), bool(spot.which), spot.month) for spot in spots}
    if len(kinds) > 1:
        raise RuleError(f"{text!r} says days of several kinds: write two rules")
    ((has_weekday, has_count, month),) = kinds
    if unit == _QUARTER and _is_at_an_edge(spots):
        last = spots[0].which < 0
        parts = {"FREQ": "MONTHLY", "BYMONTH": "3,6,9,12" if last else "1,4,7,10"}
        if apart > 1:
            raise RuleError(f"{text!r}: count in months, such as every 6 months on the last day")
    fits = {"DAILY": False, "WEEKLY": has_weekday and not has_count and not month, "?": False}
    is_clear = fits.get(unit, has_count and not (month and unit != "YEARLY"))
    if unit == "DAILY" and has_weekday and not has_count and not month and apart == 1:
        parts["FREQ"] = "WEEKLY"
        is_clear = True
    if unit == "YEARLY":
        last = spots[0].which < 0
        parts["BYMONTH"] = str(month or (12 if last else 1))
        is_clear = is_clear and (bool(month) or has_weekday or abs(spots[0].which) == 1)
    if not is_clear:
        raise RuleError(f"{text!r}: which day? write {_EXAMPLES}")
    return {**parts, **_days(spots)}


def _unit_of(spots: Sequence[_Spot]) -> str:
    if spots[0].month:
        return "YEARLY"
    return "MONTHLY" if spots[0].which else "WEEKLY"


def _is_at_an_edge(spots: Sequence[_Spot]) -> bool:
    """Whether days are counted in a quarter rather than those of a month by number."""
    return all(spot.weekday or spot.which == -1 for spot in spots)


def _days(spots: Sequence[_Spot]) -> dict[str, str]:
    counts = ",".join(str(spot.which) for spot in spots)
    if not spots[0].weekday:
        return {"BYMONTHDAY": counts}
    if spots[0].weekday == WORKING_DAYS:
        return {"BYDAY": WORKING_DAYS, **({"BYSETPOS": counts} if spots[0].which else {})}
    return {"BYDAY": ",".join(f"{spot.which or ''}{spot.weekday}" for spot in spots)}


def _refuse_ambiguous(spots: Sequence[_Spot], parts: Mapping[str, str]) -> None:
    """Refuse a day that not each month has; programs skip such months, or take their last day."""
    for spot in spots:
        months = [spot.month] if spot.month else range(1, 13)
        shortest = min(28 if month == 2 else LONGEST_MONTHS[month - 1] for month in months)
        is_number = not spot.weekday and spot.which > shortest
        if not is_number or (spot.month and spot.which > LONGEST_MONTHS[spot.month - 1]):
            continue
        raise AmbiguousRuleError(two_readings(parts, spot.which))
