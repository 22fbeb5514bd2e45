"""This file compares what components are given with what they will cost."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from pmtui.figures.core.amounts import NO_AMOUNT, Amount, difference
from pmtui.figures.costs.own_costs import READS
from pmtui.figures.costs.position import cost_position
from pmtui.figures.costs.task_shares import worth
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.model.costing.funding import FUNDING, Funding

_READS: Final = READS | PLANNED_FROM | {FUNDING.name}
_BASE: Final = "money, in the base currency where every amount has a rate to it"


def funding_in(figures: Figures, component: int) -> Iterator[Funding]:
    """The funding that counts of a component with all below it; 0 for the whole store.

    What is released from funding that counts here is a part of it.
    """
    workspace = figures.workspace
    if not workspace.rows(FUNDING.name):
        return
    given = {
        funding.id: funding
        for row_id in figures.live_subtree(component)
        for funding in workspace.rows_by(Funding, "component", row_id)
        if funding.is_given
    }
    for funding in given.values():
        if funding.released_from not in given:
            yield funding


def funded(figures: Figures, component: int, by: date = date.max) -> Amount:
    """What a component with all below it is given by a day; of all days unless one is said."""
    given = [funding.amount for funding in funding_in(figures, component) if funding.at <= by]
    return worth(figures, given)


def funding_gap(figures: Figures, component: int) -> Amount:
    """What a component is given less what it is forecast to cost; below nought it is short."""
    given = funded(figures, component)
    if not given.counted:
        return NO_AMOUNT
    return difference(given, cost_position(figures, component).forecast, figures.rates)


def _to_date(figures: Figures, component: int) -> Amount:
    return funded(figures, component, figures.today)


def _funding_inputs(figures: Figures, component: int) -> Iterable[Input]:
    for funding in funding_in(figures, component):
        yield Input(f"{funding.key} {funding.at} {funding.title}", funding.amount)
    amount = funded(figures, component)
    yield Input("figures added up", amount.counted)
    if amount.value is None:
        yield Input("undefined because", amount.reason)


def _gap_inputs(figures: Figures, component: int) -> Iterable[Input]:
    forecast = cost_position(figures, component).forecast
    yield Input("funded", funded(figures, component).value)
    yield Input("forecast by lines", forecast.value)
    gap = funding_gap(figures, component)
    if gap.value is None:
        yield Input("undefined because", gap.reason)


def _figure(
    name: str,
    title: str,
    of: Callable[[Figures, int], Amount],
    *,
    text: str,
    formula: str,
    undefined: str,
    unit: str = _BASE,
    inputs: Callable[[Figures, int], Iterable[Input]] = _funding_inputs,
) -> Figure:
    return Figure(
        id=name,
        table="components",
        title=title,
        help=text,
        kind="money",
        unit=unit,
        formula=formula,
        source="funding limit reconciliation, PMBOK 6, 7.3",
        undefined=undefined,
        reads=_READS,
        read=lambda figures: lambda row: of(figures, row.id).value,
        inputs=inputs,
    )


_NONE: Final = "nothing is given to it or below it, or a currency has no rate"
FIGURES: Final = (
    _figure(
        "funded",
        "funding",
        funded,
        text="what it is given in all, with all below it",
        formula="sum of its funding that is agreed or received, with all below; a release once",
        undefined=_NONE,
    ),
    _figure(
        "funded_to_date",
        "funding to date",
        _to_date,
        text="what it is given by today, with all below it",
        formula="sum of its funding that is agreed or received and begins by today, with all below",
        undefined=_NONE,
    ),
    _figure(
        "funding_gap",
        "funding less forecast",
        funding_gap,
        text="its funding less its forecast; negative is short",
        formula="funding - forecast by lines",
        undefined=f"{_NONE}; or nothing says what is still to come",
        unit="money; negative where it is given less than it will cost",
        inputs=_gap_inputs,
    ),
)
"""What components are given, and what they are short of."""
