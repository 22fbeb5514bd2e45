"""This file gathers amounts by currency, each with when it comes and whether it is capital."""

from collections.abc import Mapping

import msgspec

from pmtui.figures.earned_value.flows import MoneyFlow


class Flows(msgspec.Struct, frozen=True):
    """Amounts of one currency that come over time, in minor units."""

    all: tuple[MoneyFlow, ...] = ()
    capital: tuple[MoneyFlow, ...] = ()
    """What of them is an investment; the rest is revenue expenditure."""
    undated: int = 0
    """What nothing says a day of: it comes while its component runs."""
    undated_capital: int = 0


class TimedAmounts:
    """Gathers amounts by currency."""

    def __init__(self) -> None:
        self._all: dict[str, list[MoneyFlow]] = {}
        self._capital: dict[str, list[MoneyFlow]] = {}
        self._undated: dict[str, list[int]] = {}

    def add(self, currency: str, flow: MoneyFlow, *, is_capital: bool = False) -> None:
        """Takes in what comes over time."""
        self._all.setdefault(currency, []).append(flow)
        if is_capital:
            self.add_capital(currency, flow)

    def add_capital(self, currency: str, flow: MoneyFlow) -> None:
        """Says what of something taken in is an investment."""
        self._capital.setdefault(currency, []).append(flow)

    def add_undated(self, currency: str, amount: int, capital: int = 0) -> None:
        """Takes in what has no day."""
        sums = self._undated.setdefault(currency, [0, 0])
        sums[0] += amount
        sums[1] += capital

    def by_currency(self) -> Mapping[str, Flows]:
        """All that was taken in."""
        return {
            currency: Flows(
                tuple(self._all.get(currency, ())),
                tuple(self._capital.get(currency, ())),
                *self._undated.get(currency, (0, 0)),
            )
            for currency in sorted(self._all.keys() | self._undated.keys())
        }
