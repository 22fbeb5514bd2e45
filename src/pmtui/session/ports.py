"""This file is what a session needs from outside: who is there, what keeps its commits."""

from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

from pmtui.model.changes.as_of import Moment, Past
from pmtui.model.changes.ops import Commit
from pmtui.model.merging.outcome import Draft, Outcome, Settle
from pmtui.model.workspace.workspace import Workspace


class Author(msgspec.Struct, frozen=True):
    """Who is at the keyboard, as the operating system knows them."""

    uid: int
    login: str


Copies = Callable[[Workspace, str], str]
"""Writes a workspace to a new store; gives why it could not, empty where it could."""


def no_disk(_workspace: Workspace, _path: str) -> str:
    """Where a session knows no disk, nothing is copied."""
    return "there is no disk here"


class Store(Protocol):
    """Where commits live; one thread uses it at a time."""

    @property
    def workspace(self) -> Workspace:
        """Everything confirmed, at the newest revision taken in."""
        ...

    @property
    def read_only(self) -> str:
        """Why nothing can be written; empty where it can."""
        ...

    @property
    def store_id(self) -> str:
        """The store's own id, which its copies have too."""
        ...

    @property
    def notice(self) -> str:
        """What a person should know though work goes on; empty where there is nothing."""
        ...

    @property
    def barred(self) -> str:
        """Why it must not be written as it is, whoever asks; empty where it may."""
        ...

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """Make ops durable after `settle` has merged and judged them on the newest state."""
        ...

    def refresh(self) -> tuple[Commit, ...]:
        """Take in what others committed since; costs one look at the disk when nothing is new."""
        ...

    def arrivals(self) -> Iterator[tuple[Commit, ...]]:
        """The same in batches, so that whoever was away for long does not hold all at once."""
        ...

    def history(self, newest: int | None = None) -> Iterator[Commit]:
        """Commits from the newest (or a given revision) back to the horizon."""
        ...

    def owner_of(self, commit: Commit) -> int | None:
        """Who the file system says made a commit; None where nobody can tell any more."""
        ...

    def past(self, moment: Moment) -> Past:
        """Everything as it was at a moment.

        Raises:
            OutOfReachError: the history does not reach back that far, or it is yet to come.
        """
        ...

    def snapshot(self) -> None:
        """Write the snapshot now."""
        ...

    def close(self) -> None:
        """Let go of the store, with a snapshot where there is something new."""
        ...
