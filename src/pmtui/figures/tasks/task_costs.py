"""This file adds up what tasks cost: what they cost themselves, and those at work on them."""

from collections.abc import Sequence
from typing import Final, cast

import msgspec
from msgspec import structs

from pmtui.figures.core.amounts import NO_AMOUNT, Amount, amount_of, difference, total_of
from pmtui.figures.core.subtree_walk import below_first
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.money import Money
from pmtui.model.entities.people import Person, PersonKind
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.workspace.workspace import Workspace

_MINUTES_PER_HOUR: Final = 60
_PRICED: Final = frozenset({"tasks", "assignments"})
"""Tables of which a row bears on the costs of one task and those above it."""
_PRICING: Final = frozenset({"people", "columns", "rates", "policy"})
"""Tables of which a row bears on the costs of many."""
_USED_UP: Final[frozenset[PersonKind]] = frozenset({"material", "cost"})


class TaskCost(msgspec.Struct, frozen=True, gc=False):
    """What a task and all below it costs."""

    planned: Amount = NO_AMOUNT
    """In all, as planned now."""
    actual: Amount = NO_AMOUNT
    """So far."""


AssignedWork = Sequence[tuple[Assignment, tuple[Money, ...]]]
"""Who is at work on a task, each with what that costs."""


class Costs:
    """What tasks cost, added up when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: dict[int, TaskCost] = {}

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "Costs":
        """The costs after an edit; those of tasks with nothing touched below are taken over."""
        after = Costs(figures.workspace)
        if any(table in _PRICING for table, _ in touched):
            return after
        after._made = self._made.copy()
        for table, row_id in touched:
            for workspace in (self._workspace, figures.workspace):
                task = row_id
                if table == "assignments":
                    row = workspace.rows(table).get(row_id)
                    task = cast("Assignment", row).task if row is not None else 0
                if table in _PRICED:
                    after._forget(workspace, task)
        return after

    def _forget(self, workspace: Workspace, task_id: int) -> None:
        """Drops a task and all above it; what is above an unknown parent does not count it."""
        self._made.pop(task_id, None)
        task = workspace.tasks.get(task_id)
        while task is not None and self._made.pop(task.parent, None) is not None:
            task = workspace.tasks.get(task.parent)

    def of(self, figures: Figures, task_id: int) -> TaskCost:
        """What a task costs with what is below it; those below are added up before it."""
        if task_id in self._made:
            return self._made[task_id]
        tasks, made = figures.workspace.tasks, self._made

        def below(one: int) -> list[int]:
            return [subtask for subtask in figures.subtasks(one) if tasks[subtask].active]

        for row_id in below_first(task_id, below, made):
            parts = [made[row_id] for row_id in below(row_id) if row_id in made]
            made[row_id] = _with_below(figures, tasks[row_id], parts)
        return made[task_id]


def task_cost(figures: Figures, task_id: int) -> TaskCost:
    """What a task costs, with the live and active tasks below it.

    As in MS Project: planned = fixed cost + sum of assignments, each its own figure or else work
    times rate and a use of the person; where nobody is assigned, its owner does the work of the
    estimate. Actual = as booked on the task, or else the share of each assignment whose work is
    done and the share of the fixed cost that the task is complete.
    """
    return figures.part("costs", _costs).of(figures, task_id)


def _with_below(figures: Figures, task: Task, below: Sequence[TaskCost]) -> TaskCost:
    rates = figures.rates
    work = assignment_parts(figures, task)
    planned = [*_fixed(task), *(money for _, parts in work for money in parts)]
    booked = task.actual_cost
    actual = [booked] if booked is not None else actual_parts(figures, task, work)
    own = TaskCost(amount_of(planned, len(planned), rates), amount_of(actual, len(actual), rates))
    if not below:
        return own
    return TaskCost(
        total_of((own.planned, *(cost.planned for cost in below)), rates),
        total_of((own.actual, *(cost.actual for cost in below)), rates),
    )


def _costs(figures: Figures) -> Costs:
    return Costs(figures.workspace)


def cost_to_go(figures: Figures, task_id: int) -> Amount:
    """What a task has still to cost: planned less actual."""
    found = task_cost(figures, task_id)
    if not found.actual.counted:
        return found.planned
    return difference(found.planned, found.actual, figures.rates)


def assignment_parts(figures: Figures, task: Task) -> AssignedWork:
    """Who is at work on a task, and what that costs; nothing where no rate is known."""
    people = figures.workspace.people
    found: list[tuple[Assignment, tuple[Money, ...]]] = []
    for row in assignments_at_work(figures, task):
        person = people.get(row.person)
        if row.cost is not None:
            found.append((row, (row.cost,)))
        else:
            found.append((row, () if person is None else assignment_work_cost(row, person)))
    return found


def assignments_at_work(figures: Figures, task: Task) -> tuple[Assignment, ...]:
    """Those assigned to a task, or else its owner as if they were, with the work of each.

    Where nobody has said it, they share what is left of the estimate by their units. A summary
    has only what was said: its estimate is that of the tasks below.
    """
    workspace = figures.workspace
    ids = workspace.ids_by("assignments", "task", task.id)
    rows = tuple(cast("Assignment", workspace.rows("assignments")[row_id]) for row_id in ids)
    if task.estimate is None or figures.is_summary(task.id):
        return rows
    people = workspace.people
    if not rows:
        does = _does_work(people.get(task.owner))
        of_owner = Assignment(id=0, task=task.id, person=task.owner, work=task.estimate)
        return (of_owner,) if does else ()
    silent = {
        row.person: row.units
        for row in rows
        if row.work is None and row.cost is None and _does_work(people.get(row.person))
    }
    if not any(silent.values()):
        return rows
    left, units = max(task.estimate - sum(row.work or 0 for row in rows), 0), sum(silent.values())
    return tuple(
        structs.replace(row, work=_half_up(left * row.units, units))
        if row.person in silent
        else row
        for row in rows
    )


def _does_work(person: Person | None) -> bool:
    return person is not None and person.kind not in _USED_UP


def assignment_work_cost(row: Assignment, person: Person) -> tuple[Money, ...]:
    """What an assignment costs by its work: work times rate, and a use of the person."""
    found: list[Money] = []
    if person.rate is not None and row.work is not None:
        found.append(_share(person.rate, row.work, _MINUTES_PER_HOUR))
    if person.cost_per_use is not None:
        units = 100 if person.kind in _USED_UP else row.units
        found.append(_share(person.cost_per_use, units, 100))
    return tuple(found)


def actual_parts(figures: Figures, task: Task, work: AssignedWork) -> list[Money]:
    """What a task itself has cost so far by what is done of it, whatever was booked."""
    percent = 100 if figures.is_done(task.id) else task.percent
    found = [_share(money, percent, 100) for money in _fixed(task) if percent]
    for row, parts in work:
        found += spent_parts(figures, task, row, parts)
    return found


def spent_parts(
    figures: Figures, task: Task, row: Assignment, parts: Sequence[Money]
) -> list[Money]:
    """What an assignment has cost so far: the share that is done of its work, or of its task.

    Args:
        figures: of the workspace it is in.
        task: what is worked on.
        row: the assignment, as `assignments_at_work` has it.
        parts: what it costs in all.
    """
    done, of = (100 if figures.is_done(task.id) else task.percent), 100
    if row.work and row.actual_work is not None:
        done, of = row.actual_work, row.work
    return [_share(money, done, of) for money in parts if done]


def _fixed(task: Task) -> tuple[Money, ...]:
    return () if task.fixed_cost is None else (task.fixed_cost,)


def _share(money: Money, part: int, of: int) -> Money:
    return Money(_half_up(money.amount * part, of), money.currency)


def _half_up(top: int, bottom: int) -> int:
    """A quotient as a whole number, halves away from nought; `bottom` is above nought."""
    whole = (2 * abs(top) + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole
