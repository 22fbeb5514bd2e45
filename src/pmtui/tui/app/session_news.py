"""This file takes in what the writer says: outcomes, what others did, whether one may write."""

from typing import Final

from pmtui import clock
from pmtui.model.changes.ops import Commit, touched
from pmtui.model.merging.outcome import Committed, InDoubt, Outcome, Rejected
from pmtui.session.events import SessionEvent
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.unsaved.unsaved_edits import UnsavedEdits
from pmtui.views.changes.op_sentences import author_name, news_of

BURST_SECONDS: Final = 4.0
"""Commits of others that follow one another this fast are told as one."""


class SessionNews:
    """Tells news in a few words, a burst of them as one."""

    def __init__(self, desk: Workbench, unsaved: UnsavedEdits) -> None:
        self._desk = desk
        self._unsaved = unsaved
        self._read_only = desk.session.read_only
        self._count = 0
        self._people: dict[str, None] = {}
        self._last = 0.0

    def take(self, change: SessionEvent) -> None:
        """The writer has news."""
        outcome = change.outcome
        if isinstance(outcome, Rejected | InDoubt):
            self._unsaved.take(change)
        if isinstance(outcome, Committed) and outcome.warnings:
            self._desk.say("; ".join(outcome.warnings), bad=True)
        self._show(is_painted=_is_painted(outcome, change), by_others=bool(change.others))
        if change.others:
            self._tell(change.others, change.count)
        self._tell_of_writing()

    def _show(self, *, is_painted: bool, by_others: bool) -> None:
        """Show the workspace as it is now; what others did moves nothing under the cursor."""
        screen = self._desk.screen
        if is_painted or screen.as_of is not None:
            screen.show_confirmed()
            return
        screen.redraw(held=by_others)
        screen.rest()

    def _tell(self, commits: tuple[Commit, ...], count: int) -> None:
        now = clock.monotonic()
        if now - self._last > BURST_SECONDS:
            self._count, self._people = 0, {}
        self._last = now
        # Of an hour of edits that follow one another only what is told of them is kept.
        self._count += count
        self._people |= dict.fromkeys(map(author_name, commits))
        if self._desk.is_free:
            session = self._desk.session
            told = news_of(
                session.workspace, commits[-1], self._count, tuple(self._people), session.today
            )
            self._desk.say(told)

    def _tell_of_writing(self) -> None:
        before, self._read_only = self._read_only, self._desk.session.read_only
        if self._read_only and self._read_only != before:
            self._desk.say(
                f"read-only: {self._read_only}; what you see stays, :save as keeps a copy", bad=True
            )
        elif before and not self._read_only:
            self._desk.say("the store can be written again")


def _is_painted(outcome: Outcome | None, change: SessionEvent) -> bool:
    """Whether nothing changed that is not on the screen already."""
    if not isinstance(outcome, Committed):
        return outcome is None and not change.others and not change.touched
    ops = outcome.commit.ops
    undone = bool(outcome.commit.undo_of)
    return not undone and change.touched == touched(ops) and all(op.op != "create" for op in ops)
