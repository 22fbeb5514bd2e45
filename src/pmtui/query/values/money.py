"""This file reads money as people type it: `1,5m`, `€1.200,50`, `CHF 3'000`, `10 Mio`."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from pmtui.model.entities.currencies import COMMA_GROUPS, DEFAULTING_SIGNS, SIGNS
from pmtui.model.entities.entity import LARGEST, MINOR_UNITS, Money, exponent, money_of
from pmtui.query.error import AmbiguousError, QueryError, UnderstoodError
from pmtui.query.values.numerals import DecimalMark, numerals, plain_marks, signed

SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {
        **dict.fromkeys("k thousand tsd tausend mille".split(), 10**3),
        **dict.fromkeys("m mn mio mln mill million millions millionen".split(), 10**6),
        **dict.fromkeys("b bn mrd mia mld billion billions milliarde milliarden".split(), 10**9),
        **dict.fromkeys("lakh lakhs lac".split(), 10**5),
        **dict.fromkeys("crore crores cr".split(), 10**7),
    }
)
"""Words behind a number that make it larger."""

_BEFORE_A_CURRENCY: Final = MappingProxyType({"t": 10**3})
"""What scales a number only together with a currency: `T€`, `TEUR`."""
_HINT: Final = "write 1200, 1.2m or EUR 3,000"


class TypedAmount(NamedTuple):
    """An amount as it was typed."""

    value: Decimal
    """In major units, its scale multiplied in."""
    currency: str
    """The code that was typed; empty where none was."""


def typed_money(
    text: str, base: str, known: Collection[str] = (), decimal: DecimalMark = ""
) -> Money:
    """Money as it is typed, exact to the minor unit of its currency.

    Args:
        text: `1200`, `1.2m`, `£40.5k`, `EUR 3,000`, `(250)`.
        base: the currency of a bare amount.
        known: the currencies that may be named; any of ISO 4217 where empty.
        decimal: the decimal mark, where the table it stands in decides it.

    Raises:
        QueryError: it is none, can be read in two ways, is finer than the minor unit, too large,
            or in a currency that is not known.
    """
    value, named = typed_amount(text, base, decimal)
    return exact_money(text, value, named or base, base, known)


def exact_money(
    text: str, value: Decimal, currency: str, base: str, known: Collection[str] = ()
) -> Money:
    """Money of a number that was read from a text, exact to the minor unit.

    Raises:
        QueryError: it is finer than that, too large, or in a currency that is not known.
    """
    if known and currency not in known:
        raise UnderstoodError(
            f"{text.strip()!r} is in {currency}, and there is no rate for it",
            hint=f"write it in {base}, or first add a rate: pmtui add rate "
            f'"{currency} rate:... at:today"',
        )
    digits = exponent(currency)
    minor = value.scaleb(digits)
    if abs(minor) > LARGEST:
        raise UnderstoodError(f"{text.strip()!r} is too large to keep exact")
    if minor != minor.to_integral_value():
        reason = f"{text.strip()!r} is too fine: {currency} has {_digits(digits)} after the point"
        raise UnderstoodError(reason, hint="round it")
    return money_of(value, currency)


def typed_amount(text: str, base: str, decimal: DecimalMark = "", unit: int = 1) -> TypedAmount:
    """The number and the currency of an amount; a bare number counts units, such as thousands.

    Three digits behind one mark group a number where its currency decides that: a comma as pmtui
    writes amounts (`EUR 3,000`), or bare where people of the store's currency write so (`1,200`
    in pounds); a point before a sign at the end (`3.000 €`). Else there are two readings.

    Raises:
        QueryError: it is none, or can be read in two ways.
    """
    sign, rest = signed(text)
    head, digits, tail = _parted(rest)
    if head[-1:] in {"+", "-"} and rest == plain_marks(text):
        sign, head = (-sign if head[-1] == "-" else sign), head[:-1].strip()
    if not digits:
        raise QueryError(f"{text.strip()!r} is not an amount", hint=_HINT)
    front, back = _words(head, base), _words(tail, base)
    currencies = {value.currency for value in (front, back) if value is not None and value.currency}
    scales = [value.scale for value in (front, back) if value is not None and value.scale != 1]
    readings = numerals(digits, decimal)
    if front is None or back is None or len(currencies) > 1 or len(scales) > 1 or not readings:
        unknown = head if front is None else tail if back is None else ""
        why = f": {unknown} is no currency" if len(unknown) == 3 and unknown.isalpha() else ""
        raise QueryError(f"{text.strip()!r} is not an amount{why}", hint=_HINT)
    named = next(iter(currencies), "")
    scale = scales[0] if scales else unit
    if len(readings) > 1:
        is_behind = bool(back.currency) and not tail.replace(".", "").strip().isascii()
        if scale != 1 or not _groups(digits, named, base, is_behind=is_behind):
            raise _unclear(
                text.strip(), [sign * reading.value * scale for reading in readings], named or base
            )
    return TypedAmount(sign * readings[0].value * scale, named)


class _AmountWords(NamedTuple):
    currency: str = ""
    scale: int = 1


def _parted(text: str) -> tuple[str, str, str]:
    """What stands before the digits, the digits with their marks, and what stands behind."""
    places = [at for at, mark in enumerate(text) if mark.isascii() and mark.isdigit()]
    if not places:
        return text, "", ""
    first, last = places[0], places[-1] + 1
    if first and text[first - 1] in ".," and not text[: first - 1].strip().isalpha():
        first -= 1
    return text[:first].strip(), text[first:last], text[last:].strip()


def _words(text: str, base: str) -> _AmountWords | None:
    """The currency and the scale that the words beside a number name; None where they do not."""
    typed = text.strip().casefold()
    if not typed:
        return _AmountWords()
    for at in range(len(typed) + 1):
        scale = _scale(typed[:at].strip(" ."))
        money = _currency(typed[at:].strip(), base, text)
        if scale is not None and money is not None:
            return _AmountWords(money, scale)
    for scale_word, scale in _BEFORE_A_CURRENCY.items():
        money = _currency(typed.removeprefix(scale_word).strip(), base, text)
        if typed.startswith(scale_word) and money:
            return _AmountWords(money, scale)
    return None


def _scale(word: str) -> int | None:
    return SCALES.get(word) if word else 1


def _currency(word: str, base: str, text: str) -> str | None:
    """The code that a word names, empty where there is none; None where it is no currency."""
    plain = word.strip(". ")
    if not plain:
        return ""
    if plain.upper() in MINOR_UNITS or plain.upper() == base:
        return plain.upper()
    codes = SIGNS.get(plain)
    if codes is None:
        return None
    if base in codes:
        return base
    if len(codes) == 1 or plain in DEFAULTING_SIGNS:
        return codes[0]
    raise AmbiguousError(f"{text.strip()!r} can be {' or '.join(codes)}", hint="write the code")


def refuse_negative(money: Money, text: str) -> None:
    """Refuse less than nothing, for a field that is never negative.

    Raises:
        UnderstoodError: it is less than nothing.
    """
    if money.amount < 0:
        reason = f"{text.strip()!r} is less than nothing"
        raise UnderstoodError(reason, hint="write it without the minus")


def _unclear(text: str, readings: list[Decimal], currency: str) -> AmbiguousError:
    """What to say of an amount that can be read in two ways; one of them may be too fine."""
    places = exponent(currency)
    whole, fraction = readings
    exact = fraction.quantize(Decimal(1).scaleb(-places))
    if exact == fraction:
        hint = f"write {whole:f} or {exact:f}{'0' if places == 3 else ''}"
        return AmbiguousError(f"{text!r} can be {whole:f} or {exact:f}", hint=hint)
    fine = f"{fraction.normalize():f}, and {currency} has {_digits(places)} after the point"
    return AmbiguousError(
        f"{text!r} can be {whole:f} or {fine}", hint=f"write {whole:f}, or round it"
    )


def _digits(places: int) -> str:
    return f"{places} digits" if places else "no digits"


def _groups(digits: str, named: str, base: str, *, is_behind: bool) -> bool:
    """Whether a mark before three digits can only group them."""
    if exponent(named or base) > 2:
        return False
    if "," in digits:
        return bool(named) or base in COMMA_GROUPS
    return is_behind


def is_money_word(word: str, base: str) -> bool:
    """Whether a word may stand beside a number as its currency or scale: `EUR`, `Mio.`, `€`."""
    try:
        words = _words(plain_marks(word), base)
    except QueryError:
        return True
    return words is not None
