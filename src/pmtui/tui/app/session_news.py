"""This file takes in what the writer says: outcomes, what others did, whether one may write."""

from typing import Final, Protocol

from pmtui import clock
from pmtui.model.changes.ops import Commit, touched
from pmtui.model.merging.outcome import Committed, InDoubt, Outcome, Rejected
from pmtui.session.events import SessionEvent
from pmtui.session.session import Session
from pmtui.tui.unsaved.unsaved_edits import UnsavedEdits
from pmtui.views.changes.op_sentences import author_name, news_of

BURST_SECONDS: Final = 4.0
"""Commits of others that follow one another this fast are told as one."""


class SessionNewsHost(Protocol):
    """The screen that shows what came in."""

    @property
    def session(self) -> Session:
        """The session worked on."""
        ...

    @property
    def is_free(self) -> bool:
        """Whether no dialog, question or choice is open."""
        ...

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line."""
        ...

    def follow_news(self, *, is_painted: bool, by_others: bool) -> None:
        """Show the workspace as it is now; what others did moves nothing under the cursor."""
        ...


class SessionNews:
    """Tells news in a few words, a burst of them as one."""

    def __init__(self, hearer: SessionNewsHost, unsaved: UnsavedEdits) -> None:
        self._hearer = hearer
        self._unsaved = unsaved
        self._read_only = hearer.session.read_only
        self._count = 0
        self._people: dict[str, None] = {}
        self._last = 0.0

    def take(self, change: SessionEvent) -> None:
        """The writer has news."""
        outcome = change.outcome
        if isinstance(outcome, Rejected | InDoubt):
            self._unsaved.take(change)
        self._hearer.follow_news(
            is_painted=_is_painted(outcome, change), by_others=bool(change.others)
        )
        if change.others:
            self._tell(change.others)
        self._tell_of_writing()

    def _tell(self, commits: tuple[Commit, ...]) -> None:
        now = clock.monotonic()
        if now - self._last > BURST_SECONDS:
            self._count, self._people = 0, {}
        self._last = now
        # Of an hour of edits that follow one another only what is told of them is kept.
        self._count += len(commits)
        self._people |= dict.fromkeys(map(author_name, commits))
        if self._hearer.is_free:
            session = self._hearer.session
            told = news_of(
                session.workspace, commits[-1], self._count, tuple(self._people), session.today
            )
            self._hearer.say(told)

    def _tell_of_writing(self) -> None:
        before, self._read_only = self._read_only, self._hearer.session.read_only
        if self._read_only and self._read_only != before:
            self._hearer.say(
                f"read-only: {self._read_only}; what you see stays, :save as keeps a copy", bad=True
            )
        elif before and not self._read_only:
            self._hearer.say("the store can be written again")


def _is_painted(outcome: Outcome | None, change: SessionEvent) -> bool:
    """Whether nothing changed that is not on the screen already."""
    if not isinstance(outcome, Committed):
        return outcome is None and not change.others
    ops = outcome.commit.ops
    undone = bool(outcome.commit.undo_of)
    return not undone and change.touched == touched(ops) and all(op.op != "create" for op in ops)
