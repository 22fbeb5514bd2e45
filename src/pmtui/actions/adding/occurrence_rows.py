"""This file makes the row of an occurrence that recurs, once somebody writes to it."""

from collections.abc import Iterable

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
    """Ops with those before them that make the rows of the occurrences they write to.

    Raises:
        Refused: one cannot stand where its rule wants it.
    """
    coming = {(op.table, op.id) for op in ops if op.op == "create"}
    places = dict.fromkeys(place for place in touched(ops) if place not in coming)
    return (*_missing(situation, places), *ops)


def _missing(situation: Situation, places: Iterable[tuple[str, int]]) -> Ops:
    ops: Ops = ()
    for table, row_id in places:
        if row_id in DERIVED_IDS and situation.workspace.get(table, row_id) is None:
            occurrence = occurrence_with_id(situation.workspace, row_id)
            if occurrence is not None and occurrence.table == table:
                ops += making_ops(situation, occurrence)
    return ops
