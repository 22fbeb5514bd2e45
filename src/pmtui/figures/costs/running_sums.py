"""This file adds series of what has come by the ends of periods, by currency."""

from collections.abc import Mapping, Sequence
from operator import add, sub
from typing import Final

import msgspec

Series = Mapping[str, Sequence[int]]
"""What has come by the end of each period, by currency, in minor units."""


class Sums(msgspec.Struct, frozen=True):
    """One sort of money by the ends of periods."""

    all: Series = {}
    capital: Series = {}
    """What of it is an investment."""

    def __add__(self, other: "Sums") -> "Sums":
        if not other.all and not other.capital:
            return self
        return Sums(_added(self.all, other.all), _added(self.capital, other.capital))

    def leads_to(self, currency: str) -> int:
        """What has come in the end."""
        values = self.all.get(currency, ())
        return values[-1] if values else 0


class ComponentSums(msgspec.Struct, frozen=True, kw_only=True):
    """What a component costs by the ends of periods, with all below it."""

    budget: Sums = Sums()
    """As given first."""
    changes: Sums = Sums()
    """What approved changes have added to that."""
    actual: Sums = Sums()
    to_go: Sums = Sums()
    year_forecast: Sums = Sums()
    """Forecasts of one year, of those for whose whole life nobody gave one."""

    def __add__(self, other: "ComponentSums") -> "ComponentSums":
        if self is NO_SUMS:
            return other
        return ComponentSums(
            budget=self.budget + other.budget,
            changes=self.changes + other.changes,
            actual=self.actual + other.actual,
            to_go=self.to_go + other.to_go,
            year_forecast=self.year_forecast + other.year_forecast,
        )


NO_SUMS: Final = ComponentSums()
"""What a component costs of which nothing is known; what sums begin with."""


def steps(values: Sequence[int], count: int) -> tuple[int, ...]:
    """What comes in each of some periods, of what has come by the end of each."""
    return tuple(map(sub, values, (0, *values))) if values else (0,) * count


def _added(first: Series, second: Series) -> Series:
    if not second:
        return first
    if not first:
        return second
    sums = dict(first)
    for currency, values in second.items():
        sums[currency] = [*map(add, sums[currency], values)] if currency in sums else values
    return sums
