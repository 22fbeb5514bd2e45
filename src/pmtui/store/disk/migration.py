"""This file raises a store from an older schema to this one, as a commit of its own."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.model.changes.ops import Commit, Op, Ops
from pmtui.model.entities.entity import as_list
from pmtui.model.storing.care import DamagedStoreError
from pmtui.model.workspace.schema import TABLES, present_document
from pmtui.store.snapshots.loading import Tables
from pmtui.store.snapshots.snapshot_format import META, SCHEMA, Meta

ACTION: Final = "store.migrate"
"""Action id of a migration's commit."""

Migration = Callable[[Tables], Tables]
"""From the documents of one schema to those of the next; pure."""


class Schema(msgspec.Struct, frozen=True):
    """A schema, and the way up to it from each older one."""

    number: int
    min_reader: int = 1
    min_writer: int = 1
    migrations: Mapping[int, Migration] = MappingProxyType({})
    """By the schema they start from."""


CURRENT: Final = Schema(SCHEMA)
"""The schema this version reads and writes."""


def schema_after(meta: Meta, commits: Iterable[Commit]) -> Meta:
    """What a store says about itself after commits: migrations among them raise its schema."""
    for commit in commits:
        for op in commit.ops:
            if op.table == META and isinstance(op.new, dict):
                meta = msgspec.structs.replace(
                    meta,
                    schema=int(op.new["schema"]),
                    min_reader=int(op.new["min_reader"]),
                    min_writer=int(op.new["min_writer"]),
                )
    return meta


def replayed(tables: Tables, commits: Iterable[Commit]) -> Tables:
    """Documents after commits, whatever the schema: fields are not looked into."""
    made = {
        name: {key: dict(present_document(name, row)) for key, row in rows.items()}
        for name, rows in tables.items()
    }
    for commit in commits:
        for op in commit.ops:
            if op.table != META:
                _replay(made, op)
    return made


def _replay(tables: Tables, op: Op) -> None:
    if op.op == "delete" and not op.id:
        tables.pop(op.table, None)
        return
    rows = tables.setdefault(op.table, {})
    key = str(op.id)
    if op.op in {"create", "put"} and op.new is not None:
        rows[key] = dict(op.new)
    elif op.op in {"delete", "put"}:
        rows.pop(key, None)
    elif key in rows and op.op in {"set", "move"}:
        rows[key][op.field] = op.new
    elif key in rows and op.op in {"add", "remove"}:
        member = op.new if op.op == "add" else op.old
        others = [value for value in as_list(rows[key].get(op.field)) if value != member]
        rows[key][op.field] = [*others, member] if op.op == "add" else others


def migrated(tables: Tables, schema: int, target: Schema) -> Tables:
    """Documents of an older schema as those of a newer one.

    Raises:
        DamagedStoreError: there never was a schema of that number.
    """
    while schema < target.number:
        if schema not in target.migrations:
            raise DamagedStoreError(
                f"the store says it is in schema {schema}, which there never was; "
                "`pmtui check --salvage OUT` saves what it can"
            )
        tables = target.migrations[schema](tables)
        schema += 1
    return tables


def migration_ops(before: Tables, after: Tables, meta: Meta, target: Schema) -> Ops:
    """The ops that lead from the documents of an older schema to those of a newer one."""
    made: list[Op] = []
    for table in sorted(before.keys() | after.keys()):
        old, new = before.get(table, {}), after.get(table, {})
        for key in sorted(old.keys() | new.keys(), key=int):
            made += _changes(table, int(key), old.get(key), new.get(key))
    told = {
        "schema": target.number,
        "min_reader": target.min_reader,
        "min_writer": target.min_writer,
    }
    was = {name: getattr(meta, name) for name in told}
    return (*made, Op("put", META, 1, old=was, new=told))


def _changes(
    table: str, row_id: int, old: Mapping[str, object] | None, new: Mapping[str, object] | None
) -> list[Op]:
    if table not in TABLES:
        return [] if old == new else [Op("put", table, row_id, old=old, new=new)]
    if old is None:
        return [Op("create", table, row_id, new=new)]
    if new is None:
        return [Op("delete", table, row_id, old=old)]
    return [
        Op("set", table, row_id, name, old=old.get(name), new=new.get(name))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]
