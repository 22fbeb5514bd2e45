"""This file adds money of several currencies, by the rates of a day, where a sum is defined."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, cast

import msgspec

from pmtui.model.costing.ledger import LedgerEntry
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


class PostingRates:
    """The exchange rates of days, each looked up once.

    Args:
        workspace: whose rates.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[date, Rates] = {}

    @property
    def base(self) -> str:
        """The base currency."""
        return self._workspace.policy.base_currency

    def on(self, day: date) -> Rates:
        """The rates that held on a day; one that is dated later does not touch them."""
        if day not in self._known:
            self._known[day] = rates_at(self._workspace, day)
        return self._known[day]

    def worth(self, entry: LedgerEntry, currency: str = "") -> Money | None:
        """An entry in a currency, rounded half up; None where no rate was known then.

        Args:
            entry: what was posted.
            currency: the base currency where it is left out.
        """
        return in_currency(entry.amount, currency or self.base, self.on(entry.posted))

    def amounts(self, entries: Iterable[LedgerEntry]) -> list[tuple[LedgerEntry, Money]]:
        """Each entry with what of it goes into `total`; none where that is undefined."""
        lines = list(entries)
        worths = [self.worth(entry) for entry in lines]
        if None not in worths:
            return [
                (entry, worth)
                for entry, worth in zip(lines, worths, strict=True)
                if worth is not None
            ]
        is_shared = len({entry.amount.currency for entry in lines}) == 1
        return [(entry, entry.amount) for entry in lines] if is_shared else []

    def total(self, entries: Iterable[LedgerEntry]) -> Amount:
        """Entries added up: each converted and rounded, then added.

        In the base currency where each has a rate of its day; else in their own where they share
        one; else undefined, with the reason.
        """
        lines = list(entries)
        if not lines:
            return NO_AMOUNT
        worths = [self.worth(entry) for entry in lines]
        missing = [line for line, worth in zip(lines, worths, strict=True) if worth is None]
        if not missing:
            total = sum(worth.amount for worth in worths if worth is not None)
            money = Money(total, self.base)
            return Amount((money,), len(lines), money, "")
        sums: dict[str, int] = {}
        for line in lines:
            sums[line.amount.currency] = sums.get(line.amount.currency, 0) + line.amount.amount
        parts = tuple(Money(amount, currency) for currency, amount in sorted(sums.items()))
        if len(parts) == 1:
            return Amount(parts, len(lines), parts[0], "")
        why = f"no rate from {missing[0].amount.currency} to {self.base} on {missing[0].posted}"
        return Amount(parts, len(lines), None, why)
