"""This file gives planned value, earned value and actual cost of a scope by period: the S-curve."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import add, sub

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.periods import PeriodLength, period_ends
from pmtui.figures.earned_value.scope_performance import ScopePerformance, in_scope
from pmtui.figures.earned_value.standings import Standing, series_of
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment
from pmtui.model.entities.entity import Money


class PeriodValues(msgspec.Struct, frozen=True, gc=False):
    """Cumulative values at the end of a period; None where it is to come or undefined."""

    at: date
    """The last day of the period."""
    pv: Money | None
    ev: Money | None
    ac: Money | None


def series(
    figures: StoredFigures, measured: ScopePerformance, length: PeriodLength = "month"
) -> tuple[PeriodValues, ...]:
    """PV, EV and AC of a scope at the end of every period its baselines span, and to the data date.

    Earned and spent are known to the data date: what is begun is spread evenly by the clock from
    its actual start. The data date itself ends a period.

    Args:
        figures: the sheet.
        measured: how the scope stands.
        length: of a period.
    """
    spans = [span for standing in measured.standings if (span := standing.plan.span) is not None]
    at = measured.at
    if not spans or at is None:
        return ()
    reported = _day_before(at)
    first = _day_before(min(span[0] for span in spans) + 1)
    last = max(reported, _day_before(max(span[1] for span in spans)))
    days = period_ends(first, last, length)
    days = sorted({*days, reported}) if first <= reported else days
    moments = [moment(day, None, ends=True) for day in days]
    moments = [at if day == reported else end for day, end in zip(days, moments, strict=True)]
    known = [end for end in moments if end <= at]
    sums = figures.part("earned series", lambda _sheet: _Series()).of(
        figures, measured, (tuple(moments), len(known))
    )
    planned, earned, spent = sums
    now, latest = measured.now, len(known) - 1
    has_pv, has_ev = now.pv.value is not None, now.ev.value is not None
    has_ac = now.ac.value is not None and not measured.is_typed
    points: list[PeriodValues] = []
    for place, day in enumerate(days):
        is_known = place <= latest
        ac = _money(measured, spent, place) if is_known and has_ac else None
        if place == latest and measured.is_typed:
            ac = now.money(now.ac)
        points.append(
            PeriodValues(
                day,
                _money(measured, planned, place) if has_pv else None,
                _money(measured, earned, place) if is_known and has_ev else None,
                ac,
            )
        )
    return tuple(points)


def _money(measured: ScopePerformance, values: Sequence[int], place: int) -> Money:
    return Money(values[place], measured.currency)


_Moments = tuple[tuple[int, ...], int]
"""The ends of periods, and how many of them are known to what was earned and spent."""
_Sums = tuple[list[int], list[int], list[int]]
"""Planned, earned and spent by the ends of periods."""


class _Series:
    """The series of components, kept until they stand otherwise, and the sums of scopes.

    What is kept is known by the standing it is of, so it holds for every sheet that has that one.
    """

    def __init__(self) -> None:
        self._of: dict[int, tuple[object, object, _Sums]] = {}
        self._totals: dict[int, tuple[ScopePerformance, object, _Sums]] = {}

    def next(self, _figures: StoredFigures, _touched: frozenset[tuple[str, int]]) -> "_Series":
        """The same: a component that stands otherwise is seen by its standing."""
        return self

    def of(self, figures: StoredFigures, measured: ScopePerformance, moments: _Moments) -> _Sums:
        """The sums of a scope: those before the last edit, but for components that moved."""
        wanted = moments, measured.currency, figures.rates
        before, moved = self._totals.get(measured.scope), None
        if before is not None and before[1] == wanted:
            moved = _moved(before[0], measured)
        if before is None or moved is None or 2 * len(moved) > len(measured.standings):
            totals = self._summed(figures, measured, moments)
        else:
            totals = before[2]
            for place in moved:
                totals = _with(totals, self._one(figures, before[0], place, moments), sub)
                totals = _with(totals, self._one(figures, measured, place, moments), add)
        self._totals[measured.scope] = measured, wanted, totals
        return totals

    def _summed(
        self, figures: StoredFigures, measured: ScopePerformance, moments: _Moments
    ) -> _Sums:
        """The sums of a scope anew: in one go what is in its currency, the rest one by one.

        An amount of another currency is that of its component, converted and then added.
        """
        own: list[Standing] = []
        foreign: list[int] = []
        for place, standing in enumerate(measured.standings):
            if standing.plan.currency == measured.currency:
                own.append(standing)
            else:
                foreign.append(place)
        totals = series_of(own, *moments)
        for place in foreign:
            totals = _with(totals, self._one(figures, measured, place, moments), add)
        return totals

    def _one(
        self, figures: StoredFigures, measured: ScopePerformance, place: int, moments: _Moments
    ) -> _Sums:
        standing = measured.standings[place]
        known = self._of.get(standing.component)
        wanted = moments, measured.currency, figures.rates
        if known is not None and known[0] is standing and known[1] == wanted:
            return known[2]
        planned, earned, spent = (
            in_scope(figures, measured, place, values)
            for values in series_of((standing,), *moments)
        )
        sums = planned, earned, spent
        self._of[standing.component] = standing, wanted, sums
        return sums


def _moved(before: ScopePerformance, after: ScopePerformance) -> Sequence[int] | None:
    """The places of components that stand otherwise; None where they are not the same ones."""
    old, new = before.standings, after.standings
    if [row.component for row in old] != [row.component for row in new]:
        return None
    return [place for place, row in enumerate(new) if row is not old[place]]


def _with(totals: _Sums, other: _Sums, work: Callable[[int, int], int]) -> _Sums:
    planned, earned, spent = (
        [*map(work, total, values)] for total, values in zip(totals, other, strict=True)
    )
    return planned, earned, spent


def _day_before(at: int) -> date:
    """The day that a moment ends, or lies in."""
    return date.fromordinal((at - 1) // MINUTES_PER_DAY)
