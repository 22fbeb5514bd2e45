"""This file works on what belongs to a task: links, checklist, people at work, what blocks it."""

from datetime import date
from typing import Final, cast

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
)
from pmtui.actions.schedule.typed_dependency import Dependency, planned_start
from pmtui.model.changes.ops import Ops, delete, edit
from pmtui.model.entities.entity import as_number
from pmtui.model.entities.tasks import Check, Task
from pmtui.model.rules.dependency_loops import link_loop, loop_path_text
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace


def _link(situation: Situation, values: Values) -> Proposal:
    workspace = situation.workspace
    wanted = values["predecessor"]
    if not isinstance(wanted, Dependency):
        wanted = Dependency(as_number(wanted))
    predecessor = workspace.tasks.get(wanted.predecessor)
    if predecessor is None:
        raise Refused("link to which task? give its key")
    ops: Ops = ()
    successors = [cast("Task", row) for row in situation.rows]
    if len(successors) == 2:
        successors = [task for task in successors if task.id != predecessor.id]
    for successor in successors:
        old = _between(workspace, predecessor.id, successor.id)
        if old:
            ops += _changed(workspace, old, wanted)
            continue
        loop = link_loop(workspace, predecessor.id, successor.id)
        if loop:
            names = loop_path_text(workspace, loop)
            raise Refused(
                f"{successor.key} cannot wait for {predecessor.key}, it closes a loop: {names}"
            )
        crosses = predecessor.component != successor.component
        ops += new_entity(
            situation,
            "links",
            "",
            {
                "predecessor": predecessor.id,
                "successor": successor.id,
                "type": wanted.type,
                "lag": wanted.lag,
                "lag_unit": wanted.lag_unit,
                "lag_in": wanted.lag_in,
                "component": successor.component,
                "state": "requested" if crosses else "",
                "needed_by": _needed_by(situation, successor) if crosses else None,
            },
        )
    return Proposal(ops, f"waits for {predecessor.key}")


def _needed_by(situation: Situation, successor: Task) -> date | None:
    """When a contract must deliver, unless somebody says otherwise: as its successor starts."""
    return successor.start or successor.due or planned_start(situation, successor)


def _changed(workspace: Workspace, link_id: int, wanted: Dependency) -> Ops:
    """A link that is there gets the type and lag said, else it is taken away."""
    link = workspace.links[link_id]
    if not wanted.spelled:
        return (delete("links", link),)
    return edit(
        "links",
        link,
        type=wanted.type,
        lag=wanted.lag,
        lag_unit=wanted.lag_unit,
        lag_in=wanted.lag_in,
    )


def _between(workspace: Workspace, predecessor: int, successor: int) -> int:
    return next(
        (
            link_id
            for link_id in workspace.ids_by("links", "predecessor", predecessor)
            if workspace.links[link_id].successor == successor
        ),
        0,
    )


def _assign(situation: Situation, values: Values) -> Proposal:
    person = as_number(values["person"])
    ops: Ops = ()
    for row in situation.rows:
        held = [
            assignment_id
            for assignment_id in situation.workspace.ids_by("assignments", "task", row.id)
            if getattr(situation.workspace.rows("assignments")[assignment_id], "person", 0)
            == person
        ]
        if held:
            ops += (delete("assignments", situation.workspace.rows("assignments")[held[0]]),)
        else:
            ops += new_entity(situation, "assignments", "", {"task": row.id, "person": person})
    return Proposal(ops)


def _add_check(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    for row in situation.rows:
        ops += new_entity(situation, "checks", "", {"task": row.id, "text": str(values["text"])})
    return Proposal(ops)


def _toggle_check(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for row in situation.rows:
        check = cast("Check", row)
        ops += edit("checks", check, done=not check.done)
    return Proposal(ops)


def _block(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    for row in situation.rows:
        ops += edit("tasks", row, blocked=str(values.get("text") or ""))
    return Proposal(ops)


def _remove_row(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        if not TABLES[target.table].is_removed:
            raise Refused("this is archived with d, not removed")
        ops += (delete(target.table, row),)
    return Proposal(ops, "removed, undo brings it back")


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


_TASKS: Final = ("tasks",)

ACTIONS: Final = (
    Action(
        id="task.link",
        title="Link",
        help="Makes the task wait for another, or no longer; of two marked the later one waits.",
        group="act",
        keys=("w",),
        contexts=(SHOWN, "detail"),
        tables=_TASKS,
        args=(
            Arg("predecessor", "link", "waits for (key or title, then type and lag: T-12 FS+2d)"),
        ),
        verb="link",
        bulk=True,
        moves=True,
        refuse=_needs_target,
        propose=_link,
    ),
    Action(
        id="task.assign",
        title="Assign",
        help="Assigns a person to the task, or takes them off again.",
        group="set",
        tables=_TASKS,
        args=(Arg("person", "person", "person"),),
        verb="assign",
        bulk=True,
        refuse=_needs_target,
        propose=_assign,
    ),
    Action(
        id="task.block",
        title="Blocked",
        help="Notes what blocks the task; an empty reason unblocks it.",
        group="set",
        tables=_TASKS,
        args=(Arg("text", "text", "blocked by (empty: not blocked)", required=False),),
        bulk=True,
        refuse=_needs_target,
        propose=_block,
    ),
    Action(
        id="check.add",
        title="Add check",
        help="Adds a line to the task's checklist.",
        group="add",
        tables=_TASKS,
        args=(Arg("text", "text", "check"),),
        bulk=True,
        refuse=_needs_target,
        propose=_add_check,
    ),
    Action(
        id="check.toggle",
        title="Tick check",
        help="Ticks a line of the checklist or takes the tick away.",
        group="act",
        tables=("checks",),
        refuse=_needs_target,
        propose=_toggle_check,
    ),
    Action(
        id="row.remove",
        title="Remove",
        help="Takes away a link, check, assignment, criterion, rate, booked time or empty column.",
        group="act",
        tables=tuple(sorted(name for name, spec in TABLES.items() if spec.is_removed)),
        verb="remove",
        bulk=True,
        refuse=_needs_target,
        propose=_remove_row,
    ),
)
"""What is done to a task beside moving it."""
