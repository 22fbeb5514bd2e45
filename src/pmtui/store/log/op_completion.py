"""This file completes ops before they are kept: ids that are free, and fields nobody here knows."""

from collections.abc import Mapping

import msgspec

from pmtui import clock
from pmtui.model.changes.ops import Op, Ops, is_made
from pmtui.model.ids import IdSource
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace

_POINTS = frozenset({"reference", "about"})


def taken_ids(ops: Ops, workspace: Workspace) -> frozenset[int]:
    """The ids of new entities that others have in the workspace already.

    An occurrence that somebody else has made is no other one.
    """
    return frozenset(
        op.id
        for op in ops
        if op.op == "create"
        and op.table in TABLES
        and workspace.table_of(op.id) is not None
        and not is_made(op, workspace)
    )


def with_free_ids(ops: Ops, taken: frozenset[int]) -> Ops:
    """The same ops, with other ids for the new entities whose ids are taken."""
    if not taken:
        return ops
    source = IdSource(clock.milliseconds, clock.chance(12))
    return with_ids(ops, {row_id: source.draw() for row_id in sorted(taken)})


def with_ids(ops: Ops, fresh: Mapping[int, int]) -> Ops:
    """The same ops, with other ids for new entities, by their old ones."""
    return tuple(_renumbered(op, fresh) for op in ops) if fresh else ops


def _renumbered(op: Op, fresh: Mapping[int, int]) -> Op:
    new = op.new
    if op.op == "create" and isinstance(new, dict):
        new = {name: _pointed(op.table, name, value, fresh) for name, value in new.items()}
        new["id"] = fresh.get(op.id, op.id)
    elif op.op == "set":
        new = _pointed(op.table, op.field, new, fresh)
    return msgspec.structs.replace(op, id=fresh.get(op.id, op.id), new=new)


def _pointed(table: str, field: str, value: object, fresh: Mapping[int, int]) -> object:
    spec = field_spec(table, field) if table in TABLES else None
    if spec is None or spec.kind not in _POINTS:
        return value
    return fresh.get(value, value) if isinstance(value, int) else value


def with_unknown_fields(ops: Ops, workspace: Workspace) -> Ops:
    """The same ops, where a delete also keeps the fields that this version does not know."""
    known = workspace.extras
    if not any(op.op == "delete" and (op.table, op.id) in known for op in ops):
        return ops
    return tuple(_remembering(op, workspace) for op in ops)


def _remembering(op: Op, workspace: Workspace) -> Op:
    extra = workspace.extras.get((op.table, op.id))
    if op.op != "delete" or not extra or not isinstance(op.old, dict):
        return op
    return msgspec.structs.replace(op, old={**op.old, **extra})
