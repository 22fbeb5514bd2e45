"""This file says who is at work on a task, and what it is planned to cost itself and when.

It is the one place: costs, baselines and earned value all ask here. What else is to count is one
more source.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, cast

import msgspec
from msgspec import structs

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.rounding import half_up
from pmtui.figures.core.work_periods import WorkPeriods, by_clock
from pmtui.figures.labour.work_cost import done_work, planned_work
from pmtui.figures.ledger.own_lines import cost_lines_of_task
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.entity import Money
from pmtui.model.entities.people import Person, PersonKind
from pmtui.model.entities.tasks import Assignment, Task

_MINUTES_PER_HOUR: Final = 60
_USED_UP: Final[frozenset[PersonKind]] = frozenset({"material", "cost"})

AssignedWork = Sequence[tuple[Assignment, tuple[Money, ...]]]
"""Who is at work on a task, each with what that costs."""


def assignment_parts(figures: StoredFigures, task: Task) -> AssignedWork:
    """Who is at work on a task, and what that costs; nothing where no rate is known."""
    people = figures.workspace.people
    found: list[tuple[Assignment, tuple[Money, ...]]] = []
    for row in assignments_at_work(figures, task):
        person = people.get(row.person)
        if row.cost is not None:
            found.append((row, (row.cost,)))
        else:
            found.append((row, _parts(figures, task, row, person)))
    return found


def _parts(
    figures: StoredFigures, task: Task, row: Assignment, person: Person | None
) -> tuple[Money, ...]:
    if person is None:
        return ()
    return (*work_by_date(figures, task, row, person), *use_of(row, person))


def work_by_date(
    figures: StoredFigures, task: Task, row: Assignment, person: Person
) -> tuple[Money, ...]:
    """Work times the rate of each day it is planned on; nothing where either is unknown.

    A material has no hours: it costs the one rate of a piece.
    """
    if row.work is None or not _does_work(person):
        return work_at_rate(row, person)
    rates = figures.pay_rates.of(person)
    return planned_work(rates, partial(_periods, figures, task), row.work)


def _periods(figures: StoredFigures, task: Task) -> WorkPeriods:
    """When a task is worked on; by the dates that are typed, or today, where no plan dates it."""
    planned = figures.worked_on(task)
    if planned is not None:
        return planned
    first = task.actual_start or task.start or task.actual_finish or figures.today
    last = max(first, task.actual_finish or task.finish or first)
    return WorkPeriods(((moment(first, None), moment(last, None, ends=True)),), by_clock)


def assignments_at_work(figures: StoredFigures, task: Task) -> tuple[Assignment, ...]:
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
        structs.replace(row, work=half_up(left * row.units, units)) if row.person in silent else row
        for row in rows
    )


def _does_work(person: Person | None) -> bool:
    return person is not None and person.kind not in _USED_UP


def assignment_work_cost(row: Assignment, person: Person) -> tuple[Money, ...]:
    """What an assignment costs by its work: work times rate, and a use of the person."""
    return (*work_at_rate(row, person), *use_of(row, person))


def work_at_rate(row: Assignment, person: Person) -> tuple[Money, ...]:
    """Work times rate; nothing where either is unknown."""
    if person.rate is None or row.work is None:
        return ()
    return (share_of(person.rate, row.work, _MINUTES_PER_HOUR),)


def use_of(row: Assignment, person: Person) -> tuple[Money, ...]:
    """What it costs to use a person at all."""
    if person.cost_per_use is None:
        return ()
    units = 100 if person.kind in _USED_UP else row.units
    return (share_of(person.cost_per_use, units, 100),)


def spent_parts(
    figures: StoredFigures, task: Task, row: Assignment, parts: Sequence[Money]
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
    if not done:
        return []
    person = figures.workspace.people.get(row.person)
    if row.cost is None and row.work is not None and person is not None and _does_work(person):
        minutes = half_up(row.work * done, of)
        rates = figures.pay_rates.of(person)
        periods = partial(_periods, figures, task)
        worked = done_work(rates, periods, minutes, (done, of), figures.today)
        if worked is not None:
            return [*worked, *(share_of(money, done, of) for money in use_of(row, person))]
    return [share_of(money, done, of) for money in parts]


def share_of(money: Money, part: int, of: int) -> Money:
    """A part of an amount, rounded half away from nought; `of` is above nought."""
    return Money(half_up(money.amount * part, of), money.currency)


class PlannedCost(msgspec.Struct, frozen=True, gc=False):
    """What a task costs without those below it, by when it accrues."""

    at_start: tuple[Money, ...] = ()
    over_time: tuple[Money, ...] = ()
    """Evenly over the working time of the task."""
    at_end: tuple[Money, ...] = ()

    @property
    def parts(self) -> tuple[Money, ...]:
        """All amounts."""
        return (*self.at_start, *self.over_time, *self.at_end)


CostSource = Callable[[StoredFigures, Task], PlannedCost]
"""One reason for which a task costs something."""


def planned_cost(figures: StoredFigures, task: Task) -> PlannedCost:
    """What a task is planned to cost itself: the sum of all sources."""
    costs = [source(figures, task) for source in SOURCES]
    return PlannedCost(
        tuple(money for cost in costs for money in cost.at_start),
        tuple(money for cost in costs for money in cost.over_time),
        tuple(money for cost in costs for money in cost.at_end),
    )


def _fixed(_figures: StoredFigures, task: Task) -> PlannedCost:
    """The fixed cost, at the start, at the end or evenly over its time."""
    if task.fixed_cost is None:
        return _NOTHING
    fixed = (task.fixed_cost,)
    if task.accrual == "start":
        return PlannedCost(at_start=fixed)
    return PlannedCost(at_end=fixed) if task.accrual == "end" else PlannedCost(over_time=fixed)


def _labour(figures: StoredFigures, task: Task) -> PlannedCost:
    """Assignments, each its own figure or else work times rate; a use accrues at the start.

    Where nobody is assigned, the owner does the work of the estimate.
    """
    people = figures.workspace.people
    at_start: list[Money] = []
    over_time: list[Money] = []
    for row in assignments_at_work(figures, task):
        person = people.get(row.person)
        if row.cost is not None:
            over_time.append(row.cost)
        elif person is not None:
            over_time += work_by_date(figures, task, row, person)
            at_start += use_of(row, person)
    return PlannedCost(tuple(at_start), tuple(over_time))


def _lines(figures: StoredFigures, task: Task) -> PlannedCost:
    """The cost lines of a task, each as it accrues."""
    lines = cost_lines_of_task(figures.workspace, task.id)
    if not lines:
        return _NOTHING
    amounts: dict[str, list[Money]] = {"start": [], "prorated": [], "end": []}
    for line in lines:
        if line.amount is not None:
            amounts[line.accrual].append(line.amount)
    return PlannedCost(*(tuple(parts) for parts in amounts.values()))


_NOTHING: Final = PlannedCost()
SOURCES: Final[tuple[CostSource, ...]] = (_fixed, _labour, _lines)
"""What a task costs something for."""
