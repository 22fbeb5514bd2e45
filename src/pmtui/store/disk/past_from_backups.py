"""This file reaches past states that the log alone cannot: from a backup and commits near it."""

from collections.abc import Callable, Iterator
from itertools import islice

import msgspec

from pmtui.model.changes.as_of import Moment, OutOfReachError, Past, day_of, workspace_at
from pmtui.model.changes.ops import Commit
from pmtui.model.merging.clones import after_commits
from pmtui.model.storing.care import Backup, DamagedStoreError, StoreError
from pmtui.store.files.layout import StoreLocation
from pmtui.store.log.commit_log import DiskLog
from pmtui.store.log.commit_record import largest_store
from pmtui.store.snapshots.backups import backup_bytes, backups
from pmtui.store.snapshots.loading import Loaded, loaded
from pmtui.store.snapshots.snapshot_format import Meta

History = Callable[[int], Iterator[Commit]]
"""Commits from a revision back to where one is missing."""


def past_from_backups(
    place: StoreLocation, meta: Meta, history: History, moment: Moment, horizon: int
) -> Past | None:
    """A workspace as it was, reached from a backup; None where none leads there.

    Args:
        place: where the store lies.
        meta: what the store says about itself; a backup of another schema is passed over.
        history: commits from a revision back.
        moment: where to go.
        horizon: the oldest revision reached from now; its successor came after the moment.
    """
    for other_backup in backups(place):
        start = _sound(place, meta, other_backup) if other_backup.revision <= horizon else None
        found = _reached(place, start, history, moment, horizon) if start else None
        if found is not None:
            return found
    return None


def _sound(place: StoreLocation, meta: Meta, backup: Backup) -> Loaded | None:
    try:
        found = loaded(backup_bytes(place, backup, largest_store()), backup.name)
    except StoreError:
        return None
    fits = (found.meta.store_id, found.meta.schema) == (meta.store_id, meta.schema)
    return found if found.as_written and fits else None


def _reached(
    place: StoreLocation, start: Loaded, history: History, moment: Moment, horizon: int
) -> Past | None:
    if not moment.is_before(start.meta.rev, start.meta.ts):
        return _forward(place, start, moment, horizon)
    try:
        return workspace_at(start.workspace, history(start.meta.rev), moment)
    except OutOfReachError:
        return None


def _forward(place: StoreLocation, start: Loaded, moment: Moment, horizon: int) -> Past | None:
    workspace, at = start.workspace, start.meta.ts
    first = workspace.revision + 1
    try:
        # Commits are in the order of their revisions; one from a clock ahead must not end the way.
        # They are read twice, since so many may have come after the moment that they fill memory.
        seen = wanted = 0
        for record in DiskLog(place).read_from(first):
            seen += 1
            if not moment.is_before(record.commit.rev, record.commit.ts):
                wanted = seen
        for record in islice(DiskLog(place).read_from(first), wanted):
            workspace, at = after_commits(workspace, (record.commit,)), record.commit.ts
        if wanted == seen and workspace.revision not in {horizon, moment.revision}:
            return None
    except (DamagedStoreError, msgspec.ValidationError):
        return None
    if moment.revision is None and workspace.revision and not at:
        return None  # nobody knows since when this state was there
    return Past(workspace, at, moment.day or day_of(at, moment.zone))
