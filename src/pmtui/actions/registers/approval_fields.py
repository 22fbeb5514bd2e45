"""This file completes an edit by which something is approved: who did, and on which day."""

from collections.abc import Iterator
from operator import attrgetter

import msgspec

from pmtui.actions.core.action import Situation
from pmtui.actions.core.merged_ops import merged_ops
from pmtui.model.changes.ops import Op, Ops, apply, edit
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.table import Approval
from pmtui.model.workspace.schema import TABLES


def with_approvals(situation: Situation, ops: Ops, *, strict: bool = True) -> Ops:
    """Ops with who approves and when, where they approve something and do not say so.

    The person is the one who makes the edit. Where something was approved before and was taken
    back since, the one of before is not kept.

    Args:
        situation: of whoever makes the edit, before it.
        ops: the edit.
        strict: whether a new row is completed; one of somebody's file stays as it was read.
    """
    concerned = dict.fromkeys(
        (op.table, op.id) for op in ops if _may_approve(op) and (strict or op.op != "create")
    )
    if not concerned:
        return ops
    try:
        after = apply(situation.workspace, ops)
    except msgspec.ValidationError:  # whoever judges the ops says why they cannot be
        return ops
    given = {(op.table, op.id, op.field) for op in ops}
    more: list[Op] = []
    for table, row_id in concerned:
        old, new = situation.workspace.get(table, row_id), after.get(table, row_id)
        for approval in TABLES[table].approvals if new is not None else ():
            if new is not None and not approval.recorded_in and _begins(approval, old, new):
                again = old is not None and attrgetter(approval.day)(old) is not None
                fields = {
                    name: value
                    for name, value in _completed(situation, approval, new, again=again)
                    if (table, row_id, name) not in given
                }
                more += edit(table, new, **fields)
    return merged_ops(ops, tuple(more))


def _may_approve(op: Op) -> bool:
    return op.op in {"set", "create"} and op.table in TABLES and bool(TABLES[op.table].approvals)


def _begins(approval: Approval, old: Entity | None, new: Entity) -> bool:
    return approval.stands(new) and (old is None or not approval.stands(old))


def _completed(
    situation: Situation, approval: Approval, new: Entity, *, again: bool
) -> Iterator[tuple[str, object]]:
    """The person and the day of an approval, as far as they are missing or of one before."""
    if again or not attrgetter(approval.approver)(new):
        yield approval.approver, situation.actor
    if again or attrgetter(approval.day)(new) is None:
        yield approval.day, situation.today
