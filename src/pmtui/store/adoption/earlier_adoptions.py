"""This file finds what earlier adoptions of a changed file have brought into a store already."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

import msgspec

from pmtui.model.changes.difference import diff
from pmtui.model.changes.ops import Commit, Op, Ops, apply, plain
from pmtui.model.entities.entity import as_list
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.log.op_completion import with_ids

ACTION: Final = "store.adopt"
"""Action id of the commit that takes a change in."""
_BITS: Final = 52
_DRAWN: Final = 1 << 40
"""From here on ids were drawn by pmtui, so that two rows do not have one by chance."""


def already_adopted(history: Iterable[Commit], before: Workspace, after: Workspace) -> Ops:
    """Ops of adoptions since `before` whose effect the changed file shows; oldest first.

    Args:
        history: commits, newest first.
        before: the file as pmtui wrote it.
        after: the file as somebody changed it.
    """
    adoptions = list(_standing(history, before.revision))[::-1]
    return tuple(op for commit in adoptions for op in _brought(commit) if _is_shown(op, after))


def _brought(commit: Commit) -> Ops:
    """What an adoption took in, and what of the file was decided against."""
    return (*commit.ops, *(commit.merged.declined if commit.merged is not None else ()))


def _standing(history: Iterable[Commit], since: int) -> Iterator[Commit]:
    """Adoptions that nobody has taken back, newest first."""
    undone: set[str] = set()
    for commit in history:
        if commit.rev <= since:
            return
        if {commit.commit_id, commit.group} & undone:
            continue
        if commit.undo_of:
            undone.add(commit.undo_of)
        elif commit.action == ACTION:
            yield commit


def _is_shown(op: Op, after: Workspace) -> bool:
    if op.table not in TABLES:
        return bool(after.foreign.get(op.table, {}).get(str(op.id)) == op.new)
    row = after.get(op.table, op.id)
    if op.op == "delete":
        return row is None
    if row is None:
        return False
    if op.op == "create":
        return True
    value: object = plain(getattr(row, op.field, None))
    if op.op in {"add", "remove"}:
        members = as_list(value)
        return (op.new in members) if op.op == "add" else (op.old not in members)
    if not hasattr(row, op.field):
        value = after.extras.get((op.table, op.id), {}).get(op.field)
    return bool(value == op.new)


def with_own_ids(before: Workspace, after: Workspace, now: Workspace) -> Workspace:
    """A changed file whose new rows have ids that are nobody else's, and the keys they got.

    A program that adds a row takes the number after the highest, which somebody else may have
    taken too. The other number follows from the first, so that a second try finds the row again.
    """
    ops = diff(before, after)
    coming = [op for op in ops if op.op == "create" and op.table in TABLES]
    other = {op.id: _other_id(before, op.id) for op in coming}
    moved = {
        row_id: new
        for op in coming
        for row_id, new in ((op.id, other[op.id]),)
        if now.table_of(new) is not None or _is_anothers(op, now)
    }
    ops = with_ids(ops, moved)
    keys = {
        op.id: row.key
        for op in ops
        if op.op == "create" and (row := now.get(op.table, op.id)) is not None and row.key
    }
    return apply(before, [_keyed(op, keys) for op in ops]) if moved or keys else after


def _is_anothers(op: Op, now: Workspace) -> bool:
    """Whether a row of that id is there and not the one of the file."""
    table = now.table_of(op.id)
    if table is None:
        return False
    row = now.get(op.table, op.id) if table == op.table else None
    if row is not None and op.id >= _DRAWN:
        return False
    names = ("title", "name", "text")
    return row is None or any(
        plain(getattr(row, name)) != op.new.get(name)
        for name in names
        if hasattr(row, name) and name in op.new
    )


def _other_id(before: Workspace, one: int) -> int:
    seed = sha256(f"{before.revision} {one}".encode()).digest()
    return int.from_bytes(seed[:8]) >> (64 - _BITS) or 1


def _keyed(op: Op, keys: dict[int, str]) -> Op:
    if op.op != "create" or op.id not in keys:
        return op
    return msgspec.structs.replace(op, new={**op.new, "key": keys[op.id]})
