"""This file makes a backup when it is asked for, and goes back to one by an ordinary commit."""

from datetime import date

from pmtui import clock
from pmtui.model.changes.ops import Ops
from pmtui.model.merging.outcome import Draft, Outcome, Settle
from pmtui.model.storing.care import Backup, MissingStoreError, ReadOnlyStoreError, StoreError
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.access import read_regular
from pmtui.store.log.size_limits import largest_store
from pmtui.store.snapshots.backups import backup_bytes, backups, write_backup
from pmtui.store.snapshots.loading import loaded

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
