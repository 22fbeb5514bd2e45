"""This file is the log in a database: one row a commit; only one writer can have a revision."""

import errno
import time
from contextlib import nullcontext
from typing import Final

from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import StoreError
from pmtui.store.log.commit_record import Record, decoded, encoded, sha_of
from pmtui.store.log.log_contract import Head, NotWrittenError, UncertainError
from pmtui.store.postgres import tables
from pmtui.store.postgres.server import LostError, MayNotError, RepeatError, Server, TakenError

_AT_ONCE: Final = 64
"""Commits read together."""
_ATTEMPTS: Final = 6
_PAUSE_SECONDS: Final = 0.4


class PostgresLog:
    """The commits of a store in a database.

    Args:
        server: where it lies.
        session: names the row by which this log proves that its commits are durable.
    """

    def __init__(self, server: Server, session: str) -> None:
        self._server = server
        self._session = session
        self._near: dict[int, tuple[Record, int]] = {}
        self._last_read = 0
        self._timeline = ""
        self.doubts: set[str] = set()
        """Drafts of which a commit may be in the log already."""
        self.sizes: dict[int, int] = {}
        """Bytes of commits that were read or written here, by revision."""

    def turn(self) -> nullcontext[bool]:
        """Nobody queues: the first to put a revision there has it, and the others try anew."""
        return nullcontext(True)

    def closed(self, head: Head) -> str:
        """Why nothing can be written now; empty where it can."""
        name, revision = self._server.name, head[0]
        try:
            (now,) = self._server.rows(
                tables.STANDING, (revision, revision, head[1]), of=tables.ServerStanding
            )
            is_old = not now.is_standby and self._is_older_timeline()
        except (LostError, MayNotError) as error:
            return f"{error.strerror}; it goes on by itself once the server answers"
        may_write = now.may_write and now.read_only != "on"
        is_set_back = now.sha != head[1] and not now.is_first
        reasons = (
            (is_set_back, "was set back to an older state; open it anew"),
            (now.fenced, f"was moved: {now.fenced}"),
            (is_old, "is an old primary: the store went on elsewhere; find the new one"),
            (now.is_standby, "is a standby: it only reads"),
            (not may_write, "may only be read by this role"),
            (now.fsync == "off", "has fsync off, so that nothing would be durable"),
            (now.full_page_writes == "off", "has full_page_writes off: a power cut may tear it"),
        )
        return next((f"{name} {text}" for holds, text in reasons if holds), "")

    def has(self, revision: int) -> bool:
        """Whether a revision is there; False too while the server cannot be reached."""
        if self._server.is_lost:
            return False
        try:
            return bool(self._server.rows(tables.HAS, (revision,), of=tuple[int]))
        except LostError:
            return False

    def read(self, revision: int) -> Record | None:
        """The commit of a revision, or None.

        Raises:
            DamagedStoreError: it is not what was written.
            OSError: the server cannot be reached.
        """
        kept = self._near.pop(revision, None)
        if kept is None:
            goes_back = revision == self._last_read - 1
            first = max(1, revision - _AT_ONCE + 1) if goes_back else revision
            self._near = {
                row_rev: (decoded(data, str(row_rev)), len(data))
                for row_rev, data in self._server.rows(
                    tables.READ,
                    (first, revision if goes_back else revision + _AT_ONCE - 1),
                    of=tuple[int, bytes],
                )
            }
            kept = self._near.pop(revision, None)
        if kept is None:
            return None
        self._last_read = revision
        self.sizes[revision] = kept[1]
        return kept[0]

    def append(self, commit: Commit) -> Record | None:
        """Make a commit durable under its revision; None where another one has it.

        Where the connection breaks meanwhile the same row is offered again: the key that it has
        waits for whatever the server is still doing, so that the answer then is sure.

        Raises:
            NotWrittenError: nothing was written.
            UncertainError: the server did not say whether it was.
            StoreError: its predecessor is gone: the log was set back.
        """
        data = encoded(commit)
        record = Record(commit, sha_of(data))
        before = (commit.rev - 1, commit.parent_sha)
        row = (commit.rev, commit.commit_id, commit.parent_sha, record.sha, data, *before, *before)
        doubt: LostError | None = None
        for attempt in range(_ATTEMPTS):
            try:
                count, warnings = self._server.write(tables.APPEND, row)
                return self._done(record, count, warnings, len(data), doubt)
            except TakenError:
                return self._is_mine(record, doubt)
            except RepeatError:
                return None
            except MayNotError as error:
                raise NotWrittenError(error) from error
            except LostError as error:
                doubt = error if error.was_sent else doubt
                if doubt is None:
                    raise NotWrittenError(error) from error
                time.sleep(_PAUSE_SECONDS * bool(attempt))
        raise UncertainError(doubt or LostError("", was_sent=True))

    def author_of(self, revision: int) -> str:
        """The role that was connected when a commit was written, as the server knows it."""
        rows = self._server.rows(tables.AUTHOR, (revision,), of=tuple[str])
        return rows[0][0] if rows else ""

    def _done(
        self,
        record: Record,
        count: int,
        warnings: tuple[str, ...],
        size: int,
        doubt: LostError | None,
    ) -> Record:
        """The record of a row that is in, as sure as the server says it is."""
        if not count:
            text = f"{self._server.name} was set back or moved; open it anew"
            raise UncertainError(doubt) if doubt is not None else StoreError(text)
        if warnings:  # such as a wait for the standby that was cancelled
            raise UncertainError(OSError(errno.EIO, warnings[0]))
        self.sizes[record.commit.rev] = size
        return record

    def _is_mine(self, record: Record, doubt: LostError | None) -> Record | None:
        """The record where its row is in after all; None where another commit has the revision."""
        commit = record.commit
        try:
            rows = self._server.rows(tables.SHA, (commit.rev,), of=tuple[str])
            if not rows or rows[0][0] != record.sha:
                self.doubts.add(commit.group or commit.commit_id)
                return None
            # What is durable after this one is so with it: the server that cut the connection may
            # have cut the wait for its standby too.
            _, warnings = self._server.write(tables.BEAT, (self._session, ""))
        except (LostError, RepeatError, MayNotError) as error:
            raise UncertainError(error) from error
        if warnings:
            raise UncertainError(doubt or OSError(errno.EIO, warnings[0]))
        return record

    def _is_older_timeline(self) -> bool:
        """Whether the server is on a timeline that this session has seen end."""
        try:
            rows = self._server.rows(tables.TIMELINE, of=tuple[str])
        except (MayNotError, StoreError):
            return False
        timeline = rows[0][0] if rows else ""
        if timeline < self._timeline:
            return True
        self._timeline = timeline
        return False
