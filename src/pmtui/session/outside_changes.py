"""This file is what a session knows of a store's file that was changed outside pmtui."""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from pmtui.model.merging.outcome import ConflictAnswer, ConflictQuestion, Outcome
from pmtui.model.workspace.workspace import Workspace

Choice = Literal["", "mine", "theirs", "discard"]
"""What wins where no answer says so: the file, the store, or the store everywhere; or nobody."""


class OutsideChange(msgspec.Struct, frozen=True):
    """A change made outside pmtui, as it is shown before it is taken in."""

    what: str
    """Where it comes from, in a few words."""
    before: Workspace
    """What both began from."""
    after: Workspace
    """What the file says."""
    disputes: tuple[ConflictQuestion, ...]
    """Where the store has moved on in the very thing that was changed."""
    notes: tuple[str, ...] = ()
    """What the person should know of it, a sentence each."""
    unreadable: str = ""
    """Why nothing in it can be read; it can be discarded then, and nothing else."""


class Adopter(Protocol):
    """Takes in what was changed outside; asked on the writer thread only."""

    def look(self) -> OutsideChange | None:
        """What was changed outside; None where nothing was.

        Raises:
            ValueError: the file cannot be compared; says why and what to do.
        """
        ...

    def take(
        self,
        outside: OutsideChange,
        answers: Sequence[tuple[ConflictQuestion, ConflictAnswer]],
        choice: Choice,
    ) -> tuple[Outcome | None, str]:
        """Take in what was looked at; the outcome where it came to a commit, and a sentence."""
        ...


class NoAdopter:
    """Where a session knows no file, nothing can be changed outside."""

    def look(self) -> OutsideChange | None:
        """Nothing."""
        return None

    def take(
        self,
        outside: OutsideChange,
        answers: Sequence[tuple[ConflictQuestion, ConflictAnswer]],
        choice: Choice,
    ) -> tuple[Outcome | None, str]:
        """Never asked."""
        raise NotImplementedError
