"""This file is the port to a store: what a session needs of whatever keeps its commits."""

from collections.abc import Iterator
from typing import Protocol

from pmtui.model.changes.as_of import Moment, Past
from pmtui.model.changes.ops import Commit
from pmtui.model.merging.outcome import Draft, Outcome, Settle
from pmtui.model.workspace.workspace import Workspace


class Store(Protocol):
    """Where commits live; one thread uses it at a time."""

    workspace: Workspace
    """Everything confirmed, at the newest revision taken in."""
    read_only: str
    """Why nothing can be written; empty where it can."""
    store_id: str
    notice: str
    """What a person should know though work goes on; empty where there is nothing."""

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
