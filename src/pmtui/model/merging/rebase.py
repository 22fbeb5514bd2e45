"""This file rebases ops on a workspace that has moved on, field by field."""

from collections.abc import Sequence

import msgspec

from pmtui.model.changes.ops import Op, Ops, entity_of, plain
from pmtui.model.entities.entity import Entity
from pmtui.model.merging.outcome import Conflict
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace


def rebase(ops: Sequence[Op], now: Workspace) -> tuple[Ops, tuple[Conflict, ...]]:
    """Ops as they stand on the newest workspace, and the fields where both sides wrote.

    Another row or field merges; the same value is dropped; set members are idempotent; a row's
    place in an order (`move`) takes the newer wish. The same field with another value conflicts.
    """
    kept: list[Op] = []
    conflicts: list[Conflict] = []
    coming = {(op.table, op.id) for op in ops if op.op == "create"}
    written: dict[tuple[str, int, str], object] = {}
    for op in ops:
        if op.table not in TABLES or (op.table, op.id) in coming:
            kept.append(op)
            continue
        _rebase_one(op, now, written, kept, conflicts)
    return tuple(kept), tuple(conflicts)


def _rebase_one(
    op: Op,
    now: Workspace,
    written: dict[tuple[str, int, str], object],
    kept: list[Op],
    conflicts: list[Conflict],
) -> None:
    row = now.get(op.table, op.id)
    if row is None:
        if op.op != "delete":
            conflicts.append(Conflict(op.table, op.id, "", op.old, op.new, None))
        return
    if op.op == "delete":
        if _is_as_seen(op, row, now):
            kept.append(op)
        else:
            conflicts.append(Conflict(op.table, op.id, "", op.old, None, plain(row)))
        return
    place = (op.table, op.id, op.field)
    if op.op in {"add", "remove"}:
        _rebase_member(op, row, written, kept)
        return
    current = written[place] if place in written else _value(now, op, row)
    if _normal(current) == _normal(op.new):
        return
    if op.op == "set" and _normal(current) != _normal(op.old):
        conflicts.append(Conflict(op.table, op.id, op.field, op.old, op.new, current))
        return
    written[place] = op.new
    kept.append(op if current == op.old else Op(op.op, op.table, op.id, op.field, current, op.new))


def _rebase_member(
    op: Op, row: Entity, written: dict[tuple[str, int, str], object], kept: list[Op]
) -> None:
    place = (op.table, op.id, op.field)
    members = written.get(place)
    if not isinstance(members, set):
        members = written[place] = set(getattr(row, op.field, ()))
    if op.op == "add" and op.new not in members:
        members.add(op.new)
        kept.append(op)
    elif op.op == "remove" and op.old in members:
        members.discard(op.old)
        kept.append(op)


def _is_as_seen(op: Op, row: Entity, now: Workspace) -> bool:
    try:
        seen, unknown = entity_of(op.table, op.old)
    except (msgspec.ValidationError, AttributeError, TypeError):
        return False
    # A key settles with the commit of its row: that is nobody's edit.
    seen = msgspec.structs.replace(seen, key=row.key)
    return seen == row and (not unknown or unknown == now.extras.get((op.table, op.id)))


def _value(now: Workspace, op: Op, row: Entity) -> object:
    if field_spec(op.table, op.field) is None:
        return now.extras.get((op.table, op.id), {}).get(op.field)
    return plain(getattr(row, op.field))


def _normal(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_normal(entry) for entry in value]
    if isinstance(value, dict):
        return {name: _normal(entry) for name, entry in value.items()}
    return value
