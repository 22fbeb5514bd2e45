"""This file joins an edit with what must go along with it."""

import msgspec

from pmtui.model.changes.ops import Op, Ops


def merged_ops(ops: Ops, more: Ops) -> Ops:
    """Ops and what goes along, where each field is written once and a new row is made whole.

    Args:
        ops: the edit.
        more: ops on the workspace after it.
    """
    later = {(op.table, op.id, op.field): op for op in more if op.op == "set"}
    merged: list[Op] = []
    for op in ops:
        along = later.pop((op.table, op.id, op.field), None) if op.op == "set" else None
        if along is not None:
            merged.append(msgspec.structs.replace(op, new=along.new))
        elif op.op == "create" and isinstance(op.new, dict):
            own = [key for key in later if key[:2] == (op.table, op.id)]
            fields = {key[2]: later.pop(key).new for key in own}
            merged.append(msgspec.structs.replace(op, new={**op.new, **fields}))
        else:
            merged.append(op)
    created = (op for op in more if op.op != "set")
    return (*merged, *created, *later.values())
