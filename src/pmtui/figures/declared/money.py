"""This file declares the money of a component: what it may cost, and what that is compared with."""

from collections.abc import Callable, Iterable
from typing import Final

from pmtui.figures.core.amounts import Amount, difference
from pmtui.figures.costs.last_forecast import (
    FORECAST_FROM,
    NO_STATUS,
    forecast_change,
    last_forecast,
    last_points,
    last_spent,
)
from pmtui.figures.costs.position import BUDGETED_FROM, cost_position, current_budget
from pmtui.figures.sheet.declaration import Figure, Input, Inputs, Read
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures, Getter
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Money

_TYPED: Final = frozenset({"components", "rates", "policy"})
"""The tables of what is only ever typed."""
_BUDGETED: Final = BUDGETED_FROM | PLANNED_FROM
_REPORTED_FROM: Final = FORECAST_FROM | PLANNED_FROM
_Part = Callable[[Figures, int], Amount]


def _sum_inputs(own: Callable[[Component], Money | None], part: _Part) -> Inputs:
    """Gathers one money field: its own figure, or those below."""

    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        row = figures.workspace.components.get(component)
        given = own(row) if row is not None else None
        yield Input("its own", given)
        amount = part(figures, component)
        if given is None:
            for child in figures.live_children(component):
                name = figures.workspace.components[child].name
                yield Input(name, part(figures, child).value)
        yield Input("figures added up", amount.counted)
        if amount.value is None:
            yield Input("undefined because", amount.reason)

    return inputs


def _pair_inputs(first: tuple[str, _Part], second: tuple[str, _Part]) -> Inputs:
    """Gathers two money fields and why they cannot be compared."""

    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        amounts = first[1](figures, component), second[1](figures, component)
        for (name, _part), amount in zip((first, second), amounts, strict=True):
            yield Input(name, amount.value)
        left = difference(*amounts, figures.rates)
        if left.value is None:
            yield Input("undefined because", left.reason)

    return inputs


def _less(first: _Part, second: _Part) -> Read:
    """Reads the first amount less the second."""

    def read(figures: Figures) -> Getter:
        def left(row: Component) -> Money | None:
            amounts = first(figures, row.id), second(figures, row.id)
            return difference(*amounts, figures.rates).value

        return left

    return read


def _sum(
    name: str,
    title: str,
    source: str,
    own: Callable[[Component], Money | None],
    *,
    short: str = "",
) -> Figure:
    """A money field of components that is only ever typed, added up from those below."""

    def part(figures: Figures, component: int) -> Amount:
        amount: Amount = getattr(figures.rollup(component), name)
        return amount

    return Figure(
        id=name,
        table="components",
        title=title,
        short=short,
        help=f"its {title}, else the sum of those below",
        kind="money",
        unit="money",
        formula="its own figure where it has one, else the sum of the components below",
        source=source,
        undefined="nobody gave a figure, or a currency has no rate to the base currency",
        reads=_TYPED,
        read=lambda figures: lambda row: part(figures, row.id).value,
        inputs=_sum_inputs(own, part),
    )


def _forecast(figures: Figures, component: int) -> Amount:
    return cost_position(figures, component).forecast


def _last_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """The status points that say what was forecast."""
    points = last_points(figures, component)
    for point in points:
        row = figures.workspace.components[point.component]
        yield Input(f"{point.key} of {point.data_date}, {row.key} {row.name}", point.eac)
    if not points:
        yield Input("undefined because", NO_STATUS)


def _change_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """What makes a forecast another than last month's: what was spent, and what is to come."""
    now, rates = cost_position(figures, component), figures.rates
    reported, spent = last_forecast(figures, component), last_spent(figures, component)
    yield Input("forecast now", now.forecast.value)
    yield Input("forecast of last month", reported.value)
    yield Input("spent since then", difference(now.actual, spent, rates).value)
    yield Input("still to come then", difference(reported, spent, rates).value)
    yield Input("still to come now", now.to_go.value)
    change = forecast_change(figures, component)
    if change.value is None:
        yield Input("undefined because", change.reason)


FIGURES: Final = (
    _sum(
        "whole_life_cost",
        "whole-life cost",
        "as given",
        lambda row: row.whole_life_cost,
        short="life cost",
    ),
    _sum(
        "benefits_baseline",
        "benefits as approved",
        "as given",
        lambda row: row.benefits_baseline,
        short="benefits",
    ),
    Figure(
        id="variance",
        table="components",
        title="forecast over budget",
        help="its forecast less its budget; over budget is positive",
        kind="money",
        unit="money; over budget is positive",
        formula="forecast - budget = EAC - BAC = -VAC",
        source="PMI Standard for EVM",
        undefined="forecast or budget is unknown",
        reads=_BUDGETED,
        read=_less(_forecast, current_budget),
        inputs=_pair_inputs(("forecast", _forecast), ("budget", current_budget)),
    ),
    Figure(
        id="last_forecast",
        table="components",
        title="forecast of last month",
        short="last fcst",
        help="its forecast as reported by the end of last month",
        kind="money",
        unit="money",
        formula="EAC of the newest status point up to the end of last month, else those below",
        source="EAC, PMI Standard for EVM",
        undefined=NO_STATUS,
        reads=_REPORTED_FROM,
        read=lambda figures: lambda row: last_forecast(figures, row.id).value,
        inputs=_last_inputs,
    ),
    Figure(
        id="forecast_change",
        table="components",
        title="change of the forecast",
        short="change",
        help="its forecast less that of last month; more is positive",
        kind="money",
        unit="money; more is positive",
        formula="forecast - forecast of last month = spent since then + to go now - to go then",
        source="EAC, PMI Standard for EVM",
        undefined=f"{NO_STATUS}, or nothing says a forecast now",
        reads=_REPORTED_FROM,
        read=lambda figures: lambda row: forecast_change(figures, row.id).value,
        inputs=_change_inputs,
        looks_back=True,
    ),
)
"""What the forecast is beside the budget and last month, and what is only ever typed."""
