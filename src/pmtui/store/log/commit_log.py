"""This file is the log on disk: one file a commit; only one writer can win a revision."""

import errno
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Final

from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import DamagedStoreError, StoreError, with_remedy
from pmtui.store.files.access import (
    each_name,
    put_if_absent,
    read_put,
    remove,
    temporary_name,
    write_new,
)
from pmtui.store.files.layout import StoreLocation, commit_name, is_commit_name
from pmtui.store.files.write_lock import DEADLINE, turn
from pmtui.store.log.archives import Archives
from pmtui.store.log.commit_record import LARGEST_RECORD, Record, decoded, encoded, sha_of
from pmtui.store.log.log_contract import Head, NotWrittenError, UncertainError

_NOT_DONE: Final = frozenset(
    {
        errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT,
        errno.EXDEV, errno.EMLINK, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EMFILE, errno.ENFILE,
        errno.ENOMEM, errno.ELOOP, errno.EFBIG, errno.EOPNOTSUPP, errno.ENOSYS,
    }
)  # fmt: skip
"""What the kernel says when a name was certainly not made."""
NO_PERMISSION: Final = "no write permission (`pmtui doctor` says whose it is)"
"""Why a person may only read."""


class DiskLog:
    """The commits of a store on disk.

    Args:
        place: where the store lies.
    """

    def __init__(self, place: StoreLocation) -> None:
        self._place = place
        self._archives = Archives(place)
        self.deadline = DEADLINE
        """Seconds to wait for a turn."""
        self._has_been_there = False
        self._seen: tuple[str, tuple[int, int, int]] | None = None

    def turn(self) -> AbstractContextManager[bool]:
        """Queue with other writers; gives whether the queue worked."""
        return turn(self._place.root, self._place.modes().snapshot, self.deadline)

    def closed(self, head: Head) -> str:
        """Why nothing can be written now; empty where it can."""
        if not self._place.is_attached:
            return ""
        if self._place.has_moved():
            return f"{self._place.path}.d is gone or was replaced: put it back or open it anew"
        try:
            if not self._still_has(head):
                return self._set_back_text()
        except DamagedStoreError as error:
            return with_remedy(str(error))
        if not os.access(".", os.W_OK | os.X_OK, dir_fd=self._place.log, effective_ids=True):
            return NO_PERMISSION
        return ""

    def has(self, revision: int) -> bool:
        """Whether a revision is there; one look at the disk."""
        if not self._place.is_attached:
            return False
        try:
            os.stat(commit_name(revision), dir_fd=self._place.log, follow_symlinks=False)
        except OSError:
            return False
        return True

    def size_of(self, revision: int) -> int:
        """Bytes of a commit's file; 0 where it is in an archive or a box of its own."""
        try:
            found = os.stat(commit_name(revision), dir_fd=self._place.log, follow_symlinks=False)
        except (OSError, KeyError):
            return 0
        return found.st_size

    def read(self, revision: int) -> Record | None:
        """The commit of a revision, from its file or from an archive; None where neither has it.

        Raises:
            DamagedStoreError: it is not what was written.
        """
        if not self._place.is_attached:
            return None
        name = commit_name(revision)
        try:
            if self.size_of(revision) > LARGEST_RECORD:
                raise DamagedStoreError(f"commit {name} is larger than any commit is")
            data, _ = read_put(name, self._place.log)
        except FileNotFoundError:
            return self._archives.read(revision)
        except OSError as error:
            raise DamagedStoreError(f"commit {name} cannot be read: {error.strerror}") from error
        return self._of(revision, data)

    def author_of(self, revision: int) -> int | None:
        """The owner of a commit's file, which the file system vouches for; None once archived."""
        try:
            _, found = read_put(commit_name(revision), self._place.log)
        except OSError:
            return None
        return found.st_uid

    def revisions(self) -> tuple[int, ...]:
        """The revisions whose files are there, oldest first."""
        return tuple(sorted(self._each_revision()))

    def first(self) -> int:
        """The oldest revision whose file is there; 0 where there is none."""
        return min(self._each_revision(), default=0)

    def last(self, before: int | None = None) -> int:
        """The newest revision whose file is there, or the newest before another; 0 for none."""
        revisions = self._each_revision()
        return max(
            (revision for revision in revisions if before is None or revision < before), default=0
        )

    def last_commit(self) -> int:
        """The newest revision whose file is there and holds a commit; 0 where there is none."""
        last = self.last()
        while last and self.is_stray(last):
            last = self.last(before=last)
        return last

    def _each_revision(self) -> Iterator[int]:
        if self._place.is_attached:
            yield from (int(name) for name in each_name(self._place.log) if is_commit_name(name))

    def is_stray(self, revision: int) -> bool:
        """Whether what has a commit's name is none, such as an empty directory or a note."""
        try:
            return self.read(revision) is None
        except DamagedStoreError:
            return True

    def read_from(self, revision: int) -> Iterator[Record]:
        """Commits from a revision on, until there is none."""
        while (found := self.read(revision)) is not None:
            yield found
            revision += 1

    def append(self, commit: Commit) -> Record | None:
        """Make a commit durable under its revision; None where another one has it.

        Raises:
            NotWrittenError: nothing was written.
            UncertainError: the disk did not say whether it was.
            StoreError: its predecessor is gone: the log was set back.
        """
        data = encoded(commit)
        temporary = temporary_name()
        try:
            self._place.complete()
            mode = self._place.modes().commit
            write_new(temporary, data, self._place.root, mode, self._place.group())
        except OSError as error:
            raise NotWrittenError(error) from error
        try:
            written = self._looks_of(temporary)
            if not self._put(temporary, commit, data) or self._is_too_late(commit.rev):
                return None
            self._refuse_gap(commit)
        finally:
            remove(temporary, self._place.root)
        try:
            os.fsync(self._place.log)
        except OSError as error:
            raise UncertainError(error) from error
        sha = sha_of(data)
        # As it was before it had its name: what is put in its place from now on looks otherwise.
        self._seen = (sha, written) if written else None
        return Record(commit, sha)

    def _looks_of(self, temporary: str) -> tuple[int, int, int] | None:
        try:
            return _looks(os.stat(temporary, dir_fd=self._place.root, follow_symlinks=False))
        except OSError:
            return None

    def _put(self, temporary: str, commit: Commit, data: bytes) -> bool:
        name = commit_name(commit.rev)
        try:
            return put_if_absent(temporary, name, self._place.root, self._place.log)
        except OSError as error:
            if error.errno in _NOT_DONE:
                raise NotWrittenError(error) from error
            if not self._holds(name, data):
                raise UncertainError(error) from error
            return True

    def _is_too_late(self, revision: int) -> bool:
        """Whether the name was free only since its commit is in an archive; it is free again then.

        So it is for a writer that slept while others wrote and compacted.
        """
        if revision == 1 or self.has(revision - 1):
            return False
        try:
            if self._archives.read(revision) is None:
                return False
        except (DamagedStoreError, OSError) as error:
            raise UncertainError(error) from error
        remove(commit_name(revision), self._place.log)
        return True

    def _refuse_gap(self, commit: Commit) -> None:
        """Take a commit back whose predecessor is not there: the log was set back meanwhile.

        Raises:
            StoreError: it was.
            UncertainError: nobody can tell; the commit stands.
        """
        try:
            if self._still_has((commit.rev - 1, commit.parent_sha)):
                return
        except DamagedStoreError as error:
            raise UncertainError(error) from error
        reason = StoreError(self._set_back_text())
        if not remove(commit_name(commit.rev), self._place.log):
            raise UncertainError(reason)
        raise reason

    def _set_back_text(self) -> str:
        return f"{self._place.path} was set back to an older state; open it anew"

    def _still_has(self, head: Head) -> bool:
        """Whether the newest commit taken in is there, if it ever was.

        A store that was copied without its log goes on from its snapshot alone.
        """
        is_there = self._is_there(*head)
        self._has_been_there = self._has_been_there or is_there
        return is_there or not self._has_been_there

    def _holds(self, name: str, data: bytes) -> bool:
        try:
            there, _ = read_put(name, self._place.log)
        except OSError:
            return False
        return there == data

    def _is_there(self, revision: int, sha: str) -> bool:
        """Whether a commit is in the log or an archive; before the first there is none to miss."""
        name = commit_name(revision)
        try:
            found = os.stat(name, dir_fd=self._place.log, follow_symlinks=False)
        except (FileNotFoundError, KeyError):
            archived = self._archives.read(revision) if revision else None
            return archived is not None and archived.sha == sha
        except OSError as error:
            raise DamagedStoreError(f"commit {name} cannot be seen: {error.strerror}") from error
        looks = _looks(found)
        if self._seen != (sha, looks):
            there = self.read(revision)
            if there is None or there.sha != sha:
                return False
            self._seen = (sha, looks)
        return True

    def _of(self, revision: int, data: bytes) -> Record:
        record = decoded(data, commit_name(revision))
        if record.commit.rev != revision:
            raise DamagedStoreError(
                f"commit {commit_name(revision)} says it is revision {record.commit.rev}"
            )
        return record


def _looks(found: os.stat_result) -> tuple[int, int, int]:
    """What tells a file from one that is put in its place."""
    return (found.st_ino, found.st_mtime_ns, found.st_size)
