"""This file finds the state a store opens with: the newest sound snapshot, else a backup."""

import contextlib
import os
import stat
from hashlib import sha256
from typing import Final

import msgspec

from pmtui.model.changes.ops import Ops
from pmtui.model.storing.care import (
    DamagedStoreError,
    MissingStoreError,
    NewerStoreError,
    StoreError,
    UnsafeStoreError,
)
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.clone_detection import is_anothers, marks_of, thinned
from pmtui.store.disk.migration import Schema, migrated, migration_ops, replayed, schema_after
from pmtui.store.files.access import NotRegularError, read_regular
from pmtui.store.files.layout import StoreLocation, commit_name
from pmtui.store.log.commit_log import DiskLog
from pmtui.store.log.commit_record import too_large_text
from pmtui.store.snapshots.loading import Loaded, is_as_written, loaded, meta_of, tables_of, typed
from pmtui.store.snapshots.open_elsewhere import is_kept_name
from pmtui.store.snapshots.snapshot_file import side_names
from pmtui.store.snapshots.snapshot_format import Meta
from pmtui.store.snapshots.streaming import in_pieces

AS_IT_IS: Final = "`pmtui adopt` takes it in as it is"
"""Said where a changed file itself is shown, since there is no backup to show instead."""


class Opened(msgspec.Struct, frozen=True):
    """What a store opens with."""

    workspace: Workspace
    meta: Meta
    head: tuple[str, str]
    """What the next commit calls its parent, and when that one was made."""
    status: os.stat_result
    """Of the store's file."""
    as_written: bool
    """Whether the store's file is as pmtui wrote it."""
    barred: str = ""
    """Why the store must not be written as it is; empty where it may."""
    migration: Ops = ()
    """Ops that raise an older store to this schema; committed before the first other commit."""


def opened(place: StoreLocation, log: DiskLog, schema: Schema, largest: int) -> Opened:
    """The state of a store up to its snapshot (an old schema: up to the end of its log).

    Raises:
        StoreError: it cannot be opened.
    """
    pieces = in_pieces(place, largest, schema.number) if not side_names(place) else None
    if pieces is not None and not is_anothers(log, pieces[0].meta):
        found, status = pieces
        barred = _refusal(place, log, found.meta, schema)
        head = (found.meta.head, found.meta.ts)
        return Opened(found.workspace, found.meta, head, status, as_written=True, barred=barred)
    del pieces
    data, status = store_bytes(place, largest)
    as_written = _is_sound(data, place.name, schema)
    source = _newest_side(place, data, schema, largest) if as_written else data
    if not as_written and (taken := _taken_in(place, data, schema, largest)):
        source, as_written = taken, True
    if as_written and meta_of(source, place.name, schema.number).schema < schema.number:
        return _raised(source, place, log, schema, status)
    clone = _beside_a_clone(place, log, data, schema, largest) if as_written else None
    found, barred = clone or _sound(source, place, schema, largest, is_checked=as_written)
    meta = found.meta
    barred = barred or _refusal(place, log, meta, schema)
    return Opened(found.workspace, meta, (meta.head, meta.ts), status, as_written, barred)


def _beside_a_clone(
    place: StoreLocation, log: DiskLog, data: bytes, schema: Schema, largest: int
) -> tuple[Loaded, str] | None:
    """This store's own state where its file is another clone's, and why it must stay so.

    Nothing forbids writing where the log holds already what the file says.
    """
    meta = meta_of(data, place.name, schema.number)
    if not is_anothers(log, meta):
        return None
    from pmtui.model.merging.clones import with_counters
    from pmtui.store.disk.clone_detection import beside, own_state

    own = own_state(place, log, meta.store_id, largest)
    if own is None:
        return None
    theirs = loaded(data, place.name, schema.number, is_checked=True)
    if beside(log, own, theirs):
        trail = thinned({*marks_of(own.meta), *marks_of(meta)})
        return Loaded(
            with_counters(own.workspace, meta.counters),
            msgspec.structs.replace(own.meta, trail=trail),
            as_written=True,
        ), ""
    return own, (
        f"{place.path} comes from another clone (its revision {meta.rev}); shown without what "
        "was done there until `pmtui adopt` merges it"
    )


def store_bytes(place: StoreLocation, largest: int) -> tuple[bytes, os.stat_result]:
    """The bytes of a store's file, and what it is.

    Raises:
        StoreError: it is not there, cannot be read, or is not an ordinary file.
    """
    try:
        refuse_too_large(place, largest)
        data, status = read_regular(place.name, place.parent, largest + 1)
    except FileNotFoundError as error:
        raise _missing(place) from error
    except NotRegularError as error:
        raise UnsafeStoreError(f"{place.path} {error.strerror}: name the file itself") from error
    except OSError as error:
        raise StoreError(f"{place.path}: cannot be opened: {error.strerror or error}") from error
    if status.st_nlink > 1 and not is_kept_name(place, status):
        raise UnsafeStoreError(
            f"{place.path} has {status.st_nlink} names (hard links); keep one, copy the others"
        )
    if len(data) > largest:
        raise StoreError(f"{place.path} {too_large_text(len(data), largest)}")
    return data, status


def refuse_too_large(place: StoreLocation, largest: int) -> None:
    """Refuse a store's file that is too large, before a byte of it is read.

    Raises:
        StoreError: it is; says how the limit is raised.
    """
    with contextlib.suppress(OSError):
        status = os.stat(place.name, dir_fd=place.parent, follow_symlinks=False)
        if stat.S_ISREG(status.st_mode) and status.st_size > largest:
            raise StoreError(f"{place.path} {too_large_text(status.st_size, largest)}")


def _missing(place: StoreLocation) -> MissingStoreError:
    if place.is_attached:
        return MissingStoreError(
            f"{place.path} is gone but its log is there; `pmtui check --salvage OUT` makes it anew"
        )
    return MissingStoreError(
        f"{place.path}: there is no store; `pmtui init {place.name}` makes one"
    )


def _is_sound(data: bytes, where: str, schema: Schema) -> bool:
    try:
        return is_as_written(data, meta_of(data, where, schema.number))
    except DamagedStoreError:
        return False


def _newest_side(place: StoreLocation, data: bytes, schema: Schema, largest: int) -> bytes:
    """The newest of the store's file and the snapshots people wrote beside the log."""
    best, best_meta = data, meta_of(data, place.name, schema.number)
    for name in side_names(place):
        try:
            other, status = read_regular(name, place.root, largest)
            if status.st_size > largest:
                continue
            meta = meta_of(other, name, schema.number)
        except (OSError, DamagedStoreError, NewerStoreError):
            continue
        newer = meta.store_id == best_meta.store_id and meta.rev > best_meta.rev
        if newer and is_as_written(other, meta):
            best, best_meta = other, meta
    return best


def _taken_in(place: StoreLocation, data: bytes, schema: Schema, largest: int) -> bytes:
    """The newest snapshot beside the log that holds what a changed file says; or nothing.

    So it is where the person who took the change in may not replace the file.
    """
    best, highest = b"", -1
    digest = ""
    for name in side_names(place):
        with contextlib.suppress(OSError, DamagedStoreError, NewerStoreError):
            other, _ = read_regular(name, place.root, largest + 1)
            meta = meta_of(other, name, schema.number)
            digest = digest or sha256(data).hexdigest()
            if meta.adopted == digest and meta.rev > highest and is_as_written(other, meta):
                best, highest = other, meta.rev
    return best


def _sound(
    data: bytes, place: StoreLocation, schema: Schema, largest: int, *, is_checked: bool
) -> tuple[Loaded, str]:
    where = str(place.path)
    try:
        found = loaded(data, where, schema.number, is_checked=is_checked)
    except NewerStoreError:
        raise
    except DamagedStoreError as error:
        from pmtui.store.snapshots.backups import newest_good

        backup = newest_good(place, largest)
        if backup is None:
            raise
        from pmtui.store.snapshots.git_markers import both_sides

        if both_sides(data, where) is not None:
            return backup, (
                f"{where} holds both sides of a merge that git could not make; shown without the "
                "other side until `pmtui adopt` merges them field by field"
            )
        return backup, (
            f"{error}; shown from the backup of revision {backup.meta.rev} and the log; "
            "`pmtui adopt --discard` writes it anew from them"
        )
    if found.as_written:
        return found, ""
    from pmtui.store.snapshots.backups import newest_good

    backup = newest_good(place, largest)
    if backup is None or backup.meta.store_id != found.meta.store_id:
        return found, f"{where} was changed outside pmtui; {AS_IT_IS}"
    return backup, (
        f"{where} was changed outside pmtui; shown without that change until "
        "`pmtui adopt` takes it in"
    )


def _refusal(place: StoreLocation, log: DiskLog, meta: Meta, schema: Schema) -> str:
    if meta.min_writer > schema.number:
        return (
            f"a later pmtui wrote it; writing needs schema {meta.min_writer}, "
            f"this one knows {schema.number}: update pmtui"
        )
    last = log.last()
    if last and last < meta.rev:
        return (
            f"its log ends at revision {last}, its file shows {meta.rev}, and no backup "
            "is left to merge them from; `pmtui check --salvage OUT` makes a store of the file"
        )
    if log.has(meta.rev):
        record = log.read(meta.rev)
        if record is None or record.sha != meta.head:
            raise DamagedStoreError(
                f"{place.path} does not belong to its log: commit {commit_name(meta.rev)} is not "
                "the one it follows; `pmtui check --salvage OUT` saves what it can"
            )
    return ""


def _raised(
    data: bytes, place: StoreLocation, log: DiskLog, schema: Schema, status: os.stat_result
) -> Opened:
    where = str(place.path)
    meta = meta_of(data, where, schema.number)
    records = list(log.read_from(meta.rev + 1))
    commits = [record.commit for record in records]
    before = replayed(tables_of(data, where), commits)
    now = schema_after(meta, commits)
    if records:
        newest = records[-1]
        now = msgspec.structs.replace(
            now, rev=newest.commit.rev, head=newest.sha, ts=newest.commit.ts
        )
    after = migrated(before, now.schema, schema)
    ops = migration_ops(before, after, now, schema) if now.schema < schema.number else ()
    workspace = typed(after, now, where)
    barred = _refusal(place, log, now, schema)
    return Opened(workspace, now, (now.head, now.ts), status, True, barred, ops)
