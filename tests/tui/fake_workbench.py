"""This file is a workbench without a screen: what is asked is kept, and the test answers."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from textual.screen import Screen, ScreenResultType

from pmtui.actions.core.action import Situation, Target
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.edit_ticket import Ticket
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.main.main_screen import MainScreen
from pmtui.tui.prompt.quick_line import Question
from tests.tui.stage import DatedSession


class Letters(msgspec.Struct):
    """Letters that are shown."""

    title: str
    letters: Mapping[str, str]
    chosen: Callable[[str], None]
    cancelled: Callable[[], None]


class FakeWorkbench:
    """One person and a store in memory; no screen is drawn.

    Args:
        workspace: what the store holds.
        store: another store on it, such as one that takes nothing.
    """

    def __init__(self, workspace: Workspace, store: MemoryStore | None = None) -> None:
        self.session: Session = DatedSession(store or MemoryStore(workspace), Author(0, "ann"))
        self.target: Target | None = None
        self.standstill = ""
        self.is_free = True
        self.said: list[str] = []
        """What was told, the last thing last."""
        self.performed: list[tuple[str, Mapping[str, Any]]] = []
        """The actions that were to be carried out, with what was given."""
        self.question: Question | None = None
        """What the line asks."""
        self.shown: Letters | None = None
        """The letters that wait for a key."""
        self.pushed: list[tuple[Screen[Any], Callable[[Any], None]]] = []
        """The dialogs that were opened, each with who gets its answer."""

    @property
    def screen(self) -> MainScreen:
        """There is none: what is tested with this needs none."""
        raise NotImplementedError

    def situation(self) -> Situation:
        """What is under the cursor."""
        return self.session.situation((self.target,) if self.target else ())

    def perform(
        self,
        action_id: str,
        given: Mapping[str, Any] | None = None,
        named: tuple[Target, ...] = (),
        *,
        asked: Situation | None = None,
    ) -> None:
        """Keep what is to be done."""
        assert not named or asked is not None
        self.performed.append((action_id, given or {}))

    def ask(self, question: Question) -> None:
        """Keep the question."""
        self.question = question

    def choose(
        self,
        title: str,
        letters: Mapping[str, str],
        chosen: Callable[[str], None],
        cancelled: Callable[[], None] = lambda: None,
    ) -> None:
        """Keep the letters."""
        self.shown = Letters(title, letters, chosen, cancelled)

    def press(self, letter: str) -> None:
        """Choose a letter; Esc leaves them where it is none of them."""
        shown, self.shown = self.shown, None
        assert shown is not None
        if letter in shown.letters:
            shown.chosen(letter)
        else:
            shown.cancelled()

    def say(self, text: str, *, bad: bool = False) -> None:
        """Keep what is told; what went wrong begins with `!`."""
        self.said.append(f"!{text}" if bad else text)

    def push(
        self,
        screen: Screen[ScreenResultType],
        answered: Callable[[ScreenResultType | None], None],
    ) -> None:
        """Keep the dialog."""
        self.pushed.append((screen, answered))

    def done(self, ticket: Ticket | None, focus: int, said: str) -> None:
        """Wait for the disk."""
        assert focus >= 0
        if ticket is not None:
            ticket.wait()
        self.say(said)
