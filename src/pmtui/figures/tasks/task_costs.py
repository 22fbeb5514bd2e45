"""This file adds up what tasks cost: what they cost themselves, and those at work on them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import (
    NO_AMOUNT,
    Amount,
    PostingRates,
    amount_of,
    difference,
    total_of,
)
from pmtui.figures.core.measured_tables import ON_TASKS
from pmtui.figures.core.subtree_walk import below_first
from pmtui.figures.labour.booked_time import booked_on, unpriced_minutes
from pmtui.figures.labour.rates_by_date import RATED_FROM
from pmtui.figures.ledger.own_lines import entries_of_task
from pmtui.figures.tasks.planned_cost import (
    AssignedWork,
    assignment_parts,
    planned_cost,
    share_of,
    spent_parts,
)
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

_PRICED: Final = ON_TASKS | {"tasks"}
"""Tables of which a row bears on the costs of one task and those above it."""
_PRICING: Final = frozenset({"people", "columns", "rates", "policy"})
"""Tables of which a row bears on the costs of many."""
PRICED_FROM: Final = _PRICED | _PRICING | RATED_FROM
"""The tables from which the costs of tasks are added up, beside plans where rates have dates."""


POSTED: Final = "posted in the ledger"
TIMED: Final = "time booked, at the rates of its days"
POSTED_AND_TIMED: Final = "posted in the ledger, and time booked"
BY_LINE: Final = frozenset({POSTED, TIMED, POSTED_AND_TIMED})
"""What has amounts of days, each converted by the rates of its own."""
BOOKED: Final = "booked on the task"
BY_RATES: Final = "work done at the rates"
TYPED: Final = "typed on the component"


class TaskCost(msgspec.Struct, frozen=True, gc=False):
    """What a task and all below it costs."""

    planned: Amount = NO_AMOUNT
    """In all, as planned now."""
    actual: Amount = NO_AMOUNT
    """So far."""


class TaskActual(msgspec.Struct, frozen=True, gc=False):
    """What a task itself has cost so far, and who says so."""

    source: str
    """Empty where nobody does."""
    amount: Amount
    unpriced: int = 0
    """Minutes booked by people of whom nobody says what an hour costs."""


_task_of = attrgetter("task")
_FREE: Final = TaskCost()


class Costs:
    """What tasks cost, added up when it is first asked for."""

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        self._workspace = figures.workspace
        self._made: dict[int, TaskCost] = {}
        self._may_have_moved = False

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "Costs":
        """The costs after an edit; those of tasks with nothing touched below are taken over."""
        self._drop_moved()
        after = Costs(figures)
        if any(table in _PRICING for table, _ in touched):
            return after
        after._may_have_moved = True
        after._made = self._made.copy()
        for table, row_id in touched:
            for workspace in (self._workspace, figures.workspace):
                task = row_id
                if table in ON_TASKS:
                    row = workspace.rows(table).get(row_id)
                    task = _task_of(row) if row is not None else 0
                if table in _PRICED:
                    after._forget(workspace, task)
        return after

    def _forget(self, workspace: Workspace, task_id: int) -> None:
        """Drops a task and all above it; what is above an unknown parent does not count it."""
        self._made.pop(task_id, None)
        task = workspace.tasks.get(task_id)
        while task is not None and self._made.pop(task.parent, None) is not None:
            task = workspace.tasks.get(task.parent)

    def _drop_moved(self) -> None:
        """Forget the costs of tasks whose plans the last edit may have changed."""
        if not self._may_have_moved:
            return
        self._may_have_moved = False
        moved = self._figures.repriced()
        if not moved:
            return
        tasks = self._workspace.tasks
        self._made = {
            row_id: cost
            for row_id, cost in self._made.items()
            if row_id in tasks and tasks[row_id].component not in moved
        }

    @cached_property
    def _is_free(self) -> Callable[[Task], bool]:
        """Tells a task that stands alone, with no amount, no row on it, no owner with a price."""
        workspace, rates = self._workspace, self._figures.pay_rates
        on_task = [
            workspace.index(table, "task").count for table in ON_TASKS if workspace.rows(table)
        ]
        counts = (workspace.index("tasks", "parent").count, *on_task)
        priced = {
            person.id
            for person in workspace.people.values()
            if person.cost_per_use is not None
            or any(step.rate is not None for step in rates.of(person))
        }

        def test(task: Task) -> bool:
            if task.fixed_cost is not None or task.actual_cost is not None or task.owner in priced:
                return False
            return not any(count(task.id) for count in counts)

        return test

    def of(self, figures: StoredFigures, task_id: int) -> TaskCost:
        """What a task costs with what is below it; those below are added up before it."""
        self._drop_moved()
        if task_id in self._made:
            return self._made[task_id]
        tasks, made = figures.workspace.tasks, self._made
        if self._is_free(tasks[task_id]):
            return _FREE
        if figures.waits_for_prices(tasks[task_id].component):
            made = {}

        def below(one: int) -> list[int]:
            return [subtask for subtask in figures.subtasks(one) if tasks[subtask].active]

        for row_id in below_first(task_id, below, made):
            if self._is_free(tasks[row_id]):
                made[row_id] = _FREE
                continue
            parts = [made[row_id] for row_id in below(row_id) if row_id in made]
            made[row_id] = _with_below(figures, tasks[row_id], parts)
        return made[task_id]


def task_cost(figures: StoredFigures, task_id: int) -> TaskCost:
    """What a task costs, with the live and active tasks below it.

    As in MS Project: planned = fixed cost + sum of assignments (see `planned_cost`). Actual = as
    posted and booked in time, else as booked, or else the share of each assignment whose
    work is done and of the fixed cost what has accrued: the share that the task is complete, all of
    it from the start, or all of it once it is done.
    """
    return figures.part("costs", _costs).of(figures, task_id)


def _with_below(figures: StoredFigures, task: Task, below: Sequence[TaskCost]) -> TaskCost:
    rates = figures.rates
    planned = planned_cost(figures, task).parts
    own = TaskCost(amount_of(planned, len(planned), rates), task_actual(figures, task).amount)
    if not below:
        return own
    return TaskCost(
        total_of((own.planned, *(cost.planned for cost in below)), rates),
        total_of((own.actual, *(cost.actual for cost in below)), rates),
    )


def _costs(figures: StoredFigures) -> Costs:
    return Costs(figures)


def cost_to_go(figures: StoredFigures, task_id: int) -> Amount:
    """What a task has still to cost: planned less actual; nothing where its project is given up."""
    found = task_cost(figures, task_id)
    task = figures.workspace.tasks.get(task_id)
    project = figures.workspace.components.get(task.component) if task is not None else None
    if project is not None and project.is_given_up:
        return difference(found.planned, found.planned, figures.rates)
    if not found.actual.counted:
        return found.planned
    return difference(found.planned, found.actual, figures.rates)


def task_actual(figures: StoredFigures, task: Task) -> TaskActual:
    """What a task itself has cost so far, by the first source that says anything.

    Its ledger entries and the time booked on it, each by the exchange rate of its day; else the
    amount that was booked on it; else what is done of it at the rates of those who do it.
    """
    source, parts = spending_of(figures, task)
    if source in BY_LINE:
        lines = lines_on(figures, task.id)
        unpriced = unpriced_minutes(figures, task.id)
        return TaskActual(source, PostingRates(figures.workspace).total(lines), unpriced)
    return TaskActual(source, amount_of(parts, len(parts), figures.rates))


def lines_on(figures: StoredFigures, task: int) -> list[LedgerEntry]:
    """What was spent on a task by line: its ledger entries, and the time booked on it."""
    return [*entries_of_task(figures.workspace, task), *booked_on(figures, task)]


Spent = tuple[str, tuple[Money, ...]]
"""Who says what was spent, empty where nobody does, and the amounts."""
_NOTHING: Final[Spent] = ("", ())


def spending_of(figures: StoredFigures, task: Task) -> Spent:
    """Who says what a task itself has cost so far, and the amounts.

    The first source that says anything, empty where none does; what is posted and booked by line
    has its amounts there, each with the day whose rate counts.
    """
    is_timed = bool(booked_on(figures, task.id))
    if entries_of_task(figures.workspace, task.id):
        return POSTED_AND_TIMED if is_timed else POSTED, ()
    if is_timed:
        return TIMED, ()
    if task.actual_cost is not None:
        return BOOKED, (task.actual_cost,)
    parts = tuple(own_actual(figures, task))
    return (BY_RATES, parts) if parts else _NOTHING


def spendings(figures: StoredFigures) -> Callable[[Task], Spent]:
    """`spending_of` for many tasks: what all of them need is looked up once."""
    workspace, is_done = figures.workspace, figures.done_test()
    on_task = [workspace.index(table, "task").ids for table in ON_TASKS if workspace.rows(table)]

    def of(task: Task) -> Spent:
        if on_task and any(ids(task.id) for ids in on_task):
            return spending_of(figures, task)
        if task.actual_cost is not None:
            return BOOKED, (task.actual_cost,)
        if not task.percent and task.actual_start is None and not is_done(task):
            return _NOTHING
        return spending_of(figures, task)

    return of


def own_actual(figures: StoredFigures, task: Task) -> list[Money]:
    """What a task itself has cost so far by what is done of it, whatever was booked."""
    return actual_parts(figures, task, assignment_parts(figures, task))


def actual_parts(figures: StoredFigures, task: Task, work: AssignedWork) -> list[Money]:
    """What a task itself has cost so far by what is done of it, whatever was booked."""
    percent = 100 if figures.is_done(task.id) else task.percent
    found = _accrued(task, percent)
    for row, parts in work:
        found += spent_parts(figures, task, row, parts)
    return found


def _accrued(task: Task, percent: int) -> list[Money]:
    """What of a task's fixed cost has accrued."""
    fixed = task.fixed_cost
    if fixed is None:
        return []
    is_begun = bool(percent) or task.actual_start is not None
    if task.accrual == "start":
        return [fixed] if is_begun else []
    if task.accrual == "end":
        return [fixed] if percent == 100 else []
    return [share_of(fixed, percent, 100)] if percent else []
