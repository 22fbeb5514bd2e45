"""This file says what tasks cost by themselves, and adds it up so that one can be taken out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from pmtui.figures.components.known_amounts import known_amounts
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import NO_AMOUNT, Amount, Rates, amount_of, difference, in_currency
from pmtui.figures.earned_value.baseline_plans import baseline_plan
from pmtui.figures.tasks.planned_cost import PlannedCost, planned_cost
from pmtui.figures.tasks.task_costs import BY_LINE, task_actual
from pmtui.model.costing.ledger import BudgetChange, Reserve, ReserveDraw
from pmtui.model.entities.baselines import Baseline
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import Task


class TaskShare(msgspec.Struct, frozen=True, gc=False):
    """What a task costs by itself, in the base currency where it has a rate."""

    task: Task
    planned: PlannedCost
    """By when it accrues, in its own currencies."""
    plan: Amount
    source: str
    """Who says what was spent; empty where nobody does."""
    spent: Amount
    left: Amount
    """What is planned beyond what was spent."""

    @property
    def is_by_line(self) -> bool:
        """Whether the ledger or the time booked says what was spent, on which days."""
        return self.source in BY_LINE


class TaskCosts(msgspec.Struct, frozen=True):
    """What the tasks of a component that count cost by themselves."""

    planned: Amount
    to_go: Amount
    spent: Mapping[str, tuple[int, Amount]]
    """By who says what was spent: of how many tasks, and how much; without what is by line."""


class RunningSum:
    """A sum of amounts from which each can be taken out again; exact, in minor units."""

    def __init__(self) -> None:
        self._minor: Counter[str] = Counter()
        self._amounts: Counter[str] = Counter()
        """Of how many amounts each currency comes."""
        self._counted = 0
        self._reasons: Counter[str] = Counter()
        """Why amounts are undefined, and how many are so."""

    def copy(self) -> "RunningSum":
        """The same sum, to be carried on by itself."""
        other = RunningSum()
        other._minor, other._amounts = self._minor.copy(), self._amounts.copy()
        other._counted, other._reasons = self._counted, self._reasons.copy()
        return other

    def add(self, amount: Amount, times: int = 1) -> None:
        """Count an amount; with `times` -1 take it out again."""
        if not amount.counted:
            return
        self._counted += times * amount.counted
        for money in amount.parts:
            self._minor[money.currency] += times * money.amount
            self._amounts[money.currency] += times
        if amount.value is None:
            self._reasons[amount.reason] += times

    def total(self, rates: Rates) -> Amount:
        """The sum of all that is counted now; undefined where one of it is."""
        currencies = (currency for currency, count in self._amounts.items() if count)
        parts = [Money(self._minor[currency], currency) for currency in currencies]
        total = amount_of(parts, self._counted, rates)
        reason = min((reason for reason, count in self._reasons.items() if count), default="")
        if not reason or total.value is None:
            return total
        return Amount(total.parts, self._counted, None, reason)


class Tally:
    """What the tasks of a component cost by themselves: planned, to go, spent by who says it."""

    def __init__(self) -> None:
        self._planned = RunningSum()
        self._to_go = RunningSum()
        self._spent: dict[str, RunningSum] = {}
        self._tasks: Counter[str] = Counter()
        """Of how many tasks each source says what was spent."""

    def copy(self) -> "Tally":
        """The same, to be carried on by itself."""
        other = Tally()
        other._planned, other._to_go = self._planned.copy(), self._to_go.copy()
        other._spent = {source: spent.copy() for source, spent in self._spent.items()}
        other._tasks = self._tasks.copy()
        return other

    def add(self, share: TaskShare, times: int = 1) -> None:
        """Count a task; with `times` -1 take it out again.

        What is by line is left to the ledger and the time booked, which count of no task as well.
        """
        self._planned.add(share.plan, times)
        self._to_go.add(share.left, times)
        if share.source and not share.is_by_line:
            self._spent.setdefault(share.source, RunningSum()).add(share.spent, times)
            self._tasks[share.source] += times

    def total(self, rates: Rates) -> TaskCosts:
        """What all tasks that are counted now cost."""
        spent = {
            source: (count, self._spent[source].total(rates))
            for source, count in self._tasks.items()
            if count
        }
        return TaskCosts(self._planned.total(rates), self._to_go.total(rates), spent)


def task_shares(figures: StoredFigures, component: int) -> Iterator[TaskShare]:
    """What the tasks of a component that count cost by themselves."""
    return shares_of(figures, figures.workspace.ids_by("tasks", "component", component))


def shares_of(figures: StoredFigures, task_ids: Iterable[int]) -> Iterator[TaskShare]:
    """What each of some tasks that counts costs by itself."""
    if not known_amounts(figures).on_tasks:
        return
    tasks = figures.workspace.tasks
    for task in map(tasks.__getitem__, task_ids):
        if not counts(task):
            continue
        planned = planned_cost(figures, task)
        plan = worth(figures, planned.parts)
        actual = task_actual(figures, task)
        spent = actual.amount
        if actual.source not in BY_LINE:
            spent = worth(figures, spent.parts)
        left = _left(figures, task, plan, spent)
        yield TaskShare(task, planned, plan, actual.source, spent, left)


def counts(task: Task | None) -> bool:
    """Whether there is such a task and what it costs counts."""
    return task is not None and task.active and not task.archived


def worth(figures: StoredFigures, amounts: Iterable[Money]) -> Amount:
    """Amounts added up in the base currency, each converted and rounded.

    One without a rate stays as it is, so that the sum says what is missing.
    """
    base, rates = figures.rates.base, figures.rates
    parts = [in_currency(money, base, rates) or money for money in amounts]
    return amount_of(parts, len(parts), rates)


def floored(amount: Amount) -> Amount:
    """An amount, nothing where it is below nothing."""
    if amount.value is None or amount.value.amount >= 0:
        return amount
    nothing = Money(0, amount.value.currency)
    return Amount((nothing,), amount.counted, nothing, "")


def _left(figures: StoredFigures, task: Task, plan: Amount, spent: Amount) -> Amount:
    """What a task is planned to cost beyond what it has cost; nothing once nobody works on it."""
    if not plan.counted:
        return NO_AMOUNT
    project = figures.workspace.components.get(task.component)
    if figures.is_done(task.id) or (project is not None and project.is_given_up):
        return floored(difference(plan, plan, figures.rates))
    return floored(difference(plan, spent, figures.rates)) if spent.counted else plan


ChangeState = Literal["approved", "proposed"]


class AddedMoney(NamedTuple):
    """What one change or draw adds to the budget of a component, or takes from it."""

    row: BudgetChange | ReserveDraw
    amount: Money


def changes_of(
    figures: StoredFigures, component: int, state: ChangeState = "approved"
) -> Iterator[AddedMoney]:
    """The budget changes and draws that count in the budget of a component by itself.

    Contingency is part of the budget of the component that holds it, so that a draw on it moves it
    to where it is needed; management reserve is outside every budget, and a draw adds to them.
    A change by which a baseline was taken is in that, and counts no second time beside it.

    Args:
        figures: the sheet.
        component: its id, without those below; the store itself has none.
        state: of the changes that are asked for.
    """
    if not component:
        return
    workspace = figures.workspace
    planned = _planned_changes(figures, component)
    for change in workspace.rows_by(BudgetChange, "component", component):
        if change.state == state and not change.archived and change.change not in planned:
            yield AddedMoney(change, change.amount)
    for change in workspace.rows_by(BudgetChange, "taken_from", component):
        if change.state == state and not change.archived and change.change not in planned:
            yield AddedMoney(change, _less(change.amount))
    if state == "approved":
        yield from _draws_of(figures, component)


def proposed_changes(figures: StoredFigures, component: int) -> Amount:
    """What changes that wait for approval would add to a budget, with all below it."""
    own = (
        worth(figures, [money for _, money in changes_of(figures, row_id, "proposed")])
        for row_id in figures.live_subtree(component)
    )
    return netted(own, figures.rates)


def netted(amounts: Iterable[Amount], rates: Rates) -> Amount:
    """The sum of what changes come to; what one gives and another takes needs no rate.

    Args:
        amounts: what they add to components, each by itself.
        rates: for amounts in several currencies.
    """
    sums: dict[str, int] = {}
    counted = 0
    for amount in amounts:
        counted += amount.counted
        for money in amount.parts:
            sums[money.currency] = sums.get(money.currency, 0) + money.amount
    parts = [Money(sums[code], code) for code in sums if sums[code] or code in rates.worth]
    nothing = [Money(0, rates.base)] if counted and not parts else []
    return amount_of(parts or nothing, counted, rates)


def _planned_changes(figures: StoredFigures, component: int) -> frozenset[int]:
    """The change requests that are in the budget of a component because its baseline has them.

    None where a budget was typed, which stays the original one.
    """
    workspace = figures.workspace
    row = workspace.components.get(component)
    if row is None or row.budget is not None or baseline_plan(figures, component) is None:
        return frozenset()
    baselines = workspace.rows_by(Baseline, "component", component)
    agreed = (baseline.change for baseline in baselines if baseline.kind != "snapshot")
    return frozenset(change for change in agreed if change)


def _draws_of(figures: StoredFigures, component: int) -> Iterator[AddedMoney]:
    """What draws on reserves add to a component, and take from one that holds contingency."""
    workspace = figures.workspace
    for draw in workspace.rows_by(ReserveDraw, "component", component):
        if not draw.archived:
            yield AddedMoney(draw, draw.amount)
    for reserve in workspace.rows_by(Reserve, "component", component):
        if reserve.kind == "contingency":
            for draw in workspace.rows_by(ReserveDraw, "reserve", reserve.id):
                if not draw.archived:
                    yield AddedMoney(draw, _less(draw.amount))


def _less(money: Money) -> Money:
    return Money(-money.amount, money.currency)
