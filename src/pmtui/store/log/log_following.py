"""This file carries a workspace on by what others commit to a log, and reads it backwards."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from pmtui.model.changes.as_of import Moment, Past, workspace_at
from pmtui.model.changes.ops import Commit
from pmtui.model.merging.clones import after_commits
from pmtui.model.storing.care import (
    DamagedStoreError,
    NewerStoreError,
    StoreError,
    with_remedy,
)
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.log.commit_record import Record, needs_newer
from pmtui.store.log.log_contract import Head, Log

_AT_ONCE: Final = 256
"""Commits of others that are taken in together."""


class LogFollower:
    """A workspace carried on by the commits of a log; used by one thread at a time.

    Args:
        log: where the commits are.
        workspace: everything up to its revision.
        head: what the next commit calls its parent, and when that one was made.
        store_id: the store's own id.
    """

    def __init__(
        self, log: Log, workspace: Workspace, head: tuple[str, str], store_id: str
    ) -> None:
        self.workspace = workspace
        self.read_only = ""
        self.store_id = store_id
        self.notice = ""
        """What a person should know though work goes on, such as a lock that does not work."""
        self._log = log
        self._parent, self._stamp = head

    @property
    def barred(self) -> str:
        """Why it must not be written as it is, whoever asks; empty where it may."""
        return ""

    def look(self) -> None:
        """Find out anew whether the store may be written."""
        try:
            self.read_only = self._why_closed()
        except (StoreError, OSError) as error:
            self.read_only = with_remedy(f"nobody can tell whether it may be written: {error}")

    def refresh(self) -> tuple[Commit, ...]:
        """Take in what others committed; one look at the disk when there is nothing.

        A commit that cannot be followed makes the store read-only and says why.
        """
        return tuple(commit for batch in self.arrivals() for commit in batch)

    def arrivals(self) -> Iterator[tuple[Commit, ...]]:
        """The same in batches, so that whoever was away for long does not hold all at once."""
        yield from self._arrivals()

    def history(self, newest: int | None = None) -> Iterator[Commit]:
        """Commits from the newest (or a given revision) back to the horizon."""
        revision = self.workspace.revision if newest is None else newest
        while revision > 0:
            try:
                found = self._log.read(revision)
            except DamagedStoreError as error:
                self.notice = str(error)
                return
            if found is None:
                return
            yield found.commit
            revision -= 1

    def owner_of(self, commit: Commit) -> int | None:
        """Who made a commit, as far as the log vouches for it; memory takes its word."""
        return commit.uid

    def past(self, moment: Moment) -> Past:
        """Everything as it was at a moment.

        Raises:
            OutOfReachError: the history does not reach back that far, or it is yet to come.
        """
        now = self.workspace
        return workspace_at(now, self.history(now.revision), moment)

    def snapshot(self) -> None:
        """Nothing to write: the log is all there is."""

    def close(self) -> None:
        """Nothing to let go of."""

    def _arrivals(self, *, thorough: bool = False) -> Iterator[tuple[Commit, ...]]:
        try:
            while batch := self._next_batch(thorough=thorough):
                yield batch
        except (StoreError, OSError) as error:
            self.read_only = with_remedy(str(error))

    def _why_closed(self) -> str:
        return self._log.closed(self._head)

    @property
    def _head(self) -> Head:
        return self.workspace.revision, self._parent

    def _catch_up(self, *, thorough: bool = False) -> bool:
        """Take in everything that others committed; whether there was anything."""
        is_new = False
        while self._next_batch(thorough=thorough):
            is_new = True
        return is_new

    def _next_batch(self, *, thorough: bool) -> tuple[Commit, ...]:
        first = self.workspace.revision + 1
        if not thorough and not self._log.has(first):
            return ()
        fresh: list[Record] = []
        try:
            while (
                len(fresh) < _AT_ONCE and (record := self._log.read(first + len(fresh))) is not None
            ):
                self._refuse_stranger(record, fresh[-1].sha if fresh else self._parent)
                fresh.append(record)
        finally:
            if fresh:
                self._take(fresh)
        return tuple(record.commit for record in fresh)

    def _refuse_stranger(self, record: Record, parent: str) -> None:
        commit = record.commit
        if commit.parent_sha != parent:
            reason = self._log.closed(self._head)
            if reason:
                raise StoreError(reason)
            raise DamagedStoreError(
                f"commit {commit.rev} does not follow the one before it; run `pmtui check`"
            )
        kind = needs_newer(commit)
        if kind:
            raise NewerStoreError(f"commit {commit.rev} needs a later pmtui: it says {kind!r}")

    def _take(self, records: Sequence[Record]) -> None:
        newest = records[-1].commit.rev
        try:
            following = after_commits(self.workspace, [record.commit for record in records])
        except msgspec.ValidationError as error:
            raise DamagedStoreError(
                f"commits up to {newest} cannot be applied: {error}; run `pmtui check`"
            ) from error
        self._follow(following, records)

    def _follow(self, workspace: Workspace, records: Sequence[Record]) -> None:
        self.workspace = workspace
        self._parent, self._stamp = records[-1].sha, records[-1].commit.ts
