"""This file puts entities away and brings them back; a session asks about what they leave open."""

from typing import Final

from pmtui.actions.change import said_of
from pmtui.actions.consent import SUCCESSOR
from pmtui.actions.handover import handed_over
from pmtui.actions.spec import Action, Proposal, Refused, Situation, Values
from pmtui.model.entity import is_archived, title_of
from pmtui.model.ops import Ops, edit
from pmtui.model.schema import TABLES


def _archive(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    successor = int(values.get("to") or 0)
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        if "archived" not in row.__struct_fields__:
            raise Refused(f"a {TABLES[target.table].word} is not archived; remove it with x")
        if successor:
            if target.table != "people":
                raise Refused(f"{row.key or title_of(row)}: only the work of people is handed over")
            ops += handed_over(situation.figures, target.id, successor)
        ops += edit(target.table, row, archived=True)
    return Proposal(ops, said_of(situation, "archived, undo brings it back"))


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
        help="Puts away one thing or several; what is still open is shown first.",
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
