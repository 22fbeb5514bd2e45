"""This file declares what components cost: planned, paid, committed, still to come."""

from collections.abc import Callable, Iterable
from typing import Final

from pmtui.figures.core.amounts import Amount, PostingRates
from pmtui.figures.costs.own_costs import ORDERS_FROM, READS, committed_of
from pmtui.figures.costs.position import CostPosition, cost_position
from pmtui.figures.ledger.own_lines import entries_of_order
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures, Getter
from pmtui.figures.tasks.task_costs import TYPED
from pmtui.model.costing.ledger import LEDGER, ORDERS, LedgerEntry, PurchaseOrder
from pmtui.model.entities.entity import Money

_Part = Callable[[CostPosition], Amount]
_BASE: Final = "money, in the base currency where every line has a rate to it"
_NO_LINES: Final = "no line and no task says anything, or a currency has no rate"
_STANDARD: Final = "PMI Standard for EVM"


def _sum(
    name: str,
    title: str,
    *,
    short: str = "",
    formula: str,
    source: str,
    undefined: str,
    part: _Part,
) -> Figure:
    """A sum of what a component costs by itself and of what is below it."""

    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        position = cost_position(figures, component)
        if name == "actual":
            yield from _spending_sources(figures, component, position)
        if name == "cost_forecast":
            yield from _forecast_parts(figures, component, position)
        else:
            yield Input("by itself", _own(position, name).value)
        for child in figures.live_children(component):
            row = figures.workspace.components[child]
            yield Input(f"{row.key} {row.name}", part(cost_position(figures, child)).value)
        amount = part(position)
        yield Input("figures added up", amount.counted)
        if amount.value is None:
            yield Input("undefined because", amount.reason)

    return Figure(
        id=name,
        table="components",
        title=title,
        short=short,
        help=f"its {title}, with all below it",
        kind="money",
        unit=_BASE,
        formula=formula,
        source=source,
        undefined=undefined,
        reads=READS | PLANNED_FROM,
        read=lambda figures: lambda row: part(cost_position(figures, row.id)).value,
        inputs=inputs,
        looks_back=name == "cost_forecast",
    )


def _own(position: CostPosition, name: str) -> Amount:
    own = position.own
    parts = {
        "actual": own.actual,
        "cost_plan": own.planned,
        "committed": own.committed,
        "cost_to_go": own.to_go,
        "exchange_variance": own.exchange_variance,
    }
    return parts[name]


def _forecast_parts(figures: Figures, component: int, position: CostPosition) -> Iterable[Input]:
    """What was typed as forecast, else what it is added up from."""
    row = figures.workspace.components.get(component)
    if row is not None and row.forecast is not None:
        yield Input(TYPED, row.forecast)
        return
    yield Input("actual cost", position.actual.value)
    yield Input("cost to go", position.to_go.value)


def _spending_sources(figures: Figures, component: int, position: CostPosition) -> Iterable[Input]:
    """Who says what was spent; a typed figure that does not count is named with its reason."""
    row = figures.workspace.components.get(component)
    if row is not None and row.spent is not None:
        how = TYPED if position.is_typed else f"{TYPED}, not counted: the ledger has entries"
        yield Input(how, row.spent)
    if position.is_typed:
        return
    for name, count, amount in position.own.sources:
        yield Input(f"{name} ({count})", amount.value)


def _committed_getter(figures: Figures) -> Getter:
    rates = PostingRates(figures.workspace)

    def committed(order: PurchaseOrder) -> Money | None:
        return committed_of(figures, order, rates)

    return committed


def _committed_inputs(figures: Figures, order_id: int) -> Iterable[Input]:
    order = figures.workspace.rows_of(PurchaseOrder)[order_id]
    yield Input("ordered", order.amount)
    yield Input("state", order.state)
    for entry in entries_of_order(figures.workspace, order_id):
        yield Input(f"{entry.key} {entry.posted} {entry.title}", entry.amount)


def _worth_getter(figures: Figures) -> Getter:
    return PostingRates(figures.workspace).worth


def _worth_inputs(figures: Figures, entry_id: int) -> Iterable[Input]:
    entry, rates = figures.workspace.rows_of(LedgerEntry)[entry_id], PostingRates(figures.workspace)
    yield Input("posted", entry.posted)
    yield Input("amount", entry.amount)
    rate = rates.on(entry.posted).worth.get(entry.amount.currency)
    yield Input(f"rate from {entry.amount.currency} to {rates.base} that day", rate)


FIGURES: Final = (
    _sum(
        "cost_plan",
        "planned cost by lines",
        short="plan",
        formula="cost lines + what tasks are planned to cost, with all below",
        source="PMBOK 6, 7.2",
        undefined=_NO_LINES,
        part=lambda position: position.planned,
    ),
    _sum(
        "actual",
        "actual cost",
        short="actual",
        formula="ledger entries + tasks without one (booked, else work done x rate), with all"
        " below; as typed where no ledger entry is at or below it",
        source=f"AC, {_STANDARD}",
        undefined=_NO_LINES,
        part=lambda position: position.actual,
    ),
    _sum(
        "committed",
        "committed cost",
        formula="open purchase orders - ledger entries that name them, with all below",
        source="PMBOK 6, 12.2",
        undefined="no order is open, or a currency has no rate",
        part=lambda position: position.committed,
    ),
    _sum(
        "cost_to_go",
        "cost to go",
        short="to go",
        formula="forecast as typed - actual cost; else plan - actual of each task and of the rest,"
        " with all below",
        source=f"ETC, bottom up, {_STANDARD}",
        undefined=_NO_LINES,
        part=lambda position: position.to_go,
    ),
    _sum(
        "cost_forecast",
        "forecast",
        formula="as typed, else actual cost + cost to go",
        source=f"EAC = AC + bottom-up ETC, {_STANDARD}",
        undefined="nothing says what is still to come",
        part=lambda position: position.forecast,
    ),
    _sum(
        "exchange_variance",
        "exchange variance",
        short="exchange",
        formula="sum of ledger entries at the rate of their posting day - the same at the rate of"
        " the day the baseline was taken, with all below",
        source="IAS 21",
        undefined="nothing was paid in another currency, or no baseline says the plan rate",
        part=lambda position: position.exchange_variance,
    ),
    Figure(
        id="committed",
        table=ORDERS.name,
        title="committed cost",
        help="what of it the ledger does not show yet",
        kind="money",
        unit="money of the order",
        formula="its amount - ledger entries that name it, at least 0; 0 unless it is open",
        source="PMBOK 6, 12.2",
        undefined="it has no amount, or a currency it was paid in has no rate",
        reads=ORDERS_FROM,
        read=_committed_getter,
        inputs=_committed_inputs,
    ),
    Figure(
        id="worth",
        table=LEDGER.name,
        title="worth in the base currency",
        help="what it counts for where amounts are added up",
        kind="money",
        unit="money, in the base currency",
        formula="amount x rate of the day it was posted, rounded half up",
        source="IAS 21, 21",
        undefined="its currency has no rate on the day it was posted",
        reads=ORDERS_FROM,
        read=_worth_getter,
        inputs=_worth_inputs,
    ),
)
"""Costs of components: planned, paid, committed, to go; what an order and an entry come to."""
