"""This file is the store in a database: a log of commits, snapshots that shorten opening."""

import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from pmtui import clock
from pmtui.model.changes.ops import Commit, Ops
from pmtui.model.merging.outcome import Draft, Outcome, Settle
from pmtui.model.storing.care import (
    DamagedStoreError,
    ExistingStoreError,
    MissingStoreError,
    NewerStoreError,
    Share,
    StoreError,
)
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import chained
from pmtui.store.disk.migration import schema_after
from pmtui.store.log.commit_record import (
    Record,
    Room,
    first_parent,
    largest_store,
    sha_of,
    too_large_text,
)
from pmtui.store.log.protocol import LogStore, Signature, my_signature
from pmtui.store.postgres import tables
from pmtui.store.postgres.postgres_log import PostgresLog
from pmtui.store.postgres.server import (
    LostError,
    MayNotError,
    RepeatError,
    Server,
    Statement,
    TakenError,
)
from pmtui.store.snapshots.loading import Loaded, loaded
from pmtui.store.snapshots.snapshot_format import META, SCHEMA, Meta, encoded

_EVERY: Final = 200
"""Commits after which a snapshot is kept."""
_AT_EXIT: Final = 20
"""Commits after which one is kept at the end."""
_LOOKS_APART: Final = 8
_TRUST_SECONDS: Final = 1.0
"""For which a commit goes by the last look at how the server stands: the append itself refuses what
does not follow, and nothing is appended to a standby."""


class PostgresStore(LogStore):
    """One open store; used by one thread at a time.

    Args:
        address: its URL.

    Raises:
        StoreError: it cannot be opened.
    """

    def __init__(self, address: str) -> None:
        self.server: Final = Server(address)
        try:
            layout = _layout(self.server)
            ((role, oid),) = self.server.rows(tables.WHO, of=tuple[str, int])
            newest, size = _newest(self.server, layout)
        except (LostError, MayNotError) as error:
            raise StoreError(str(error.strerror)) from error
        signature = Signature(oid, role, my_signature().host)
        self.signature: Final = signature
        """Who the server says is connected."""
        self._rows = PostgresLog(self.server, f"log-{clock.chance(64):016x}")
        super().__init__(
            self._rows, newest.workspace, (newest.meta.head, newest.meta.ts), layout[1], signature
        )
        self._rows.doubts = self._doubts
        self.meta = newest.meta
        """What its snapshot said about itself, and what migrations have said since."""
        self._kept = newest.workspace.revision
        self._looks = 0
        self._looked = float("-inf")
        self._is_committing = False
        self._room = Room(largest_store(), size, newest.workspace.revision)
        try:
            self._catch_up(thorough=True)
        except OSError as error:
            raise StoreError(str(error)) from error
        self.look()

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """Make ops durable after `settle` has merged and judged them on the newest state."""
        self._is_committing = True
        try:
            return super().commit(draft, settle)
        finally:
            self._is_committing = False

    def look(self) -> None:
        """Find out anew whether the store may be written; a commit goes by what was just seen."""
        now = clock.monotonic()
        is_fresh = now - self._looked < _TRUST_SECONDS and not self.read_only
        if not (self._is_committing and is_fresh):
            super().look()
            self._looked = now

    def arrivals(self) -> Iterator[tuple[Commit, ...]]:
        """What others committed, in batches; every eighth call also looks how the server stands."""
        self._looks += 1
        if self._looks % _LOOKS_APART == 0:
            self.look()
        yield from super().arrivals()

    def owner_of(self, commit: Commit) -> int | None:
        """Who was connected when a commit was written; None where that cannot be asked."""
        try:
            author = self._rows.author_of(commit.rev)
        except OSError:
            return None
        return commit.uid if author == commit.login else -1

    def snapshot(self) -> None:
        """Keep a snapshot now; one that cannot be kept is a notice and no loss."""
        revision = self.workspace.revision
        meta = replace(self.meta, head=self._parent, ts=self._stamp, rev=revision)
        data = zlib.compress(encoded(self.workspace, meta), 1)
        try:
            self.server.write(tables.KEEP, (revision, data))
            self.server.write(tables.FORGET)
        except (OSError, StoreError, RepeatError, TakenError) as error:
            self.notice = f"no snapshot was kept: {error}"
        self._kept = revision

    def close(self) -> None:
        """Let go of the store, with a snapshot where much is new."""
        if not self.read_only and self.workspace.revision - self._kept >= _AT_EXIT:
            self.snapshot()
        self.server.close()

    def _why_closed(self) -> str:
        if self.meta.min_writer > SCHEMA:
            return f"a later pmtui raised it to schema {self.meta.schema}: update pmtui"
        return super()._why_closed()

    def _follow(self, workspace: Workspace, records: Sequence[Record]) -> None:
        super()._follow(workspace, records)
        commits = [record.commit for record in records]
        if any(op.table == META for commit in commits for op in commit.ops):
            self.meta = schema_after(self.meta, commits)

    def _before_write(self) -> None:
        if self.workspace.revision - self._kept >= _EVERY:
            self.snapshot()

    def _lack_of_room(self, ops: Ops) -> str:
        """Why ops would make the store too large to be read again; empty where they do not."""
        sizes = self._rows.sizes
        return self._room.lack(
            ops, self.workspace.revision, lambda revision: sizes.pop(revision, 0), self._size
        )

    def _size(self) -> int:
        return len(encoded(self.workspace, self.meta))


def make(address: str, share: Share, workspace: Workspace, history: Sequence[Commit]) -> None:
    """Make a store in a database that has none; all of it, or nothing.

    Args:
        address: the URL of the database.
        share: who may use it: a role for writers is made, and one for readers.
        workspace: what it holds at first.
        history: the commits that led to it, oldest first.

    Raises:
        StoreError: one is there already, or it cannot be made.
    """
    server = Server(address)
    try:
        server.together(
            (*_sharing(server, share), *_contents(share, workspace, history)), first=tables.MAKE
        )
    except TakenError as error:
        raise ExistingStoreError(f"{server.name} has a store already") from error
    except MayNotError as error:
        raise StoreError(f"{error.strerror}; whoever makes a store owns the database") from error
    except (LostError, RepeatError) as error:
        raise StoreError(f"{server.name}: it cannot be made: {error}") from error
    finally:
        server.close()


def _sharing(server: Server, share: Share) -> Iterator[Statement]:
    """What makes the roles of a way of sharing, where they are not there, and what they may."""
    from psycopg import sql

    ((database,),) = server.rows("SELECT current_database()", of=tuple[str])
    there = {name for (name,) in server.rows(tables.ROLES, of=tuple[str])}
    for role in tables.roles_of(database, share):
        if role not in there:
            yield sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)), ()
    for text, role in tables.grants(database, share):
        who = sql.Identifier(role) if role else sql.SQL("PUBLIC")
        yield sql.SQL(text).format(who), ()


def _contents(share: Share, workspace: Workspace, history: Sequence[Commit]) -> Iterator[Statement]:
    store_id = f"{clock.chance(64):016x}"
    first = head = first_parent(store_id)
    for commit, (revision, line) in zip(history, chained(history, first), strict=True):
        sha = sha_of(line)
        yield tables.PUT, (revision, commit.commit_id, head, sha, line)
        head = sha
    meta = Meta(store_id=store_id, head=head, ts=history[-1].ts if history else "")
    snapshot = zlib.compress(encoded(workspace, meta), 1)
    before = workspace.revision - len(history)
    yield tables.BEGIN, (tables.VERSION, store_id, share, before, first)
    yield tables.KEEP_FIRST, (workspace.revision, snapshot)


def _layout(server: Server) -> tuple[int, str]:
    """The version of the layout and the store's id.

    Raises:
        StoreError: there is no store, or one that this version does not know.
    """
    ((is_there,),) = server.rows(tables.IS_THERE, of=tuple[bool])
    if not is_there:
        raise MissingStoreError(f"{server.name}: there is no store: pmtui init makes one")
    ((version, store_id),) = server.rows(tables.LAYOUT, of=tuple[int, str])
    if version > tables.VERSION:
        raise NewerStoreError(f"{server.name}: laid out by a later pmtui: update pmtui")
    return version, store_id


def _newest(server: Server, layout: tuple[int, str]) -> tuple[Loaded, int]:
    """The newest snapshot that can be read and stands in the log, and its bytes.

    Raises:
        StoreError: none can.
    """
    reason = "no snapshot is there"
    for (revision,) in server.rows(tables.SNAPSHOTS, of=tuple[int]):
        ((packed,),) = server.rows(tables.SNAPSHOT, (revision,), of=tuple[bytes])
        largest = largest_store()
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(packed, largest + 1)
            if len(data) > largest:
                raise StoreError(f"{server.name}: {too_large_text(len(data), largest)}")
            newest = loaded(data, server.name)
        except (DamagedStoreError, zlib.error) as error:
            reason = str(error)
            continue
        known = server.rows(
            tables.STANDING, (revision, revision, newest.meta.head), of=tables.ServerStanding
        )[0]
        if newest.meta.store_id == layout[1] and (known.sha == newest.meta.head or known.is_first):
            return newest, len(data)
        reason = f"the snapshot of revision {revision} is of another history"
    raise DamagedStoreError(f"{server.name}: {reason}")
