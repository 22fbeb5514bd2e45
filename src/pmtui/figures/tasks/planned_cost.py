"""This file says what a task is planned to cost itself, and when in its time that accrues.

It is the one place: costs, baselines and earned value all ask here. What else is to count (lines of
a cost plan, say) is one more source.
"""

from collections.abc import Callable
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.ledger.own_lines import cost_lines_of_task
from pmtui.figures.tasks.assigned_work import assignments_at_work, use_of, work_by_date
from pmtui.model.entities.money import Money
from pmtui.model.entities.tasks import Task


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
