"""This file arranges the outline of a project: deeper, higher, before and after."""

from typing import Final, cast

from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Proposal,
    Refused,
    Situation,
    Values,
)
from pmtui.actions.core.task_places import ops_at_place, place_among
from pmtui.model.entities.tasks import Task

_ROADMAP: Final = ("roadmap",)
_LEVELS: Final = (SHOWN, "detail")
"""Where a task's level is changed: its place in the outline is the same in each."""
_TASKS: Final = ("tasks",)


def _one(situation: Situation) -> Task:
    if len(situation.targets) != 1:
        raise Refused("one task at a time: clear the marks first")
    if situation.order:
        raise Refused(f"rows stand by {situation.order} now: show the outline again first")
    return cast("Task", situation.rows[0])


def _children(situation: Situation, component: int, parent: int) -> list[Task]:
    """The live tasks below a parent, or at the top of a component, in their order."""
    workspace = situation.workspace
    # At the top of a component the tasks of every other stand as well: its own are fewer.
    near = ("parent", parent) if parent else ("component", component)
    rows = [
        row
        for row in workspace.rows_by(Task, *near)
        if row.parent == parent and row.component == component and not row.archived
    ]
    return sorted(rows, key=lambda row: (row.outline_rank, row.id))


def _vertical(situation: Situation, step: int) -> Proposal:
    task = _one(situation)
    others = _children(situation, task.component, task.parent)
    at = place_among(task, others) + step
    if not 0 <= at < len(others):
        edge = "last" if step > 0 else "first"
        raise Refused(f"{task.key} is the {edge} of its level; < and > change the level")
    others.remove(task)
    return Proposal(
        ops_at_place(task, others, at, rank="outline_rank", parent=task.parent), focus=task.id
    )


def _indent(situation: Situation, _values: Values) -> Proposal:
    task = _one(situation)
    level = _children(situation, task.component, task.parent)
    at = place_among(task, level)
    if not at:
        raise Refused(f"nothing stands above {task.key} on its level to go under")
    above = level[at - 1]
    if above.kind == "milestone":
        raise Refused(f"{above.key} is a milestone: nothing can lie below it")
    below = _children(situation, task.component, above.id)
    return Proposal(
        ops_at_place(task, below, len(below), rank="outline_rank", parent=above.id),
        f"{task.key} under {above.key}",
        task.id,
    )


def _outdent(situation: Situation, _values: Values) -> Proposal:
    task = _one(situation)
    parent = situation.workspace.tasks.get(task.parent)
    if parent is None:
        raise Refused(f"{task.key} is at the top of its project already")
    level = _children(situation, task.component, parent.parent)
    at = place_among(parent, level) + 1
    said = f"{task.key} beside {parent.key}"
    return Proposal(
        ops_at_place(task, level, at, rank="outline_rank", parent=parent.parent), said, task.id
    )


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "no task under the cursor: add one with a"


ACTIONS: Final = (
    Action(
        id="outline.indent",
        title="Indent",
        help="Puts the task under the one above it on its level.",
        group="arrange",
        keys=("greater_than_sign",),
        contexts=_LEVELS,
        tables=_TASKS,
        verb="indent",
        moves=True,
        refuse=_needs_target,
        propose=_indent,
    ),
    Action(
        id="outline.outdent",
        title="Outdent",
        help="Brings the task up to the level of its summary.",
        group="arrange",
        keys=("less_than_sign",),
        contexts=_LEVELS,
        tables=_TASKS,
        verb="outdent",
        moves=True,
        refuse=_needs_target,
        propose=_outdent,
    ),
    Action(
        id="outline.down",
        title="Row down",
        help="Puts the task after the next one of its level.",
        group="arrange",
        keys=("J", "shift+down"),
        contexts=_ROADMAP,
        tables=_TASKS,
        refuse=_needs_target,
        propose=lambda situation, _values: _vertical(situation, 1),
    ),
    Action(
        id="outline.up",
        title="Row up",
        help="Puts the task before the one above it on its level.",
        group="arrange",
        keys=("K", "shift+up"),
        contexts=_ROADMAP,
        tables=_TASKS,
        refuse=_needs_target,
        propose=lambda situation, _values: _vertical(situation, -1),
    ),
)
"""Moves in the outline."""
