"""This file restores a backup, and saves what can be saved of a damaged store into a new one."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from pmtui import clock
from pmtui.model.changes.ops import Ops, entity_of
from pmtui.model.merging.clones import after_commits
from pmtui.model.merging.outcome import Draft, Outcome, Settle
from pmtui.model.storing.care import (
    Backup,
    DamagedStoreError,
    MissingStoreError,
    NewerStoreError,
    ReadOnlyStoreError,
    Salvaged,
    StoreError,
)
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import create
from pmtui.store.disk.opening import refuse_too_large
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.access import read_put, read_regular
from pmtui.store.files.layout import StoreLocation, commit_name
from pmtui.store.log.commit_log import DiskLog
from pmtui.store.log.commit_record import Record, largest_store
from pmtui.store.snapshots.backups import backup_bytes, backups, newest_good, write_backup
from pmtui.store.snapshots.loading import Loaded, Tables, loaded, typed
from pmtui.store.snapshots.snapshot_format import META, Meta

_TABLE: Final = re.compile(rb'"([^"\\]+)"\s*:\s*\{$')
_DOCUMENT: Final = re.compile(rb'"(\d+)"\s*:\s*(\{.*\}),?$')


def salvage(path: Path, out: Path, largest: int = 0) -> Salvaged:
    """Make a new store of what can be read of a damaged one, which stays as it is.

    Args:
        path: the damaged store's file.
        out: the new store's file.
        largest: bytes the old file may have; 0 for as many as this person reads.

    Raises:
        StoreError: nothing can be read at all, or the new store cannot be made.
    """
    largest = largest or largest_store()
    place = StoreLocation(path)
    lost: list[str] = []
    damaged: dict[str, bytes] = {}
    try:
        refuse_too_large(place, largest)
        start = _start(place, largest, lost, damaged)
        workspace = _replayed(place, start, lost, damaged)
    finally:
        place.close()
    create(out, "private", workspace)
    quarantine = _quarantined(out, damaged)
    count = sum(len(rows) for rows in workspace.tables.values())
    return Salvaged(workspace.revision, count, tuple(lost), quarantine)


def _start(
    place: StoreLocation, largest: int, lost: list[str], damaged: dict[str, bytes]
) -> Loaded:
    data = b""
    try:
        data, _ = read_regular(place.name, place.parent, largest)
        found = loaded(data, place.name)
        if found.as_written:
            return found
        lost.append(f"{place.name} was changed outside pmtui")
    except NewerStoreError:
        raise
    except (OSError, StoreError) as error:
        lost.append(str(error))
    damaged[place.name] = data
    backup = newest_good(place, largest)
    if backup is not None:
        lost.append(f"changes made by hand, if any; used the backup of {backup.meta.rev} instead")
        return backup
    return _from_lines(place, data, lost)


def _from_lines(place: StoreLocation, data: bytes, lost: list[str]) -> Loaded:
    tables: Tables = {}
    for table, key, document in _documents(data, lost):
        tables.setdefault(table, {})[key] = document
    if not tables:
        raise StoreError(f"{place.path}: nothing in it can be read, and there is no backup")
    meta = Meta(store_id="")
    return Loaded(typed(tables, meta, place.name), meta, as_written=False)


def _documents(data: bytes, lost: list[str]) -> Iterator[tuple[str, str, dict[str, object]]]:
    table = ""
    for number, line in enumerate(data.splitlines(), 1):
        opening = _TABLE.search(line.rstrip())
        if opening:
            table = opening[1].decode("utf-8", "replace")
            continue
        found = _DOCUMENT.fullmatch(line.strip())
        if found is None or table in {"", META}:
            if len(line) > len(b"},") and not line.startswith(b'{"'):
                lost.append(f"line {number}: {line[:60]!r}")
            continue
        try:
            document = msgspec.json.decode(found[2], type=dict[str, object])
            if table in TABLES:
                entity_of(table, {**document, "id": int(found[1])})
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            lost.append(f"line {number}: {table} {found[1].decode()}: {error}")
            continue
        yield table, found[1].decode(), document


def _replayed(
    place: StoreLocation, start: Loaded, lost: list[str], damaged: dict[str, bytes]
) -> Workspace:
    workspace, parent = start.workspace, start.meta.head
    log = DiskLog(place)
    newest = log.last() or workspace.revision
    if not start.meta.store_id:
        if newest:
            lost.append(f"commits 1 to {newest}: there is no sound state they start from")
        return workspace
    while True:
        revision = workspace.revision + 1
        try:
            record = _next(log, revision, parent)
            if record is None:
                break
            workspace = after_commits(workspace, (record.commit,))
        except (DamagedStoreError, msgspec.ValidationError) as error:
            lost.append(f"commit {commit_name(revision)}: {error}")
            damaged[commit_name(revision)] = _bytes(place, revision)
            break
        parent = record.sha
    if newest > workspace.revision:
        lost.append(f"commits {workspace.revision + 1} to {newest}")
    return workspace


def _next(log: DiskLog, revision: int, parent: str) -> Record | None:
    record = log.read(revision)
    if record is not None and parent and record.commit.parent_sha != parent:
        raise DamagedStoreError("it does not follow the one before it")
    return record


def _bytes(place: StoreLocation, revision: int) -> bytes:
    try:
        return read_put(commit_name(revision), place.log)[0]
    except OSError:
        return b""


def _quarantined(out: Path, damaged: dict[str, bytes]) -> str:
    if not damaged:
        return ""
    folder = out.with_name(f"{out.name}.damaged")
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, data in damaged.items():
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    return str(folder)


ACTION = "store.restore"
"""Action id of the commit that goes back to a backup."""


def make_backup(store: DiskStore) -> Backup:
    """Keep everything as it is now; what is kept of this day and revision stays as it is.

    Raises:
        StoreError: it could not be written.
    """
    place = store.place
    store.look()
    store.refresh()
    if store.read_only:
        raise ReadOnlyStoreError(f"read-only: {store.read_only}")
    if not place.is_attached:
        raise StoreError(f"{place.path}.d is not there yet: the first commit makes it")
    store.snapshot()
    if store.notice:
        raise StoreError(f"{place.path}: {store.notice}")
    day, revision = clock.now().date(), store.workspace.revision
    try:
        data, _ = read_regular(place.name, place.parent)
        write_backup(place, data, day, revision, place.modes().commit)
    except OSError as error:
        raise StoreError(f"{place.path}.d: no backup: {error.strerror or error}") from error
    made = [backup for backup in backups(place) if (backup.day, backup.revision) == (day, revision)]
    return made[0]


def resolve_backup(store: DiskStore, when: int | date | str) -> Backup:
    """The backup of a revision, the newest of a day, or the one of a file name.

    Raises:
        MissingStoreError: there is none; says which there are.
    """
    found = backups(store.place)
    for other_backup in found:
        if when in {other_backup.name, other_backup.revision, other_backup.day}:
            return other_backup
    days = ", ".join(f"{backup.day} (r{backup.revision})" for backup in found[:8]) or "none at all"
    raise MissingStoreError(f"there is no backup {when}; there is {days}")


def backup_workspace(store: DiskStore, backup: Backup) -> Workspace:
    """What a backup holds.

    Raises:
        StoreError: it cannot be read, or is another store's.
    """
    found = loaded(backup_bytes(store.place, backup, largest_store()), backup.name)
    if found.meta.store_id != store.store_id:
        raise StoreError(f"backup {backup.name} is another store's")
    return found.workspace


def restore(store: DiskStore, ops: Ops, settle: Settle, session: str) -> Outcome:
    """Commit the ops that lead back to a backup, after a backup of how it is now.

    Args:
        store: open.
        ops: what was shown to the person who confirms.
        settle: merges and judges; states may go backwards.
        session: who confirms.

    Raises:
        StoreError: no backup of now could be made.
    """
    make_backup(store)
    return store.commit(Draft(f"{session}-1", ops, ACTION, session), settle)
