"""This file takes in a store's file that was changed outside pmtui, as an ordinary commit."""

import errno
import gzip
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Literal

import msgspec

from pmtui import clock
from pmtui.model.difference import diff
from pmtui.model.disputes import Answer, Dispute, disputes, resolved
from pmtui.model.merge import rebase
from pmtui.model.ops import Ops, apply
from pmtui.model.outcome import Committed, Draft, Outcome, Rejected, Settle
from pmtui.model.settle import ALREADY
from pmtui.model.workspace import Workspace
from pmtui.store.adopted import ACTION, shown_already, with_own_ids
from pmtui.store.backup import newest_good, put_backup
from pmtui.store.disk import DiskStore
from pmtui.store.errors import DamagedStoreError, StoreError
from pmtui.store.files import names_in
from pmtui.store.limits import largest_store
from pmtui.store.loading import Loaded, loaded
from pmtui.store.log import DiskLog
from pmtui.store.opening import AS_IT_IS, store_bytes

Choice = Literal["", "mine", "theirs", "discard"]
"""What wins where both changed a field: the file, the store, or the store everywhere; or nobody."""
_DENIED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Adoption(msgspec.Struct, frozen=True):
    """A change made outside pmtui: what was there, what is there now, and the ops between."""

    before: Workspace
    after: Workspace
    ops: Ops
    """What is not in the store yet."""
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
    disputes: tuple[Dispute, ...] = ()
    """Where the store has moved on in the very thing that was changed."""
    unreadable: str = ""
    """Why nothing in it can be read; it can be discarded then, and nothing else."""


class Adopted(msgspec.Struct, frozen=True):
    """What an adoption came to."""

    outcome: Outcome
    left: tuple[Dispute, ...] = ()
    """What nobody has decided; the file stays as it is until somebody does."""
    unfinished: str = ""
    """Why the file was not written anew though everything is in the store."""

    @property
    def is_finished(self) -> bool:
        """Whether the store's file is as pmtui writes it again."""
        return _is_in_store(self.outcome) and not (self.left or self.unfinished)


def _is_in_store(outcome: Outcome) -> bool:
    """Whether nothing is left to commit; in doubt nobody knows, so the file must stay."""
    return isinstance(outcome, Committed) or (
        isinstance(outcome, Rejected) and outcome.reason == ALREADY
    )


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
    written = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
    digest = sha256(data).hexdigest()
    now = store.workspace
    try:
        edited = loaded(data, str(store.place.path))
    except DamagedStoreError as error:
        return Adoption(
            now, now, (), digest, status.st_uid, written, as_written=False, is_compared=True,
            unreadable=str(error),
        )  # fmt: skip
    if edited.meta.store_id != store.store_id:
        raise StoreError(f"{store.place.path} holds another store; nothing can be taken in")
    is_sound = edited.as_written and not store.barred
    before = None if is_sound else _written(store, edited, largest)
    after = edited.workspace
    ops: Ops = ()
    if before is not None:
        before, after = _since(store, before, after)
        ops = diff(before, after)
    return Adoption(
        before=before or after,
        after=after,
        ops=ops,
        digest=digest,
        owner=status.st_uid,
        written=written,
        as_written=is_sound,
        is_compared=before is not None,
        disputes=disputes(ops, rebase(ops, now)[1], store.history()),
    )


def _since(store: DiskStore, before: Workspace, after: Workspace) -> tuple[Workspace, Workspace]:
    """Both sides with what an earlier adoption of this file has brought into the store already.

    So an adoption that was stopped, or left something undecided, goes on from where it was.
    """
    after = with_own_ids(before, after, store.workspace)
    done = shown_already(store.history(), before, after)
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
            f"{workspace.revision}: `pmtui adopt --discard` goes on with what the log has"
        )
    return workspace


def adopt(
    store: DiskStore, adoption: Adoption, settle: Settle, session: str, choice: Choice = ""
) -> Adopted:
    """Commit a change made outside pmtui, keep the file as it was, and write the snapshot anew.

    What fits is taken in. Where the store moved on in the same field, `choice` says what wins;
    without one that field stays as the store has it and the file waits for an answer.

    Args:
        store: open, and read-only because of the change.
        adoption: what was shown to the person who confirms.
        settle: merges and judges, as for every commit.
        session: who confirms.
        choice: what wins where both changed one thing.
    """
    merge = _Merge(store, settle, choice)
    ops = () if choice == "discard" else adoption.ops
    commit_id = f"{ACTION}-{clock.milliseconds():x}-{clock.chance(32):08x}"
    outcome: Outcome = Rejected(ALREADY)
    try:
        data, _ = store_bytes(store.place, largest_store())
        if sha256(data).hexdigest() != adoption.digest:
            return Adopted(Rejected(_again(store)))
        _keep_file(store, data, adoption.digest)
        outcome = store.commit_beside(Draft(commit_id, ops, ACTION, session), merge)
    except (OSError, StoreError) as error:
        denied = isinstance(error, OSError) and error.errno in _DENIED
        return Adopted(Rejected(f"{store.place.path}: {_why(error)}", read_only=denied))
    if not _is_in_store(outcome):
        return Adopted(outcome)
    if merge.left:
        return Adopted(outcome, merge.left)
    return Adopted(outcome, unfinished=_finished(store, adoption.digest))


class _Merge:
    """Settles what fits, and what does not by a choice; remembers what stays undecided."""

    def __init__(self, store: DiskStore, settle: Settle, choice: Choice) -> None:
        self._store, self._settle, self._choice = store, settle, choice
        self.left: tuple[Dispute, ...] = ()

    def __call__(self, base: Workspace, ops: Ops) -> Ops | Rejected:
        conflicts = rebase(ops, base)[1]
        self.left = ()
        if conflicts:
            asked = disputes(ops, conflicts, self._store.history())
            wins = self._choice == "mine"
            ops = resolved(ops, [(one, Answer(wins, one.mine)) for one in asked])
            self.left = () if self._choice else asked
        return self._settle(base, ops)


def _finished(store: DiskStore, digest: str) -> str:
    """Why the file could not be written anew; empty where it was."""
    try:
        return "" if store.write_over(digest) else _again(store)
    except (OSError, StoreError) as error:
        return f"{store.place.path}: {getattr(error, 'strerror', None) or error}"


def _again(store: DiskStore) -> str:
    return f"{store.place.path} was changed once more; look at it again first (`pmtui adopt`)"


def _why(error: Exception) -> str:
    return f"nothing was taken in: {getattr(error, 'strerror', None) or error}"


def _keep_file(store: DiskStore, data: bytes, digest: str) -> None:
    """Keep the file as somebody had changed it; once, however often it is tried."""
    end = f"-{digest[:8]}.json.gz"
    if not store.place.is_attached:
        return
    if any(
        name.startswith("edited-") and name.endswith(end) for name in names_in(store.place.backups)
    ):
        return
    name = f"edited-{clock.now():%Y-%m-%dT%H%M%S}{end}"
    put_backup(store.place, name, gzip.compress(data, mtime=0), store.place.modes().commit)
