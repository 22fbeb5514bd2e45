"""This file adds up what a component costs by itself: plan, payments and what is committed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.figures.components.component_dates import baseline_in_force
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import (
    NO_AMOUNT,
    Amount,
    PostingRates,
    Rates,
    amount_of,
    difference,
    in_currency,
    rates_at,
    total_of,
)
from pmtui.figures.core.measured_tables import OF_BASELINES, OF_LEDGER
from pmtui.figures.costs.task_shares import TaskCosts, counts, floored, worth
from pmtui.figures.earned_value.baseline_plans import baseline_plan, money_in
from pmtui.figures.labour.booked_time import booked_in, lines_in
from pmtui.figures.ledger.own_lines import (
    cost_lines_in,
    cost_lines_of_task,
    entries_in,
    entries_of_order,
    orders_in,
)
from pmtui.figures.tasks.task_costs import POSTED, PRICED_FROM, TIMED
from pmtui.model.costing.ledger import ORDERS, CostLine, LedgerEntry, PurchaseOrder
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import Task

READS: Final = PRICED_FROM | OF_BASELINES | {"components", ORDERS.name}
"""The tables from which the costs of components are added up."""
ORDERS_FROM: Final = OF_LEDGER | {ORDERS.name, "rates", "policy"}
"""The tables from which it is told what of an order is committed."""
MANY_TASKS: Final = "too many tasks to add up at every key: the money view (5) does"
"""Why the costs of tasks are left out."""
NO_PLAN_RATE: Final = "no baseline says when it was planned, and by which rate"
"""Why an exchange variance is undefined."""


class OwnCosts(msgspec.Struct, frozen=True, kw_only=True):
    """What a component costs by itself, without those below it."""

    planned: Amount = NO_AMOUNT
    """Its cost lines, and what its tasks are planned to cost."""
    actual: Amount = NO_AMOUNT
    """Its ledger entries and the time booked, and what its tasks have cost that neither names."""
    to_go: Amount = NO_AMOUNT
    """What is planned and not paid: task by task, and of what hangs on no task."""
    committed: Amount = NO_AMOUNT
    exchange_variance: Amount = NO_AMOUNT
    """What was paid at the rates of the days it was posted, less the same at the plan rate."""
    sources: tuple[tuple[str, int, Amount], ...] = ()
    """Who says what was spent, of how many entries or tasks, and how much."""
    entries: int = 0
    """Ledger and time entries among it."""


class LineCosts(msgspec.Struct, frozen=True, kw_only=True):
    """What the lines of a component say of its costs, beside what its tasks cost by themselves."""

    plan: Amount
    """Of the cost lines that hang on no task that counts."""
    loose: Amount
    """What was spent by line on no task that counts."""
    spent: Mapping[str, tuple[int, Amount]]
    """What the ledger and the time booked say was spent: by how many lines, and how much."""
    committed: Amount
    exchange_variance: Amount
    is_over: bool = False
    """Whether nothing more is spent, since the component was given up."""

    def to_go(self, rates: Rates) -> Amount:
        """What of the plan is still to be spent."""
        paid = self.plan if self.is_over else self.loose
        return floored(difference(self.plan, paid, rates)) if paid.counted else self.plan


def own_costs(tasks: TaskCosts, lines: LineCosts, rates: Rates) -> OwnCosts:
    """What a component costs by itself, each amount in the base currency where it has a rate.

    Each is converted, rounded half up, then added, so that what lies below adds up exactly.

    Args:
        tasks: what its tasks cost.
        lines: what its lines say.
        rates: for amounts in several currencies.
    """
    spent = {**tasks.spent, **lines.spent}
    return OwnCosts(
        planned=total_of((tasks.planned, lines.plan), rates),
        actual=total_of((amount for _, amount in spent.values()), rates),
        to_go=total_of((tasks.to_go, lines.to_go(rates)), rates),
        committed=lines.committed,
        exchange_variance=lines.exchange_variance,
        sources=tuple((name, count, amount) for name, (count, amount) in sorted(spent.items())),
        entries=sum(count for count, _ in lines.spent.values()),
    )


def line_costs(figures: StoredFigures, component: int) -> LineCosts:
    """What the cost lines, the ledger, the time booked and the orders of a component say."""
    rates, lines = PostingRates(figures.workspace), loose_lines(figures, component)
    row = figures.workspace.components.get(component)
    posted, timed = [*entries_in(figures.workspace, component)], booked_in(figures, component)
    return LineCosts(
        plan=worth(figures, [line.amount for line in lines if line.amount is not None]),
        loose=rates.total(loose_entries(figures, component)),
        spent={
            name: (len(spent), rates.total(spent))
            for name, spent in ((POSTED, posted), (TIMED, timed))
            if spent
        },
        committed=_committed(figures, component, rates),
        exchange_variance=_exchange_variance(figures, component, rates),
        is_over=row is not None and row.is_given_up,
    )


def costs_without_tasks(figures: StoredFigures, component: int) -> OwnCosts | None:
    """What a component with tasks costs where these are not added up: undefined; else None."""
    if not figures.workspace.ids_by("tasks", "component", component):
        return None
    unknown = Amount(counted=1, reason=MANY_TASKS)
    entries = len(lines_in(figures, component))
    return OwnCosts(planned=unknown, actual=unknown, to_go=unknown, entries=entries)


def capital_of(figures: StoredFigures, task: Task) -> int:
    """What of the plan of a task is an investment, in minor units of the base currency."""
    lines = cost_lines_of_task(figures.workspace, task.id)
    return minor_worth(figures, [line.amount for line in lines if line.capital and line.amount])


def loose_lines(figures: StoredFigures, component: int) -> list[CostLine]:
    """The cost lines of a component that hang on no task that counts."""
    lines = cost_lines_in(figures.workspace, component)
    return [line for line in lines if not counts(figures.workspace.tasks.get(line.task))]


def loose_entries(figures: StoredFigures, component: int) -> list[LedgerEntry]:
    """What was spent in a component by line, on no task that counts."""
    entries = lines_in(figures, component)
    return [entry for entry in entries if not counts(figures.workspace.tasks.get(entry.task))]


def posted_amounts(
    figures: StoredFigures, entries: Iterable[LedgerEntry]
) -> list[tuple[LedgerEntry, Money]]:
    """Each line with what of it goes into a sum; none where that is undefined."""
    return PostingRates(figures.workspace).amounts(entries)


def budget_lines(figures: StoredFigures, component: int) -> list[CostLine]:
    """The cost lines that a component's budget counts beside what its baseline holds.

    Those that hang on no task; all of them where nothing was agreed.
    """
    if baseline_plan(figures, component) is not None:
        return loose_lines(figures, component)
    return [*cost_lines_in(figures.workspace, component)]


def own_budget(figures: StoredFigures, component: int) -> Amount:
    """The budget of a component by itself that nobody typed: of its baseline, and its lines."""
    lines, plan = budget_lines(figures, component), baseline_plan(figures, component)
    parts = [worth(figures, [line.amount for line in lines if line.amount is not None])]
    if plan is not None:
        (agreed,) = in_base(figures, component, (plan.bac,))
        parts.append(amount_of((agreed,), 1, figures.rates))
    return total_of(parts, figures.rates)


def in_base(figures: StoredFigures, component: int, amounts: Sequence[int]) -> list[Money]:
    """Amounts of the baseline of a component in the base currency by its plan rate.

    They stay as they are where there is no rate; none where there is no such baseline.
    """
    plan, base = baseline_plan(figures, component), figures.rates.base
    if plan is None:
        return []
    minors = [money_in(plan, amount, base, figures.rates).minor for amount in amounts]
    return [
        Money(amount, plan.currency) if minor is None else Money(minor, base)
        for amount, minor in zip(amounts, minors, strict=True)
    ]


def planned_by(figures: StoredFigures, component: int, moments: Sequence[int]) -> list[Money]:
    """What the baseline of a component planned by moments; none where it holds no costs."""
    plan = baseline_plan(figures, component)
    return [] if plan is None else in_base(figures, component, plan.series(moments))


def planned_span(figures: StoredFigures, component: int) -> tuple[int, ...]:
    """When the first of that comes and the last; none where there is no such baseline."""
    plan = baseline_plan(figures, component)
    return (plan.span or ()) if plan is not None else ()


def minor_worth(figures: StoredFigures, amounts: Iterable[Money]) -> int:
    """The sum of amounts in minor units of the base currency; 0 where it is not defined."""
    value = worth(figures, amounts).value
    return 0 if value is None else value.amount


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
    foreign = [entry for entry in lines_in(figures, component) if entry.amount.currency != base]
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
