"""This file takes in a store's file that was changed outside pmtui, as an ordinary commit."""

import errno
import gzip
import os
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

import msgspec

from pmtui import clock
from pmtui.model.difference import diff
from pmtui.model.ops import Ops, apply
from pmtui.model.outcome import Draft, Outcome, Rejected, Settle
from pmtui.model.workspace import Workspace
from pmtui.store.backup import newest_good
from pmtui.store.disk import DiskStore
from pmtui.store.errors import StoreError
from pmtui.store.files import write_new
from pmtui.store.limits import largest_store
from pmtui.store.loading import Loaded, loaded
from pmtui.store.log import DiskLog
from pmtui.store.opening import store_bytes

ACTION: Final = "store.adopt"
"""Action id of the commit that takes a change in."""


_DENIED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Adoption(msgspec.Struct, frozen=True):
    """A change made outside pmtui: what was there, what is there now, and the ops between."""

    before: Workspace
    after: Workspace
    ops: Ops
    digest: str
    """SHA-256 of the file as it was shown."""
    owner: int
    """Whose file it is."""
    written: str
    """When it was last written, ISO 8601 in UTC."""
    as_written: bool
    """Whether nobody changed it: there is nothing to take in."""
    is_compared: bool
    """Whether there was a backup to compare it with; else it is taken as it is."""


def adoption_of(store: DiskStore, largest: int = 0) -> Adoption:
    """What somebody changed in a store's file since pmtui wrote it.

    Args:
        store: the open store.
        largest: bytes its file may have; 0 for as many as this person reads.

    Raises:
        StoreError: the file cannot be read, or belongs to another store.
    """
    largest = largest or largest_store()
    data, status = store_bytes(store.place, largest)
    edited = loaded(data, str(store.place.path))
    if edited.meta.store_id != store.store_id:
        raise StoreError(f"{store.place.path} holds another store; nothing can be taken in")
    before = None if edited.as_written else _written(store, edited, largest)
    written = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
    return Adoption(
        before=before or edited.workspace,
        after=edited.workspace,
        ops=diff(before, edited.workspace) if before is not None else (),
        digest=sha256(data).hexdigest(),
        owner=status.st_uid,
        written=written,
        as_written=edited.as_written,
        is_compared=before is not None,
    )


def _written(store: DiskStore, edited: Loaded, largest: int) -> Workspace | None:
    """What the file held as pmtui wrote it; None where there is no backup to begin from."""
    revision = edited.meta.rev
    base = newest_good(store.place, largest, highest=revision)
    if base is None:
        return None
    workspace = base.workspace
    for record in DiskLog(store.place).read_from(workspace.revision + 1):
        if record.commit.rev > revision:
            break
        workspace = apply(workspace, record.commit.ops, record.commit.rev)
    if workspace.revision != revision:
        raise StoreError(
            f"{store.place.path} says it shows revision {revision}; the log ends at "
            f"{workspace.revision}"
        )
    return workspace


def adopt(store: DiskStore, adoption: Adoption, settle: Settle, session: str) -> Outcome:
    """Commit a change made outside pmtui, keep the file as it was, and write the snapshot anew.

    Args:
        store: open, and read-only because of the change.
        adoption: what was shown to the person who confirms.
        settle: merges and judges, as for every commit.
        session: who confirms.
    """
    commit_id = f"{ACTION}-{clock.milliseconds():x}-{clock.chance(32):08x}"
    draft = Draft(commit_id, adoption.ops, ACTION, session)
    try:
        data, _ = store_bytes(store.place, largest_store())
        if sha256(data).hexdigest() != adoption.digest:
            return Rejected(f"{store.place.path} was changed once more; look at it again first")
        _keep_file(store, data)
        outcome = store.commit_over(draft, settle)
    except (OSError, StoreError) as error:
        denied = isinstance(error, OSError) and error.errno in _DENIED
        why = getattr(error, "strerror", None) or error
        return Rejected(f"{store.place.path}: nothing was taken in: {why}", read_only=denied)
    return outcome


def _keep_file(store: DiskStore, data: bytes) -> None:
    name = f"edited-{clock.now():%Y-%m-%dT%H%M%S}-{clock.chance(16):04x}.json.gz"
    mode = store.place.modes().commit
    if store.place.is_attached:
        write_new(name, gzip.compress(data, mtime=0), store.place.backups, mode)
        os.fsync(store.place.backups)
