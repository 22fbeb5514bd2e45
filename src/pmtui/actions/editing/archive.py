"""This file puts entities away and brings them back; a session asks about what they leave open."""

from typing import Final

from pmtui.actions.checks.consent import SUCCESSOR
from pmtui.actions.core.action import Action, Proposal, Refused, Situation, Values
from pmtui.actions.editing.handover import all_handed_over
from pmtui.actions.editing.set_fields import change_summary
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.entity import is_archived, title_of
from pmtui.model.narrowing import as_number
from pmtui.model.workspace.schema import TABLES


def _archive(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    successor = as_number(values.get("to"))
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        if "archived" not in row.__struct_fields__:
            spec = TABLES[target.table]
            way = f"pmtui remove {row.key or row.id}" if spec.is_removed else "it stays"
            raise Refused(f"{spec.with_article} is not archived: {way}")
        if successor:
            if target.table != "people":
                raise Refused(f"{row.key or title_of(row)}: only the work of people is handed over")
            ops += all_handed_over(situation, target.id, successor)
        ops += edit(target.table, row, archived=True)
    return Proposal(ops, change_summary(situation, "archived, undo brings it back"))


def _restore(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is not None and is_archived(row):
            ops += edit(target.table, row, archived=False)
    if not ops:
        raise Refused("nothing of this is archived")
    return Proposal(ops, change_summary(situation, "restored"))


def _no_target(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


ACTIONS: Final = (
    Action(
        id="entity.archive",
        title="Archive",
        help="Archives one thing or several; what is still open is shown first.",
        group="act",
        keys=("d",),
        contexts=("any", "tree"),
        verb="archive",
        args=(SUCCESSOR,),
        bulk=True,
        ends=True,
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
