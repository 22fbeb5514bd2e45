"""This file reads plain typed values: numbers, money, tags, yes or no, one of several words."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from pmtui.model.money import Money, parse_money
from pmtui.query.error import QueryError, listed, near

YES: Final = frozenset({"yes", "y", "true", "on", "1"})
"""What people type for a field that holds."""
NO: Final = frozenset({"no", "n", "false", "off", "0"})
"""What people type for a field that does not hold."""

_WHOLE: Final = re.compile(r"[+-]?\d{1,15}", re.ASCII)
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
    found = [one for one in options if one and _plain(one) == wanted]
    found = found or [one for one in options if one and _plain(one).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    names = [one for one in options if one]
    if found:
        raise QueryError(f"{typed!r} can be {' or '.join(found)}")
    hint = near(typed, names) if len(names) > 8 else ""
    raise QueryError(f"{typed!r} is not one of {listed(names)}", hint=hint)


def whole_number(typed: str) -> int:
    """A whole number, with or without separators: `1200`, `1,200`, `-3`.

    Raises:
        QueryError: it is none.
    """
    digits = typed.replace(",", "").replace("_", "").replace(" ", "")
    if not _WHOLE.fullmatch(digits):
        raise QueryError(f"{typed!r} is not a whole number")
    return int(digits)


def decimal_number(typed: str) -> Decimal:
    """A number with or without separators and a percent sign: `12`, `1,200`, `0.5`, `60%`.

    Raises:
        QueryError: it is none, or too large to compare.
    """
    try:
        number = Decimal(typed.replace(",", "").removesuffix("%").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number.adjusted() > 18:
        raise QueryError(f"{typed!r} is not a number")
    return number


def amount(typed: str, base_currency: str) -> Money:
    """Money as typed: `1200`, `1.2m`, `EUR 3,000`, `£40.5k`.

    Raises:
        QueryError: it is none, or too large to keep exact.
    """
    try:
        return parse_money(typed, base_currency)
    except InvalidOperation:
        raise QueryError(f"{typed!r} is too large to keep exact") from None
    except ValueError as error:
        raise QueryError(str(error)) from None


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


def _plain(text: str) -> str:
    return text.casefold().replace(" ", "_").replace("-", "_")
