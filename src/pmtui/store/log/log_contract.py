"""This file says what every log of commits keeps, and how it says that a commit failed."""

import errno
from contextlib import AbstractContextManager
from typing import Final, Protocol

from pmtui.model.changes.ops import Commit
from pmtui.store.log.commit_record import Record

_READ_ONLY: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


Head = tuple[int, str]
"""The newest commit taken in: its revision, and what the next one calls its parent."""


class NotWrittenError(Exception):
    """Says why a commit is certainly not in the log."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.read_only = error.errno in _READ_ONLY
        """Whether nothing can be written at all now."""


class UncertainError(Exception):
    """Says why nobody can tell whether a commit is in the log."""

    def __init__(self, error: Exception) -> None:
        super().__init__(getattr(error, "strerror", None) or str(error))


class Log(Protocol):
    """Where commits are kept, each under its revision; the first to put one there has it."""

    def turn(self) -> AbstractContextManager[bool]:
        """Queue with other writers; gives whether the queue worked."""
        ...

    def closed(self, head: Head) -> str:
        """Why nothing can be written now, seen from the newest commit taken in; empty if it can."""
        ...

    def has(self, revision: int) -> bool:
        """Whether a revision is there."""
        ...

    def read(self, revision: int) -> Record | None:
        """The commit of a revision, or None."""
        ...

    def append(self, commit: Commit) -> Record | None:
        """Make a commit durable under its revision; None where another one has it."""
        ...
