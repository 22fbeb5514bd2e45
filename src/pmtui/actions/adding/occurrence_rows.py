"""This file makes the row of an occurrence that recurs, once somebody writes to it."""

from collections.abc import Iterable, Iterator

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Situation, Target
from pmtui.model.changes.ops import Ops, apply, touched
from pmtui.model.ids import DERIVED_IDS
from pmtui.model.recurring.occurrences import (
    Occurrence,
    occurrence_named,
    occurrence_with_id,
    row_of,
)
from pmtui.model.workspace.schema import TABLES, defaults_of
from pmtui.model.workspace.workspace import Workspace


def target_named(workspace: Workspace, key: str) -> Target | None:
    """What a key names: a row, or an occurrence that nobody has written to; None for nothing."""
    row = workspace.by_key(key)
    if row is not None:
        return Target(row[0], row[1].id)
    occurrence = occurrence_named(workspace, key)
    return Target(occurrence.table, occurrence.id) if occurrence is not None else None


def making_ops(situation: Situation, occurrence: Occurrence) -> Ops:
    """The ops that make the row of an occurrence, as its rule has it; none where it is made.

    Raises:
        Refused: it cannot stand where its rule wants it.
    """
    if occurrence.row is not None:
        return ()
    row, usual = row_of(occurrence), defaults_of(occurrence.table)
    given = {name: getattr(row, name) for name in row.__struct_fields__}
    fields = {name: value for name, value in given.items() if value != usual.get(name)}
    here = msgspec.structs.replace(situation, scope=occurrence.recurrence.component)
    kind = occurrence.recurrence.kind if TABLES[occurrence.table].kinds else ""
    return new_entity(here, occurrence.table, kind, {**fields, "component": row.component})


def with_occurrences(situation: Situation) -> Situation:
    """A situation whose targets have their rows, where they are occurrences nobody wrote to yet.

    Raises:
        Refused: one cannot stand where its rule wants it.
    """
    ops = _missing(situation, ((target.table, target.id) for target in situation.targets))
    if not ops:
        return situation
    untouched = tuple(Target(op.table, op.id) for op in ops)
    workspace = apply(situation.workspace, ops)
    return msgspec.structs.replace(situation, workspace=workspace, untouched=untouched)


def with_rows_made(situation: Situation, ops: Ops) -> Ops:
    """Ops with those before them that make the rows of the occurrences they write to or name.

    Raises:
        Refused: one cannot stand where its rule wants it.
    """
    coming = {op.id for op in ops if op.op in {"create", "put"}}
    places = [place for place in sorted(touched(ops)) if place[1] not in coming]
    places += (("", row_id) for row_id in sorted(set(_named_in(ops)) - coming))
    return (*_missing(situation, places), *ops)


def concern_occurrences(ops: Ops) -> bool:
    """Whether ops write to occurrences, or name some."""
    return any(op.id in DERIVED_IDS for op in ops) or any(_named_in(ops))


def _named_in(ops: Ops) -> Iterator[int]:
    """The ids of occurrences that ops name, such as the task of an assignment."""
    for op in ops:
        values = op.new.values() if isinstance(op.new, dict) else (op.new,)
        yield from (value for value in values if isinstance(value, int) and value in DERIVED_IDS)


def _missing(situation: Situation, places: Iterable[tuple[str, int]]) -> Ops:
    """The ops that make the rows of occurrences by table, where it is known, and id."""
    ops: Ops = ()
    ids: set[int] = set()
    for table, row_id in places:
        is_there = row_id in ids or situation.workspace.entity(row_id) is not None
        if row_id in DERIVED_IDS and not is_there:
            occurrence = occurrence_with_id(situation.workspace, row_id)
            if occurrence is not None and table in {"", occurrence.table}:
                ids.add(row_id)
                ops += making_ops(situation, occurrence)
    return ops
