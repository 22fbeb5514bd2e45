"""This file keeps commits in memory: the same protocol as on disk, for tests and previews."""

from contextlib import nullcontext
from typing import Final

from pmtui.model.changes.ops import Commit
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.log.commit_record import Record
from pmtui.store.log.log_contract import Head
from pmtui.store.log.protocol import LogStore, Signature

_STORE_ID: Final = "memory"


class MemoryLog:
    """A log in a list; the first commit of a revision has it.

    Args:
        commits: the list, shared with other logs of the same content.
    """

    def __init__(self, commits: list[Commit]) -> None:
        self._commits = commits

    def turn(self) -> nullcontext[bool]:
        """Queue with other writers; there is never more than one."""
        return nullcontext(True)

    def closed(self, head: Head) -> str:  # noqa: ARG002  (memory never goes away)
        """Why nothing can be written now: never."""
        return ""

    def has(self, revision: int) -> bool:
        """Whether a revision is there."""
        return bool(self._commits) and self._commits[-1].rev >= revision

    def read(self, revision: int) -> Record | None:
        """The commit of a revision, or None."""
        at = revision - self._commits[0].rev if self._commits else -1
        return _record(self._commits[at]) if 0 <= at < len(self._commits) else None

    def append(self, commit: Commit) -> Record | None:
        """Keep a commit under its revision; None where another one has it."""
        if self.has(commit.rev):
            return None
        self._commits.append(commit)
        return _record(commit)


class MemoryStore(LogStore):
    """A store that is gone with its process; several may share one log.

    Args:
        workspace: what it holds at first.
        log: commits shared with other stores of the same content.
        uid: who its commits are by.
    """

    def __init__(
        self,
        workspace: Workspace | None = None,
        log: list[Commit] | None = None,
        uid: int = 0,
    ) -> None:
        start = workspace or Workspace(known_tables())
        commits = log if log is not None else []
        head = (_name(start.revision), "")
        super().__init__(MemoryLog(commits), start, head, _STORE_ID, Signature(uid, "", ""))

    def _why_closed(self) -> str:
        return self.read_only


def _record(commit: Commit) -> Record:
    return Record(commit, _name(commit.rev))


def _name(revision: int) -> str:
    return f"memory-{revision}"
