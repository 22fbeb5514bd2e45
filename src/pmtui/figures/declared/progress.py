"""This file declares how much of a component's work is done, overdue and blocked."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures

_COUNTED: Final = frozenset({"components", "tasks", "links", "columns", "policy"})


def _percent_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """Tasks and weights of the work in a component and below."""
    work = figures.rollup(component).work
    yield Input("tasks without sub-tasks", work.tasks)
    yield Input("of them done", work.done)
    yield Input("summaries, which are not counted", work.summaries)
    progress = work.progress
    if progress.weight:
        yield Input("weighted by", "planned working minutes: duration, else estimate, else a day")
        yield Input("planned minutes", progress.minutes)
        yield Input("of that done", progress.minutes_done)
    else:
        yield Input("weighted by", "count: nothing but milestones")
        yield Input("sum of percents", progress.points_earned)


def _work_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """Open, overdue and blocked tasks."""
    work = figures.rollup(component).work
    yield Input("open tasks", work.open)
    yield Input("past a date: due, typed, planned or in the baseline", work.overdue)
    yield Input("blocked", work.blocked)


FIGURES: Final = (
    Figure(
        id="percent",
        table="components",
        title="percent complete",
        short="%",
        help="percent complete of its work",
        kind="number",
        unit="percent, rounded half up; 100 only when all is done, 0 only when nothing is begun",
        formula="sum(weight x percent) / sum(weight) of the tasks without sub-tasks",
        source="as MS Project's % complete; weight: duration, else estimate, else a day",
        undefined="there is no task",
        reads=_COUNTED,
        read=lambda figures: lambda row: figures.rollup(row.id).percent,
        inputs=_percent_inputs,
    ),
    Figure(
        id="overdue_tasks",
        table="components",
        title="overdue tasks",
        short="late",
        help="how many tasks are overdue",
        kind="number",
        unit="tasks",
        formula="count of open tasks whose due date is past",
        source="tasks without sub-tasks, of components that have not ended",
        undefined="never",
        reads=PLANNED_FROM | {"baselines", "baseline_rows"},
        read=lambda figures: lambda row: figures.rollup(row.id).work.overdue,
        inputs=_work_inputs,
    ),
    Figure(
        id="blocked",
        table="components",
        title="blocked tasks",
        short="held",
        help="how many open tasks are blocked",
        kind="number",
        unit="tasks",
        formula="count of open tasks that say so or wait for an unfinished predecessor",
        source="finish-to-start links",
        undefined="never",
        reads=_COUNTED,
        read=lambda figures: lambda row: figures.rollup(row.id).work.blocked,
        inputs=_work_inputs,
    ),
)
"""Percent complete, overdue and blocked tasks of components."""
