"""This file passes what a task has of its own work to another: size, progress, money, people."""

from collections.abc import Iterator
from typing import Final

from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.tasks import Assignment, Check, Task
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.durations import duration_text
from pmtui.query.values.formatting import money_text

REST: Final = " (rest)"
"""Ends the title of the sub-task that keeps what its summary had of its own."""
_SIZE: Final = (
    "duration",
    "elapsed",
    "duration_in",
    "remaining_duration",
    "estimate",
    "remaining",
    "task_type",
    "splits",
)
_PROGRESS: Final = (
    "percent", "actual_start", "actual_start_time", "actual_finish", "actual_finish_time",
)  # fmt: skip
_DATES: Final = (
    "start", "start_time", "finish", "finish_time", "constraint", "constraint_date",
    "constraint_time", "resume", "resume_time", "delay",
)  # fmt: skip
_MONEY: Final = ("fixed_cost", "actual_cost")
_HOW: Final = ("calendar", "ignores_resource_calendars", "manual", "blocked")
_PASSED: Final = (*_SIZE, *_PROGRESS, *_DATES, *_MONEY, *_HOW)
"""Fields that go to the sub-task; the summary has its deadline, links, notes and codes still."""
_COPIED: Final = ("due", "owner", "active")
_BLANK: Final = Task(id=0, title="-")


def size_name(task: Task) -> str:
    """The field that says how much a task is: its duration where it is typed."""
    return "duration" if task.duration is not None else "estimate"


def is_settled(workspace: Workspace, task: Task) -> bool:
    """Whether nothing is left to do of a task that has no sub-tasks."""
    column = workspace.columns.get(task.column)
    return column.role == "done" if column is not None else task.percent == 100


def has_work(workspace: Workspace, task: Task) -> bool:
    """Whether a task has something of its own that a summary's is not counted for."""
    if any(getattr(task, name) != getattr(_BLANK, name) for name in (*_MONEY, *_DATES)):
        return True
    if workspace.ids_by("assignments", "task", task.id) or task.blocked:
        return True
    if workspace.ids_by("checks", "task", task.id) or task.estimate or task.duration:
        return True
    if task.estimate is not None or task.duration is not None:
        return False
    column = workspace.columns.get(task.column)
    return bool(task.percent or task.actual_start or (column and column.role != "todo"))


def is_bare(workspace: Workspace, parent: Task, child: Task) -> bool:
    """Whether a new sub-task says nothing that stands against what it would take over."""
    if any(getattr(child, name) != getattr(_BLANK, name) for name in _PASSED):
        return False
    column = workspace.columns.get(child.column)
    if column is not None and column.role != "todo" and child.column != parent.column:
        return False
    peopled = bool(workspace.ids_by("assignments", "task", parent.id))
    if workspace.ids_by("assignments", "task", child.id) and (peopled or parent.owner):
        return False
    return not (parent.owner and child.owner not in {0, parent.owner})


def transfer_work(
    workspace: Workspace, parent: Task, child: Task, *, progress_only: bool = False
) -> Ops:
    """Ops by which a sub-task takes over what its summary has; what it says itself stands.

    Args:
        workspace: as it is now.
        parent: what it is taken from.
        child: what takes it; it need not be in the workspace yet.
        progress_only: whether the sub-task has a size of its own and is only as far.
    """
    names = _PROGRESS if progress_only else _PASSED
    taken = {
        name: getattr(parent, name)
        for name in (*names, *_COPIED)
        if getattr(child, name) == getattr(_BLANK, name)
    }
    column = workspace.columns.get(child.column)
    if parent.column and (column is None or column.role == "todo"):
        taken |= {"column": parent.column, "entered": parent.entered or child.entered}
    elif not parent.column and parent.percent == 100:
        board = workspace.board_of(parent.component)
        taken["column"] = next(
            (other_column.id for other_column in board if other_column.role == "done"), 0
        )
    ops = edit("tasks", child, **taken)
    if progress_only:
        return ops
    ops += edit("tasks", parent, **{name: getattr(_BLANK, name) for name in _PASSED})
    for assignment in workspace.rows_by(Assignment, "task", parent.id):
        ops += edit("assignments", assignment, task=child.id)
    for check in workspace.rows_by(Check, "task", parent.id):
        ops += edit("checks", check, task=child.id)
    return ops


def clear_size(task: Task, name: str) -> dict[str, object]:
    """What is left of a size that was made smaller: the rest of it follows."""
    other = "remaining_duration" if name == "duration" else "remaining"
    return {} if getattr(task, other) is None else {other: None}


def own_work_text(workspace: Workspace, task: Task) -> str:
    """What a task has of its own, in words: `estimate 5d, progress 40 %, 1 assignment`."""
    return ", ".join(_words(workspace, task)) or "own work"


def _words(workspace: Workspace, task: Task) -> Iterator[str]:
    component = workspace.components.get(task.component)
    day = workspace.day_minutes(component)
    for name in ("estimate", "duration"):
        minutes = getattr(task, name)
        if minutes is not None:
            yield f"{name} {duration_text(minutes, day)}"
    if task.percent:
        yield f"progress {task.percent} %"
    if task.start is not None or task.finish is not None:
        yield "planned dates"
    if task.actual_start is not None or task.actual_finish is not None:
        yield "actual dates"
    if task.fixed_cost is not None:
        yield f"fixed cost {money_text(task.fixed_cost)}"
    if task.actual_cost is not None:
        yield f"actual cost {money_text(task.actual_cost)}"
    for table, word in (("assignments", "assignment"), ("checks", "check")):
        count = len(workspace.ids_by(table, "task", task.id))
        if count:
            yield f"{count} {word}{'s' if count > 1 else ''}"
