"""This file writes a workspace as a snapshot: plain TinyDB JSON, sorted, one document a line."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

import msgspec

from pmtui.model.changes.ops import Mark
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace

SCHEMA: Final = 1
"""The schema this version writes."""
META: Final = "_meta"
"""The table whose one document says what the snapshot is; plain TinyDB code leaves it alone."""
_ENCODER: Final = msgspec.json.Encoder()


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot says about itself."""

    store_id: str
    schema: int = SCHEMA
    min_reader: int = 1
    """The oldest schema whose programs may read the store."""
    min_writer: int = 1
    """The oldest schema whose programs may write it."""
    rev: int = 0
    """The revision it shows."""
    head: str = ""
    """What the commit after that revision calls its parent."""
    ts: str = ""
    """When that revision was made."""
    log_from: int = 1
    """The first revision that is not in an archive."""
    sha256: str = ""
    """Of every byte after the first line: all tables but this one."""
    adopted: str = ""
    """SHA-256 of a file changed by hand that is taken in here; it could not be replaced then."""
    counters: dict[str, int] = {}
    """Highest number given to a key, by prefix."""
    trail: tuple[Mark, ...] = ()
    """Commits it has in it, by which another clone finds where the two parted."""


def encoded(workspace: Workspace, meta: Meta) -> bytes:
    """A workspace as the bytes of a snapshot."""
    tables = list(_tables(workspace))
    rest = b",\n".join(tables) + (b"\n}\n" if tables else b"}\n")
    told = msgspec.structs.replace(
        meta,
        rev=workspace.revision,
        sha256=sha256(rest).hexdigest(),
        counters=dict(sorted(workspace.counters.items())),
    )
    first = b'{"' + META.encode() + b'":{"1":' + _ENCODER.encode(told) + b"}"
    return first + (b",\n" if tables else b"\n") + rest


def document_count(workspace: Workspace) -> int:
    """How many documents a workspace holds."""
    known = sum(len(rows) for rows in workspace.tables.values())
    return known + sum(len(rows) for rows in workspace.foreign.values())


def _tables(workspace: Workspace) -> Iterator[bytes]:
    filled = {name for name, rows in workspace.tables.items() if rows}
    for name in sorted(filled | {name for name in workspace.foreign if name != META}):
        lines = _foreign(workspace, name) if name in workspace.foreign else _known(workspace, name)
        body = b"{\n" + b",\n".join(lines) + b"\n}" if lines else b"{}"
        yield _ENCODER.encode(name) + b":" + body


def _known(workspace: Workspace, table: str) -> list[bytes]:
    encode = _ENCODER.encode
    extras = workspace.extras
    if not extras:
        return [
            b'"%d":%b' % (row_id, encode(row))
            for row_id, row in sorted(workspace.rows(table).items())
        ]
    return [
        b'"%d":%b' % (row_id, encode(_whole(row, extras.get((table, row_id)))))
        for row_id, row in sorted(workspace.rows(table).items())
    ]


def _whole(row: Entity, extra: Mapping[str, object] | None) -> object:
    return {**msgspec.to_builtins(row), **extra} if extra else row


def _foreign(workspace: Workspace, table: str) -> list[bytes]:
    rows = sorted(workspace.foreign[table].items(), key=_by_number)
    return [_ENCODER.encode(key) + b":" + _ENCODER.encode(document) for key, document in rows]


def _by_number(item: tuple[str, object]) -> tuple[int, str]:
    return (int(item[0]) if item[0].isdecimal() else 0, item[0])
