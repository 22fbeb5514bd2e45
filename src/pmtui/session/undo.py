"""This file finds in a store's history what a person's undo and redo take back next."""

from collections.abc import Iterator
from typing import Final

from pmtui.model.changes.ops import Commit
from pmtui.model.changes.undo import REDO, name_of, redo_of, undo_of
from pmtui.session.writer import Store

UNDO: Final = "history.undo"
"""Action id of an undo."""


class UndoHistory:
    """What one session may take back: its own commits, and its person's from before it began.

    Args:
        store: asked on the writer thread only.
        uid: the person.
        session: the session's id.
    """

    def __init__(self, store: Store, uid: int, session: str) -> None:
        self._store = store
        self._uid = uid
        self._session = session
        self._opened_at = store.workspace.revision
        self._standing: set[str] = set()

    def following(self, action_id: str) -> tuple[Commit, ...]:
        """The commits that an undo or a redo takes back next, newest first."""
        if action_id == REDO:
            return redo_of(self._mine())
        return undo_of(one for one in self._mine() if name_of(one) not in self._standing)

    def let_stand(self, name: str) -> None:
        """Pass a commit over from now on: what others made of it since was agreed to."""
        self._standing.add(name)

    def _mine(self) -> Iterator[Commit]:
        for commit in self._store.history():
            if commit.uid == self._uid and (
                commit.session == self._session or commit.rev <= self._opened_at
            ):
                yield commit
