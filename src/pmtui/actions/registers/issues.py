"""This file raises issues about tasks, such as an edit that would move too much."""

from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.model.changes.ops import Ops


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
)
"""What is done about tasks in the log."""
