"""This file adds up by the ends of periods what a component costs, with all below it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import repeat

import msgspec
from msgspec.structs import replace

from pmtui.figures.core.periods import financial_year
from pmtui.figures.costs.cost_flows import OwnFlows, own_flows
from pmtui.figures.costs.own_costs import planned_by, planned_span
from pmtui.figures.costs.position import cost_position
from pmtui.figures.costs.running_sums import ComponentSums, Sums
from pmtui.figures.costs.task_shares import worth
from pmtui.figures.costs.timed_amounts import Flows
from pmtui.figures.costs.typed_spread import Ends, shaped, spread, spread_around
from pmtui.figures.earned_value.flows import MoneyFlow, accumulated
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment
from pmtui.model.entities.entity import Money


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed of the money of a component, in the base currency; None where nothing was."""

    budget: Money | None = None
    actual: Money | None = None
    to_go: Money | None = None
    """What its forecast leaves to come."""
    year_budget: Money | None = None
    year_forecast: Money | None = None
    has_forecast: bool = False
    """Whether a forecast of its whole life was typed, which counts by period before that."""


def typed_in(figures: Figures, component: int) -> Typed:
    """What was typed of the money of a component, in the base currency."""
    row, position = figures.workspace.components[component], cost_position(figures, component)
    is_forecast = row.forecast is not None and not row.is_given_up

    def typed(money: Money | None) -> Money | None:
        return None if money is None else worth(figures, (money,)).value

    return Typed(
        budget=typed(row.budget),
        actual=position.actual.value if position.is_typed else None,
        to_go=position.to_go.value if is_forecast else None,
        year_budget=typed(row.year_budget),
        year_forecast=None if row.is_given_up else typed(row.year_forecast),
        has_forecast=is_forecast,
    )


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """When the money of a component comes, as far as nothing else says so."""

    whole: Ends | None
    """When it begins and ends as planned; None where that is not known."""
    known: int
    """Its data date, as a moment."""
    year: Ends
    """The financial year of that."""

    @property
    def so_far(self) -> Ends | None:
        """From its start to the data date."""
        return None if self.whole is None else (min(self.whole[0], self.known), self.known)

    @property
    def rest(self) -> Ends | None:
        """From the data date to its end."""
        if self.whole is None:
            return None
        start = max(self.whole[0], self.known)
        return start, max(start + 1, self.whole[1])


def typed_or(
    total: ComponentSums, typed: Typed, times: Times, moments: Sequence[int]
) -> ComponentSums:
    """The sums of a component where what was typed for it stands in place of what lies below.

    A budget leaves its baselines as they are; actual and forecast take the shape of what lies
    below, or are spread evenly.
    """
    budget, actual, to_go = total.budget, total.actual, total.to_go
    year_forecast = total.year_forecast
    if typed.budget is not None and not budget.leads_to(typed.budget.currency):
        budget = _even(typed.budget, typed.year_budget, times, moments)
    if typed.actual is not None:
        actual = _shaped(actual, typed.actual, times.so_far, moments)
    if typed.to_go is not None:
        to_go = _shaped(to_go, typed.to_go, times.rest, moments)
    if typed.year_forecast is not None and not typed.has_forecast:
        money = typed.year_forecast
        year_forecast = _series({money.currency: spread(money.amount, times.year)}, moments)
    return replace(total, budget=budget, actual=actual, to_go=to_go, year_forecast=year_forecast)


def own_sums(
    figures: Figures, component: int, times: Times, moments: Sequence[int], *, use: str = "periods"
) -> ComponentSums:
    """What a component costs by the ends of periods without those below it.

    Args:
        figures: the sheet.
        component: its id.
        times: over which comes what has no days of its own.
        moments: the ends, in order.
        use: for what they are kept, beside those for something else.
    """
    flows = own_flows(figures, component)
    kept = figures.part(f"own costs by {use}", lambda _sheet: _KeptSums()).known
    asked = (times, moments)
    before = kept.get(component)
    if before is None or before[0] is not flows or before[1] != asked:
        budget = _timed(flows.budget, times.whole, moments)
        planned = planned_by(figures, component, moments)
        if planned:
            budget = budget + Sums({planned[0].currency: [money.amount for money in planned]})
        sums = ComponentSums(
            budget=budget,
            changes=_timed(flows.changes, times.whole, moments),
            actual=_timed(flows.actual, times.so_far, moments),
            to_go=_timed(flows.to_go, times.rest, moments),
        )
        before = kept[component] = flows, asked, sums
    return before[2]


class OwnTimes(msgspec.Struct, frozen=True, kw_only=True):
    """When the money of a component comes by its own days."""

    known: int
    """Its data date, as a moment."""
    ends: tuple[int, ...]
    """When its amounts begin and end."""
    has_undated: bool
    """Whether some of its money has no days of its own."""


def own_times(figures: Figures, component: int) -> OwnTimes:
    """When the money of a component comes by its own days, without those below it."""
    flows = own_flows(figures, component)
    kinds = (flows.budget, flows.changes, flows.actual, flows.to_go)
    amounts = [part for kind in kinds for part in kind.values()]
    days = [day for part in amounts for flow in part.all for day in (flow.start, flow.finish)]
    return OwnTimes(
        known=flows.known,
        ends=(*days, *planned_span(figures, component)),
        has_undated=any(part.undated for part in amounts),
    )


def times_of(figures: Figures, component: int) -> Times:
    """When a component runs, and the financial year of its data date, or of its last report."""
    dates, known = figures.rollup(component).dates, own_times(figures, component).known
    row, reported = figures.workspace.components[component], known
    if row.status_date is None and row.reported_at is not None:
        reported = min(known, moment(row.reported_at, None, ends=True))
    year = financial_year(figures.workspace.policy).period(day_of(reported), "year")
    whole = None
    if dates.start is not None and dates.end is not None and dates.start < dates.end:
        whole = dates.start, dates.end
    return Times(
        whole=whole,
        known=known,
        year=(moment(year.first, None), moment(year.last, None, ends=True)),
    )


def day_of(at: int) -> date:
    """The day that ends at a moment, or in which it lies."""
    return date.fromordinal(max(1, (at - 1) // MINUTES_PER_DAY))


class _KeptSums:
    """The own sums of components, and what they are of: they hold while that is the same."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[OwnFlows, tuple[object, ...], ComponentSums]] = {}

    def next(self, _figures: Figures, _touched: frozenset[tuple[str, int]]) -> "_KeptSums":
        """The same: a component whose money comes otherwise is seen by its flows."""
        return self


def _timed(by_currency: Mapping[str, Flows], ends: Ends | None, moments: Sequence[int]) -> Sums:
    """Amounts by the ends of periods, those without a day between two moments."""
    if not by_currency:
        return Sums()
    every: dict[str, list[MoneyFlow]] = {}
    capital: dict[str, list[MoneyFlow]] = {}
    for currency, flows in by_currency.items():
        every[currency] = [*flows.all, *_undated(flows.undated, ends)]
        capital[currency] = [*flows.capital, *_undated(flows.undated_capital, ends)]
    return Sums(_series(every, moments).all, _series(capital, moments).all)


def _undated(amount: int, ends: Ends | None) -> Sequence[MoneyFlow]:
    return spread(amount, ends) if amount else ()


def _series(by_currency: Mapping[str, Sequence[MoneyFlow]], moments: Sequence[int]) -> Sums:
    given = {currency: flows for currency, flows in by_currency.items() if flows}
    return Sums({currency: _come(flows, moments) for currency, flows in given.items()})


def _come(flows: Sequence[MoneyFlow], moments: Sequence[int]) -> list[int]:
    """What has come by each moment, worked out for those at which the flows are under way."""
    first = bisect_left(moments, min([flow.start for flow in flows]))
    last = bisect_left(moments, max([flow.finish for flow in flows]))
    total = sum([flow.total for flow in flows])
    under_way = accumulated(flows, moments[first:last])
    return [*repeat(0, first), *under_way, *repeat(total, len(moments) - last)]


def _even(money: Money, in_year: Money | None, times: Times, moments: Sequence[int]) -> Sums:
    """A typed amount over the dates of its component, and in its year what was typed for that."""
    if in_year is None or in_year.currency != money.currency:
        flows = spread(money.amount, times.whole)
    else:
        flows = spread_around(money.amount, in_year.amount, times.whole, times.year)
    return _series({money.currency: flows}, moments)


def _shaped(sums: Sums, money: Money, ends: Ends | None, moments: Sequence[int]) -> Sums:
    """Sums made so large that they lead to an amount; evenly where there are none."""
    whole = sums.leads_to(money.currency)
    if not whole:
        return _series({money.currency: spread(money.amount, ends)}, moments)
    return Sums(
        *(
            {money.currency: shaped(series[money.currency], whole, money.amount)}
            if money.currency in series
            else {}
            for series in (sums.all, sums.capital)
        )
    )
