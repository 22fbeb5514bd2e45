"""This file reads a store's history: who did what to one entity, and what undo takes back next."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from pmtui.model.changes.history import HistoryEntry, HistoryPage
from pmtui.model.changes.ops import Commit, touched
from pmtui.model.changes.undo import REDO, name_of, redo_of, undo_of
from pmtui.model.merging.outcome import InDoubt, Outcome
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


LOOKED_THROUGH: Final = 2000
"""Commits of others that one undo reads on its way back: a long log is not read at one press."""


Result = TypeVar("Result", Outcome, Outcome | None)


class UndoHistory:
    """What one session may take back: its own commits, and its person's from before it began.

    A log of others' commits is not searched for them: where its own lie is remembered as they
    are written. In a scenario it takes back edits of that alone, and outside of it none of those.

    Args:
        store: asked on the writer thread only.
        uid: the person.
        session: the session's id.
        concerns: whether a commit is of what is shown: of the plan, or of one scenario.
    """

    def __init__(
        self,
        store: Store,
        uid: int,
        session: str,
        concerns: Callable[[Commit], bool] = lambda _commit: True,
    ) -> None:
        self._concerns = concerns
        self._store = store
        self._uid = uid
        self._session = session
        self._written: list[range] = []
        self._before = store.workspace.revision
        """Revision from which on, backwards, commits of the person may lie that began earlier."""
        self._standing: set[str] = set()
        self.may_go_on = False
        """Whether what was asked for last ended before the history did: asking again goes on."""

    def watched(self, job: Callable[[], Result]) -> Result:
        """Do a job that may write, and remember between which revisions."""
        before = self._store.workspace.revision
        outcome = job()
        after = self._store.workspace.revision
        if after > before or isinstance(outcome, InDoubt):
            # What is in doubt is the next revision, or it is not there.
            self._written.append(range(before + 1, after + 2))
        return outcome

    def following(self, action_id: str) -> tuple[Commit, ...]:
        """The commits that an undo or a redo takes back next, newest first."""
        if action_id == REDO:
            return redo_of(self._mine())
        return undo_of(commit for commit in self._mine() if name_of(commit) not in self._standing)

    def let_stand(self, name: str) -> None:
        """Pass a commit over from now on: what others made of it since was agreed to."""
        self._standing.add(name)

    def _mine(self) -> Iterator[Commit]:
        self.may_go_on = False
        unread = self._store.workspace.revision
        for revisions in reversed(self._written):
            newest = min(unread, revisions.stop - 1)
            for commit in self._store.history(newest):
                if commit.rev < revisions.start:
                    break
                unread = commit.rev - 1
                mine = commit.uid == self._uid and commit.session == self._session
                if mine and self._concerns(commit):
                    yield commit
        yield from self._from_before()

    def _from_before(self) -> Iterator[Commit]:
        others = 0
        is_found = False
        for commit in self._store.history(self._before):
            if commit.uid == self._uid and self._concerns(commit):
                is_found = True
                yield commit
                continue
            others += 1
            if not is_found:
                self._before = commit.rev - 1
            if others == LOOKED_THROUGH:
                self.may_go_on = True
                return
