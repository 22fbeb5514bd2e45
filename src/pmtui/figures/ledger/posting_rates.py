"""This file converts what was paid by the rate of the day it was posted, a line at a time."""

from collections.abc import Iterable
from datetime import date

from pmtui.figures.core.amounts import NO_AMOUNT, Amount, Rates, in_currency, rates_at
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace


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
