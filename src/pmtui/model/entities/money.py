"""This file holds money: whole minor units with a currency, never a float."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from pmtui.model.entities.currencies import MINOR_UNITS

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


Cost = Annotated[Money, Meta(extra={"sign": "never_negative"})]
"""An amount that is never less than nothing: a budget, a price."""


def exponent(currency: str) -> int:
    """Digits after the point in ISO 4217: 2 for most, 0 for JPY, 3 for KWD."""
    return MINOR_UNITS.get(currency, 2)


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
