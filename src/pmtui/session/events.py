"""This file defines what a session tells its listener: an outcome of ours, commits of others."""

import msgspec

from pmtui.model.changes.ops import Commit
from pmtui.model.merging.conflicts import ConflictQuestion
from pmtui.model.merging.outcome import Draft, Outcome


class SessionEvent(msgspec.Struct, frozen=True):
    """News of a store, told after every outcome and every commit of others."""

    touched: frozenset[tuple[str, int]]
    """The entities that look different now, as (table, id)."""
    outcome: Outcome | None = None
    others: tuple[Commit, ...] = ()
    draft: Draft | None = None
    """What the outcome is of; None where there was nothing to write."""
    disputes: tuple[ConflictQuestion, ...] = ()
    """What a person must decide before the draft can be written."""
