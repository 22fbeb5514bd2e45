"""This file takes in, for a session, what was changed in a store's file outside pmtui."""

from collections.abc import Sequence

from pmtui.model.merging.outcome import (
    ALREADY,
    Committed,
    ConflictAnswer,
    ConflictQuestion,
    InDoubt,
    Outcome,
    Rejected,
)
from pmtui.model.merging.settle import settle
from pmtui.model.storing.adoption import Adopted, Adoption
from pmtui.model.storing.care import StoreError
from pmtui.session.outside_changes import Choice, OutsideChange
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.store import DiskStore


class StoreAdopter:
    """Adopts the file of an open store.

    Args:
        store: open; used on the writer thread only.
        session: who adopts.
    """

    def __init__(self, store: DiskStore, session: str) -> None:
        self._store = store
        self._session = session
        self._seen: tuple[OutsideChange, Adoption] | None = None

    def look(self) -> OutsideChange | None:
        """What was changed outside; None where nothing was.

        Raises:
            ValueError: the file cannot be compared; says why and what to do.
        """
        self._store.look()
        self._store.refresh()
        try:
            adoption = adoption_of(self._store)
        except StoreError as error:
            raise ValueError(str(error)) from error
        if adoption.as_written:
            return None
        outside = OutsideChange(
            _what(adoption),
            adoption.before,
            adoption.after,
            adoption.disputes,
            tuple(
                f"{new.old} {new.title} becomes {new.new}: both clones gave {new.old}"
                for new in adoption.new_keys
            ),
            adoption.unreadable,
        )
        self._seen = (outside, adoption)
        return outside

    def take(
        self,
        outside: OutsideChange,
        answers: Sequence[tuple[ConflictQuestion, ConflictAnswer]],
        choice: Choice,
    ) -> tuple[Outcome | None, str]:
        """Take in what was looked at; the outcome where it came to a commit, and a sentence."""
        if self._seen is None or self._seen[0] is not outside:
            return None, "it was looked at again meanwhile"
        done = adopt(self._store, self._seen[1], settle, self._session, choice, answers=answers)
        if isinstance(done.outcome, InDoubt):
            return done.outcome, f"perhaps not saved: {done.outcome.reason}; look at it again"
        if isinstance(done.outcome, Rejected) and done.outcome.reason != ALREADY:
            return None, done.outcome.reason
        return done.outcome, self._words(done, choice)

    def _words(self, done: Adopted, choice: Choice) -> str:
        unfit = "".join(f"; left out: {change.reason}" for change in done.unfit)
        if done.is_open:
            count = len(done.left) + len(done.unfit)
            taken = "the rest is taken in, " if isinstance(done.outcome, Committed) else ""
            return f"{taken}{count} to decide: Adopt asks again{unfit}"
        if done.unfinished:
            return f"{done.unfinished}{unfit}"
        if choice == "discard":
            return "discarded; the file as it was is kept among the backups"
        return f"taken in as revision {self._store.workspace.revision}{unfit}"


def _what(adoption: Adoption) -> str:
    if adoption.unreadable:
        return "the file cannot be read"
    if adoption.clone is not None:
        return f"done in another clone since revision {adoption.before.revision}"
    if adoption.held:
        return "written by a program to a file that was replaced"
    return f"changed outside pmtui since revision {adoption.before.revision}"
