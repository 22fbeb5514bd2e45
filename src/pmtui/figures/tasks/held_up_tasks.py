"""This file finds the tasks that are held up, not only waiting for their turn."""

from typing import Final

from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.per_component import kept_per_component

_READS: Final = PLANNED_FROM | {"baselines", "baseline_rows"}


def held_up(figures: Figures, component: int) -> tuple[int, ...]:
    """The tasks of a component that cannot go on though they should.

    A task that waits for unfinished work is blocked; that is the usual state of most of a plan.
    It is held up where somebody says so, where it should have begun by now, or where what it
    waits for is itself overdue.
    """
    return kept_per_component(figures, component, _held_up, _READS)


def _held_up(figures: Figures, component: int) -> tuple[int, ...]:
    blocked = figures.work(component).blocked
    return tuple(row_id for row_id in blocked if _presses(figures, row_id))


def _presses(figures: Figures, task_id: int) -> bool:
    task = figures.workspace.tasks[task_id]
    if task.blocked or (task.start is not None and task.start <= figures.today):
        return True
    return any(figures.is_overdue(blocker) for blocker in figures.blockers(task_id))
