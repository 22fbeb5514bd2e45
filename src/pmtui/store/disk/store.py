"""This file is the store on disk: a log of commits, and a snapshot that shortens opening."""

import os
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from pmtui.model.changes.as_of import HorizonError, Moment, Past
from pmtui.model.changes.ops import Commit, Mark, Ops
from pmtui.model.merging.outcome import ALREADY, Committed, Draft, Outcome, Rejected, Settle
from pmtui.model.storing.care import DamagedStoreError, StoreError, with_remedy
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.clone_detection import CommitMarks
from pmtui.store.disk.migration import ACTION, Schema, schema_after
from pmtui.store.disk.opening import opened
from pmtui.store.disk.upkeep import Upkeep
from pmtui.store.files.layout import StoreLocation
from pmtui.store.log.commit_log import NO_PERMISSION, DiskLog
from pmtui.store.log.commit_record import Record, Room
from pmtui.store.log.protocol import LogStore, my_signature
from pmtui.store.snapshots.open_elsewhere import WROTE_TO_OLD, written_since
from pmtui.store.snapshots.snapshot_file import Snapshots, file_state, with_state
from pmtui.store.snapshots.snapshot_format import META, Meta, encoded

_LOOKS_APART: Final = 8
_ATTEMPTS: Final = 5


class DiskStore(LogStore):
    """One open store; used by one thread at a time.

    Args:
        place: where it lies; closed with the store.
        schema: what this version reads and writes.
        largest: bytes its file may have.

    Raises:
        StoreError: it cannot be opened.
    """

    def __init__(self, place: StoreLocation, schema: Schema, largest: int) -> None:
        log = DiskLog(place)
        found = opened(place, log, schema, largest)
        super().__init__(log, found.workspace, found.head, found.meta.store_id, my_signature())
        self.place: Final = place
        """Where it lies."""
        self.meta = found.meta
        """What its snapshot said about itself, and what migrations have said since."""
        self.closed = False
        """Whether it was let go of."""
        self._files = log
        self._room = Room(largest, found.status.st_size, found.workspace.revision)
        self._schema = schema
        self._group = found.status.st_gid
        self._barred = found.barred
        self._migration = found.migration
        looks = file_state(found.status) if found.as_written else None
        self._trail = CommitMarks(log, found.meta, self.history)
        self._snapshots = Snapshots(place, self._group, found.meta, looks, self._trail.has)
        self._upkeep = Upkeep(place, self._snapshots, log.turn)
        self._was_attached = place.is_attached
        self._looks = 0
        self._catch_up(thorough=True)
        self._refuse_gap()
        self.read_only = self._why_closed()
        if any(written_since(place)):
            self.notice = WROTE_TO_OLD

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """Make ops durable after `settle` has merged and judged them on the newest state."""
        self._attach()
        outcome = super().commit(draft, settle)
        if isinstance(outcome, Committed):
            self._look_after()
        return outcome

    def arrivals(self) -> Iterator[tuple[Commit, ...]]:
        """What others committed, in batches; one look at the disk when there is nothing.

        Every eighth call also looks whether the store may (still, or again) be written.
        """
        if not self.place.is_attached and not self._was_attached:
            self._was_attached = self._attached()
        self._looks += 1
        if self._looks % _LOOKS_APART == 0:
            self.look()
        yield from self._arrivals(thorough=self._is_behind_archives())

    def past(self, moment: Moment) -> Past:
        """Everything as it was at a moment: back from now, else from a backup.

        Raises:
            OutOfReachError: neither leads there, or it is yet to come.
        """
        try:
            return super().past(moment)
        except HorizonError as error:
            from pmtui.store.disk.past_from_backups import past_from_backups

            meta = self.meta
            found = past_from_backups(self.place, meta, self.history, moment, error.revision)
            if found is None:
                raise
            return found

    def snapshot(self) -> None:
        """Write the snapshot now; one that cannot be written is a notice and no loss."""
        if self._barred or not self.place.is_attached:
            self.notice = self._barred
            return
        self.notice = self._upkeep.snapshot(self.workspace, self.meta_now())

    def close(self) -> None:
        """Let go of the store, with a snapshot where this process has something new."""
        if self.closed:
            return
        if self.place.is_attached and not self._why_closed():
            self._upkeep.finish(self.workspace, self.meta_now())
        self.place.close()
        self.closed = True

    def commit_beside(self, draft: Draft, settle: Settle) -> Outcome:
        """Commit what a changed file says, which forbids every other commit.

        Raises:
            OSError: nothing could be written.
        """
        barred, self._barred = self._barred, ""
        self._trail.accepts_all = True
        self._upkeep.skip_backup()
        try:
            self._attach()
            is_something = draft.ops or draft.merged is not None
            return super().commit(draft, settle) if is_something else Rejected(ALREADY)
        finally:
            self._trail.accepts_all = False
            self._barred = self._barred or barred
            self.read_only = self._why_closed()

    def write_over(self, digest: str) -> bool:
        """Write the snapshot in the place of a changed file; False where it changed once more.

        Args:
            digest: SHA-256 of the file that may go.

        Raises:
            OSError: it could not be written.
        """
        meta = msgspec.structs.replace(self.meta_now(), adopted=digest)
        self._attach()
        if not self._snapshots.overwrite(self.workspace, meta, digest, self._log.turn):
            return False
        self.meta = meta
        self._barred = ""
        self.read_only = self._why_closed()
        return True

    def say_archived(self, below: int) -> None:
        """Write a snapshot that says the commits below a revision are archived.

        Raises:
            StoreError: it could not be written.
        """
        reason = ""
        for _ in range(_ATTEMPTS):
            self._catch_up(thorough=True)
            head = (self._parent, self._stamp)
            meta = with_state(self.meta, head, below, self._trail.marks())
            reason = self._snapshots.write(self.workspace, meta, self._log.turn, anew=True)
            if reason or self._snapshots.log_from >= below:
                break
        if reason or self._snapshots.log_from < below:
            raise StoreError(f"{self.place.path}: {reason or 'its file cannot be replaced'}")

    @property
    def log(self) -> DiskLog:
        """Its commits, each in a file."""
        return self._files

    @property
    def marks(self) -> frozenset[Mark]:
        """The commits it has in it, of its own and of clones, as its snapshots name them."""
        return frozenset(self._trail.marks())

    def is_of_another_clone(self, meta: Meta) -> bool:
        """Whether a snapshot says what nobody has merged into this store."""
        return not self._trail.has(meta)

    @property
    def barred(self) -> str:
        """Why the file must not be written as it is, whoever asks; empty where it may."""
        return self._barred

    def is_verified(self, commit: Commit) -> bool:
        """Whether the file system vouches for who a commit says made it."""
        return self.owner_of(commit) == commit.uid

    def owner_of(self, commit: Commit) -> int | None:
        """Who the file system says made a commit; None where its file is in an archive."""
        return self._files.author_of(commit.rev)

    def meta_now(self) -> Meta:
        """What a snapshot written now says about itself."""
        head = (self._parent, self._stamp)
        return with_state(self.meta, head, self._snapshots.log_from, self._trail.marks())

    def _look_after(self) -> None:
        """Do what may be due after a commit; the commit stands whatever comes of it."""
        try:
            reason = self._upkeep.committed(self.workspace, self.meta_now())
        except (OSError, StoreError) as error:
            reason = f"no snapshot was written: {error}"
        self.notice = reason or self.notice

    def _attach(self) -> None:
        if self.place.is_attached or self._was_attached or self._why_closed():
            return
        try:
            self.place.make(self.place.modes(), self._group)
            self._was_attached = True
        except (OSError, StoreError) as error:
            self._barred = f"{self.place.path}.d cannot be made: {error}; see `pmtui doctor`"

    def _attached(self) -> bool:
        try:
            return self.place.attach()
        except (OSError, StoreError) as error:
            self.read_only = with_remedy(str(error))
            return False

    def _why_closed(self) -> str:
        return with_remedy(self._reason_to_close())

    def _reason_to_close(self) -> str:
        if self._barred:
            return self._barred
        reason = self._snapshots.closed(self._schema.number)
        if reason or self._was_attached:
            return reason or self._files.closed(self._head)
        may_make = os.access(".", os.W_OK | os.X_OK, dir_fd=self.place.parent, effective_ids=True)
        return "" if may_make else NO_PERMISSION

    def _is_behind_archives(self) -> bool:
        return self._snapshots.log_from > self.workspace.revision + 1

    def _refuse_gap(self) -> None:
        last = self._files.last()
        while last > self.workspace.revision:
            if self._catch_up(thorough=True):
                continue
            if self._files.is_stray(last):
                last = self._files.last(before=last)
                continue
            raise DamagedStoreError(
                f"{self.place.path}: commit {self.workspace.revision + 1} is missing though "
                f"{last} is there; `pmtui check --salvage OUT` saves what it can"
            )

    def _follow(self, workspace: Workspace, records: Sequence[Record]) -> None:
        super()._follow(workspace, records)
        commits = [record.commit for record in records]
        self._trail.follow(records)
        if any(op.table == META for commit in commits for op in commit.ops):
            self.meta = schema_after(self.meta, commits)
            if self.meta.min_writer > self._schema.number:
                self._barred = f"a later pmtui raised it to schema {self.meta.schema}: update pmtui"

    def _before_write(self) -> None:
        self.place.keep_record()
        if self._is_behind_archives():
            self._catch_up(thorough=True)
        self.notice = self._upkeep.back_up(self.workspace) or self.notice
        if self._migration:
            self._migrate()

    def _lack_of_room(self, ops: Ops) -> str:
        """Why ops would make the file too large to be read again; empty where they do not."""
        return self._room.lack(
            ops, self.workspace.revision, self._files.size_of, self._encoded_size
        )

    def _encoded_size(self) -> int:
        return len(encoded(self.workspace, self.meta_now()))

    def _migrate(self) -> None:
        before = self.workspace.revision
        self._catch_up()
        if self.workspace.revision != before:
            raise StoreError(f"{self.place.path} changed while it was raised; open it anew")
        name = f"{ACTION}-{self.store_id}-{self._schema.number}"
        if self._append(Draft(name, (), ACTION, ""), self._migration) is not None:
            self._migration = ()
