"""This file reads a snapshot: straight into typed tables, or document by document where it must."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Final

import msgspec

from pmtui.model.changes.ops import entity_of
from pmtui.model.entities.entity import Entity
from pmtui.model.storing.care import DamagedStoreError, NewerStoreError
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.snapshots.snapshot_format import META, SCHEMA, Meta

Tables = dict[str, dict[str, dict[str, object]]]
"""Documents as plain JSON, by table and TinyDB id."""
MANY: Final = 5_000
"""Documents from which a store is big: its garbage is frozen, its snapshot made by a child."""
_FIRST: Final = b'{"' + META.encode() + b'":{"1":'
_UNREADABLE: Final = (msgspec.DecodeError, ValueError, TypeError, RecursionError, KeyError)


class Loaded(msgspec.Struct, frozen=True):
    """What a snapshot holds."""

    workspace: Workspace
    meta: Meta
    as_written: bool
    """Whether its tables are, byte for byte, what pmtui wrote."""


def loaded(data: bytes, where: str, knows: int = SCHEMA, *, is_checked: bool = False) -> Loaded:
    """A snapshot's content; its tables must be of this version's schema.

    Args:
        data: its bytes.
        where: its name in a message.
        knows: the schema that can be read.
        is_checked: whether it is known already that its tables are as pmtui wrote them.

    Raises:
        DamagedStoreError: it cannot be read.
        NewerStoreError: a later version wrote it and says this one must not read it.
    """
    meta = meta_of(data, where, knows)
    if is_checked or is_as_written(data, meta):
        return Loaded(_trusted(data, meta, where), meta, as_written=True)
    return Loaded(typed(tables_of(data, where), meta, where), meta, as_written=False)


def meta_of(data: bytes, where: str, knows: int = SCHEMA) -> Meta:
    """What a snapshot says about itself; its first line is enough where pmtui wrote it.

    Raises:
        DamagedStoreError: it is not a snapshot.
        NewerStoreError: this version must not read it.
    """
    try:
        meta = first_line_meta(data[: data.find(b"\n")]) or _found_meta(data)
    except _UNREADABLE as error:
        raise _not_a_store(where, error) from error
    if meta.min_reader > knows:
        raise NewerStoreError(
            f"{where}: written by a later pmtui; reading it needs schema {meta.min_reader}, "
            f"this one knows {knows}: update pmtui"
        )
    return meta


def first_line_meta(line: bytes) -> Meta | None:
    """What the first line says where pmtui laid the file out, else None."""
    if not line.startswith(_FIRST):
        return None
    try:
        return msgspec.json.decode(line[len(_FIRST) :].rstrip(b",").removesuffix(b"}"), type=Meta)
    except _UNREADABLE:
        return None


def _found_meta(data: bytes) -> Meta:
    if not data.strip():
        raise ValueError("it is empty")
    tables = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    if META not in tables:
        raise ValueError(f"it has no {META} table")
    documents = msgspec.json.decode(tables[META], type=dict[str, Meta])
    return documents["1"]


def is_as_written(data: bytes, meta: Meta) -> bool:
    """Whether nobody changed the tables of a snapshot since pmtui wrote it."""
    rest = memoryview(data)[data.find(b"\n") + 1 :]
    return sha256(rest).hexdigest() == meta.sha256


def tables_of(data: bytes, where: str) -> Tables:
    """The documents of a snapshot that somebody else may have written, but for `_meta`.

    Raises:
        DamagedStoreError: it is not JSON within the limits, or not tables of documents.
    """
    from pmtui.store.snapshots.strict_json import strict_json

    try:
        tables = msgspec.convert(strict_json(data), Tables)
    except _UNREADABLE as error:
        raise _not_a_store(where, error) from error
    tables.pop(META, None)
    for table, rows in tables.items():
        for key in rows:
            if not (key.isascii() and key.isdecimal()):
                raise DamagedStoreError(f"{where}: table {table}: {key[:40]!r} is not a TinyDB id")
    return tables


def typed(tables: Tables, meta: Meta, where: str) -> Workspace:
    """Plain documents as a workspace; what this version does not know is kept beside it.

    Raises:
        DamagedStoreError: a document is not what its table holds.
    """
    found: dict[str, Mapping[int, Entity]] = known_tables()
    extras: dict[tuple[str, int], Mapping[str, object]] = {}
    for table in tables.keys() & TABLES.keys():
        found[table] = rows_of(table, tables[table], extras, where)
    foreign = {name: rows for name, rows in tables.items() if name not in TABLES}
    return workspace_of(found, extras, foreign, meta)


def rows_of(
    table: str,
    documents: Mapping[str, Mapping[str, object]],
    extras: dict[tuple[str, int], Mapping[str, object]],
    where: str,
) -> dict[int, Entity]:
    """The rows of a table one by one; fields that nobody knows go beside them.

    Raises:
        DamagedStoreError: a document is not what its table holds.
    """
    rows: dict[int, Entity] = {}
    for key, document in documents.items():
        try:
            if document.get("id", int(key)) != int(key):
                raise ValueError(f"its id is {document['id']}")
            entity, extra = entity_of(table, {**document, "id": int(key)})
        except _UNREADABLE as error:
            raise DamagedStoreError(f"{where}: {table} {key}: {error}") from error
        rows[entity.id] = entity
        if extra:
            extras[table, entity.id] = extra
    return rows


def _trusted(data: bytes, meta: Meta, where: str) -> Workspace:
    with no_garbage_collection():
        try:
            whole = _all_tables().decode(data)
        except msgspec.ValidationError:
            return _by_table(data, meta, where)
        except _UNREADABLE as error:
            raise _not_a_store(where, error) from error
        return workspace_of({name: getattr(whole, name) for name in TABLES}, {}, {}, meta)


def _by_table(data: bytes, meta: Meta, where: str) -> Workspace:
    raw = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    raw.pop(META)
    found: dict[str, Mapping[int, Entity]] = known_tables()
    extras: dict[tuple[str, int], Mapping[str, object]] = {}
    foreign: dict[str, Mapping[str, object]] = {}
    for name, rows in raw.items():
        if name not in TABLES:
            foreign[name] = msgspec.json.decode(rows)
            continue
        try:
            found[name] = one_table(name).decode(rows)
        except msgspec.ValidationError:
            found[name] = rows_of(name, msgspec.json.decode(rows), extras, where)
    return workspace_of(found, extras, foreign, meta)


def workspace_of(
    tables: Mapping[str, Mapping[int, Entity]],
    extras: Mapping[tuple[str, int], Mapping[str, object]],
    foreign: Mapping[str, Mapping[str, object]],
    meta: Meta,
) -> Workspace:
    """The workspace of a snapshot."""
    return Workspace(
        tables, extras=extras, foreign=foreign, counters=meta.counters, revision=meta.rev
    )


@cache
def one_table(table: str) -> msgspec.json.Decoder[dict[int, Entity]]:
    """What reads the documents of a table."""
    return msgspec.json.Decoder(dict[int, TABLES[table].type])  # type: ignore[misc]


@cache
def _all_tables() -> msgspec.json.Decoder[object]:
    fields: list[tuple[str, object, object]] = [
        (name, dict[int, spec.type], msgspec.field(default_factory=dict))  # type: ignore[name-defined]
        for name, spec in TABLES.items()
    ]
    meta = ("meta", msgspec.Raw, msgspec.field(name=META))
    whole = msgspec.defstruct("Tables", [meta, *fields], gc=False, forbid_unknown_fields=True)
    return msgspec.json.Decoder(whole)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Look for no garbage where there is none and much is made."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _not_a_store(where: str, error: Exception) -> DamagedStoreError:
    return DamagedStoreError(
        f"{where} cannot be read as a pmtui store: {error}; "
        "`pmtui check --salvage OUT` saves what it can"
    )
