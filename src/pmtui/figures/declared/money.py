"""This file declares the money of a component: what it may cost, has cost and will cost."""

from collections.abc import Callable, Iterable
from typing import Final

from pmtui.figures.components.rollup import LINES, Rollup
from pmtui.figures.core.amounts import NO_AMOUNT, Amount, amount_of, difference, total_of
from pmtui.figures.sheet.cost_access import own_money
from pmtui.figures.sheet.declaration import Figure, Getter, Input, Inputs, Read
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.entities.money import Money

_READS: Final = LINES | {"components", "rates", "policy"}
_Part = Callable[[Rollup], Amount]


def _sum_inputs(own: Callable[[Component], Money | None], part: _Part) -> Inputs:
    """Gathers one money field: its own figure, or those below."""

    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        row = figures.workspace.components.get(component)
        given = own(row) if row is not None else None
        yield Input("its own", given)
        amount = part(figures.rollup(component))
        if given is None:
            for child in figures.live_children(component):
                below = part(figures.rollup(child))
                yield Input(figures.workspace.components[child].name, below.value)
        yield Input("figures added up", amount.counted)
        if amount.value is None:
            yield Input("undefined because", amount.reason)

    return inputs


def _pair_inputs(first: tuple[str, _Part], second: tuple[str, _Part]) -> Inputs:
    """Gathers two money fields and why they cannot be compared."""

    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        rollup = figures.rollup(component)
        for name, part in (first, second):
            yield Input(name, part(rollup).value)
        left = difference(first[1](rollup), second[1](rollup), figures.rates)
        if left.value is None:
            yield Input("undefined because", left.reason)

    return inputs


def _less(first: _Part, second: _Part) -> Read:
    """Reads the first amount less the second."""

    def read(figures: Figures) -> Getter:
        def left(row: Component) -> Money | None:
            rollup = figures.rollup(row.id)
            return difference(first(rollup), second(rollup), figures.rates).value

        return left

    return read


def _sum(
    name: str,
    title: str,
    source: str,
    own: Callable[[Component], Money | None],
    part: _Part,
    *,
    short: str = "",
) -> Figure:
    """A money field of components, added up from those below where it is not given."""
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
        reads=_READS,
        read=lambda figures: lambda row: part(figures.rollup(row.id)).value,
        inputs=_sum_inputs(own, part),
    )


def _budget(rollup: Rollup) -> Amount:
    return rollup.budget


def _spent(rollup: Rollup) -> Amount:
    return rollup.spent


def _forecast(rollup: Rollup) -> Amount:
    return rollup.forecast


def _distributed(figures: Figures, component: int) -> Amount:
    """The cost lines of a component and the budgets of those right below it, added up."""
    below = (figures.rollup(child).budget for child in figures.live_children(component))
    return total_of((own_money(figures, component).planned, *below), figures.rates)


def _unallocated(figures: Figures, component: int) -> Amount:
    """What the budget of a component is more than those below it."""
    row = figures.workspace.components.get(component)
    own = row.budget if row is not None else None
    given = amount_of((own,), 1, figures.rates) if own is not None else NO_AMOUNT
    return difference(given, _distributed(figures, component), figures.rates)


def _distributed_inputs(figures: Figures, component: int) -> Iterable[Input]:
    lines = own_money(figures, component).planned
    if lines.counted:
        yield Input("its own cost lines", lines.value)
    for child in figures.live_children(component):
        yield Input(figures.workspace.components[child].name, figures.rollup(child).budget.value)
    amount = _distributed(figures, component)
    if amount.value is None:
        yield Input("undefined because", amount.reason)


def _unallocated_inputs(figures: Figures, component: int) -> Iterable[Input]:
    row = figures.workspace.components.get(component)
    yield Input("its own budget", row.budget if row is not None else None)
    yield Input("distributed", _distributed(figures, component).value)
    left = _unallocated(figures, component)
    if left.value is None:
        yield Input("undefined because", left.reason)


def _year_budget(rollup: Rollup) -> Amount:
    return rollup.year_budget


def _year_forecast(rollup: Rollup) -> Amount:
    return rollup.year_forecast


FIGURES: Final = (
    _sum("budget", "budget", "BAC, PMI Standard for EVM", lambda row: row.budget, _budget),
    _sum("spent", "spent", "AC, PMI Standard for EVM", lambda row: row.spent, _spent),
    _sum("forecast", "forecast", "EAC, PMI Standard for EVM", lambda row: row.forecast, _forecast),
    _sum(
        "year_budget",
        "budget of this year",
        "as given",
        lambda row: row.year_budget,
        _year_budget,
    ),
    _sum(
        "year_forecast",
        "forecast of this year",
        "as given",
        lambda row: row.year_forecast,
        _year_forecast,
    ),
    _sum(
        "whole_life_cost",
        "whole-life cost",
        "as given",
        lambda row: row.whole_life_cost,
        lambda rollup: rollup.whole_life_cost,
        short="life cost",
    ),
    _sum(
        "benefits_baseline",
        "benefits as approved",
        "as given",
        lambda row: row.benefits_baseline,
        lambda rollup: rollup.benefits_baseline,
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
        reads=_READS,
        read=_less(_forecast, _budget),
        inputs=_pair_inputs(("forecast", _forecast), ("budget", _budget)),
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
        reads=_READS,
        read=_less(_year_forecast, _year_budget),
        inputs=_pair_inputs(
            ("forecast of this year", _year_forecast), ("budget of this year", _year_budget)
        ),
    ),
    Figure(
        id="distributed",
        table="components",
        title="distributed budget",
        help="its cost lines and the budgets of the components right below it, added up",
        kind="money",
        unit="money",
        formula="its cost lines + sum of the budgets of the components below",
        source="distributed budget, PMI Standard for EVM",
        undefined="no cost line and no component below has a budget, or a currency has no rate",
        reads=_READS,
        read=lambda figures: lambda row: _distributed(figures, row.id).value,
        inputs=_distributed_inputs,
    ),
    Figure(
        id="unallocated",
        table="components",
        title="unallocated budget",
        help="its own budget less what is distributed below; negative is distributed too often",
        kind="money",
        unit="money; negative where more is distributed than there is",
        formula="its own budget - distributed budget",
        source="undistributed budget, PMI Standard for EVM",
        undefined="it has no budget of its own, or no component below has one",
        reads=_READS,
        read=lambda figures: lambda row: _unallocated(figures, row.id).value,
        inputs=_unallocated_inputs,
    ),
    Figure(
        id="to_go",
        table="components",
        title="cost to go",
        help="its forecast less what is spent",
        kind="money",
        unit="money",
        formula="ETC = EAC - AC = forecast - spent",
        source="PMI Standard for EVM",
        undefined="forecast or spent is unknown",
        reads=_READS,
        read=_less(_forecast, _spent),
        inputs=_pair_inputs(("forecast", _forecast), ("spent", _spent)),
    ),
)
"""Budget, spent, forecast and what lies between them."""
