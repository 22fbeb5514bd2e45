"""This file holds money: whole minor units with a currency, never a float."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

import msgspec

_EXPONENTS: Final = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}
_SCALES: Final = {"k": 3, "m": 6, "bn": 9, "b": 9}
_SYMBOLS: Final = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY"}
LARGEST: Final = (1 << 53) - 1
"""Most minor units kept, so that any JSON reader keeps them exact."""


class Money(msgspec.Struct, frozen=True, gc=False, order=False):
    """An amount in minor units (cents, pence) of an ISO 4217 currency."""

    amount: int
    currency: str

    @property
    def decimal(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.amount).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            message = f"cannot add {other.currency} to {self.currency} without a rate"
            raise ValueError(message)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + Money(-other.amount, other.currency)


def exponent(currency: str) -> int:
    """Digits after the point in ISO 4217: 2 for most, 0 for JPY, 3 for KWD."""
    return _EXPONENTS.get(currency, 2)


def symbol(currency: str) -> str:
    """The sign of a currency, or its code where it has none of its own."""
    return next((sign for sign, code in _SYMBOLS.items() if code == currency), currency)


def money_of(amount: Decimal, currency: str) -> Money:
    """Money from major units, rounded half up to the currency's minor unit.

    Raises:
        ValueError: the amount is not finite or too large to keep exact.
    """
    if not amount.is_finite():
        message = "an amount must be a finite number"
        raise ValueError(message)
    minor = int(amount.scaleb(exponent(currency)).quantize(Decimal(1), ROUND_HALF_UP))
    if abs(minor) > LARGEST:
        message = f"{amount} {currency} is too large to keep exact"
        raise ValueError(message)
    return Money(minor, currency)


def parse_money(text: str, base_currency: str) -> Money:
    """Money a person typed: `1200`, `1.2m`, `£40.5k`, `EUR 3,000`, `-250 USD`.

    Raises:
        ValueError: says what could not be read.
    """
    currency, rest = _split_currency(text.strip(), base_currency)
    digits = rest.replace(",", "").replace(" ", "").replace("_", "")
    lowered = digits.lower()
    scale = next((s for s in ("bn", "b", "m", "k") if lowered.endswith(s)), "")
    if scale:
        digits = digits[: -len(scale)]
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        message = f"{text!r} is not an amount; write 1200, 1.2m or EUR 3,000"
        raise ValueError(message) from None
    return money_of(amount.scaleb(_SCALES.get(scale, 0)), currency)


def _split_currency(text: str, base_currency: str) -> tuple[str, str]:
    for symbol, code in _SYMBOLS.items():
        if symbol in text:
            return code, text.replace(symbol, "")
    head, tail = text[:3], text[-3:]
    if head.isalpha() and head.isascii() and len(head) == 3 and head.isupper():
        return head, text[3:]
    if tail.isalpha() and tail.isascii() and len(tail) == 3 and tail.isupper():
        return tail, text[:-3]
    return base_currency, text
