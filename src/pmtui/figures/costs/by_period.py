"""This file gives the money of a scope by period: budget, actual, forecast, what of it is capital.

Budget comes as the baselines in force have it, actual cost when it was paid, and the forecast is
actual cost and what is still to come over the dates that remain. What was typed for a component
takes the shape of what lies below it, else it is spread evenly over its dates. The total is that of
the whole life; what nothing says a day of is left over and stands beside the periods.
"""

from collections.abc import Iterator, Mapping, Sequence
from operator import sub
from typing import Final, Literal

import msgspec

from pmtui.figures.core.amounts import Amount
from pmtui.figures.core.periods import (
    FinancialYear,
    Period,
    PeriodLength,
    financial_year,
    periods_between,
)
from pmtui.figures.costs.period_sums import (
    Times,
    day_of,
    own_sums,
    own_times,
    times_of,
    typed_in,
    typed_or,
)
from pmtui.figures.costs.position import cost_position, current_budget
from pmtui.figures.costs.running_sums import NO_SUMS, ComponentSums, Sums, steps
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.entity import Money

RowName = Literal["budget", "actual", "forecast"]
ROWS: Final[tuple[RowName, ...]] = ("budget", "actual", "forecast")


class PeriodRow(msgspec.Struct, frozen=True, kw_only=True):
    """One sort of money of a component by period, in minor units of the currency of its total."""

    total: Amount
    """Of its whole life."""
    count: int = 0
    """How many periods there are; none where the total is undefined."""
    by_end: Sequence[int] = ()
    """What has come by the end of each period; empty where nothing ever comes."""
    capital_by_end: Sequence[int] = ()
    """What of that is an investment."""
    is_typed: bool = False
    """Whether it was typed, and is spread by what lies below or evenly (`~`)."""

    @property
    def amounts(self) -> tuple[int, ...]:
        """By period; none where the total is undefined."""
        return steps(self.by_end, self.count)

    @property
    def capital(self) -> tuple[int, ...]:
        """What of each period is an investment; the rest is revenue expenditure."""
        return steps(self.capital_by_end, self.count)

    @property
    def revenue(self) -> tuple[int, ...]:
        """What of each period is revenue expenditure."""
        return tuple(map(sub, self.amounts, self.capital))

    def money(self, amount: int, base: str) -> Money:
        """An amount in the currency of the total; in the base currency where that is undefined."""
        return Money(amount, base if self.total.value is None else self.total.value.currency)

    @property
    def undated(self) -> int | None:
        """What of the total lies in no period; None where the total is undefined."""
        if self.total.value is None:
            return None
        return self.total.value.amount - (self.by_end[-1] if self.by_end else 0)


class ByPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """The money of a scope and of the components below it, by period."""

    year: FinancialYear
    periods: tuple[Period, ...]
    rows: Mapping[int, Mapping[RowName, PeriodRow]]
    """By component, 0 for the whole store."""
    is_waiting: bool = False
    """Whether dates are still being worked out."""


class _Answers:
    """What was asked for, until the next edit."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, PeriodLength], ByPeriod] = {}

    def next(self, _figures: Figures, _touched: frozenset[tuple[str, int]]) -> "_Answers":
        """None of them: an edit may change any, and what each component has is kept."""
        return _Answers()


def by_period(figures: Figures, scope: int, length: PeriodLength = "month") -> ByPeriod:
    """The money of a scope by period.

    Args:
        figures: the sheet.
        scope: the component, with everything below it; 0 for the whole store.
        length: of a period; quarters and years are financial ones.
    """
    known = figures.part("money by period", lambda _sheet: _Answers()).known
    if (scope, length) not in known:
        answer = _by_period(figures, scope, length)
        if answer.is_waiting:
            return answer
        known[scope, length] = answer
    return known[scope, length]


def _by_period(figures: Figures, scope: int, length: PeriodLength) -> ByPeriod:
    components = (*figures.live_subtree(scope), *(() if scope else (0,)))
    times = {component: times_of(figures, component) for component in components if component}
    ends = [*_ends(figures, times)]
    periods: tuple[Period, ...] = ()
    year = financial_year(figures.workspace.policy)
    if ends:
        periods = tuple(periods_between(day_of(min(ends) + 1), day_of(max(ends)), length, year))
    moments = tuple(moment(period.last, None, ends=True) for period in periods)
    sums: dict[int, ComponentSums] = {}
    for component in reversed((scope, *(row for row in times if row != scope))):
        total = NO_SUMS
        for child in figures.live_children(component):
            total = total + sums[child] if child in sums else total
        if component:
            total = total + own_sums(figures, component, times[component], moments)
            total = typed_or(total, typed_in(figures, component), times[component], moments)
        sums[component] = total
    rows = {
        component: _rows(figures, component, sums[component], len(periods))
        for component in (scope, *figures.live_subtree(scope))
    }
    is_waiting = figures.rollup(scope).dates.is_waiting
    return ByPeriod(year=year, periods=periods, rows=rows, is_waiting=is_waiting)


def _ends(figures: Figures, times: Mapping[int, Times]) -> Iterator[int]:
    """When the money of some components begins and ends."""
    for component, time in times.items():
        row = figures.workspace.components[component]
        yield from time.whole or ()
        own = own_times(figures, component)
        if row.spent is not None or row.forecast is not None or own.has_undated:
            yield from (*(time.so_far or ()), *(time.rest or ()))
        if row.year_budget is not None or row.year_forecast is not None:
            yield from time.year
        yield from own.ends


def _rows(
    figures: Figures, component: int, sums: ComponentSums, count: int
) -> Mapping[RowName, PeriodRow]:
    position = cost_position(figures, component)
    row = figures.workspace.components.get(component)
    forecast = sums.actual + sums.to_go
    if position.forecast.value is None:
        forecast = sums.year_forecast
    parts: tuple[tuple[RowName, Amount, Sums, bool], ...] = (
        (
            "budget",
            current_budget(figures, component),
            sums.budget + sums.changes,
            row is not None and row.budget is not None,
        ),
        ("actual", position.actual, sums.actual, position.is_typed),
        (
            "forecast",
            position.forecast,
            forecast,
            row is not None and row.forecast is not None,
        ),
    )
    return {
        name: _row(figures, total, kind, count, is_typed=is_typed)
        for name, total, kind, is_typed in parts
    }


def _row(figures: Figures, total: Amount, sums: Sums, count: int, *, is_typed: bool) -> PeriodRow:
    """What comes in each period in the currency of a total, or in the base currency without one."""
    currency = total.value.currency if total.value is not None else figures.rates.base
    if total.value is None and currency not in sums.all:
        return PeriodRow(total=total, is_typed=is_typed)
    return PeriodRow(
        total=total,
        count=count,
        by_end=sums.all.get(currency, ()),
        capital_by_end=sums.capital.get(currency, ()),
        is_typed=is_typed,
    )
