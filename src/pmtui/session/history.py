"""This file reads from a store's history who did what to one entity, a stretch at a time."""

from collections.abc import Iterator
from typing import Final

from pmtui.model.changes.history import HistoryEntry, HistoryPage
from pmtui.model.changes.ops import Commit, touched
from pmtui.session.ports import Store

READ_AT_ONCE: Final = 2000
"""Commits that one stretch reads at most, so that edits do not wait behind it."""


def history_page(
    store: Store,
    entity: tuple[str, int],
    *,
    start: int | None,
    most: int,
    known: int = 0,
) -> HistoryPage:
    """The deeds of one stretch; archives are read where the log no longer holds a commit.

    Args:
        store: read on the writer thread.
        entity: table and id.
        start: revision to begin with; None for the newest.
        most: deeds to find.
        known: revision that was read already, with everything before it.
    """
    newest = store.workspace.revision if start is None else start
    found: list[HistoryEntry] = []
    older = newest
    for commit in _read(store.history(newest)):
        if commit.rev <= known:
            break
        older = commit.rev - 1
        if any((op.table, op.id) == entity for op in commit.ops):
            found.append(HistoryEntry(commit, store.owner_of(commit) == commit.uid))
            if len(found) == most:
                return HistoryPage(tuple(found), newest, older)
    return HistoryPage(tuple(found), newest, older if newest - older >= READ_AT_ONCE else 0)


def _read(history: Iterator[Commit]) -> Iterator[Commit]:
    for at, commit in enumerate(history, 1):
        yield commit
        if at == READ_AT_ONCE:
            return


def touched_since(store: Store, revision: int) -> frozenset[tuple[str, int]]:
    """What commits have touched after a revision, as (table, id)."""
    changed: set[tuple[str, int]] = set()
    for commit in store.history():
        if commit.rev <= revision:
            break
        changed |= touched(commit.ops)
    return frozenset(changed)
