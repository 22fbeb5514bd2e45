"""This file rebases ops on the newest workspace, field by field, and judges what comes of it."""

from collections.abc import Callable, Sequence

import msgspec

from pmtui.model.changes.ops import (
    Op,
    Ops,
    apply,
    entity_of,
    is_made,
    plain,
    settle_keys,
    touched,
)
from pmtui.model.entities.entity import Entity
from pmtui.model.merging.outcome import ALREADY, Conflict, Rejected
from pmtui.model.rules.checks import Problem, check, check_states, tasks_moved_by
from pmtui.model.rules.frozen_rows import check_frozen, check_posted
from pmtui.model.rules.value_checks import check_values
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace


def rebase(ops: Sequence[Op], now: Workspace) -> tuple[Ops, tuple[Conflict, ...]]:
    """Ops as they stand on the newest workspace, and the fields where both sides wrote.

    Another row or field merges; the same value is dropped; set members are idempotent; a row's
    place in an order (`move`) takes the newer wish. The same field with another value conflicts.
    An occurrence that somebody else has made meanwhile is not made again: what is written to it
    merges as with any row.
    """
    ops = [op for op in ops if not is_made(op, now)]
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
        before = tuple(own for own in kept if (own.table, own.id) == (op.table, op.id))
        left = apply(now, before).get(op.table, op.id) if before else row
        if left is not None and _is_as_seen(op, left, now):
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


class InvalidError(ValueError):
    """Says why a workspace would not be valid after ops.

    Args:
        reason: for the person who asked.
        is_input: whether what was given is wrong as it is.
    """

    def __init__(self, reason: str, *, is_input: bool = False) -> None:
        super().__init__(reason)
        self.is_input = is_input


def validated(workspace: Workspace, ops: Ops) -> Workspace:
    """The workspace after ops.

    Raises:
        InvalidError: it would not be valid; the reason is for the person who asked.
    """
    problems = (
        *check_states(ops, workspace),
        *check_frozen(ops, workspace),
        *check_values(ops, workspace),
    )
    if problems:
        raise _invalid(problems)
    return _whole(workspace, ops)


def _whole(workspace: Workspace, ops: Ops) -> Workspace:
    """The workspace after ops, which may run a life cycle backwards."""
    posted = check_posted(ops, workspace)
    if posted:
        raise _invalid(posted)
    try:
        following = apply(workspace, ops)
    except msgspec.ValidationError as error:
        raise InvalidError(str(error), is_input=True) from error
    problems = check(following, touched(ops), tasks_moved_by(ops))
    if problems:
        raise _invalid(problems)
    return following


def settle(base: Workspace, ops: Ops) -> Ops | Rejected:
    """Ops as they may be committed on `base`, with settled keys, or why they may not."""
    return _settled(base, ops, validated)


def settle_back(base: Workspace, ops: Ops) -> Ops | Rejected:
    """As `settle`, for ops that take others back: a state may go back to what it was."""
    return _settled(base, ops, _whole)


def _settled(
    base: Workspace, ops: Ops, judge: Callable[[Workspace, Ops], Workspace]
) -> Ops | Rejected:
    kept, conflicts = rebase(ops, base)
    if conflicts:
        return Rejected(_conflict_words(base, conflicts), conflicts)
    if not kept:
        return Rejected(ALREADY)
    keyed = settle_keys(base, kept)
    try:
        base.remember(keyed, judge(base, keyed))
    except InvalidError as error:
        return Rejected(str(error), bad_input=error.is_input)
    return keyed


def _invalid(problems: Sequence[Problem]) -> InvalidError:
    is_input = all(problem.is_input for problem in problems)
    return InvalidError(_words(problems), is_input=is_input)


def _words(problems: Sequence[Problem]) -> str:
    more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
    return "; ".join(problem.text for problem in problems[:3]) + more


def _conflict_words(base: Workspace, conflicts: Sequence[Conflict]) -> str:
    first = conflicts[0]
    row = base.get(first.table, first.id)
    if row is None:
        return "somebody else has taken it away"
    field = first.field.replace("_", " ") or "it"
    more = f" (and {len(conflicts) - 1} more)" if len(conflicts) > 1 else ""
    return f"{row.key or first.table}: somebody else changed {field} first{more}"
