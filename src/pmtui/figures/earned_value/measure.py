"""This file defines numbers that may be undefined, with the reason, and indices made of them."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from pmtui.model.entities.entity import Money

_PLACES: Final = 3
BUDGET_SPENT: Final = "budget spent"
"""Why there is no cost performance that would keep a budget: it is used up."""
NO_PV: Final = "nothing was planned by then: PV is 0"
NO_AC: Final = "nothing has been spent: AC is 0"
NO_EV: Final = "nothing has been earned: EV is 0"
NO_BAC: Final = "there is no budget: BAC is 0"
NOTHING_TO_SPEND: Final = "nothing is left to spend: EAC - AC is 0"


class Measure(msgspec.Struct, frozen=True, gc=False):
    """An exact number, or why there is none; never infinite.

    Money is in minor units, an index a plain ratio.
    """

    value: Fraction | None = None
    reason: str = ""
    """Why there is no value; empty where there is one."""

    @property
    def minor(self) -> int | None:
        """The value as a whole number, rounded half away from nought; None where undefined."""
        return None if self.value is None else rounded(self.value)

    def decimal(self, places: int) -> Decimal | None:
        """The value with so many decimal places, rounded half away from nought."""
        if self.value is None:
            return None
        return Decimal(f"{rounded(self.value * 10**places)}E-{places}")

    @property
    def index(self) -> Decimal | None:
        """The value as indices are shown: with three decimal places."""
        return self.decimal(_PLACES)

    def __add__(self, other: "Measure") -> "Measure":
        return _both(self, other, lambda first, second: first + second)

    def __sub__(self, other: "Measure") -> "Measure":
        return _both(self, other, lambda first, second: first - second)

    def __mul__(self, other: "Measure") -> "Measure":
        return _both(self, other, lambda first, second: first * second)


def known(value: int | Fraction | Decimal) -> Measure:
    """A number that is there."""
    return Measure(Fraction(value))


def undefined(reason: str) -> Measure:
    """A number that is not there, and why."""
    return Measure(None, reason)


def quotient(top: Measure, bottom: Measure, when_nought: str) -> Measure:
    """One number by another; undefined, for the reason given, where the divisor is nought."""
    if bottom.value == 0 and top.value is not None:
        return undefined(when_nought)
    return _both(top, bottom, lambda first, second: first / second)


def added(measures: Iterable[Measure]) -> Measure:
    """The sum of numbers; where one is undefined, its reason goes on. As `+`, for many."""
    whole, rest = 0, Fraction(0)
    for measure in measures:
        value = measure.value
        if value is None:
            return measure
        if value.denominator == 1:
            whole += value.numerator
        else:
            rest += value
    return known(whole + rest)


def rounded(value: Fraction) -> int:
    """A number as a whole one, halves away from nought."""
    top, bottom = value.numerator, value.denominator
    if bottom == 1:
        return top
    whole = (2 * abs(top) + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole


def _both(
    first: Measure, second: Measure, work: Callable[[Fraction, Fraction], Fraction]
) -> Measure:
    """What comes of two numbers; where one is undefined, its reason goes on."""
    if first.value is None:
        return first
    if second.value is None:
        return second
    return Measure(work(first.value, second.value))


_HUNDRED: Final = known(100)


class Performance(msgspec.Struct, frozen=True, gc=False):
    """Budget, planned value, earned value and actual cost at a data date, and what follows.

    All money is of one currency, in minor units. Formulas: PMI Standard for Earned Value
    Management (2019), PMBOK 6 table 7-1.
    """

    bac: Measure
    """Budget at completion: the sum of the budgets in the baseline."""
    pv: Measure
    ev: Measure
    ac: Measure
    currency: str = ""

    def money(self, measure: Measure) -> Money | None:
        """One of its amounts; None where it is undefined."""
        minor = measure.minor
        return None if minor is None else Money(minor, self.currency)

    @property
    def sv(self) -> Measure:
        """Schedule variance: EV - PV."""
        return self.ev - self.pv

    @property
    def cv(self) -> Measure:
        """Cost variance: EV - AC."""
        return self.ev - self.ac

    @property
    def spi(self) -> Measure:
        """Schedule performance index: EV / PV."""
        return quotient(self.ev, self.pv, NO_PV)

    @property
    def cpi(self) -> Measure:
        """Cost performance index: EV / AC."""
        return quotient(self.ev, self.ac, NO_AC)

    @property
    def sv_percent(self) -> Measure:
        """Schedule variance in percent of PV."""
        return quotient(self.sv * _HUNDRED, self.pv, NO_PV)

    @property
    def cv_percent(self) -> Measure:
        """Cost variance in percent of EV."""
        return quotient(self.cv * _HUNDRED, self.ev, NO_EV)

    @property
    def percent_complete(self) -> Measure:
        """EV in percent of BAC."""
        return quotient(self.ev * _HUNDRED, self.bac, NO_BAC)

    @property
    def percent_spent(self) -> Measure:
        """AC in percent of BAC."""
        return quotient(self.ac * _HUNDRED, self.bac, NO_BAC)

    @property
    def to_earn(self) -> Measure:
        """The work that remains, at its budget: BAC - EV."""
        return self.bac - self.ev

    @property
    def eac_cpi(self) -> Measure:
        """Estimate at completion where costs go on as they did: AC + (BAC - EV) / CPI."""
        return self.ac + quotient(self.to_earn, self.cpi, NO_EV)

    @property
    def eac_planned(self) -> Measure:
        """Estimate at completion where the rest costs what was planned: AC + BAC - EV."""
        return self.ac + self.to_earn

    @property
    def eac_cpi_spi(self) -> Measure:
        """Estimate at completion where both indices go on: AC + (BAC - EV) / (CPI x SPI)."""
        return self.ac + quotient(self.to_earn, self.cpi * self.spi, NO_EV)

    def eac_bottom_up(self, cost_to_go: Measure) -> Measure:
        """Estimate at completion from a new estimate of the rest: AC + bottom-up ETC."""
        return self.ac + cost_to_go

    @property
    def etc(self) -> Measure:
        """Estimate to complete, of the estimate that lets costs go on: EAC - AC."""
        return self.eac_cpi - self.ac

    @property
    def vac(self) -> Measure:
        """Variance at completion, of the same estimate: BAC - EAC."""
        return self.bac - self.eac_cpi

    @property
    def tcpi_bac(self) -> Measure:
        """The CPI that the rest needs to keep the budget: (BAC - EV) / (BAC - AC)."""
        left = self.bac - self.ac
        if left.value is not None and left.value <= 0:
            return undefined(BUDGET_SPENT)
        return quotient(self.to_earn, left, BUDGET_SPENT)

    @property
    def tcpi_eac(self) -> Measure:
        """The CPI that the rest needs to keep the estimate: (BAC - EV) / (EAC - AC)."""
        return quotient(self.to_earn, self.etc, NOTHING_TO_SPEND)


Part = Callable[[Performance], Measure]
"""One figure of a performance."""
