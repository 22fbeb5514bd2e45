"""This file is what a session knows of a store's file that was changed outside pmtui."""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from pmtui.model.disputes import Answer, Dispute
from pmtui.model.outcome import Outcome
from pmtui.model.workspace import Workspace

Choice = Literal["", "mine", "theirs", "discard"]
"""What wins where no answer says so: the file, the store, or the store everywhere; or nobody."""


class Outside(msgspec.Struct, frozen=True):
    """A change made outside pmtui, as it is shown before it is taken in."""

    what: str
    """Where it comes from, in a few words."""
    before: Workspace
    """What both began from."""
    after: Workspace
    """What the file says."""
    disputes: tuple[Dispute, ...]
    """Where the store has moved on in the very thing that was changed."""
    notes: tuple[str, ...] = ()
    """What the person should know of it, a sentence each."""
    unreadable: str = ""
    """Why nothing in it can be read; it can be discarded then, and nothing else."""


class Adopter(Protocol):
    """Takes in what was changed outside; asked on the writer thread only."""

    def look(self) -> Outside | None:
        """What was changed outside; None where nothing was.

        Raises:
            ValueError: the file cannot be compared; says why and what to do.
        """
        ...

    def take(
        self, outside: Outside, answers: Sequence[tuple[Dispute, Answer]], choice: Choice
    ) -> tuple[Outcome, str]:
        """Take in what was looked at; what came of it, also in a sentence."""
        ...


class NoAdopter:
    """Where a session knows no file, nothing can be changed outside."""

    def look(self) -> Outside | None:
        """Nothing."""
        return None

    def take(
        self, outside: Outside, answers: Sequence[tuple[Dispute, Answer]], choice: Choice
    ) -> tuple[Outcome, str]:
        """Never asked."""
        raise NotImplementedError
