"""This file defines what stands for an edit on its way to the disk, and what running one gave."""

from concurrent.futures import Future
from typing import Final

import msgspec

from pmtui.actions.core.action import (
    Proposal,
)
from pmtui.model.merging.outcome import Draft, Outcome


class Ticket:
    """One edit on its way to the disk."""

    def __init__(self, draft: Draft, left: str = "", messages: tuple[str, ...] = ()) -> None:
        self.draft = draft
        self.left: Final = left
        """What it leaves open, as was agreed; empty where it leaves nothing."""
        self.messages: Final = messages
        """What goes along with the edit, in sentences for the person."""
        self.done: Future[Outcome] = Future()

    def wait(self) -> Outcome:
        """Block until the disk has answered."""
        return self.done.result()


class RunResult(msgspec.Struct, frozen=True):
    """What running an action gave: what it proposed and, where it writes, its ticket."""

    proposal: Proposal
    ticket: Ticket | None
