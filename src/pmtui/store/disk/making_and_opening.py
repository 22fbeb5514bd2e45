"""This file makes a store on disk, and opens one."""

import gc
from collections.abc import Sequence
from pathlib import Path

from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import Share
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.migration import CURRENT, Schema
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.layout import StoreLocation
from pmtui.store.log.size_limits import largest_store
from pmtui.store.snapshots.loading import MANY
from pmtui.store.snapshots.writing import document_count


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
    from pmtui.store.disk.creating import create

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
