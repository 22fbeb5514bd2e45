"""This file lets any TinyDB program use a store: what it writes becomes a commit."""

import json
import warnings
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Final, TypeGuard

from tinydb.storages import Storage

from pmtui import clock
from pmtui.model.changes.difference import diff, document_of
from pmtui.model.changes.ops import Op, Ops
from pmtui.model.merging.outcome import Committed, Conflict, Draft, Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.storing.care import StoreError
from pmtui.model.workspace.schema import TABLES, stored_document
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import create, open_store
from pmtui.store.snapshots.loading import typed
from pmtui.store.snapshots.snapshot_format import META

ACTION: Final = "store.tinydb"
"""Action id of what TinyDB programs write."""
_READS: Final = frozenset({"r", "rb"})
_WRITES: Final = frozenset({"r+", "rb+"})
_NO_TABLE: Final = "value"
_NOTHING_NEW: Final = "it is so already"

Tables = dict[str, dict[str, Any]]
"""Documents by table and key; a program may have written a value in place of a table."""


class LogStorage(Storage):
    """A TinyDB storage on a store: `TinyDB("plan.json", storage=LogStorage)`.

    What a program read last is what its write is compared with, so changes of others are merged
    by field; where both changed the same one, the write raises and nothing is kept.

    Args:
        path: the store's file; made where there is none and the access mode writes.
        create_dirs: whether to make missing directories.
        encoding: as for TinyDB's own storage; a store is always UTF-8.
        access_mode: `r` to read only, else `r+`.
        **kwargs: options of `json.dumps`; they decide what can be written, not how it looks.

    Raises:
        OSError: there is no store and none may be made.
        StoreError: it cannot be opened.
    """

    def __init__(
        self,
        path: str | Path,
        create_dirs: bool = False,  # noqa: FBT001, FBT002  (the order TinyDB passes them in)
        encoding: str | None = None,  # noqa: ARG002  (TinyDB passes it)
        access_mode: str = "r+",
        **kwargs: Any,
    ) -> None:
        super().__init__()
        if access_mode not in _READS | _WRITES:
            message = "Using an `access_mode` other than 'r' or 'r+' means nothing to a store"
            warnings.warn(message, stacklevel=2)
        self._writes = access_mode not in _READS
        self._options = kwargs
        where = Path(path)
        if not where.exists():
            _make(where, writes=self._writes, create_dirs=create_dirs)
        self._handle = open_store(where)
        self._base = self._handle.workspace
        self._count = 0
        self._session = f"tinydb-{clock.milliseconds():x}-{clock.chance(32):08x}"

    def read(self) -> Tables | None:
        """All tables but `_meta`; None where the store holds nothing."""
        self._handle.refresh()
        self._base = self._handle.workspace
        return _plain(self._base) or None

    def write(self, data: Mapping[str, Mapping[str, object]]) -> None:
        """Make the tables durable: what differs from the last read becomes one commit.

        Raises:
            OSError: the access mode only reads, or the disk refused.
            TypeError: something is not JSON.
            ValueError: somebody else changed the same thing first, or it would not be valid.
        """
        if not self._writes:
            raise OSError('Cannot write to the database. Access mode is "r"')
        if META in data:
            raise ValueError(f"the table {META} belongs to the store")
        tables = _as_tables(json.loads(json.dumps(data, **self._options)))
        ops = diff(self._base, self._typed(tables))
        if not ops:
            return
        self._count += 1
        draft = Draft(f"{self._session}-{self._count}", ops, ACTION, self._session)
        outcome = self._handle.commit(draft, _settled)
        if isinstance(outcome, Committed):
            self._base = self._handle.workspace
        elif not isinstance(outcome, Rejected):
            raise OSError(f"nobody can tell whether this was written: {outcome.reason}")
        elif outcome.reason != _NOTHING_NEW:
            raise (OSError if outcome.read_only else ValueError)(outcome.reason)

    def close(self) -> None:
        """Let go of the store."""
        self._handle.close()

    def _typed(self, tables: Tables) -> Workspace:
        try:
            return typed(tables, self._handle.meta, "the tables to write")
        except StoreError as error:
            raise ValueError(str(error)) from error


def _make(path: Path, *, writes: bool, create_dirs: bool) -> None:
    if not writes or not (create_dirs or path.parent.exists()):
        raise FileNotFoundError(f"{path}: there is no store")
    create(path, "private", alone=True)


def _plain(workspace: Workspace) -> Tables:
    known = {
        name: {
            str(row_id): stored_document(name, document_of(workspace, name, row))
            for row_id, row in rows.items()
        }
        for name, rows in workspace.tables.items()
        if rows
    }
    kept = {
        name: _as_written(dict(rows)) for name, rows in workspace.foreign.items() if name != META
    }
    # TinyDB changes in place what it was given, and a workspace never changes.
    return deepcopy({**known, **kept})


def _as_tables(data: Mapping[str, object]) -> Tables:
    """What a program wrote as tables; a value that is no table becomes one with document 0."""
    return {
        name: value if _is_table(value) else {"0": {_NO_TABLE: value}}
        for name, value in data.items()
    }


def _is_table(value: object) -> TypeGuard[dict[str, dict[str, object]]]:
    return isinstance(value, dict) and all(
        key.isdecimal() and isinstance(row, dict) for key, row in value.items()
    )


def _as_written(rows: dict[str, object]) -> Any:
    alone = rows.get("0")
    if len(rows) == 1 and isinstance(alone, dict) and alone.keys() == {_NO_TABLE}:
        return alone[_NO_TABLE]
    return rows


def _settled(base: Workspace, ops: Ops) -> Ops | Rejected:
    lost = [found for op in ops if op.op == "put" if (found := _moved_on(base, op)) is not None]
    if lost:
        first = lost[0]
        return Rejected(f"{first.table} {first.id}: somebody else changed it first", tuple(lost))
    known = tuple(op for op in ops if op.table in TABLES)
    if not known:
        return ops
    settled = settle(base, known)
    if isinstance(settled, Rejected):
        others = tuple(op for op in ops if op.table not in TABLES)
        return others if others and settled.reason == _NOTHING_NEW else settled
    return (*settled, *(op for op in ops if op.table not in TABLES))


def _moved_on(base: Workspace, op: Op) -> Conflict | None:
    now = base.foreign.get(op.table, {}).get(str(op.id))
    if now in (op.old, op.new):
        return None
    return Conflict(op.table, op.id, "", op.old, op.new, now)
