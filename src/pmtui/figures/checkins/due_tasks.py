"""This file finds the tasks that a round of updates asks about: under way, or to be so by now."""

from datetime import date, timedelta
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Assignment, Task

AHEAD: Final = 7
"""Days ahead in which a task is to finish that is asked about as well."""


def due_tasks(figures: Figures, scope: int, person: int = 0) -> tuple[Task, ...]:
    """The open tasks that something is to be reported of, the earliest finish first.

    Those that are under way, that should have begun, and that are to finish within a week.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        person: whose tasks, owned or assigned; 0 for anybody's.
    """
    workspace = figures.workspace
    inside = frozenset(figures.live_subtree(scope))
    theirs = {row.task for row in workspace.rows_by(Assignment, "person", person)}
    asked = [
        (_finish(figures, task) or date.max, task.id)
        for component in inside
        for task_id in workspace.ids_by("tasks", "component", component)
        if _is_open(figures, task := workspace.tasks[task_id])
        and (not person or task.owner == person or task.id in theirs)
        and _is_due(figures, task)
    ]
    return tuple(workspace.tasks[task_id] for _, task_id in sorted(asked))


def _is_open(figures: Figures, task: Task) -> bool:
    is_over = task.archived or figures.is_done(task.id)
    return not is_over and not figures.is_summary(task.id)


def _is_due(figures: Figures, task: Task) -> bool:
    if task.percent or task.actual_start is not None:
        return True
    if task.start is not None and task.start <= figures.today:
        return True
    finish = _finish(figures, task)
    return finish is not None and finish <= figures.today + timedelta(days=AHEAD)


def _finish(figures: Figures, task: Task) -> date | None:
    """The day it is to finish: as planned or as promised, whichever comes first."""
    days = figures.finish_of(task)
    return min((day for day in (days.planned, days.promised) if day is not None), default=None)
