"""This file finds what a store's file says that its log does not: an edit, or another clone."""

import os
from datetime import UTC, datetime
from hashlib import sha256
from itertools import takewhile
from types import MappingProxyType
from typing import Final, NamedTuple

from pmtui.model.changes.as_of import OutOfReachError, moment_of
from pmtui.model.changes.difference import diff
from pmtui.model.changes.ops import Ops, apply
from pmtui.model.merging.clones import NewKey, cautious_ops, with_distinct_keys, without_known
from pmtui.model.merging.outcome import ConflictQuestion, conflict_questions, with_file_values
from pmtui.model.merging.settle import rebase
from pmtui.model.storing.adoption import Adoption, CloneHead
from pmtui.model.storing.care import DamagedStoreError, StoreError
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.adoption.earlier_adoptions import already_adopted, with_own_ids
from pmtui.store.disk.clone_detection import marks_of, nearest, shared_revision
from pmtui.store.disk.opening import AS_IT_IS, store_bytes
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.access import read_regular
from pmtui.store.log.commit_log import DiskLog
from pmtui.store.log.commit_record import largest_store
from pmtui.store.snapshots.backups import newest_good
from pmtui.store.snapshots.git_markers import both_sides
from pmtui.store.snapshots.loading import Loaded, loaded
from pmtui.store.snapshots.open_elsewhere import written_since
from pmtui.store.snapshots.snapshot_format import Meta

_LOOKED_THROUGH: Final = 2_000
"""Commits among which the state is looked for that another clone began from."""


def _head_of(meta: Meta) -> CloneHead:
    return CloneHead(meta.rev, frozenset(marks_of(meta)), MappingProxyType(meta.counters))


def adoption_of(store: DiskStore, largest: int = 0) -> Adoption:
    """What somebody changed in a store's file since pmtui wrote it, or did in another clone.

    Args:
        store: the open store.
        largest: bytes its file may have; 0 for as many as this person reads.

    Raises:
        StoreError: the file cannot be read, or belongs to another store.
    """
    largest = largest or largest_store()
    data, status = store_bytes(store.place, largest)
    written = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
    digest = sha256(data).hexdigest()
    try:
        edited = _content(store, data)
    except DamagedStoreError as error:
        return _discarded(store, digest, status, str(error))
    if edited.meta.store_id != store.store_id:
        raise StoreError(f"{store.place.path} holds another store; nothing can be taken in")
    is_clone = store.is_of_another_clone(edited.meta)
    is_sound = edited.as_written and not store.barred and not is_clone
    if is_sound and (adoption := _written_to_held(store)) is not None:
        return adoption
    before: Workspace | None = None
    is_certain = True
    try:
        if is_clone:
            before, is_certain = _parted(store, edited)
        elif not is_sound:
            before = _written(store, edited, largest)
    except StoreError as error:
        return _discarded(store, digest, status, str(error))
    change = _change_since(store, before, edited.workspace)
    if is_clone and before is not None:
        change = _of_clone(store, change, before.revision, edited.meta, is_certain=is_certain)
    return Adoption(
        before=change.before or change.after,
        after=change.after,
        ops=change.ops,
        digest=digest,
        owner=status.st_uid,
        written=written,
        as_written=is_sound,
        is_compared=change.before is not None,
        disputes=_disputes(store, change.ops, change.before or change.after, change.after),
        clone=_head_of(edited.meta) if is_clone else None,
        new_keys=change.new_keys,
    )


class _Change(NamedTuple):
    """What was changed in a file."""

    before: Workspace | None
    """What it began from; None where nothing is known of that, or nothing to compare."""
    after: Workspace
    ops: Ops = ()
    new_keys: tuple[NewKey, ...] = ()


def _change_since(store: DiskStore, before: Workspace | None, after: Workspace) -> _Change:
    """What was changed in a file since it held a state, but for what was taken in already."""
    if before is None:
        return _Change(None, after)
    before, after = _since(store, before, after)
    return _Change(before, after, diff(before, after))


def _of_clone(
    store: DiskStore, change: _Change, since: int, meta: Meta, *, is_certain: bool
) -> _Change:
    """Of what was done in another clone, what is not known here, with keys that are free here.

    Args:
        store: the open store.
        change: what was done there.
        since: the revision at which both parted.
        meta: what the file says of itself.
        is_certain: whether they parted there; else they may have parted before.
    """
    now = store.workspace
    here = takewhile(lambda commit: commit.rev > since, store.history())
    ops = without_known(change.ops, here, now)
    ops = ops if is_certain else cautious_ops(ops, now)
    ops, new_keys = with_distinct_keys(ops, now, meta.counters)
    return change._replace(ops=ops, new_keys=new_keys)


def _disputes(
    store: DiskStore, ops: Ops, before: Workspace, after: Workspace
) -> tuple[ConflictQuestion, ...]:
    """What somebody has to decide of what the file changed, with the values it has."""
    asked = conflict_questions(ops, rebase(ops, store.workspace)[1], store.history())
    return tuple(with_file_values(question, before, after) for question in asked)


def _written_to_held(store: DiskStore) -> Adoption | None:
    """What a program wrote to a file that it held open while the store replaced it."""
    for name in written_since(store.place):
        try:
            data, status = read_regular(name, store.place.root)
            edited = loaded(data, name)
            before = store.past(moment_of(edited.meta.rev, UTC)).workspace
        except (OSError, StoreError, OutOfReachError):
            continue  # It may be half written just now.
        if edited.meta.store_id != store.store_id:
            continue
        before, after = _since(store, before, edited.workspace)
        ops = diff(before, after)
        if ops:
            written = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
            return Adoption(
                before, after, ops, sha256(data).hexdigest(), status.st_uid, written,
                as_written=False, is_compared=True, held=name,
                disputes=_disputes(store, ops, before, after),
            )  # fmt: skip
    return None


def adopted_bytes(store: DiskStore, adoption: Adoption) -> bytes:
    """The file that is adopted, as it is now.

    Raises:
        StoreError: it cannot be read.
        OSError: the older file that a program held open is gone.
    """
    if adoption.held:
        return read_regular(adoption.held, store.place.root)[0]
    return store_bytes(store.place, largest_store())[0]


def _content(store: DiskStore, data: bytes) -> Loaded:
    """What a file says; of one in which git left both sides of a merge, the other clone's side.

    Raises:
        DamagedStoreError: it cannot be read.
    """
    where = str(store.place.path)
    try:
        return loaded(data, where)
    except DamagedStoreError:
        sides = both_sides(data, where)
        if sides is None:
            raise
        ours, theirs = sides
        return theirs if store.is_of_another_clone(theirs.meta) else ours


def _discarded(store: DiskStore, digest: str, status: os.stat_result, reason: str) -> Adoption:
    """What is said of a file of which nothing can be taken in: it can be discarded."""
    written = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
    now = store.workspace
    return Adoption(
        now, now, (), digest, status.st_uid, written, as_written=False, is_compared=True,
        unreadable=reason,
    )  # fmt: skip


def _parted(store: DiskStore, edited: Loaded) -> tuple[Workspace, bool]:
    """The last state that this store and another clone's file have in common.

    Gives also whether that is certain; else they may have parted before.

    Raises:
        StoreError: the history does not reach back to it.
    """
    now = store.workspace
    revision = shared_revision(store.log, edited.meta, now.revision)
    is_certain = revision is not None
    if revision is None:
        revision, is_first = nearest(now, store.history(), edited.workspace, _LOOKED_THROUGH)
        is_certain = not is_first and not store.marks & marks_of(edited.meta)
    try:
        return store.past(moment_of(revision, UTC)).workspace, is_certain
    except OutOfReachError as error:
        raise StoreError(
            f"{store.place.path} comes from another clone and diverged from this one at revision "
            f"{revision}, but {error}"
        ) from error


def _since(store: DiskStore, before: Workspace, after: Workspace) -> tuple[Workspace, Workspace]:
    """Both sides with what an earlier adoption of this file has brought into the store already.

    So an adoption that was stopped, or left something undecided, goes on from where it was.
    """
    after = with_own_ids(before, after, store.workspace)
    done = already_adopted(store.history(), before, after)
    return apply(before, done), after


def _written(store: DiskStore, edited: Loaded, largest: int) -> Workspace | None:
    """What the file held as pmtui wrote it; None where there is no backup to begin from."""
    revision = edited.meta.rev
    base = newest_good(store.place, largest, highest=revision)
    if base is None and AS_IT_IS not in store.barred:
        raise StoreError(f"{store.place.path}.d: no backup can be read now; try again")
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
