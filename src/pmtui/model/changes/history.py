"""This file defines who did what to one entity, as it is read back from a store's history."""

import msgspec

from pmtui.model.changes.ops import Commit


class HistoryEntry(msgspec.Struct, frozen=True):
    """One commit that touched the entity."""

    commit: Commit
    is_proved: bool
    """Whether the file system vouches for who made it."""


class HistoryPage(msgspec.Struct, frozen=True):
    """What was found in a part of the history, newest first, and where to read on."""

    deeds: tuple[HistoryEntry, ...]
    newest: int
    """The newest revision it reaches up to."""
    older: int
    """The revision to go on from; 0 where the history ends."""
