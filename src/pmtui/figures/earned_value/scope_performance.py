"""This file adds up how a scope stands: sums of money over components, never means of indices."""

from collections.abc import Sequence
from datetime import date
from operator import add, attrgetter
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import in_currency
from pmtui.figures.core.subtree_walk import below_first
from pmtui.figures.costs.task_shares import task_shares
from pmtui.figures.earned_value.baseline_plans import money_in
from pmtui.figures.earned_value.measure import Measure, Performance, known, undefined
from pmtui.figures.earned_value.scope_spending import Spending, Spendings
from pmtui.figures.earned_value.standings import Standing, standings_of
from pmtui.figures.tasks.task_costs import TYPED
from pmtui.model.entities.entity import Money

NOT_PLANNED: Final = "the baseline in force does not hold it, or holds no cost"
NO_COST_TO_GO: Final = "no task has a cost now"


class ScopePerformance(msgspec.Struct, frozen=True, kw_only=True):
    """How a scope stands at a data date, with everything below it."""

    scope: int
    """Its id; 0 for the whole store."""
    currency: str
    """The currency of all its money: the one all parts share, else the base currency."""
    now: Performance
    standings: tuple[Standing, ...] = ()
    """Of the components that are measured: those with a baseline in force."""
    without_baseline: tuple[int, ...] = ()
    """Components with tasks that are not measured, having none."""
    sources: tuple[tuple[str, int], ...] = ()
    """Who says what was spent, and of how many tasks or components."""

    @property
    def is_older(self) -> bool:
        """Whether planned value comes from baselines whose working time was not frozen (`~`)."""
        return any(standing.plan.is_older for standing in self.standings)

    @property
    def at(self) -> int | None:
        """The data date as a moment, where all components have the same; the latest otherwise."""
        return max((standing.at for standing in self.standings), default=None)

    @property
    def data_dates(self) -> tuple[date, ...]:
        """The data dates of its components, earliest first: one, unless status dates differ."""
        return tuple(sorted({standing.day for standing in self.standings}))

    @property
    def is_typed(self) -> bool:
        """Whether what was spent is a figure typed on a component, known for one date only."""
        return TYPED in dict(self.sources)


class _Sums:
    """The sums of scopes at their own data dates, until the next edit."""

    def __init__(self, spent: Spendings) -> None:
        self.known: dict[int, ScopePerformance] = {}
        self.spent = spent

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "_Sums":
        """None of them: an edit may change any, and they are quickly added again."""
        return _Sums(self.spent.next(figures, touched))


def performance(figures: StoredFigures, scope: int, at: int | None = None) -> ScopePerformance:
    """How a scope stands.

    Args:
        figures: the sheet: what is known.
        scope: the component, with everything below it; 0 for the whole store.
        at: the data date as a moment; None for the status date of each component, or today.
    """
    if at is not None:
        return _performance(figures, scope, at)
    known = _sums_of(figures).known
    if scope not in known:
        known[scope] = _performance(figures, scope, None)
    return known[scope]


def _sums_of(figures: StoredFigures) -> _Sums:
    return figures.part("earned value", lambda sheet: _Sums(Spendings(sheet.today)))


def _performance(figures: StoredFigures, scope: int, at: int | None) -> ScopePerformance:
    kept = standings_of(figures)
    measured: list[Standing] = []
    left_out: list[int] = []
    for component in figures.live_subtree(scope):
        standing = kept.of(figures, component) if at is None else kept.at(figures, component, at)
        if standing.is_measured:
            measured.append(standing)
        elif figures.workspace.ids_by("tasks", "component", component):
            left_out.append(component)
    currencies = {standing.plan.currency for standing in measured}
    currency = currencies.pop() if len(currencies) == 1 else figures.rates.base
    if not measured:
        reason = kept.reason(figures, figures.live_subtree(scope))
        nothing = undefined(reason)
        return ScopePerformance(
            scope=scope,
            currency=figures.rates.base,
            now=Performance(nothing, nothing, nothing, nothing, figures.rates.base),
            without_baseline=tuple(left_out),
        )
    bac, pv, ev = (_sum(figures, measured, name, currency) for name in ("bac", "pv", "ev"))
    spending = Spending(figures, measured, currency, _sums_of(figures).spent)
    ac, sources = spending.of(scope)
    return ScopePerformance(
        scope=scope,
        currency=currency,
        now=Performance(bac, pv, ev, ac, currency),
        standings=tuple(measured),
        without_baseline=tuple(left_out),
        sources=sources,
    )


def _sum(figures: StoredFigures, measured: list[Standing], name: str, currency: str) -> Measure:
    """One amount of all components, each converted, then added."""
    total, read = 0, attrgetter(name)
    for standing in measured:
        amount: Measure = read(standing)
        minor = amount.minor
        if minor is not None and standing.plan.currency != currency:
            amount = money_in(standing.plan, minor, currency, figures.rates)
            minor = amount.minor
        if minor is None:
            if len(measured) == 1:
                return amount
            row = figures.workspace.components[standing.component]
            return undefined(f"{row.key} {row.name}: {amount.reason}")
        total += minor
    return known(total)


def amounts_of(performed: ScopePerformance) -> dict[str, Money | None]:
    """BAC, PV, EV, AC and EAC as money, by their names; None where undefined."""
    now = performed.now
    parts = {"bac": now.bac, "pv": now.pv, "ev": now.ev, "ac": now.ac, "eac": now.eac_cpi}
    return {name: now.money(part) for name, part in parts.items()}


def cost_to_go_of(figures: StoredFigures, performed: ScopePerformance) -> Measure:
    """What the tasks of a scope have still to cost as planned now: the bottom-up ETC.

    Of each task by itself, never below nothing and nothing once it is done: what one has cost too
    much is not saved by the next.
    """
    total, counted = 0, 0
    for standing in performed.standings:
        for share in task_shares(figures, standing.component):
            for money in share.left.parts:
                converted = in_currency(money, performed.currency, figures.rates)
                if converted is None:
                    return undefined(f"no rate from {money.currency} to {performed.currency}")
                total += converted.amount
                counted += 1
    return known(total) if counted else undefined(NO_COST_TO_GO)


def planned_at(
    figures: StoredFigures, measured: ScopePerformance, moments: Sequence[int]
) -> list[int]:
    """Planned value of a scope at moments in order, in minor units of its currency."""
    totals = [0] * len(moments)
    for place, standing in enumerate(measured.standings):
        values = in_scope(figures, measured, place, standing.plan.series(moments))
        totals = [*map(add, totals, values)]
    return totals


def in_scope(
    figures: StoredFigures, measured: ScopePerformance, place: int, values: list[int]
) -> list[int]:
    """Amounts of a component in the currency of the scope; nothing where a rate is not known."""
    standing = measured.standings[place]
    if standing.plan.currency == measured.currency:
        return values
    rates = figures.rates
    return [money_in(standing.plan, value, measured.currency, rates).minor or 0 for value in values]


class TaskPerformance(msgspec.Struct, frozen=True):
    """How a task stands with all below it, in the currency of its component's baseline."""

    now: Performance
    standing: Standing


def task_performance(figures: StoredFigures, task_id: int) -> TaskPerformance:
    """How a task stands at the data date of its component, with what lies below it there."""
    component = figures.workspace.tasks[task_id].component
    standing = standings_of(figures).of(figures, component)
    plan, at = standing.plan, standing.at
    within = [*below_first(task_id, figures.subtasks, ())]
    planned = [plan.tasks[task] for task in within if task in plan.tasks]
    spent_on = standing.spent.flows
    spent = sum(spent_on[task].value(at) for task in within if task in spent_on)
    ac = known(spent) if plan.baseline else undefined(plan.reason)
    if not planned:
        nothing = undefined(plan.reason or NOT_PLANNED)
        return TaskPerformance(Performance(nothing, nothing, nothing, ac, plan.currency), standing)
    flows = standing.progress.flows
    now = Performance(
        bac=known(sum(task.total for task in planned)),
        pv=known(sum(task.value(at) for task in planned)),
        ev=known(sum(flows[task].value(at) for task in within if task in flows)),
        ac=ac,
        currency=plan.currency,
    )
    return TaskPerformance(now, standing)
