"""This file defines what adopting says: what was changed outside pmtui, and what came of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from pmtui.model.changes.ops import Mark, Ops
from pmtui.model.merging.clones import NewKey, UnfitChange
from pmtui.model.merging.outcome import ALREADY, Committed, ConflictQuestion, Outcome, Rejected
from pmtui.model.workspace.workspace import Workspace

AdoptionChoice = Literal["", "mine", "theirs", "discard"]
"""What wins where both changed a field: the file, the store, or the store everywhere; or nobody."""


class CloneHead(msgspec.Struct, frozen=True):
    """What the file of another clone says about itself."""

    rev: int
    """The revision it shows."""
    marks: frozenset[Mark] = frozenset()
    """Every commit that it has in it."""
    counters: Mapping[str, int] = MappingProxyType({})
    """Highest number given to a key, by prefix."""


class Adoption(msgspec.Struct, frozen=True):
    """A change made outside pmtui: what was there, what is there now, and the ops between."""

    before: Workspace
    after: Workspace
    ops: Ops
    """What is not in the store yet."""
    digest: str
    """SHA-256 of the file as it was shown."""
    owner: int
    """Whose file it is."""
    written: str
    """When it was last written, ISO 8601 in UTC."""
    as_written: bool
    """Whether nobody changed it: there is nothing to take in."""
    is_compared: bool
    """Whether there was a backup to compare it with; else it is taken as it is."""
    disputes: tuple[ConflictQuestion, ...] = ()
    """Where the store has moved on in the very thing that was changed."""
    unreadable: str = ""
    """Why nothing in it can be read; it can be discarded then, and nothing else."""
    clone: CloneHead | None = None
    """What the file of another clone says about itself; None where it is this store's own."""
    new_keys: tuple[NewKey, ...] = ()
    """Rows that get another key, since both clones gave the same one."""
    held: str = ""
    """The name of an older file that a program held open and wrote to after it was replaced."""


def is_in_store(outcome: Outcome) -> bool:
    """Whether nothing is left to commit; in doubt nobody knows, so the file must stay."""
    return isinstance(outcome, Committed) or (
        isinstance(outcome, Rejected) and outcome.reason == ALREADY
    )


class Adopted(msgspec.Struct, frozen=True):
    """What an adoption came to."""

    outcome: Outcome
    left: tuple[ConflictQuestion, ...] = ()
    """What nobody has decided; the file stays as it is until somebody does."""
    unfinished: str = ""
    """Why the file was not written anew though everything is in the store."""
    unfit: tuple[UnfitChange, ...] = ()
    """What does not go together with what is in the store, and is not in it."""
    is_open: bool = False
    """Whether the file waits for somebody to decide."""

    @property
    def is_finished(self) -> bool:
        """Whether the store's file is as pmtui writes it again."""
        return is_in_store(self.outcome) and not (self.is_open or self.unfinished)
