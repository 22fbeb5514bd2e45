"""This file reads plain typed values: numbers, tags, yes or no, one of several words."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from types import MappingProxyType
from typing import Final

from pmtui.model.benefits.discount_rates import RateError, rate_steps
from pmtui.model.entities.entity import MINOR_UNITS
from pmtui.model.recurring.plain_forms import read_rule
from pmtui.model.recurring.rules import AmbiguousRuleError, RuleError
from pmtui.query.error import AmbiguousError, QueryError, UnderstoodError, did_you_mean, listed
from pmtui.query.values.numerals import numerals, plain_marks, signed, typed_number

YES: Final = frozenset({"yes", "y", "true", "on", "1"})
"""What people type for a field that holds."""
NO: Final = frozenset({"no", "n", "false", "off", "0"})
"""What people type for a field that does not hold."""

_DECIMAL_COMMA: Final = re.compile(r"\d,\d")
_SPACE_BETWEEN: Final = re.compile(r"\d\s+[\d.]")
_SEPARATORS: Final = re.compile(r"[\s,]+")
_COLOURS: Final = MappingProxyType({"green": "G", "amber": "A", "red": "R"})


def one_of(typed: str, options: Sequence[str]) -> str:
    """The option a text means: written out, or its unique start; `on hold` is `on_hold`.

    Raises:
        QueryError: none or several are meant.
    """
    colour = _COLOURS.get(typed.casefold(), "")
    if colour and colour in options:
        return colour
    wanted = _plain(typed)
    found = [option for option in options if option and _plain(option) == wanted]
    found = found or [option for option in options if option and _plain(option).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    names = [option for option in options if option]
    if found:
        raise QueryError(f"{typed!r} can be {' or '.join(found)}")
    hint = did_you_mean(typed, names) if len(names) > 8 else ""
    raise QueryError(f"{typed!r} is not one of {listed(names)}", hint=hint)


def decimal_number(typed: str) -> Decimal:
    """A number with any marks and a percent sign: `12`, `1 200`, `0.5`, `12,5 %`.

    Raises:
        QueryError: it is none, can be read in two ways, or is too large to compare.
    """
    number = typed_number(typed.strip().removesuffix("%"))
    if number.adjusted() > 18:
        raise QueryError(f"{typed!r} is not a number that can be compared")
    return number


def decimal_text(typed: str) -> str:
    """A number as plain text with a point, as scales, scores and rates are kept.

    Raises:
        QueryError: it is none, or can be read in two ways.
    """
    return f"{decimal_number(typed):f}"


def number_words(typed: str) -> tuple[str, ...]:
    """The numbers of a list, with commas or spaces between.

    Raises:
        AmbiguousError: a comma can part two of them or stand before a fraction: `0,1 0,3`.
    """
    if _DECIMAL_COMMA.search(typed) and _SPACE_BETWEEN.search(typed):
        reason = f"{typed!r} can be read in two ways: a comma can part numbers or stand in one"
        raise AmbiguousError(reason, hint="write 0.1 0.3, or 1, 3")
    return words_of(typed)


def currency_code(typed: str) -> str:
    """A code of ISO 4217.

    Raises:
        QueryError: it is none.
    """
    code = typed.upper()
    if code not in MINOR_UNITS:
        raise QueryError(f"{typed!r} is no currency", hint="write a code such as EUR or CHF")
    return code


def exchange_rate(typed: str) -> str:
    """A rate of exchange as decimal text.

    Raises:
        QueryError: it is no number, or not above 0.
    """
    text = decimal_text(typed)
    if Decimal(text) <= 0:
        raise QueryError(f"{typed!r} is no rate of exchange", hint="write one above 0, as 1.08")
    return text


def discount_rate(typed: str) -> str:
    """A discount rate, or rates that decline, as they are kept: `3.5 to 30, 3`.

    Raises:
        QueryError: it is none.
    """
    try:
        rate_steps(typed)
    except RateError as error:
        raise QueryError(str(error)) from None
    return " ".join(typed.replace("%", " ").replace(",", ", ").split()).replace(" ,", ",")


def decimal_percent(typed: str) -> Decimal:
    """A percentage as typed: `60`, `60 %`, `12,5`; `0.5` can be half a percent or half of it all.

    Raises:
        QueryError: it is none, or can be read in two ways.
    """
    text = plain_marks(typed)
    sign, digits = signed(text.removesuffix("%").rstrip())
    readings = numerals(digits)
    if not readings:
        raise QueryError(f"{typed!r} is not a whole number", hint="write 60 or 60%")
    value, places = readings[-1]  # the smaller of two
    if places and value <= 1 and not text.endswith("%"):
        both = f"{value.normalize():f} % or {(value * 100).normalize():f} %"
        raise AmbiguousError(f"{typed!r} can be {both}", hint=_around(value * 100))
    return sign * value


def whole_percent(typed: str) -> int:
    """A whole percentage as typed: `60`, `60 %`.

    Raises:
        QueryError: it is none, is no whole percent, or can be read in two ways.
    """
    value = decimal_percent(typed)
    if value != value.to_integral_value():
        raise UnderstoodError(f"{typed!r} is not a whole number of percent", hint=_around(value))
    return int(value)


def _around(value: Decimal) -> str:
    """The whole percentages beside a share."""
    below, above = int(value), int(value.to_integral_value(ROUND_CEILING))
    return f"write {below}%" if below == above else f"write {below}% or {above}%"


def yes_or_no(typed: str) -> bool:
    """Whether a text says yes.

    Raises:
        QueryError: it says neither yes nor no.
    """
    if typed.casefold() in YES | NO:
        return typed.casefold() in YES
    raise QueryError(f"{typed!r} is neither yes nor no")


def words_of(typed: str) -> tuple[str, ...]:
    """The words of a list, with commas or spaces between."""
    return tuple(word for word in _SEPARATORS.split(typed) if word)


def tag_words(typed: str) -> tuple[str, ...]:
    """Tags as typed, `web, gdpr` or `#web #gdpr`, each once and in their order."""
    words = (word.lstrip("#") for word in words_of(typed))
    return tuple(dict.fromkeys(word for word in words if word))


def recurrence_rule(typed: str) -> str:
    """A rule of RFC 5545, from one or from words such as `every monday`.

    Raises:
        QueryError: it is none, or can be meant in several ways.
    """
    try:
        return read_rule(typed)
    except AmbiguousRuleError as error:
        raise AmbiguousError(str(error)) from error
    except RuleError as error:
        raise QueryError(str(error)) from error


TEXTS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        **dict.fromkeys(("high_score", "moderate_score", "major_score"), decimal_text),
        "rate": exchange_rate,
        "currency": currency_code,
        "discount_rate": discount_rate,
        "rule": recurrence_rule,
    }
)
"""Fields that are kept as text and are a number or a code."""


def _plain(text: str) -> str:
    return text.casefold().replace(" ", "_").replace("-", "_")
