"""This file raises issues: about tasks, and of what has gone further than is tolerated."""

from operator import attrgetter
from typing import Final, cast

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values, merged_ops
from pmtui.actions.registers.escalations import escalated_fields
from pmtui.figures.governance.tolerances import exception_mark, unraised
from pmtui.model.changes.ops import Ops, apply, edit
from pmtui.model.entities.entity import Escalatable


def _raise(situation: Situation, values: Values) -> Proposal:
    words = str(values.get("text") or "").strip()
    if not words:
        raise Refused("an issue needs a title: say what stands in the way")
    ops: Ops = ()
    keys: list[str] = []
    for row in situation.rows:
        task = situation.workspace.tasks[row.id]
        keys.append(task.key)
        issue = {
            "title": f"{task.key} {task.title}: {words}",
            "component": task.component,
            "owner": situation.actor,
        }
        ops += new_entity(situation, "issues", "", issue)
    return Proposal(ops, f"{', '.join(keys)}: an issue stands in the log now; undo takes it back")


def _needs_task(situation: Situation) -> str | None:
    return None if situation.rows else "no task under the cursor"


def _raise_exceptions(situation: Situation, values: Values) -> Proposal:
    words = str(values.get("text") or "").strip()
    ops: Ops = ()
    titles: list[str] = []
    for component in situation.rows:
        for departure in unraised(situation.figures, component.id):
            if departure.table != "components":
                continue
            title = f"{departure.tolerance.kind} tolerance exceeded: {departure.text}"
            given = {
                "title": title[0].upper() + title[1:],
                "component": component.id,
                "owner": attrgetter("owner")(component) or situation.actor,
                "priority": 1,
                "tags": (exception_mark(departure),),
            }
            made = new_entity(situation, "issues", "", given)
            after = msgspec.structs.replace(
                situation, workspace=apply(situation.workspace, ops + made), sheet=None
            )
            row = cast("Escalatable", after.workspace.rows("issues")[made[0].id])
            named = msgspec.structs.replace(row, key=component.key)  # it has no key of its own yet
            fields = escalated_fields(after, named, words or title)
            ops += merged_ops(made, edit("issues", row, **fields))
            titles.append(f"{component.key}: {title}")
    if not ops:
        keys = ", ".join(row.key for row in situation.rows)
        raise Refused(f"{keys}: nothing of it exceeds a tolerance that is not handed up already")
    return Proposal(ops, f"{'; '.join(titles)}; escalated to the level above")


def _needs_component(situation: Situation) -> str | None:
    return None if situation.rows else "no component under the cursor"


ACTIONS: Final = (
    Action(
        id="task.issue",
        title="Raise an issue",
        help="Puts an issue about the task into the log of its project, without changing the task.",
        group="act",
        keys=("x",),
        contexts=("roadmap",),
        tables=("tasks",),
        args=(Arg("text", "text", "what stands in the way"),),
        bulk=True,
        refuse=_needs_task,
        propose=_raise,
    ),
    Action(
        id="component.raise_exception",
        title="Raise an exception",
        help=(
            "Hands up what of a component exceeds a tolerance: an issue each, escalated to the"
            " level above in one edit."
        ),
        group="judge",
        tables=("components",),
        args=(Arg("text", "text", "why, and what you propose", required=False),),
        verb="raise_exception",
        bulk=True,
        refuse=_needs_component,
        propose=_raise_exceptions,
    ),
)
"""What is done about tasks in the log."""
