"""This file adds up what a component costs by itself: plan, payments and what is committed."""

from collections.abc import Iterable
from typing import Final

import msgspec

from pmtui.figures.components.baseline_in_force import baseline_in_force
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import (
    NO_AMOUNT,
    Amount,
    amount_of,
    difference,
    in_currency,
    rates_at,
    total_of,
)
from pmtui.figures.core.measured_tables import OF_BASELINES, OF_LEDGER
from pmtui.figures.ledger.own_lines import (
    cost_lines_in,
    entries_in,
    entries_of_order,
    orders_in,
)
from pmtui.figures.ledger.posting_rates import PostingRates
from pmtui.figures.tasks.planned_cost import planned_cost
from pmtui.figures.tasks.task_costs import POSTED, PRICED_FROM, task_actual
from pmtui.model.costing.orders import ORDERS, PurchaseOrder
from pmtui.model.entities.money import Money
from pmtui.model.entities.tasks import Task

READS: Final = PRICED_FROM | OF_BASELINES | {"components", ORDERS.name}
"""The tables from which the costs of components are added up."""
ORDERS_FROM: Final = OF_LEDGER | {ORDERS.name, "rates", "policy"}
"""The tables from which it is told what of an order is committed."""
NO_PLAN_RATE: Final = "no baseline says when it was planned, and by which rate"
"""Why an exchange variance is undefined."""


class OwnCosts(msgspec.Struct, frozen=True, kw_only=True):
    """What a component costs by itself, without those below it."""

    planned: Amount = NO_AMOUNT
    """Its cost lines, and what its tasks are planned to cost."""
    actual: Amount = NO_AMOUNT
    """Its ledger entries, and what its tasks have cost that no entry names."""
    to_go: Amount = NO_AMOUNT
    """What is planned and not paid: task by task, and of what hangs on no task."""
    committed: Amount = NO_AMOUNT
    exchange_variance: Amount = NO_AMOUNT
    """What was paid at the rates of the days it was posted, less the same at the plan rate."""
    sources: tuple[tuple[str, int, Amount], ...] = ()
    """Who says what was spent, of how many entries or tasks, and how much."""
    entries: int = 0
    """Ledger entries among it."""


def own_costs(figures: StoredFigures, component: int) -> OwnCosts:
    """What a component costs by itself, each amount in the base currency where it has a rate.

    Each is converted, rounded half up, then added, so that what lies below adds up exactly.
    """
    workspace = figures.workspace
    entries = list(entries_in(workspace, component))
    rates = PostingRates(workspace)
    by_source: dict[str, list[Amount]] = {}
    planned: list[Amount] = []
    to_go: list[Amount] = []
    for task in figures.tasks_in(component):
        if task.archived or not task.active:
            continue
        plan = worth(figures, planned_cost(figures, task).parts)
        actual = task_actual(figures, task)
        spent = worth(figures, actual.amount.parts) if actual.source != POSTED else actual.amount
        planned.append(plan)
        to_go.append(_left(figures, task, plan, spent))
        if actual.source not in {"", POSTED}:
            by_source.setdefault(actual.source, []).append(spent)
    lines = [line for line in cost_lines_in(workspace, component) if not _live(figures, line.task)]
    plan = worth(figures, [line.amount for line in lines if line.amount is not None])
    loose = rates.total(entry for entry in entries if not _live(figures, entry.task))
    planned.append(plan)
    to_go.append(_floored(difference(plan, loose, figures.rates)) if loose.counted else plan)
    posted = rates.total(entries)
    if entries:
        by_source[POSTED] = [posted]
    sums = {name: total_of(parts, figures.rates) for name, parts in by_source.items()}
    sources = [(name, len(by_source[name]), amount) for name, amount in sums.items()]
    return OwnCosts(
        planned=total_of(planned, figures.rates),
        actual=total_of(sums.values(), figures.rates),
        to_go=total_of(to_go, figures.rates),
        committed=_committed(figures, component, rates),
        exchange_variance=_exchange_variance(figures, component, rates),
        sources=tuple(
            (name, len(entries) if name == POSTED else count, amount)
            for name, count, amount in sources
        ),
        entries=len(entries),
    )


def worth(figures: StoredFigures, amounts: Iterable[Money]) -> Amount:
    """Amounts added up in the base currency, each converted and rounded.

    One without a rate stays as it is, so that the sum says what is missing.
    """
    base, rates = figures.rates.base, figures.rates
    parts = [in_currency(money, base, rates) or money for money in amounts]
    return amount_of(parts, len(parts), rates)


def committed_of(figures: StoredFigures, order: PurchaseOrder, rates: PostingRates) -> Money | None:
    """What of a purchase order the ledger does not show yet; None where that cannot be told.

    In the currency of the order; nothing once it is closed or cancelled, and never below nothing.
    """
    if order.amount is None:
        return None
    if order.state != "ordered" or order.archived:
        return Money(0, order.amount.currency)
    left = order.amount.amount
    for entry in entries_of_order(figures.workspace, order.id):
        paid = rates.worth(entry, order.amount.currency)
        if paid is None:
            return None
        left -= paid.amount
    return Money(max(left, 0), order.amount.currency)


def _live(figures: StoredFigures, task_id: int) -> bool:
    """Whether there is such a task and what it costs counts."""
    task = figures.workspace.tasks.get(task_id)
    return task is not None and task.active and not task.archived


def _left(figures: StoredFigures, task: Task, plan: Amount, spent: Amount) -> Amount:
    """What a task is planned to cost beyond what it has cost; nothing once it is done."""
    if not plan.counted:
        return NO_AMOUNT
    if figures.is_done(task.id):
        return _floored(difference(plan, plan, figures.rates))
    return _floored(difference(plan, spent, figures.rates)) if spent.counted else plan


def _floored(amount: Amount) -> Amount:
    """An amount, nothing where it is below nothing."""
    if amount.value is None or amount.value.amount >= 0:
        return amount
    nothing = Money(0, amount.value.currency)
    return Amount((nothing,), amount.counted, nothing, "")


def _committed(figures: StoredFigures, component: int, rates: PostingRates) -> Amount:
    amounts: list[Money] = []
    for order in orders_in(figures.workspace, component):
        left = committed_of(figures, order, rates)
        if left is None and order.amount is not None:
            why = f"{order.key} {order.title}: no rate from a currency it was paid in"
            return Amount(counted=1, reason=why)
        if left is not None:
            amounts.append(left)
    return worth(figures, amounts)


def _exchange_variance(figures: StoredFigures, component: int, rates: PostingRates) -> Amount:
    """What exchange rates have added to what was paid since it was planned."""
    base = figures.rates.base
    foreign = [
        entry for entry in entries_in(figures.workspace, component) if entry.amount.currency != base
    ]
    if not foreign:
        return NO_AMOUNT
    agreed = baseline_in_force(figures.workspace, component)
    if agreed is None:
        return Amount(counted=len(foreign), reason=NO_PLAN_RATE)
    of_plan = rates_at(figures.workspace, agreed.taken_at)
    total = 0
    for entry in foreign:
        paid, planned = rates.worth(entry), in_currency(entry.amount, base, of_plan)
        if paid is None or planned is None:
            day = entry.posted if paid is None else agreed.taken_at
            why = f"no rate from {entry.amount.currency} to {base} on {day}"
            return Amount(counted=len(foreign), reason=why)
        total += paid.amount - planned.amount
    money = Money(total, base)
    return Amount((money,), len(foreign), money, "")
