"""This file is the store on disk: a snapshot, and a log whose commits are made by hard links."""

import errno
import os
import pwd
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from pmtui import clock
from pmtui.model.ops import Commit, Ops, apply
from pmtui.model.outcome import Committed, Draft, InDoubt, Outcome, Rejected, Settle
from pmtui.model.workspace import Workspace, known_tables
from pmtui.store.errors import DamagedStoreError, MissingStoreError, StoreError
from pmtui.store.files import directory, read_bytes, replace
from pmtui.store.layout import MODES, Layout, Modes, Share, modes_of
from pmtui.store.lock import turn
from pmtui.store.log import Log, encoded, sha_of
from pmtui.store.snapshot import LARGEST, Meta, decoded, is_as_written
from pmtui.store.snapshot import encoded as snapshot_bytes

SNAPSHOT_COMMITS: Final = 200
"""Commits after which the snapshot is written anew."""
_IN_DOUBT: Final = frozenset({errno.EIO, errno.ESTALE, errno.ETIMEDOUT})
_READ_ONLY: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def init_store(
    path: Path, share: Share = "private", workspace: Workspace | None = None
) -> "DiskStore":
    """Make a new store and open it; an existing file is never overwritten.

    Raises:
        StoreError: something is there already, or it cannot be made.
    """
    layout, modes = Layout(path), MODES[share]
    for one in (layout.snapshot, layout.folder):
        if one.exists() or one.is_symlink():
            raise StoreError(f"{one} is there already; choose another name")
    meta = Meta(store_id=f"{clock.chance(64):016x}")
    try:
        layout.snapshot.parent.mkdir(parents=True, exist_ok=True)
        for folder in (layout.folder, layout.log, layout.backups):
            folder.mkdir(0o700)
            folder.chmod(modes.folder)
        start = workspace or Workspace(known_tables())
        meta = msgspec.structs.replace(meta, rev=start.revision, log_from=start.revision + 1)
        with directory(layout.snapshot.parent) as folder:
            replace(layout.snapshot.name, snapshot_bytes(start, meta), folder, modes.snapshot)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror}") from error
    return open_store(path)


def open_store(path: Path, largest: int = LARGEST) -> "DiskStore":
    """Open a store: its snapshot, then the commits after it. Nothing is written.

    Raises:
        StoreError: why it cannot be opened, where, and what to do.
    """
    layout = Layout(path)
    data, mode = _snapshot(layout, largest)
    workspace, meta = decoded(data, str(path))
    store = DiskStore(layout, workspace, meta, modes_of(mode))
    if not is_as_written(data, meta):
        store.read_only = f"{path.name} was changed by hand; `pmtui adopt` takes the change in"
    store.refresh()
    return store


def _snapshot(layout: Layout, largest: int) -> tuple[bytes, int]:
    path = layout.snapshot
    try:
        with directory(path.parent) as folder:
            data = read_bytes(path.name, folder)
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise MissingStoreError(
            f"{path}: there is no store; make one with `pmtui init {path}`"
        ) from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened: {error.strerror or error}") from error
    if not data.strip():
        raise DamagedStoreError(f"{path} is empty; `pmtui check --salvage` saves what the log has")
    if len(data) > largest:
        raise StoreError(f"{path} is {len(data) >> 20} MiB, more than {largest >> 20} MiB")
    return data, mode


class DiskStore:
    """One open store; used by one thread at a time."""

    def __init__(self, layout: Layout, workspace: Workspace, meta: Meta, modes: Modes) -> None:
        self.workspace = workspace
        self.store_id = meta.store_id
        self.read_only = "" if os.access(layout.log, os.W_OK) else "no write permission"
        self._layout = layout
        self._meta = meta
        self._modes = modes
        self._log = Log(layout.log, modes)
        self._parent = meta.sha
        self._stamp = ""
        self._unsaved = 0
        self._identity = _identity(layout)

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """Make ops durable after `settle` has merged and judged them on the newest state."""
        if self.read_only:
            return Rejected(f"read-only: {self.read_only}", read_only=True)
        if _identity(self._layout) != self._identity:
            self.read_only = f"{self._layout.folder} is gone or was replaced"
            return Rejected(self.read_only, read_only=True)
        try:
            with turn(self._layout.folder / "lock", self._modes.snapshot):
                return self._commit(draft, settle)
        except StoreError as error:
            self.read_only = str(error)
            return Rejected(str(error), read_only=True)

    def _commit(self, draft: Draft, settle: Settle) -> Outcome:
        while True:
            self.refresh()
            ops = settle(self.workspace, draft.ops)
            if isinstance(ops, Rejected):
                return ops
            commit = self._record(draft, ops)
            data = encoded(commit)
            try:
                made = self._log.append(commit.rev, data)
            except OSError as error:
                return self._failed(draft, error)
            if made == "done":
                self._take(commit, data)
                if self._unsaved >= SNAPSHOT_COMMITS:
                    self.snapshot()
                return Committed(commit)

    def _record(self, draft: Draft, ops: Ops) -> Commit:
        now = clock.now().isoformat(timespec="milliseconds")
        return Commit(
            rev=self.workspace.revision + 1,
            commit_id=draft.commit_id,
            parent_sha=self._parent,
            ts=max(self._stamp, now),
            uid=os.getuid(),
            host=socket.gethostname(),
            session=draft.session,
            action=draft.action,
            ops=ops,
            undo_of=draft.undo_of,
            login=_login(),
        )

    def _failed(self, draft: Draft, error: OSError) -> Outcome:
        reason = error.strerror or str(error)
        for commit in self.refresh():
            if commit.commit_id == draft.commit_id:
                return Committed(commit)
        if error.errno in _IN_DOUBT:
            return InDoubt(draft.commit_id, reason)
        read_only = error.errno in _READ_ONLY
        return Rejected(f"nothing was written: {reason}", read_only=read_only)

    def refresh(self) -> tuple[Commit, ...]:
        """Take in what others committed; one look at the disk when there is nothing.

        Raises:
            DamagedStoreError: the next commit is not what was written, or not ours to follow.
        """
        fresh: list[Commit] = []
        if not self._log.has(self.workspace.revision + 1):
            return ()
        for commit, data in self._log.read_from(self.workspace.revision + 1):
            if self._parent and commit.parent_sha and commit.parent_sha != self._parent:
                raise DamagedStoreError(
                    f"commit {commit.rev} does not follow the one before it; run `pmtui check`"
                )
            self._take(commit, data)
            fresh.append(commit)
        return tuple(fresh)

    def _take(self, commit: Commit, data: bytes) -> None:
        self.workspace = apply(self.workspace, commit.ops, commit.rev)
        self._parent = sha_of(data)
        self._stamp = commit.ts
        self._unsaved += 1

    def history(self, newest: int | None = None) -> Iterator[Commit]:
        """Commits from the newest back to the oldest the log holds."""
        revision = self.workspace.revision if newest is None else newest
        while revision >= self._meta.log_from and (found := self._log.read(revision)) is not None:
            yield found[0]
            revision -= 1

    def snapshot(self) -> None:
        """Write the snapshot, unless the one on disk is newer; a failure is no loss."""
        try:
            with directory(self._layout.snapshot.parent) as folder:
                on_disk = _revision(self._layout.snapshot.name, folder)
                if on_disk < self.workspace.revision:
                    meta = msgspec.structs.replace(
                        self._meta, rev=self.workspace.revision, sha=self._parent
                    )
                    data = snapshot_bytes(self.workspace, meta)
                    replace(self._layout.snapshot.name, data, folder, self._modes.snapshot)
            self._unsaved = 0
        except (OSError, StoreError):
            return

    def close(self) -> None:
        """Let go of the store, with a snapshot where there is something new."""
        if self._unsaved and not self.read_only:
            self.snapshot()


def _revision(name: str, folder: int) -> int:
    head = b""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    except FileNotFoundError:
        return -1
    with os.fdopen(descriptor, "rb") as file:
        head = file.readline() + file.readline()
    start = head.find(b'"rev":')
    digits = head[start + 6 : start + 26].split(b",")[0] if start >= 0 else b""
    return int(digits) if digits.strip().isdigit() else -1


def _identity(layout: Layout) -> tuple[int, int]:
    try:
        found = os.stat(layout.log)
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _login() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def stamp_of(commit: Commit) -> datetime:
    """When a commit was made."""
    return datetime.fromisoformat(commit.ts)
