"""This file puts entities away and brings them back; what something lives on stays."""

from collections.abc import Sequence
from typing import Final

from pmtui.actions.change import said_of
from pmtui.actions.spec import Action, Proposal, Refused, Situation, Target, Values
from pmtui.model.components import Component
from pmtui.model.entity import Entity, is_archived, title_of
from pmtui.model.ops import Ops, edit
from pmtui.model.schema import TABLES
from pmtui.model.states import ENDED_COMPONENT_STATES


def _archive(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        if "archived" not in row.__struct_fields__:
            raise Refused(f"a {TABLES[target.table].word} is not archived; remove it with x")
        reason = living(situation, target)
        if reason:
            raise Refused(reason)
        ops += edit(target.table, row, archived=True)
    return Proposal(ops, said_of(situation, "archived, undo brings it back"))


def living(situation: Situation, target: Target) -> str | None:
    """Why something still lives on an entity, so that it is closed rather than archived."""
    workspace = situation.workspace
    if target.table == "tasks":
        children = [workspace.tasks[one] for one in workspace.ids_by("tasks", "parent", target.id)]
        if any(not one.archived for one in children):
            return f"{title_of(workspace.tasks[target.id])} has sub-tasks: archive those first"
    if target.table != "components":
        return None
    component = workspace.components[target.id]
    alive = [
        workspace.components[one]
        for one in workspace.children(target.id)
        if not workspace.components[one].archived
    ]
    if alive:
        return f"{component.key} holds {len(alive)} components: archive or move them first"
    if component.state in ENDED_COMPONENT_STATES or component.state in {"", "idea", "draft"}:
        return None
    return _open_work(situation, component)


def _open_work(situation: Situation, component: Component) -> str | None:
    workspace = situation.workspace
    for table, word in (("risks", "risks"), ("issues", "issues"), ("benefits", "benefits")):
        rows: Sequence[Entity] = [
            workspace.rows(table)[one] for one in workspace.ids_by(table, "component", component.id)
        ]
        held = [one for one in rows if not is_archived(one) and _is_open(one)]
        if held:
            return (
                f"{component.key} has {len(held)} open {word}: close them, or set its state"
                " to closed or cancelled, then archive"
            )
    return None


def _is_open(row: Entity) -> bool:
    return getattr(row, "state", "") not in {"closed", "expired", "occurred", "resolved", "retired"}


def _restore(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is not None and is_archived(row):
            ops += edit(target.table, row, archived=False)
    if not ops:
        raise Refused("nothing of this is archived")
    return Proposal(ops, said_of(situation, "restored"))


def _no_target(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


ACTIONS: Final = (
    Action(
        id="entity.archive",
        title="Archive",
        help="Puts away one thing or several; undo brings them back.",
        group="act",
        keys=("d",),
        contexts=("any", "tree"),
        verb="archive",
        bulk=True,
        refuse=_no_target,
        propose=_archive,
    ),
    Action(
        id="entity.restore",
        title="Restore",
        help="Brings back what was archived.",
        group="act",
        verb="restore",
        bulk=True,
        refuse=_no_target,
        propose=_restore,
    ),
)
"""Putting away and bringing back."""
