"""This file defines what a session tells its listener: an outcome of ours, commits of others."""

from collections.abc import Iterable

import msgspec

from pmtui.model.changes.ops import Commit
from pmtui.model.merging.outcome import ConflictQuestion, Draft, Outcome


class SessionEvent(msgspec.Struct, frozen=True):
    """News of a store, told after every outcome and every commit of others."""

    touched: frozenset[tuple[str, int]]
    """The entities that look different now, as (table, id)."""
    outcome: Outcome | None = None
    others: tuple[Commit, ...] = ()
    """The newest commit of each of the others who committed, the newest of all last."""
    draft: Draft | None = None
    """What the outcome is of; None where there was nothing to write."""
    disputes: tuple[ConflictQuestion, ...] = ()
    """What a person must decide before the draft can be written."""
    count: int = 0
    """How many commits of others there were."""

    def joined(self, later: "SessionEvent") -> "SessionEvent":
        """Two pieces of news of others as one, however many came while nobody had time to hear."""
        others = newest_of_each((*self.others, *later.others))
        return SessionEvent(
            self.touched | later.touched, others=others, count=self.count + later.count
        )


def newest_of_each(commits: Iterable[Commit]) -> tuple[Commit, ...]:
    """The newest commit of each author, in the order they were made."""
    newest: dict[tuple[str, int], Commit] = {}
    for commit in commits:
        author = (commit.login, commit.uid)
        newest.pop(author, None)
        newest[author] = commit
    return tuple(newest.values())
