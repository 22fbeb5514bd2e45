"""This file reads typed numbers, whatever marks group their digits or stand before a fraction."""

import re
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from pmtui.query.error import AmbiguousError, QueryError

DecimalMark = Literal["", ".", ","]
"""What stands before a fraction; empty where nothing around a number says it."""

LONGEST: Final = 40
"""Most characters of a number."""
_SPACES: Final = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)
_UNSEEN: Final = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u2060\ufeff"
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_UNSEEN, None),
        **dict.fromkeys("\u2212\u2012\u2013\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2019\u02bc\u2018\u00b4`", "'"),
    }
)
# Patterns are compiled at their first use: most runs of the program read no number.
_NUMBER: Final = r"[0-9]+(?:[ '_.,][0-9]+)*|[.,][0-9]+"
_MARK: Final = r"[ '_.,]"
_THREES: Final = r"[1-9][0-9]{0,2}(?: [0-9]{3})+"
_INDIAN: Final = r"[1-9][0-9]?(?: [0-9]{2})+ [0-9]{3}"


class Numeral(NamedTuple):
    """One way to read a number."""

    value: Decimal
    places: int = 0
    """How many digits stand behind its decimal mark."""


def plain_marks(text: str) -> str:
    """A text with the spaces, minus signs and apostrophes of all keyboards made alike."""
    return text.translate(_ALIKE).strip()


def numerals(text: str, decimal: DecimalMark = "") -> tuple[Numeral, ...]:
    """The numbers that digits can mean: none, one, or two where one mark has two uses.

    `1.200,50`, `1 200.5`, `1'200` and `12,5` are one number; `1,200` is 1200 or 1.2.

    Args:
        text: digits with marks between them, without a sign.
        decimal: the decimal mark, where the place it stands in decides it.
    """
    if len(text) > LONGEST or re.fullmatch(_NUMBER, text) is None:
        return ()
    marks = re.findall(_MARK, text)
    found: list[Numeral] = []
    if not marks:
        return (Numeral(Decimal(text)),)
    if marks[0] != decimal and _is_grouped(text, marks):
        found.append(Numeral(Decimal(re.sub(_MARK, "", text))))
    mark = marks[-1]
    whole, _, fraction = text.rpartition(mark)
    fits = mark == decimal if decimal else mark in {".", ","}
    if fits and mark not in marks[:-1] and (not marks[:-1] or _is_grouped(whole, marks[:-1])):
        digits = re.sub(_MARK, "", whole) or "0"
        found.append(Numeral(Decimal(f"{digits}.{fraction}"), len(fraction)))
    return tuple(found)


def signed(text: str) -> tuple[int, str]:
    """The sign of a number, before or behind it or as parentheses, and what is left of it."""
    typed = plain_marks(text)
    if typed.startswith("(") and typed.endswith(")"):
        return -1, typed[1:-1].strip()
    if typed[:1] in {"+", "-"}:
        return (-1 if typed[0] == "-" else 1), typed[1:].strip()
    return (-1, typed[:-1].strip()) if typed.endswith("-") else (1, typed)


def two_readings(typed: str, readings: tuple[Numeral, ...]) -> AmbiguousError:
    """What to say of a number that can be read in two ways."""
    texts = [f"{clear_number(reading.value)}" for reading in readings]
    return AmbiguousError(
        f"{typed!r} can be {' or '.join(texts)}", hint=f"write {' or '.join(texts)}"
    )


def typed_number(text: str, decimal: DecimalMark = "") -> Decimal:
    """A number with its sign: `1200`, `1 200,5`, `-0.5`, `(3)`.

    Raises:
        QueryError: it is none, or can be read in two ways.
    """
    sign, rest = signed(text)
    readings = numerals(rest, decimal)
    if len(readings) > 1:
        raise two_readings(text.strip(), readings)
    if not readings:
        raise QueryError(f"{text.strip()!r} is not a number", hint="write 1200 or 0.5")
    return sign * readings[0].value


def typed_whole(text: str, decimal: DecimalMark = "") -> int:
    """A whole number with its sign; a comma can only group its digits: `1,200` is 1200.

    Raises:
        QueryError: it is none.
    """
    sign, rest = signed(text)
    readings = numerals(rest, decimal)
    if len(readings) > 1 and "." in rest:
        raise two_readings(text.strip(), readings)
    if readings and not readings[0].places and readings[0].value < 10**15:
        return sign * int(readings[0].value)
    raise QueryError(f"{text.strip()!r} is not a whole number")


def clear_number(number: Decimal) -> str:
    """A number as it can be typed again; of 1.234 a zero at its end makes it the fraction."""
    text = f"{number.normalize():f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _is_grouped(text: str, marks: list[str]) -> bool:
    """Whether the same mark stands before every three digits, or every two as in India."""
    if len(set(marks)) != 1:
        return False
    plain = text.replace(marks[0], " ")
    return bool(re.fullmatch(_THREES, plain) or (marks[0] == "," and re.fullmatch(_INDIAN, plain)))
