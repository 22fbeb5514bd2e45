"""This file defines the workbench: what commands, prompts and dialogs may ask of who runs them."""

from collections.abc import Callable, Mapping
from typing import Protocol

from textual.screen import Screen, ScreenResultType

from pmtui.actions.core.action import Situation, Target
from pmtui.session.edit_ticket import Ticket
from pmtui.session.session import Session
from pmtui.tui.main.place_screen import PlaceScreen
from pmtui.tui.prompt.quick_line import Question


class Workbench(Protocol):
    """One person at one main screen: what is shown, what is asked, what is done.

    Commands are functions of it; tests of a command or a prompt hand it one of their own.
    """

    @property
    def session(self) -> Session:
        """The session worked on."""
        ...

    @property
    def screen(self) -> PlaceScreen:
        """The main screen, whatever lies over it."""
        ...

    @property
    def target(self) -> Target | None:
        """What is under the cursor, or was when the dialog was opened whose choice is run."""
        ...

    @property
    def standstill(self) -> str:
        """Why nothing may be changed here, such as in the past; empty where it may."""
        ...

    @property
    def is_free(self) -> bool:
        """Whether no dialog, question or choice is open."""
        ...

    def situation(self) -> Situation:
        """Where the person is, and what is under the cursor or marked."""
        ...

    def perform(
        self,
        action_id: str,
        given: Mapping[str, object] | None = None,
        named: tuple[Target, ...] = (),
        *,
        asked: Situation | None = None,
    ) -> None:
        """Carry out an action; what is not given is asked for.

        Args:
            action_id: the action.
            given: arguments that are known already.
            named: the targets, instead of what is marked or under the cursor.
            asked: what was shown when it was begun; what is shown now where it is not given.
        """
        ...

    def ask(self, question: Question) -> None:
        """Open the quick line."""
        ...

    def choose(
        self,
        title: str,
        letters: Mapping[str, str],
        chosen: Callable[[str], None],
        cancelled: Callable[[], None] = ...,
    ) -> None:
        """Show letters with their meaning and wait for one of them; Esc cancels."""
        ...

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line."""
        ...

    def push(
        self,
        screen: Screen[ScreenResultType],
        answered: Callable[[ScreenResultType | None], None],
    ) -> None:
        """Open a dialog."""
        ...

    def done(self, ticket: Ticket | None, focus: int, said: str) -> None:
        """An edit is painted: follow it with the cursor, forget the marks."""
        ...


ScreenCommand = Callable[[Workbench], None]
"""A command of the screen, which edits no row itself."""
ScreenCommandWithArguments = Callable[[Workbench, Mapping[str, object]], None]
"""A command with the arguments that were typed for it."""
