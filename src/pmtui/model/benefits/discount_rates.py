"""This file reads discount rates: one for good, or rates that decline from step to step."""

from collections.abc import Sequence
from decimal import Context, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from typing import Final

import msgspec

GREEN_BOOK: Final = "3.5 to 30, 3 to 75, 2.5"
"""HM Treasury, The Green Book, annex A6: percent a year to year 30, then to year 75, then on."""
_EXACT: Final = Context(prec=50)
"""Digits of a factor: far below a minor unit for any case."""
_HINT: Final = "write 3.5, or rates with the year each goes to: 3.5 to 30, 3"
_LEAST: Final = Decimal(-100)
_HIGHEST: Final = Decimal(1_000_000)


class RateError(ValueError):
    """Says why a text is no discount rate, and what to write."""


class RateStep(msgspec.Struct, frozen=True):
    """A rate that holds for some years."""

    rate: Decimal
    """A year, as a share: 0.035 for 3.5 %."""
    to_year: int | None = None
    """The last year it holds in, counted from today; None where it holds on."""


RateSteps = tuple[RateStep, ...]


def rate_steps(text: str) -> RateSteps:
    """The rates in a text such as `3.5`, `3.5 %` or `3.5 to 30, 3 to 75, 2.5`: percent a year.

    Raises:
        RateError: it is none, its years do not rise, or a rate takes everything away.
    """
    parts = [part.split() for part in text.replace("%", " ").split(",")]
    steps = tuple(_step(text, words, is_last=words is parts[-1]) for words in parts)
    years = [step.to_year for step in steps if step.to_year is not None]
    if years != sorted(set(years)):
        raise RateError(f"{text!r}: the years must rise from step to step: {_HINT}")
    return steps


def discount_factors(steps: Sequence[RateStep], per_year: int, periods: int) -> tuple[Decimal, ...]:
    """What one unit is worth today that comes after 0, 1, 2 ... periods.

    A rate is that of a whole year; a part of a year counts with the same part as its power.

    Args:
        steps: the rates; the last one holds on.
        per_year: periods in a year.
        periods: up to which period.
    """
    with localcontext(_EXACT):
        return tuple(_factor(steps, Fraction(period, per_year)) for period in range(periods + 1))


def _factor(steps: Sequence[RateStep], years: Fraction) -> Decimal:
    """The product of (1 + rate) ** -years over the steps, as far as each holds."""
    factor, since = Decimal(1), Fraction(0)
    for at, step in enumerate(steps):
        is_last = at == len(steps) - 1 or step.to_year is None
        until = years if is_last else min(years, Fraction(step.to_year or 0))
        length = until - since
        if length > 0:
            factor /= (1 + step.rate) ** (Decimal(length.numerator) / length.denominator)
            since = until
    return factor


def _step(text: str, words: Sequence[str], *, is_last: bool) -> RateStep:
    if len(words) not in {1, 3} or (len(words) == 3 and words[1] != "to"):
        raise RateError(f"{text!r} is no discount rate: {_HINT}")
    if len(words) == 1 and not is_last:
        raise RateError(f"{text!r}: only the last rate holds on: {_HINT}")
    try:
        percent = Decimal(words[0])
    except InvalidOperation:
        raise RateError(f"{text!r} is no discount rate: {_HINT}") from None
    if not percent.is_finite() or not _LEAST < percent < _HIGHEST:
        raise RateError(f"a discount rate of {words[0]} % leaves nothing to count: {_HINT}")
    return RateStep(percent / 100, _year(text, words[2]) if len(words) == 3 else None)


def _year(text: str, word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 4 and int(word)):
        raise RateError(f"{text!r}: {word!r} is no year to count to: {_HINT}")
    return int(word)
