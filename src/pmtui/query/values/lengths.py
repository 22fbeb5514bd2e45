"""This file reads and writes lengths in the unit they are given in: `3d`, `3ed`, `8eh`, `50%`."""

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.model.entities.tasks import LagUnit, LengthUnit
from pmtui.query.dates.names import NUMBERS
from pmtui.query.error import AmbiguousError, QueryError
from pmtui.query.values.numerals import DecimalMark, clear_number, numerals, plain_marks

DAYS_PER_WEEK: Final = 5
"""Working days that `1w` stands for."""
DAYS_PER_MONTH: Final = 20
"""Working days that `1mo` stands for, as MS Project has it."""
LONGEST: Final = (1 << 53) - 1
"""The most minutes that are kept exact."""
HINT: Final = "write 3d, 2h, 1w, 1mo or 90m"

Bare = Literal["", "seconds", "minutes", "hours", "days", "weeks"]
"""What a number without a unit counts; empty where it is refused."""

# Patterns are compiled at their first use: most runs of the program read no length.
_NUMBER: Final = r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,6})?|[0-9][0-9.,'_]{0,18}"
_PART: Final = rf"({_NUMBER})\s*(e?)([^\W\d_]*)\.?\s*\??\s*"
_PARTS: Final = r"[0-9.,]+\s*[^\W\d_]+"
_BARE_UNIT: Final = r"(?i)([0-9]\s*)(?!e)([^\W\d_])"
_SHARE: Final = r"([+-]?)\s*([0-9]{1,9})\s*%"
_ISO: Final = (
    rf"p(?:({_NUMBER})w)?(?:({_NUMBER})d)?"
    rf"(?:t(?:({_NUMBER})h)?(?:({_NUMBER})m)?(?:({_NUMBER})s)?)?"
)
_ISO_UNITS: Final = ("weeks", "days", "hours", "minutes", "seconds")
_HOURS: Final = r"([0-9]{1,5})h([0-5][0-9])"
_CLOCK: Final = r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9]))?"
_IN_WORDS: Final = rf"(half(?: an?)?|{'|'.join(NUMBERS)}) (?=[^\W\d])"
_KIND: Final = r"\b(elapsed|working|business) (?=[^\W\d])"
_UNITS: Final = MappingProxyType(
    {
        **dict.fromkeys("s sec secs second seconds sekunden secondes".split(), "seconds"),
        **dict.fromkeys("m min mins minute minutes minuten".split(), "minutes"),
        **dict.fromkeys("h hr hrs hour hours std stunde stunden heure heures".split(), "hours"),
        **dict.fromkeys("d dy dys day days t tag tage tagen j jour jours".split(), "days"),
        **dict.fromkeys("w wk wks week weeks woche wochen sem semaine semaines".split(), "weeks"),
        **dict.fromkeys("mo mos mon mons month months monat monate mois".split(), "months"),
    }
)


class Length(NamedTuple):
    """A length as it was given."""

    amount: int
    """Minutes of working time or of the clock; percent where it is a share."""
    unit: LagUnit = "work"


@lru_cache(1024)  # a table repeats its lengths in row after row
def read_length(
    text: str, minutes_per_day: int, *, bare: Bare = "", decimal: DecimalMark = ""
) -> Length:
    """A length with its unit; a minus makes a lead.

    Args:
        text: `3d`, `1,5 days`, `2w 3d`, `1mo`, `half a day`, `3h30`, `1:30:00`, `PT16H` of working
            time, `3ed` or `2 elapsed weeks` around the clock, `50%` of a predecessor.
        minutes_per_day: of a working day.
        bare: what a number without a unit counts.
        decimal: the decimal mark, where the table it stands in decides it.

    Raises:
        QueryError: it is none, or can be read in two ways.
    """
    typed = plain_marks(text).casefold()
    if share := re.fullmatch(_SHARE, typed):
        return Length(int(f"{share[1]}{share[2]}"), "percent")
    sign = -1 if typed.startswith("-") else 1
    rest = typed[1:].strip() if typed[:1] in {"+", "-"} else typed
    parts = _iso(rest) or _parts(_in_digits(rest), text.strip(), bare)
    elapsed = {by_clock for _, by_clock, unit in parts}
    if len(elapsed) > 1:
        raise QueryError(f"{text.strip()!r} is partly working time and partly time of the clock")
    by_clock = elapsed.pop()
    sizes = _sizes(MINUTES_PER_DAY if by_clock else minutes_per_day, by_clock=by_clock)
    whole = _minutes(parts, sizes, text.strip(), decimal)
    if whole > LONGEST:
        raise QueryError(f"{text.strip()!r} is too long to keep exact")
    return Length(sign * whole, "elapsed" if by_clock else "work")


@lru_cache(1024)
def typed_unit(text: str, *, bare: Bare = "") -> LengthUnit:
    """The unit that a length which `read_length` takes is given in; empty for days or several.

    `PT16H` is how programs write any length, whatever the unit that people gave it in.
    """
    typed = _in_digits(plain_marks(text).casefold().lstrip("+-").strip())
    if re.fullmatch(_SHARE, typed) or _iso(typed):
        return ""
    units = {unit for _, _, unit in _parts(typed, text.strip(), bare)}
    return _GIVEN.get(units.pop(), "") if len(units) == 1 else ""


def length_text(length: Length, minutes_per_day: int, given: LengthUnit = "") -> str:
    """A length in its own unit: `3d`, `1ed 4eh`, `-50%`; `read_length` reads it back.

    Args:
        length: the length.
        minutes_per_day: of a working day.
        given: the unit it was given in, which is kept where it comes out whole.
    """
    amount, unit = length
    if unit == "percent":
        return f"{amount}%"
    mark = "e" if unit == "elapsed" else ""
    if given and amount:
        size = _sizes(MINUTES_PER_DAY if mark else minutes_per_day, by_clock=bool(mark))[given]
        if amount * 60 % size == 0:
            return f"{amount * 60 // size}{mark}{_LETTERS[given]}"
    days, rest = divmod(abs(amount), MINUTES_PER_DAY if mark else minutes_per_day)
    hours, minutes = divmod(rest, 60)
    counts = ((days, "d"), (hours, "h"), (minutes, "m"))
    parts = [f"{count}{mark}{name}" for count, name in counts if count]
    return ("-" if amount < 0 else "") + (" ".join(parts) or f"0{mark}d")


def as_elapsed(text: str) -> str:
    """A length as it is typed, counted around the clock: `2ed` of `2d`; others stay as they are."""
    marked = re.sub(_BARE_UNIT, r"\1e\2", text)
    return (
        marked if all(re.fullmatch(_PART, value) for value in re.findall(_PARTS, marked)) else text
    )


_GIVEN: Final[Mapping[str, LengthUnit]] = MappingProxyType(
    {"minutes": "minutes", "hours": "hours", "weeks": "weeks", "months": "months"}
)
_LETTERS: Final[Mapping[LengthUnit, str]] = MappingProxyType(
    {"minutes": "m", "hours": "h", "days": "d", "weeks": "w", "months": "mo"}
)


def _iso(rest: str) -> list[tuple[str, bool, str]]:
    """The parts of `pt16h0m0s` or `p1w`; none where it is not written so."""
    found = re.fullmatch(_ISO, rest)
    named = zip(found.groups(), _ISO_UNITS, strict=True) if found else ()
    return [(number, False, unit) for number, unit in named if number]


def _in_digits(rest: str) -> str:
    """A length whose number or kind is written out in the form of the others: `half a day`."""
    found = re.match(_IN_WORDS, rest)
    if found is not None:
        number = "0.5" if found[1].startswith("half") else str(NUMBERS[found[1]])
        rest = f"{number} {rest[found.end() :]}"
    return re.sub(_KIND, lambda kind: "e" if kind[1] == "elapsed" else "", rest)


def _parts(rest: str, text: str, bare: Bare) -> list[tuple[str, bool, str]]:
    if hours := re.fullmatch(_HOURS, rest):
        return [(hours[1], False, "hours"), (hours[2], False, "minutes")]
    if clock := re.fullmatch(_CLOCK, rest):
        if clock[3] or bare:  # a table of hours and minutes: how spreadsheets show lengths
            return [
                (clock[1], False, "hours"),
                (clock[2], False, "minutes"),
                (clock[3] or "0", False, "seconds"),
            ]
        first, second = int(clock[1]), int(clock[2])
        readings = f"{first}h {second}m or {first}m {second}s"
        raise AmbiguousError(f"{text!r} can be {readings}", hint="write which")
    parts: list[tuple[str, bool, str]] = []
    at = 0
    while found := re.match(_PART, rest[at:]):
        number, mark, word = found.groups()
        if not word and not mark and (parts or not bare):
            break
        unit = _UNITS.get(word, "") if word or mark else bare
        if not unit:
            break
        parts.append((number, bool(mark), unit))
        at += found.end()
    if re.fullmatch(_NUMBER, rest) and numerals(rest) and not bare:
        raise QueryError(f"{text!r} has no unit: it can be {rest}d or {rest}h", hint=HINT)
    if not parts or at < len(rest):
        raise QueryError(f"{text!r} is not a duration", hint=HINT)
    return parts


def _minutes(
    parts: Sequence[tuple[str, bool, str]],
    sizes: Mapping[str, int],
    text: str,
    decimal: DecimalMark,
) -> int:
    """The sum of all parts, half a minute rounded up."""
    seconds = sum(_number(name, text, unit, decimal) * sizes[unit] for name, _, unit in parts)
    return math.floor(seconds + 30) // 60


def _number(number: str, text: str, unit: str, decimal: DecimalMark) -> Decimal:
    readings = numerals(number, decimal) or numerals(number)
    if len(readings) > 1:
        both = " or ".join(clear_number(reading.value) for reading in readings)
        raise AmbiguousError(f"{text!r} can be {both} {unit}", hint=f"write {both} {unit}")
    if not readings:
        raise QueryError(f"{text!r} is not a duration", hint=HINT)
    return readings[0].value


def _sizes(day: int, *, by_clock: bool) -> Mapping[str, int]:
    """Seconds of each unit, where a day has some minutes."""
    week, month = (7, 30) if by_clock else (DAYS_PER_WEEK, DAYS_PER_MONTH)
    sizes = {"minutes": 1, "hours": 60, "days": day, "weeks": week * day, "months": month * day}
    return {"seconds": 1} | {unit: size * 60 for unit, size in sizes.items()}
