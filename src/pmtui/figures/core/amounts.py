"""This file adds money of several currencies and says when a sum is not defined."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, cast

import msgspec

from pmtui.model.entities.entity import Money, money_of
from pmtui.model.entities.policy import Rate
from pmtui.model.workspace.workspace import Workspace

NOTHING_GIVEN: Final = "no figure given"
"""Why a sum of nothing is undefined."""


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A sum of money: what went in per currency, and the one value where it is defined."""

    parts: tuple[Money, ...] = ()
    """The sum per currency, by currency code."""
    counted: int = 0
    """How many figures went in."""
    value: Money | None = None
    """The sum in one currency; None where it is not defined."""
    reason: str = NOTHING_GIVEN
    """Why there is no value; empty where there is one."""


NO_AMOUNT: Final = Amount()
"""The sum of no figure at all."""


class Rates(msgspec.Struct, frozen=True):
    """What one unit of each currency is worth in the base currency on a day."""

    base: str
    worth: Mapping[str, Decimal]


def rates_at(workspace: Workspace, today: date) -> Rates:
    """The rates that hold on a day: of each currency the newest dated no later than it."""
    base = workspace.policy.base_currency
    newest: dict[str, tuple[date, Decimal]] = {}
    for row in workspace.rows("rates").values():
        rate = cast("Rate", row)
        worth = _positive(rate.rate)
        known = newest.get(rate.currency)
        if worth is not None and rate.at <= today and (known is None or known[0] <= rate.at):
            newest[rate.currency] = (rate.at, worth)
    worth_of = {currency: worth for currency, (_, worth) in newest.items()}
    return Rates(base, {**worth_of, base: Decimal(1)})


def amount_of(parts: Iterable[Money], counted: int, rates: Rates) -> Amount:
    """The sum of amounts: in their own currency where they share one, else in the base currency.

    Undefined, with the reason, where there is none or where a currency has no rate.
    """
    sums: dict[str, int] = {}
    for money in parts:
        sums[money.currency] = sums.get(money.currency, 0) + money.amount
    if not sums:
        return NO_AMOUNT
    per_currency = tuple(Money(amount, currency) for currency, amount in sorted(sums.items()))
    if len(per_currency) == 1:
        return Amount(per_currency, counted, per_currency[0], "")
    missing = [currency for currency in sorted(sums) if currency not in rates.worth]
    if missing:
        names = ", ".join(missing)
        return Amount(per_currency, counted, None, f"no rate from {names} to {rates.base}")
    try:
        total = sum(money.decimal * rates.worth[money.currency] for money in per_currency)
        return Amount(per_currency, counted, money_of(Decimal(total), rates.base), "")
    except (ValueError, InvalidOperation):
        return Amount(per_currency, counted, None, "the sum is too large to keep exact")


def total_of(amounts: Iterable[Amount], rates: Rates) -> Amount:
    """The sum of sums; undefined where one of them is."""
    given = [amount for amount in amounts if amount.counted]
    if len(given) == 1:
        return given[0]
    counted = sum(amount.counted for amount in given)
    total = amount_of((money for amount in given for money in amount.parts), counted, rates)
    unknown = next((amount for amount in given if amount.value is None), None)
    if unknown is None or (total.counted and total.value is None):
        return total
    return Amount(total.parts, counted, None, unknown.reason)


def difference(first: Amount, second: Amount, rates: Rates) -> Amount:
    """The first less the second; undefined where either is."""
    for amount in (first, second):
        if amount.value is None:
            return Amount(reason=amount.reason)
    taken = (Money(-money.amount, money.currency) for money in second.parts)
    return amount_of((*first.parts, *taken), first.counted + second.counted, rates)


def share_percent(part: Amount, whole: Amount, rates: Rates) -> int | None:
    """`part` in percent of `whole`, rounded half up; None where the whole is nothing."""
    if part.value is None or whole.value is None or whole.value.amount <= 0:
        return None
    top, bottom = part.value, whole.value
    if top.currency == bottom.currency:
        return (200 * top.amount + bottom.amount) // (2 * bottom.amount)
    worth_top, worth_bottom = rates.worth.get(top.currency), rates.worth.get(bottom.currency)
    if worth_top is None or worth_bottom is None:
        return None
    ratio = 100 * top.decimal * worth_top / (bottom.decimal * worth_bottom)
    return int((2 * ratio + 1) // 2)


def in_currency(money: Money, currency: str, rates: Rates) -> Money | None:
    """An amount in another currency, rounded half up; None without a rate, or too large."""
    if money.currency == currency:
        return money
    worth, of_other = rates.worth.get(money.currency), rates.worth.get(currency)
    if worth is None or of_other is None:
        return None
    try:
        return money_of(money.decimal * worth / of_other, currency)
    except ValueError:
        return None


def _positive(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 else None
