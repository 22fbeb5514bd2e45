"""This file writes ops with the fields' names of a store, and reads them with those of today."""

from collections.abc import Callable, Mapping

import msgspec

from pmtui.model.changes.ops import Op, Ops
from pmtui.model.workspace.schema import (
    former_names,
    present_document,
    present_field,
    stored_document,
    stored_field,
)

_Documents = Callable[[str, Mapping[str, object]], Mapping[str, object]]


def stored_ops(ops: Ops) -> Ops:
    """Ops as a store spells them."""
    return _translated(ops, stored_field, stored_document)


def present_ops(ops: Ops) -> Ops:
    """Ops with the names of today, whichever build wrote them."""
    return _translated(ops, present_field, present_document)


def _translated(ops: Ops, field: Callable[[str, str], str], documents: _Documents) -> Ops:
    if not any(former_names(op.table) for op in ops):
        return ops
    return tuple(
        msgspec.structs.replace(
            op,
            field=field(op.table, op.field),
            old=documents(op.table, op.old) if _is_row(op, op.old) else op.old,
            new=documents(op.table, op.new) if _is_row(op, op.new) else op.new,
        )
        if former_names(op.table)
        else op
        for op in ops
    )


def _is_row(op: Op, value: object) -> bool:
    """Whether a value of an op is a whole document, and not that of one field."""
    return not op.field and isinstance(value, dict)
