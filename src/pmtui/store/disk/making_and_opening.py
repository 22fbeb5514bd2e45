"""This file makes a store on disk, and opens one."""

import contextlib
import gc
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from pmtui import clock
from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import ExistingStoreError, Share, StoreError
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.disk.migration import CURRENT, Schema
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.access import names_in, remove, temporary_name, write_new
from pmtui.store.files.layout import StoreLocation, commit_name
from pmtui.store.files.sharing_modes import MODES, Modes
from pmtui.store.log import commit_record
from pmtui.store.log.commit_record import first_parent, largest_store, sha_of
from pmtui.store.snapshots.backups import write_backup
from pmtui.store.snapshots.loading import MANY
from pmtui.store.snapshots.snapshot_format import Meta, document_count, encoded


def create(
    path: Path,
    share: Share,
    workspace: Workspace | None = None,
    *,
    alone: bool = False,
    history: Sequence[Commit] = (),
) -> None:
    """Make a new store with what a workspace holds, or an empty one.

    Args:
        path: its file.
        share: who may use it.
        workspace: what it holds at first.
        alone: whether the directory beside the file waits for the first commit.
        history: the commits that led to the workspace, oldest first, the last at its revision;
            their parents are filled in here, and they are not waited for on the disk.

    Raises:
        StoreError: something is there already, or it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent}: {error.strerror or error}") from error
    place = StoreLocation(path)
    try:
        _refuse_existing(place)
        start = workspace or Workspace(known_tables())
        _make(place, MODES[share], start, history, alone=alone)
    except FileExistsError as error:
        raise _is_there(place.path) from error
    except OSError as error:
        raise StoreError(f"{place.path}: cannot be made: {error.strerror or error}") from error
    finally:
        place.close()


def _refuse_existing(place: StoreLocation) -> None:
    there = set(names_in(place.parent)) & {place.name, place.folder}
    if there:
        raise _is_there(place.path.with_name(min(there)))


def _is_there(path: Path) -> ExistingStoreError:
    return ExistingStoreError(f"{path} is there already; choose another name")


def _make(
    place: StoreLocation, modes: Modes, start: Workspace, history: Sequence[Commit], *, alone: bool
) -> None:
    store_id = f"{clock.chance(64):016x}"
    records = list(chained(history, first_parent(store_id)))
    meta = Meta(
        store_id=store_id,
        head=sha_of(records[-1][1]) if records else first_parent(store_id),
        ts=history[-1].ts if history else "",
        log_from=start.revision - len(records) + 1,
    )
    data = encoded(start, meta)
    temporary = temporary_name()
    write_new(temporary, data, place.parent, modes.snapshot)
    group = os.stat(temporary, dir_fd=place.parent, follow_symlinks=False).st_gid
    try:
        # The file first: alone it is a store, whoever is killed here. A link would leave two names.
        os.rename(temporary, place.name, src_dir_fd=place.parent, dst_dir_fd=place.parent)
    except OSError:
        remove(temporary, place.parent)
        raise
    os.fsync(place.parent)
    if not alone:
        _make_beside(place, modes, group, records)
        with contextlib.suppress(OSError):  # the first write of a day makes one
            write_backup(place, data, clock.now().date(), start.revision, modes.commit)


def _make_beside(
    place: StoreLocation, modes: Modes, group: int, records: Sequence[tuple[int, bytes]]
) -> None:
    """Make the directory beside a new store's file; where that fails there is no store."""
    try:
        place.make(modes, group)
        for row_id, line in records:
            name = commit_name(row_id)
            write_new(name, line, place.log, modes.commit, place.group(), durable=False)
    except OSError:
        os.unlink(place.name, dir_fd=place.parent)
        raise


def chained(history: Sequence[Commit], parent: str) -> Iterator[tuple[int, bytes]]:
    """Revision and line of each commit, each naming the one before it as its parent."""
    for commit in history:
        line = commit_record.encoded(replace(commit, parent_sha=parent))
        parent = sha_of(line)
        yield commit.rev, line


def init_store(
    path: Path,
    share: Share = "private",
    workspace: Workspace | None = None,
    history: Sequence[Commit] = (),
) -> DiskStore:
    """Make a new store and open it; nothing is ever overwritten.

    Args:
        path: its file.
        share: who may use it.
        workspace: what it holds at first.
        history: the commits that led to it, oldest first, the last at its revision.

    Raises:
        StoreError: something is there already, or it cannot be made.
    """
    from pmtui.store.disk.making_and_opening import create

    create(path, share, workspace, history=history)
    return open_store(path)


def open_store(path: Path, largest: int = 0, schema: Schema = CURRENT) -> DiskStore:
    """Open a store: its snapshot, then the commits after it. Nothing is written.

    Args:
        path: the store's file.
        largest: bytes the file may have; 0 for as many as this person reads.
        schema: what this version reads and writes.

    Raises:
        StoreError: why it cannot be opened, where, and what to do.
    """
    place = StoreLocation(path)
    try:
        store = DiskStore(place, schema, largest or largest_store())
    except BaseException:
        place.close()
        raise
    if document_count(store.workspace) > MANY:
        gc.freeze()
    return store
