"""This file lets the unfinished work of projects go on from their status date."""

from collections.abc import Iterator
from typing import Final

from pmtui.actions.core.action import Action, Proposal, Refused, Situation, Values
from pmtui.model.changes.ops import Op, edit
from pmtui.model.entities.components import Component, defaults_at_birth


def _reschedule(situation: Situation, _values: Values) -> Proposal:
    rows = list(_components(situation))
    ops: list[Op] = []
    for row in rows:
        ops += edit("components", row, **defaults_at_birth(row.kind))
    if not rows:
        raise Refused("stand on a project, or on one of its tasks")
    if not ops:
        keys = ", ".join(row.key for row in rows)
        raise Refused(
            f"unfinished work of {keys} goes on from the status date already; "
            "set unfinished_work=as_planned leaves it where it was planned"
        )
    keys = ", ".join(row.key for row in rows)
    return Proposal(tuple(ops), f"unfinished work of {keys} goes on from the status date")


def _components(situation: Situation) -> Iterator[Component]:
    """The projects meant: those chosen, those of chosen tasks, else the one in scope."""
    components = situation.workspace.components
    chosen = [
        target.id if target.table == "components" else row.component
        for target in situation.targets
        if (row := situation.workspace.get(target.table, target.id)) is not None
    ]
    for component_id in dict.fromkeys(chosen or [situation.scope]):
        found = components.get(component_id)
        if found is not None and defaults_at_birth(found.kind):
            yield found


ACTIONS: Final = (
    Action(
        id="project.reschedule",
        title="Reschedule unfinished work",
        help="Lets unfinished work go on from the status date, or from today where none is set.",
        group="arrange",
        keys=("M",),
        contexts=("roadmap",),
        verb="reschedule",
        bulk=True,
        moves=True,
        propose=_reschedule,
    ),
)
"""The actions of this file."""
