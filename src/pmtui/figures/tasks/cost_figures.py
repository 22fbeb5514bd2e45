"""This file declares what a task costs, has cost, and has still to cost."""

from collections.abc import Callable, Iterable
from typing import Final

from pmtui.figures.core.amounts import Amount
from pmtui.figures.ledger.own_lines import cost_lines_of_task
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.tasks.planned_cost import assignment_parts
from pmtui.figures.tasks.task_costs import (
    BY_RATES,
    PRICED_FROM,
    actual_parts,
    cost_to_go,
    lines_on,
    task_actual,
    task_cost,
)


def _cost_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    """What a task costs itself, everybody at work on it, and what is below it."""
    workspace = figures.workspace
    task = workspace.tasks[task_id]
    yield Input("fixed cost", task.fixed_cost)
    for row, parts in assignment_parts(figures, task):
        name = workspace.people[row.person].name if row.person in workspace.people else "nobody"
        how = "as given" if row.cost is not None else "work x rate + use"
        how += "" if row.id else ", owner"
        if not parts:
            yield Input(f"{name}, no rate", None)
        for money in parts:
            yield Input(f"{name}, {how}", money)
    for line in cost_lines_of_task(workspace, task_id):
        yield Input(f"{line.key} {line.title}", line.amount)
    yield from _below(figures, task_id, lambda child: task_cost(figures, child).planned)


def _cost_so_far_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    """What was posted or booked on a task, or what is done of it, and what is below it."""
    task = figures.workspace.tasks[task_id]
    actual = task_actual(figures, task)
    if actual.source:
        yield Input("its own is", actual.source)
    for entry in lines_on(figures, task_id):
        yield Input(f"{entry.key} {entry.posted} {entry.title}", entry.amount)
    if actual.unpriced:
        yield Input("minutes booked without a rate", actual.unpriced)
    yield Input("booked", task.actual_cost)
    if actual.source == BY_RATES:
        done = actual_parts(figures, task, assignment_parts(figures, task))
        yield from (Input("done share", money) for money in done)
    yield from _below(figures, task_id, lambda child: task_cost(figures, child).actual)


def _cost_to_go_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    """The two sums it lies between."""
    cost = task_cost(figures, task_id)
    yield Input("cost", cost.planned.value)
    yield Input("cost so far", cost.actual.value)


def _below(figures: Figures, task_id: int, amount: Callable[[int], Amount]) -> Iterable[Input]:
    tasks = figures.workspace.tasks
    for child in figures.subtasks(task_id):
        if tasks[child].active:
            yield Input(f"{tasks[child].key} {tasks[child].title}", amount(child).value)


FIGURES: Final = (
    Figure(
        id="cost",
        table="tasks",
        title="cost",
        help="what it costs in all, with what is below it",
        kind="money",
        unit="money",
        formula="fixed cost + assignments (given, else work x rate + use) + cost lines, with below",
        source="MS Project, Cost field; PMBOK 6, 7.2",
        undefined="no cost and nobody with a rate is at work on it, or a currency has no rate",
        reads=PRICED_FROM | PLANNED_FROM,
        read=lambda figures: lambda row: task_cost(figures, row.id).planned.value,
        inputs=_cost_inputs,
    ),
    Figure(
        id="cost_so_far",
        table="tasks",
        title="cost so far",
        help="what it has cost so far",
        kind="money",
        unit="money",
        formula="ledger + time x rate, else booked, else the done share of work and fixed cost",
        source="MS Project, Actual Cost field, costs prorated",
        undefined="nothing booked and nothing done that has a cost",
        reads=PRICED_FROM | PLANNED_FROM,
        read=lambda figures: lambda row: task_cost(figures, row.id).actual.value,
        inputs=_cost_so_far_inputs,
    ),
    Figure(
        id="cost_to_go",
        table="tasks",
        title="cost to go",
        help="what it has still to cost",
        kind="money",
        unit="money",
        formula="cost - cost so far",
        source="MS Project, Remaining Cost field",
        undefined="the cost is unknown",
        reads=PRICED_FROM | PLANNED_FROM,
        read=lambda figures: lambda row: cost_to_go(figures, row.id).value,
        inputs=_cost_to_go_inputs,
    ),
)
"""Cost, cost so far and cost to go of tasks."""
