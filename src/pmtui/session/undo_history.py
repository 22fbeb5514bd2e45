"""This file finds in a store's history what a person's undo and redo take back next."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from pmtui.model.changes.ops import Commit
from pmtui.model.changes.undo import REDO, name_of, redo_of, undo_of
from pmtui.model.merging.outcome import InDoubt, Outcome
from pmtui.session.ports import Store

UNDO: Final = "history.undo"
"""Action id of an undo."""


LOOKED_THROUGH: Final = 2000
"""Commits of others that one undo reads on its way back: a long log is not read at one press."""


Result = TypeVar("Result", Outcome, Outcome | None)


class UndoHistory:
    """What one session may take back: its own commits, and its person's from before it began.

    A log of others' commits is not searched for them: where its own lie is remembered as they
    are written.

    Args:
        store: asked on the writer thread only.
        uid: the person.
        session: the session's id.
    """

    def __init__(self, store: Store, uid: int, session: str) -> None:
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
                if commit.uid == self._uid and commit.session == self._session:
                    yield commit
        yield from self._from_before()

    def _from_before(self) -> Iterator[Commit]:
        others = 0
        is_found = False
        for commit in self._store.history(self._before):
            if commit.uid == self._uid:
                is_found = True
                yield commit
                continue
            others += 1
            if not is_found:
                self._before = commit.rev - 1
            if others == LOOKED_THROUGH:
                self.may_go_on = True
                return
