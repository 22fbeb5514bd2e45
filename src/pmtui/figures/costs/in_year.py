"""This file says what of the money of components comes in this financial year, before it and after.

The year is that of the latest data date or report of what has money. What was typed for the year
counts in it; else baselines, ledger and estimates by their days, own and below added up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.figures.core.amounts import NO_AMOUNT, Amount, amount_of, difference, total_of
from pmtui.figures.costs.cost_flows import TIMED_FROM
from pmtui.figures.costs.period_sums import (
    Typed,
    day_of,
    own_sums,
    times_of,
    typed_in,
    typed_or,
)
from pmtui.figures.costs.running_sums import NO_SUMS, ComponentSums, Sums, steps
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money

_EVER: Final = 10**12
"""Later than any moment."""


class YearMoney(msgspec.Struct, frozen=True, kw_only=True):
    """What of the money of a component, with all below it, comes in one financial year."""

    original: Amount = NO_AMOUNT
    """Its budget as given first."""
    budget: Amount = NO_AMOUNT
    """The current one: with the approved changes of the year."""
    actual: Amount = NO_AMOUNT
    forecast: Amount = NO_AMOUNT
    carry_over: Amount = NO_AMOUNT
    """Budgeted in the years before and not spent in them; negative where more was spent."""
    later: Amount = NO_AMOUNT
    """What of the forecast comes after the year."""


class InYear(msgspec.Struct, frozen=True, kw_only=True):
    """What of the money of all components comes in one financial year."""

    year: tuple[int, int] | None = None
    """Its first and last moment; None where nothing has money."""
    components: Mapping[int, YearMoney] = {}
    """By component, 0 for the whole store."""


class _YearAnswer:
    """What was asked for, until the next edit."""

    def __init__(self) -> None:
        self.known: InYear | None = None

    def next(self, _figures: Figures, _touched: frozenset[tuple[str, int]]) -> "_YearAnswer":
        """Nothing: an edit may change any, and what each component has by itself is kept."""
        return _YearAnswer()


def in_year(figures: Figures) -> InYear:
    """What of the money of all components of a store comes in this financial year."""
    answer = figures.part("money in the year", lambda _sheet: _YearAnswer())
    if answer.known is None:
        answer.known = _in_year(figures)
    return answer.known


def _in_year(figures: Figures) -> InYear:
    times = {row: times_of(figures, row) for row in figures.live_subtree(0)}
    year = max((times[row].year for row in times if _has_money(figures, row)), default=None)
    if year is None:
        return InYear()
    moments = (year[0], year[1], _EVER)
    sums: dict[int, ComponentSums] = {}
    known: dict[int, YearMoney] = {}
    for row_id in reversed((0, *times)):
        below = [child for child in figures.live_children(row_id) if child in known]
        own = total = NO_SUMS
        for child in below:
            total = total + sums[child]
        typed, is_of_year = Typed(), False
        if row_id in times:
            own = own_sums(figures, row_id, times[row_id], moments, use="year")
            typed, is_of_year = typed_in(figures, row_id), times[row_id].year == year
            total = typed_or(total + own, typed, times[row_id], moments)
        sums[row_id] = total
        parts = [known[child] for child in below]
        known[row_id] = _year_money(figures, (own, total), typed, parts, is_of_year=is_of_year)
    return InYear(year=year, components=known)


def _has_money(figures: Figures, component: int) -> bool:
    """Whether a component has money of its own, so that its year is one to look at."""
    row, money = figures.workspace.components[component], figures.money(component)
    typed = (row.budget, row.spent, row.forecast, row.year_budget, row.year_forecast)
    if any(amount is not None for amount in typed):
        return True
    has_parts = next(iter(figures.live_children(component)), 0)
    return not has_parts and bool(money.budget.counted or money.actual.counted)


def _year_money(
    figures: Figures,
    sums: tuple[ComponentSums, ComponentSums],
    typed: Typed,
    below: Sequence[YearMoney],
    *,
    is_of_year: bool,
) -> YearMoney:
    """What a component has in the year and around it: by itself, with what is below, as typed."""
    own, total = sums
    rates = figures.rates

    def part(series: Sums, place: int) -> Amount:
        if not series.all:
            return NO_AMOUNT
        amounts = [Money(steps(line, 3)[place], key) for key, line in series.all.items()]
        return amount_of(amounts, 1, rates)

    def of_year(
        typed_amount: Money | None,
        series: tuple[Sums, Sums],
        parts: Iterable[Amount],
        *,
        is_typed: bool,
    ) -> Amount:
        if typed_amount is not None and is_of_year:
            return amount_of((typed_amount,), 1, rates)
        return part(series[1], 1) if is_typed else total_of((part(series[0], 1), *parts), rates)

    original = of_year(
        typed.year_budget, (own.budget, total.budget), (money.original for money in below),
        is_typed=typed.budget is not None,
    )  # fmt: skip
    budget = total_of((original, part(total.changes, 1)), rates) if total.changes.all else original
    budgeted, spent = part(total.budget + total.changes, 0), part(total.actual, 0)
    return YearMoney(
        original=original,
        budget=budget,
        actual=of_year(
            None, (own.actual, total.actual), (money.actual for money in below),
            is_typed=typed.actual is not None,
        ),
        forecast=of_year(
            typed.year_forecast, (own.actual + own.to_go, total.actual + total.to_go),
            (money.forecast for money in below), is_typed=typed.has_forecast,
        ),
        carry_over=difference(budgeted, spent, rates) if spent.counted else budgeted,
        later=part(total.to_go, 2),
    )  # fmt: skip


_Part = Callable[[YearMoney], Amount]


def _of(figures: Figures, component: int) -> YearMoney:
    return in_year(figures).components.get(component, YearMoney())


def _figure(name: str, title: str, formula: str, part: _Part, *, undefined: str) -> Figure:
    """One amount of the year, with all below it."""

    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        year = in_year(figures).year
        if year is not None:
            yield Input("financial year from", day_of(year[0] + 1))
            yield Input("until", day_of(year[1]))
        row = figures.workspace.components.get(component)
        if row is not None and name in {"year_budget", "year_forecast"}:
            typed = row.year_budget if name == "year_budget" else row.year_forecast
            yield Input("typed for the year of its last report", typed)
        for child in figures.live_children(component):
            below = figures.workspace.components[child]
            yield Input(f"{below.key} {below.name}", part(_of(figures, child)).value)
        amount = part(_of(figures, component))
        if amount.value is None:
            yield Input("undefined because", amount.reason)

    return Figure(
        id=name,
        table="components",
        title=title,
        help=f"{title}, with all below it",
        kind="money",
        unit="money, in the base currency where there is a rate to it",
        formula=formula,
        source="financial year of the policy; PMBOK 6, 7.3",
        undefined=undefined,
        reads=TIMED_FROM,
        read=lambda figures: lambda row: part(_of(figures, row.id)).value,
        inputs=inputs,
    )


def _variance(figures: Figures, component: int) -> Amount:
    money = _of(figures, component)
    return difference(money.forecast, money.budget, figures.rates)


def _variance_inputs(figures: Figures, component: int) -> Iterable[Input]:
    money = _of(figures, component)
    yield Input("forecast of this year", money.forecast.value)
    yield Input("budget of this year", money.budget.value)
    variance = _variance(figures, component)
    if variance.value is None:
        yield Input("undefined because", variance.reason)


_NO_BUDGET: Final = "no budget has a day in it, and none was typed for it"
FIGURES: Final = (
    _figure(
        "year_budget",
        "budget of this year",
        "as typed for it, else budgets by their days in it, own and below; and approved changes by"
        " their days in it",
        lambda money: money.budget,
        undefined=_NO_BUDGET,
    ),
    _figure(
        "year_actual",
        "actual cost of this year",
        "actual cost by its days in it, own and below",
        lambda money: money.actual,
        undefined="nothing says what was spent",
    ),
    _figure(
        "year_forecast",
        "forecast of this year",
        "as typed for it; else actual cost and cost to go by their days in it, own and below",
        lambda money: money.forecast,
        undefined="nothing says what is to come in it",
    ),
    Figure(
        id="year_variance",
        table="components",
        title="forecast over budget of this year",
        help="its forecast of this year less its budget of this year; over budget is positive",
        kind="money",
        unit="money; over budget is positive",
        formula="forecast of this year - budget of this year",
        source="PMI Standard for EVM, for one year",
        undefined="forecast or budget of this year is unknown",
        reads=TIMED_FROM,
        read=lambda figures: lambda row: _variance(figures, row.id).value,
        inputs=_variance_inputs,
    ),
    _figure(
        "carry_over",
        "carried over from years before",
        "budget by its days before this year - actual cost before it; negative where more was"
        " spent",
        lambda money: money.carry_over,
        undefined="no budget has a day before this year",
    ),
    _figure(
        "later_forecast",
        "forecast after this year",
        "cost to go by its days after this year, own and below",
        lambda money: money.later,
        undefined="nothing says what is still to come",
    ),
)
"""The money of components in this financial year and around it."""
