"""This file defines what can come of a commit: committed, rejected, or in doubt."""

from collections.abc import Callable
from typing import Final

import msgspec

from pmtui.model.changes.ops import Commit, Merged, Ops
from pmtui.model.workspace.workspace import Workspace

ALREADY: Final = "it is so already"
"""Why an edit was rejected of which nothing is left: somebody did the same."""


class Conflict(msgspec.Struct, frozen=True):
    """A field that moved on between what a person saw and what they wrote."""

    table: str
    id: int
    field: str
    """Empty where the whole row is gone."""
    before: object
    """What the person saw."""
    mine: object
    theirs: object


class Committed(msgspec.Struct, frozen=True):
    """On disk: `commit` is what was written, after merge and with settled keys."""

    commit: Commit

    @property
    def rev(self) -> int:
        """The revision it made."""
        return self.commit.rev


class Rejected(msgspec.Struct, frozen=True):
    """Nothing changed on disk."""

    reason: str
    conflicts: tuple[Conflict, ...] = ()
    read_only: bool = False
    """Whether the store cannot be written at all now."""
    bad_input: bool = False
    """Whether what was given is wrong as it is, and would be at any time."""
    left: str = ""
    """What it would leave open: it is written once that is agreed to; empty where a yes will not
    do."""


class InDoubt(msgspec.Struct, frozen=True):
    """The disk did not say whether the commit is there; looking for its id will tell."""

    commit_id: str
    reason: str


Outcome = Committed | Rejected | InDoubt


class Draft(msgspec.Struct, frozen=True):
    """A commit before it has a revision."""

    commit_id: str
    ops: Ops
    action: str
    session: str
    undo_of: str = ""
    merged: Merged | None = None
    """What it takes in of another clone."""
    agreed: str = ""
    """What it leaves open in the words that the person agreed to; empty where nothing."""


Settle = Callable[[Workspace, Ops], Ops | Rejected]
"""Merges ops with the newest workspace and judges the result; given to the store by its caller."""
