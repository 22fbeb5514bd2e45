"""This file finds the ops that lead from one workspace to another."""

from collections.abc import Iterator, Mapping

import msgspec

from pmtui.model.changes.ops import Op, Ops, edit, plain
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace


class ChangedRow(msgspec.Struct, frozen=True):
    """A row that is not the same in two workspaces."""

    table: str
    id: int
    before: Entity | None
    """None where it is new."""
    after: Entity | None
    """None where it is gone."""


def changed_rows(before: Workspace, after: Workspace) -> Iterator[ChangedRow]:
    """The rows of known tables that differ between any two workspaces, by table and id.

    Rows that both share cost one look, so two states of one history are compared quickly.
    """
    for table in TABLES:
        old, new = before.rows(table), after.rows(table)
        if old is new:
            continue
        gone = (row_id for row_id in old if row_id not in new)
        other = (
            row_id
            for row_id, row in new.items()
            if (was := old.get(row_id)) is not row and was != row
        )
        for row_id in sorted((*gone, *other)):
            yield ChangedRow(table, row_id, old.get(row_id), new.get(row_id))


def diff(before: Workspace, after: Workspace) -> Ops:
    """Ops that make `before` into `after`: what is new first, what is gone last."""
    coming: list[Op] = []
    changed: list[Op] = []
    going: list[Op] = []
    for table in TABLES:
        old, new = before.rows(table), after.rows(table)
        coming += [
            Op("create", table, row_id, new=document_of(after, table, new[row_id]))
            for row_id in sorted(new.keys() - old.keys())
        ]
        going += [
            Op("delete", table, row_id, old=document_of(before, table, old[row_id]))
            for row_id in sorted(old.keys() - new.keys())
        ]
        for row_id in sorted(old.keys() & new.keys()):
            changed += _edited(table, old[row_id], new[row_id])
            changed += _unknown(before, after, table, row_id)
    return (*coming, *changed, *_foreign(before, after), *reversed(going))


def document_of(workspace: Workspace, table: str, row: Entity) -> dict[str, object]:
    """An entity as the document it is kept as, with the fields this version does not know."""
    return {**plain(row), **workspace.extras.get((table, row.id), {})}


def _edited(table: str, old: Entity, new: Entity) -> Ops:
    if old is new or old == new:
        return ()
    return edit(table, old, **{name: getattr(new, name) for name in old.__struct_fields__})


def _unknown(before: Workspace, after: Workspace, table: str, one: int) -> Iterator[Op]:
    old, new = before.extras.get((table, one), {}), after.extras.get((table, one), {})
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield Op("set", table, one, name, old=old.get(name), new=new.get(name))


def _foreign(before: Workspace, after: Workspace) -> Iterator[Op]:
    for table in sorted(before.foreign.keys() | after.foreign.keys()):
        old, new = before.foreign.get(table, {}), after.foreign.get(table, {})
        if table not in before.foreign:
            yield Op("create", table, 0)
        yield from _puts(table, old, new)
        if table not in after.foreign:
            yield Op("delete", table, 0)


def _puts(table: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Op]:
    for key in sorted(old.keys() | new.keys(), key=int):
        if old.get(key) != new.get(key):
            yield Op("put", table, int(key), old=old.get(key), new=new.get(key))
