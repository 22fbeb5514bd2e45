"""This file says what tasks cost by themselves, and adds it up so that one can be taken out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from pmtui.figures.components.known_amounts import known_amounts
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import NO_AMOUNT, Amount, Rates, amount_of, difference, in_currency
from pmtui.figures.tasks.planned_cost import PlannedCost, planned_cost
from pmtui.figures.tasks.task_costs import BY_LINE, task_actual
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
    """What a task is planned to cost beyond what it has cost; nothing once it is done."""
    if not plan.counted:
        return NO_AMOUNT
    if figures.is_done(task.id):
        return floored(difference(plan, plan, figures.rates))
    return floored(difference(plan, spent, figures.rates)) if spent.counted else plan
