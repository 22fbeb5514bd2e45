"""This file holds the formulas of earned schedule: how far along in time the earned value is."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

import msgspec

from pmtui.figures.earned_value.measure import NO_EV, Measure, known, quotient, undefined

NOTHING_PLANNED: Final = "nothing is planned over time"
_NOT_BEGUN: Final = "no time has gone by"
_NO_ES: Final = "no schedule has been earned: ES is 0"
_TIME_USED_UP: Final = "planned time used up"


class EarnedSchedule(msgspec.Struct, frozen=True, gc=False):
    """How long was planned, how much time has gone by, and how much of it was earned.

    All times are in one unit, such as weeks or working days. Sources: Lipke, Schedule is
    Different (2003); Vandevoorde and Vanhoucke (2006).
    """

    pd: Measure
    """Planned duration: until PV reaches BAC."""
    at: Measure
    """Actual time: from the start to the data date."""
    es: Measure
    """Earned schedule: when PV should have reached today's EV."""

    @property
    def sv_t(self) -> Measure:
        """Schedule variance in time: ES - AT."""
        return self.es - self.at

    @property
    def spi_t(self) -> Measure:
        """Schedule performance index in time: ES / AT."""
        return quotient(self.es, self.at, _NOT_BEGUN)

    @property
    def eac_planned(self) -> Measure:
        """Duration in the end where the rest takes what was planned (PF = 1): AT + PD - ES."""
        return self.at + (self.pd - self.es)

    @property
    def eac_spi_t(self) -> Measure:
        """Duration in the end where the pace goes on (PF = SPI(t)): AT + (PD - ES) / SPI(t)."""
        return self.at + quotient(self.pd - self.es, self.spi_t, _NO_ES)

    def eac_sci_t(self, cpi: Measure) -> Measure:
        """Duration in the end where pace and cost both go on (PF = SCI(t) = SPI(t) x CPI)."""
        why = NO_EV if cpi.value == 0 else _NO_ES
        return self.at + quotient(self.pd - self.es, self.spi_t * cpi, why)

    @property
    def tspi(self) -> Measure:
        """The SPI(t) that the rest needs to end in time: (PD - ES) / (PD - AT)."""
        left = self.pd - self.at
        if left.value is not None and left.value <= 0:
            return undefined(_TIME_USED_UP)
        return quotient(self.pd - self.es, left, _TIME_USED_UP)


Time = Callable[[EarnedSchedule], Measure]
"""One figure of an earned schedule."""


def earned_schedule(pv: Sequence[int], ev: Measure, at: int | Fraction) -> EarnedSchedule:
    """Earned schedule from planned value by period.

    N is the last period with PV[N] <= EV, and ES = N + (EV - PV[N]) / (PV[N + 1] - PV[N]); once all
    is earned it is the planned duration. Where as much is earned as was planned, ES is AT.

    Args:
        pv: cumulative planned value at the end of periods 1, 2 ...; before them it is 0.
        ev: earned value now.
        at: periods gone by.
    """
    curve = (0, *pv)
    actual = known(at)
    if curve[-1] <= 0:
        nothing = undefined(NOTHING_PLANNED)
        return EarnedSchedule(nothing, actual, nothing)
    duration = bisect_left(curve, curve[-1])
    if ev.value is None:
        return EarnedSchedule(known(duration), actual, ev)
    return EarnedSchedule(known(duration), actual, known(_earned(curve, ev.value, Fraction(at))))


def _earned(curve: Sequence[int], ev: Fraction, at: Fraction) -> Fraction:
    last = curve[-1]
    if ev >= last:
        return Fraction(bisect_left(curve, last))
    whole = bisect_right(curve, ev) - 1
    if whole < 0:
        return Fraction(0)
    first = bisect_left(curve, curve[whole])
    if ev == curve[whole] and first <= at <= whole:
        return at
    return whole + (ev - curve[whole]) / (curve[whole + 1] - curve[whole])
