"""This file completes an edit by which something is approved: who did, and on which day."""

from operator import attrgetter

import msgspec

from pmtui.actions.core.action import Situation, merged_ops
from pmtui.model.changes.ops import Op, Ops, apply, edit
from pmtui.model.workspace.schema import TABLES


def with_approvals(situation: Situation, ops: Ops, *, strict: bool = True) -> Ops:
    """Ops with who approves and when, where they approve something and do not say so.

    The person is the one who makes the edit, unless somebody is named already. An approval that
    is taken back names nobody.

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
            if new is None or approval.recorded_in:
                continue
            stood, stands = old is not None and approval.stands(old), approval.stands(new)
            if stood == stands:
                continue
            who, day = attrgetter(approval.approver, approval.day)(new)
            said = (who or situation.actor, day or situation.today) if stands else (0, None)
            fields = zip((approval.approver, approval.day), said, strict=True)
            changed = {name: value for name, value in fields if (table, row_id, name) not in given}
            more += edit(table, new, **changed)
    return merged_ops(ops, tuple(more))


def _may_approve(op: Op) -> bool:
    return op.op in {"set", "create"} and op.table in TABLES and bool(TABLES[op.table].approvals)
