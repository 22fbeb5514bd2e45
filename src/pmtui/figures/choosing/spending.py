"""This file says what projects are planned to cost by when, where they start later too."""

from collections.abc import Iterator
from datetime import date

import msgspec

from pmtui.figures.core.amounts import in_currency
from pmtui.figures.costs.by_period import by_period
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.measure_dates import moved_by_months
from pmtui.model.entities.entity import Money


class UnknownCostError(ValueError):
    """Says why it is not known what a component costs by when."""


class CostByMonth(msgspec.Struct, frozen=True):
    """What a component costs, in minor units of the base currency."""

    months: tuple[tuple[date, int], ...]
    """By the first day of each month."""
    undated: int = 0
    """What nothing says the day of."""

    def by(self, day: date, later: int = 0) -> int:
        """What has been spent by a day where it all comes some months later.

        What nothing says the day of is spent at once.
        """
        return self.undated + sum(
            amount for first, amount in self.months if moved_by_months(first, later) <= day
        )

    def between(self, first: date, last: date, later: int = 0) -> int:
        """What is spent from one day to another."""
        return sum(
            amount
            for month, amount in self.months
            if first <= moved_by_months(month, later) <= last
        )

    @property
    def total(self) -> int:
        """All of it."""
        return sum(amount for _, amount in self.months) + self.undated


class CostsByMonth:
    """What each component of a scope is planned to cost by month, worked out when first asked.

    Args:
        figures: the sheet.
        scope: the component with all below it; 0 for the whole store.
    """

    def __init__(self, figures: Figures, scope: int) -> None:
        self._figures, self._scope = figures, scope
        self._known: dict[int, CostByMonth] = {}

    def of(self, component: int) -> CostByMonth:
        """What one costs by month.

        Raises:
            UnknownCostError: it has no cost, or that has no rate.
        """
        if component not in self._known:
            months = tuple(self._months(component))
            self._known[component] = CostByMonth(months, self._undated(component))
        return self._known[component]

    def dated(self, component: int) -> CostByMonth:
        """What one costs by month, all of it.

        Raises:
            UnknownCostError: it has no cost, or part of it no day.
        """
        spending = self.of(component)
        if spending.undated:
            raise UnknownCostError("part of its cost has no date: give it a start and a finish")
        return spending

    def _months(self, component: int) -> Iterator[tuple[date, int]]:
        answer = by_period(self._figures, self._scope, "month")
        row = answer.rows[component]["budget"]
        if row.total.value is None:
            raise UnknownCostError(
                f"has no cost by month: {row.total.reason or 'nothing says when'}"
            )
        for period, amount in zip(answer.periods, row.amounts, strict=True):
            if amount:
                yield period.first, self._base(Money(amount, row.total.value.currency))

    def _undated(self, component: int) -> int:
        row = by_period(self._figures, self._scope, "month").rows[component]["budget"]
        if not row.undated or row.total.value is None:
            return 0
        return self._base(Money(row.undated, row.total.value.currency))

    def _base(self, money: Money) -> int:
        rates = self._figures.rates
        converted = in_currency(money, rates.base, rates)
        if converted is None:
            raise UnknownCostError(f"no rate from {money.currency} to {rates.base}")
        return converted.amount
