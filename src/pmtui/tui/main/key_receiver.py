"""This file defines what the main screen hands its keys to; it is loaded after the first frame."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from pmtui.session.events import SessionEvent
from pmtui.tui.lines.status_line import Segment
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.unsaved.draft_store import TypedDraft


class KeyReceiver(Protocol):
    """What the screen hands its keys to, made once the first frame is out."""

    @property
    def moving(self) -> frozenset[str]:
        """Characters whose keys only move the cursor or the view, wherever one is."""
        ...

    @property
    def paste_asked_at(self) -> float:
        """When it was asked what becomes of a paste; 0 while that is not asked."""
        ...

    def press(self, key: str, character: str | None) -> None:
        """Do what a key means here."""
        ...

    def is_leaving(self, key: str) -> bool:
        """Whether a key ends the program, wherever one is."""
        ...

    def leave(self) -> None:
        """End the program; what is being typed is kept as a draft."""
        ...

    def hints(self, pane: Pane) -> Sequence[Segment]:
        """The keys that matter in a pane."""
        ...

    def perform(self, action_id: str, given: Mapping[str, object] | None = None) -> None:
        """Carry out an action with what is known already."""
        ...

    def take_in(self, change: SessionEvent) -> None:
        """The writer has news: say what failed, tell and show what others did."""
        ...

    def take_paste(self, text: str, obey: Callable[[], None] | None = None) -> None:
        """Ask what becomes of a text that was pasted, or of keys that came like one.

        Args:
            text: what came.
            obey: takes it as keys after all; None where it was pasted for sure.
        """
        ...

    def typing(self) -> TypedDraft | None:
        """What is being typed for an action; None where nothing is."""
        ...

    def greet(self, *, is_new: bool) -> None:
        """Say what earlier sessions left unsaved, and offer a new person the tour."""
        ...
