"""This file refuses what nobody can say of a summary: it follows from its sub-tasks."""

from datetime import date
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

_NAMED: Final = 3
"""Open sub-tasks that are named; the others are counted."""


def open_below(figures: Figures, task: Task) -> str:
    """Why a summary is not done: the names of the tasks below it that are open."""
    tasks = figures.workspace.tasks
    waiting, met, names = [task.id], {task.id}, list[str]()
    while waiting:
        below = figures.subtasks(waiting.pop())
        fresh = [row_id for row_id in below if row_id not in met]
        met.update(fresh)
        waiting += [row_id for row_id in fresh if figures.is_summary(row_id)]
        names += [
            f"{tasks[task_id].key} {tasks[task_id].title}"
            for task_id in fresh
            if not figures.is_summary(task_id) and not figures.is_done(task_id)
        ]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{task.key} is done when its sub-tasks are; open: {', '.join(names[:_NAMED])}{more}"


def summary_refusal(workspace: Workspace, ops: Ops, today: date) -> str:
    """Why ops may not be done, where they say of a summary what follows from its sub-tasks.

    Args:
        workspace: before the ops.
        ops: what somebody wants; what goes along with it is left out.
        today: the day it is.
    """
    edits = [
        op
        for op in ops
        if op.op == "set"
        and op.table == "tasks"
        and op.field in {"percent", "column"}
        and workspace.ids_by("tasks", "parent", op.id)
    ]
    if not edits:
        return ""
    before, after = Figures(workspace, today), Figures(apply(workspace, ops), today)
    for op in edits:
        task = after.workspace.tasks.get(op.id)
        if task is None or not (before.is_summary(op.id) and after.is_summary(op.id)):
            continue
        if op.field == "percent":
            return f"{task.key} is a summary: its percent follows from its sub-tasks"
        if op.new in after.done_columns and not after.is_done(op.id):
            return open_below(after, task)
    return ""
