"""This file writes and reads the snapshot: a plain TinyDB JSON file with a document `_meta`."""

import gc
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Final

import msgspec

from pmtui.model.entity import Entity
from pmtui.model.ops import entity_of
from pmtui.model.schema import TABLES
from pmtui.model.workspace import Workspace, known_tables
from pmtui.store.errors import DamagedStoreError, NewerStoreError

SCHEMA: Final = 1
"""The schema this version writes."""
LARGEST: Final = 64 << 20
"""Bytes a snapshot may have before it is refused unless asked for."""
_META: Final = "_meta"
_ENCODER: Final = msgspec.json.Encoder()


class Meta(msgspec.Struct, frozen=True):
    """What a snapshot says about itself."""

    store_id: str
    rev: int = 0
    """The revision it shows."""
    sha: str = ""
    """Name of the commit of that revision, as the next one's parent."""
    log_from: int = 1
    """The first revision whose commit the log still holds."""
    schema: int = SCHEMA
    min_reader: int = 1
    min_writer: int = 1
    sha256: str = ""
    """Of the bytes of all tables but this one."""
    counters: dict[str, int] = {}


class _Raw(msgspec.Struct):
    meta: dict[str, Meta] = msgspec.field(name=_META, default_factory=dict)


def encoded(workspace: Workspace, meta: Meta) -> bytes:
    """A workspace as a snapshot: tables and ids sorted, one document a line."""
    tables = b",\n".join(_tables(workspace))
    digest = sha256(tables).hexdigest()
    told = msgspec.structs.replace(meta, sha256=digest, counters=dict(workspace.counters))
    head = b'{\n"_meta": {"1": ' + _ENCODER.encode(told) + b"}"
    return head + (b",\n" if tables else b"") + tables + b"\n}\n"


def _tables(workspace: Workspace) -> Iterator[bytes]:
    foreign: Mapping[str, Mapping[str, Any]] = workspace.foreign
    for name in sorted({*workspace.tables, *foreign}):
        if name in foreign:
            lines = [
                b'"' + key.encode() + b'": ' + _ENCODER.encode(document)
                for key, document in sorted(foreign[name].items(), key=_by_number)
            ]
        else:
            lines = [_line(workspace, name, row) for _, row in sorted(workspace.rows(name).items())]
        body = b"{\n" + b",\n".join(lines) + b"\n}" if lines else b"{}"
        yield _ENCODER.encode(name) + b": " + body


def _by_number(item: tuple[str, Any]) -> tuple[int, str]:
    return (int(item[0]) if item[0].isdigit() else 0, item[0])


def _line(workspace: Workspace, table: str, row: Entity) -> bytes:
    extra = workspace.extras.get((table, row.id)) if workspace.extras else None
    body = _ENCODER.encode({**msgspec.to_builtins(row), **extra} if extra else row)
    return f'"{row.id}": '.encode() + body


def decoded(data: bytes, where: str) -> tuple[Workspace, Meta]:
    """The workspace and meta of a snapshot.

    Raises:
        DamagedStoreError: it is not a snapshot, or not as it was written.
        NewerStoreError: a later version wrote it and says this one must not read it.
    """
    meta = _meta(data, where)
    tables = _split(data, where)
    found = known_tables()
    extras: dict[tuple[str, int], Mapping[str, Any]] = {}
    foreign: dict[str, Mapping[str, Any]] = {}
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        for name, raw in tables.items():
            if name not in TABLES:
                foreign[name] = msgspec.json.decode(raw)
            else:
                found[name] = _rows(name, raw, extras, where)
    finally:
        if was_enabled:
            gc.enable()
    workspace = Workspace(
        found, extras=extras, foreign=foreign, counters=meta.counters, revision=meta.rev
    )
    return workspace, meta


def is_as_written(data: bytes, meta: Meta) -> bool:
    """Whether nobody changed the tables of a snapshot since it was written."""
    body = data.split(b"\n", 2)[-1].removesuffix(b"\n}\n")
    return sha256(b"" if body == b"}\n" else body).hexdigest() == meta.sha256


def _meta(data: bytes, where: str) -> Meta:
    try:
        raw = msgspec.json.decode(data, type=_Raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedStoreError(
            f"{where} is not a pmtui store: {error}; `pmtui check --salvage` saves what it can"
        ) from error
    if not raw.meta:
        raise DamagedStoreError(f"{where} is not a pmtui store: it has no _meta table")
    meta = next(iter(raw.meta.values()))
    if meta.min_reader > SCHEMA:
        raise NewerStoreError(
            f"{where} needs a pmtui that reads schema {meta.min_reader}; this one reads {SCHEMA}"
        )
    return meta


def _split(data: bytes, where: str) -> dict[str, msgspec.Raw]:
    try:
        tables = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError as error:
        raise DamagedStoreError(f"{where} is not a pmtui store: {error}") from error
    tables.pop(_META, None)
    return tables


@cache
def _decoder(table: str) -> msgspec.json.Decoder[dict[int, Any]]:
    return msgspec.json.Decoder(dict[int, TABLES[table].type])  # type: ignore[misc]


def _rows(
    table: str,
    raw: msgspec.Raw,
    extras: dict[tuple[str, int], Mapping[str, Any]],
    where: str,
) -> dict[int, Entity]:
    try:
        rows: dict[int, Entity] = _decoder(table).decode(raw)
    except msgspec.ValidationError:
        return _slow_rows(table, raw, extras, where)
    return rows


def _slow_rows(
    table: str,
    raw: msgspec.Raw,
    extras: dict[tuple[str, int], Mapping[str, Any]],
    where: str,
) -> dict[int, Entity]:
    rows: dict[int, Entity] = {}
    try:
        documents: dict[str, dict[str, Any]] = msgspec.json.decode(raw)
        for key, document in documents.items():
            entity, extra = entity_of(table, {**document, "id": int(key)})
            rows[entity.id] = entity
            if extra:
                extras[table, entity.id] = extra
    except (ValueError, TypeError) as error:
        raise DamagedStoreError(f"{where}: table {table} cannot be read: {error}") from error
    return rows
