"""This file defines ops, the one way a workspace changes: build, apply, invert, compare."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from pmtui.model.entities.entity import Entity
from pmtui.model.ids import DERIVED_IDS, PENDING_MARK, key_parts, key_text
from pmtui.model.workspace.paged import copied
from pmtui.model.workspace.schema import (
    TABLES,
    field_spec,
    prefix_for,
    present_fields,
    stored_document,
)
from pmtui.model.workspace.workspace import Workspace

OpKind = Literal["create", "delete", "set", "add", "remove", "move", "put"]


class Op(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change of one field, row or set member, with what was there before.

    Values are plain JSON: dates as ISO text, money as a mapping. `create` and `put` hold the
    whole document in `new`, `delete` in `old`; `add` and `remove` hold one member.
    """

    op: str
    """An `OpKind`; kinds of a later version are kept and passed over."""
    table: str
    id: int
    field: str = ""
    old: Any = None
    new: Any = None


Ops = tuple[Op, ...]


Mark = tuple[int, str]
"""A commit of some clone of a store: its revision, and how the name of its record begins."""


class Merged(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a commit has taken in of another clone of its store."""

    marks: tuple[Mark, ...] = ()
    """Commits of that clone whose effect is in the store now."""
    counters: Mapping[str, int] = {}
    """Highest number that clone has given to a key, by prefix."""
    declined: Ops = ()
    """What of that clone was decided against."""


class Commit(msgspec.Struct, frozen=True, omit_defaults=True):
    """Ops made durable: one file of the log."""

    rev: int
    commit_id: str
    parent_sha: str
    ts: str
    """When, as ISO 8601 in UTC; never before its parent's."""
    uid: int
    host: str
    session: str
    action: str
    """Id of the action that proposed it."""
    ops: Ops
    undo_of: str = ""
    """The commit_id this one takes back."""
    login: str = ""
    group: str = ""
    """Shared by the parts of a commit that was split."""
    rest: int = 0
    """How many parts of its group were still to come; 0 in the last one."""
    merged: Merged | None = None
    """What it has taken in of another clone; None where it is no merge."""


def plain(value: object) -> Any:
    """A field's value as plain JSON, as it is read back from a file: lists, not tuples."""
    built = msgspec.to_builtins(value)
    if isinstance(value, Entity):
        return present_fields(type(value), built)
    if not isinstance(built, tuple):
        return built
    return [list(part) if isinstance(part, tuple) else part for part in built]


def create(table: str, entity: Entity) -> Op:
    """The op that brings an entity into being."""
    return Op("create", table, entity.id, new=plain(entity))


def delete(table: str, entity: Entity) -> Op:
    """The op that takes an entity away; its document is kept in the op."""
    return Op("delete", table, entity.id, old=plain(entity))


def edit(table: str, entity: Entity, **fields: object) -> Ops:
    """Ops that give fields new values; a field that has it already gives none."""
    made: list[Op] = []
    for name, value in fields.items():
        spec = field_spec(table, name)
        old, new = plain(getattr(entity, name)), plain(value)
        if old == new:
            continue
        if spec is not None and spec.is_set:
            made += [
                Op("remove", table, entity.id, name, old=entry) for entry in old if entry not in new
            ]
            made += [
                Op("add", table, entity.id, name, new=entry) for entry in new if entry not in old
            ]
            continue
        kind: OpKind = "move" if spec is not None and spec.kind == "rank" else "set"
        made.append(Op(kind, table, entity.id, name, old=old, new=new))
    return tuple(made)


def invert(ops: Sequence[Op]) -> Ops:
    """Ops that take the given ones back, last first."""
    turned = {"create": "delete", "delete": "create", "add": "remove", "remove": "add"}
    return tuple(
        msgspec.structs.replace(op, op=turned.get(op.op, op.op), old=op.new, new=op.old)
        for op in reversed(ops)
    )


def touched(ops: Iterable[Op]) -> frozenset[tuple[str, int]]:
    """The entities that ops change, as (table, id)."""
    return frozenset((op.table, op.id) for op in ops)


def is_made(op: Op, workspace: Workspace) -> bool:
    """Whether an op makes an occurrence of what recurs that is there already, with its id."""
    if op.op != "create" or op.id not in DERIVED_IDS or not isinstance(op.new, dict):
        return False
    row = workspace.entity(op.id)
    own = (getattr(row, "recurrence", 0), plain(getattr(row, "occurrence", None)))
    return bool(own[0]) and own == (op.new.get("recurrence"), op.new.get("occurrence"))


def settle_keys(workspace: Workspace, ops: Sequence[Op], *, pending: bool = False) -> Ops:
    """The same ops with a key for each new entity that needs one and does not have a free one.

    A key that is already taken is drawn again; `pending` marks keys as not yet confirmed.
    """
    counters = dict(workspace.counters)
    settled: list[Op] = []
    let_go = {op.old for op in ops if op.field == "key" and op.op == "set"}
    for op in ops:
        if op.op != "create" or op.table not in TABLES:
            settled.append(op)
            continue
        prefix = prefix_for(op.table, str(op.new.get("kind", "")))
        wanted = key_parts(str(op.new.get("key", "")))
        fresh = prefix and (
            wanted is None
            or str(op.new["key"]).endswith(PENDING_MARK)
            or (op.new["key"] not in let_go and workspace.by_key(op.new["key"]) is not None)
        )
        if fresh:
            counters[prefix] = counters.get(prefix, 0) + 1
            key = key_text(prefix, counters[prefix], pending=pending)
            settled.append(msgspec.structs.replace(op, new={**op.new, "key": key}))
        else:
            _count(counters, op.new.get("key", ""))
            settled.append(op)
    return tuple(settled)


def apply(workspace: Workspace, ops: Sequence[Op], revision: int | None = None) -> Workspace:
    """The workspace after ops; ops on entities that are gone, and unknown kinds, change nothing.

    Raises:
        msgspec.ValidationError: a value is not of its field's type.
    """
    number = workspace.revision if revision is None else revision
    known = workspace.taken_from_memory(ops, number)
    if known is not None:
        return known
    state = _State(workspace)
    for op in ops:
        state.take(op)
    return workspace.followed_by(
        state.tables,
        touched(ops),
        extras=state.extras,
        foreign=state.foreign,
        counters=state.counters,
        revision=number,
    )


class _State:
    """The tables of a workspace being changed: a table is copied at its first change."""

    def __init__(self, workspace: Workspace) -> None:
        self.tables: dict[str, Mapping[int, Entity]] = dict(workspace.tables)
        self.extras = dict(workspace.extras)
        self.foreign = dict(workspace.foreign)
        self.counters = dict(workspace.counters)
        self._copied: dict[str, MutableMapping[int, Entity]] = {}

    def take(self, op: Op) -> None:
        if op.op == "put" or op.table not in TABLES:
            self._put(op)
        elif op.op == "create":
            self._create(op)
        elif op.op == "delete":
            self._rows(op.table).pop(op.id, None)
            self.extras.pop((op.table, op.id), None)
        elif op.id in self.tables.get(op.table, {}):
            self._change(op)

    def _rows(self, table: str) -> MutableMapping[int, Entity]:
        rows = self._copied.get(table)
        if rows is None:
            rows = self._copied[table] = copied(self.tables.get(table, {}))
            self.tables[table] = rows
        return rows

    def _put(self, op: Op) -> None:
        if op.op == "delete" and not op.id:
            self.foreign.pop(op.table, None)
            return
        rows = dict(self.foreign.get(op.table, {}))
        if op.new is None:
            rows.pop(str(op.id), None)
        else:
            rows[str(op.id)] = op.new
        self.foreign[op.table] = rows

    def _create(self, op: Op) -> None:
        entity, extra = entity_of(op.table, {**op.new, "id": op.id})
        self._rows(op.table)[op.id] = entity
        _count(self.counters, entity.key)
        if extra:
            self.extras[op.table, op.id] = extra

    def _change(self, op: Op) -> None:
        rows = self._rows(op.table)
        entity = rows[op.id]
        if field_spec(op.table, op.field) is None:
            self._change_unknown(op)
            return
        if op.op in {"add", "remove"}:
            members = tuple(
                entry for entry in getattr(entity, op.field) if entry != (op.old or op.new)
            )
            value: object = (*members, op.new) if op.op == "add" else members
        elif op.op in {"set", "move"}:
            value = _converter(op.table, op.field)(op.new)
        else:
            return
        rows[op.id] = msgspec.structs.replace(entity, **{op.field: value})
        if op.field == "key":
            _count(self.counters, str(op.new))

    def _change_unknown(self, op: Op) -> None:
        extra = {**self.extras.get((op.table, op.id), {}), op.field: op.new}
        if op.new is None:
            del extra[op.field]
        self.extras.pop((op.table, op.id), None)
        if extra:
            self.extras[op.table, op.id] = extra


def entity_of(table: str, document: Mapping[str, object]) -> tuple[Entity, dict[str, object]]:
    """A document as an entity, and the fields this version does not know.

    Its fields have the names of today, or those of a store.

    Raises:
        msgspec.ValidationError: a value is not of its field's type.
    """
    struct = TABLES[table].type
    document = stored_document(table, document)
    known = struct.__struct_encode_fields__
    extra = {name: value for name, value in document.items() if name not in known}
    if extra:
        document = {name: value for name, value in document.items() if name in known}
    return msgspec.convert(document, struct), extra


def _count(counters: dict[str, int], key: str) -> None:
    parts = key_parts(key)
    if parts is not None:
        counters[parts[0]] = max(counters.get(parts[0], 0), parts[1])


@cache
def _converter(table: str, field: str) -> Callable[[object], object]:
    spec = field_spec(table, field)
    kind = spec.type if spec is not None else object
    return lambda value: msgspec.convert(value, kind)
