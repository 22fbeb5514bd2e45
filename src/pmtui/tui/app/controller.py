"""This file is the controller: it takes every key, finds its action and has it carried out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec
from textual.screen import Screen, ScreenResultType

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Action, Situation, Target
from pmtui.resources import config_directory, settings_path
from pmtui.session.edit_ticket import Ticket
from pmtui.session.events import SessionEvent
from pmtui.session.session import Session
from pmtui.settings import read_settings
from pmtui.tui.app.no_effect import NoEffectNotice
from pmtui.tui.app.session_news import SessionNews
from pmtui.tui.chrome.footer import foot_segments
from pmtui.tui.chrome.tour import Tour
from pmtui.tui.commands.colon_commands import run_typed
from pmtui.tui.commands.help_and_palette import HelpScreen, PaletteScreen
from pmtui.tui.commands.paste import Adding, PasteQuestion
from pmtui.tui.commands.registry import COMMANDS, COMMANDS_WITH_ARGUMENTS
from pmtui.tui.execution.action_runner import ActionRunner
from pmtui.tui.keys.keymap import read_keymap
from pmtui.tui.lines.status_line import Segment
from pmtui.tui.main.main_screen import MainScreen
from pmtui.tui.main.preferences import keep_setting
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.prompt.letter_choice import LetterChoice
from pmtui.tui.prompt.quick_line import Question
from pmtui.tui.unsaved.draft_store import TypedDraft
from pmtui.tui.unsaved.line_at_foot import LineAtFoot
from pmtui.tui.unsaved.unsaved_edits import UnsavedEdits

_DOUBLED_SECONDS: Final = 0.35
"""Seconds in which a key pressed twice, as `dd` is in vim, is meant once."""


class Controller:
    """Between keys and actions: the workbench on which commands and prompts do their work."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        layout = read_settings(settings_path()).settings.keymap
        self.keymap = read_keymap(config_directory() / "keys.toml", layout)
        """What every key means."""
        self.runner = ActionRunner(self, self._act)
        """What carries out actions."""
        self.unsaved = UnsavedEdits(self, screen.drafts, self._resume)
        """What becomes of edits that were not saved."""
        self.tour = Tour(screen, self.keymap)
        """What leads a new person through the screen."""
        self._news = SessionNews(self, self.unsaved)
        self._letters = LetterChoice(screen)
        self._pressed = ""
        self._once = ("", 0.0)
        self._line = LineAtFoot(screen)
        self._paste: PasteQuestion | None = None
        self._aim: tuple[Situation, Target | None] | None = None
        if self.keymap.problems:
            screen.say(self.keymap.problems[0], bad=True)

    @property
    def session(self) -> Session:
        """The session worked on."""
        return self.screen.session

    @property
    def target(self) -> Target | None:
        """What is under the cursor, or was when the dialog was opened whose choice is run."""
        return self._aim[1] if self._aim is not None else self.screen.active.target

    @property
    def standstill(self) -> str:
        """Why nothing may be changed here: a past moment, a store one may only read; else empty."""
        shown = self.screen.as_of
        if shown:
            return f"nothing is edited {shown.words}: @ comes back to now"
        return f"read-only: {self.session.read_only}" if self.session.read_only else ""

    @property
    def is_free(self) -> bool:
        """Whether no dialog, question or choice is open."""
        return self.screen.is_current and not self._line.is_asking and not self._letters.is_open

    def situation(self) -> Situation:
        """Where the person is, and what is under the cursor or marked."""
        if self._aim is not None:
            return self._aim[0]
        active = self.screen.active
        targets = active.marked or ((active.target,) if active.target else ())
        showing = self.screen.showing
        situation = self.session.situation(targets, scope=showing.scope_id, view=showing.place.view)
        return msgspec.structs.replace(situation, order=showing.order)

    def perform(
        self,
        action_id: str,
        given: Mapping[str, object] | None = None,
        named: tuple[Target, ...] = (),
        *,
        asked: Situation | None = None,
    ) -> None:
        """Carry out an action; what is not given is asked for."""
        self.runner.perform(action_id, given, named, asked=asked)

    def ask(self, question: Question) -> None:
        """Open the quick line."""
        self._line.ask(question)

    def choose(
        self,
        title: str,
        letters: Mapping[str, str],
        chosen: Callable[[str], None],
        cancelled: Callable[[], None] = lambda: None,
    ) -> None:
        """Show letters with their meaning and wait for one of them; Esc cancels."""
        if letters:
            self._letters.open(title, letters, chosen, cancelled)
        else:
            self.say(f"nothing to {title} here", bad=True)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line, until the next key; what is asked stays."""
        if self._letters.is_open:
            self._letters.remind(text)
        else:
            self.screen.say(text, bad=bad)

    def push(
        self,
        screen: Screen[ScreenResultType],
        answered: Callable[[ScreenResultType | None], None],
    ) -> None:
        """Open a dialog."""
        self.screen.app.push_screen(screen, answered)

    def done(self, ticket: Ticket | None, focus: int, said: str) -> None:
        """An edit is painted: follow it with the cursor, forget the marks."""
        if ticket is None:
            self.say(said or "nothing to change")
            return
        self.tour.edited(self._pressed)
        screen = self.screen
        screen.active.drawn.clear_marks()
        screen.redraw()
        screen.rest()
        if screen.in_tree:
            screen.tree_pane.show(screen.showing)
        if focus:
            screen.active.follow_edit(focus)
        if said:
            self.say(said)

    def press(self, key: str, character: str | None) -> None:
        """Do what a key means here; while letters are shown, it chooses one of them or waits."""
        if self._is_doubled(key) or self._letters.goes_on(key, character):
            return
        if self._letters.take(key, character):
            return
        if key == "escape" and self.tour.is_on:
            self.tour.end()
            return
        action_id = self._pressed = self.keymap.action(key, self.screen.active.context)
        if action_id:
            if action_id == "entity.archive":
                self._once = (key, self.screen.pressed_at)
            stillness = NoEffectNotice(self.screen)
            self.runner.perform(action_id)
            if self.is_free and (words := stillness.words(CATALOGUE[action_id])):
                self.say(words)
            self.tour.performed(action_id)
        elif character:
            self.say(f"{character} means nothing here; ? lists the keys", bad=True)

    def _is_doubled(self, key: str) -> bool:
        """Whether a key is pressed again at once whose first press has done all."""
        once, at = self._once
        if key != once or self.screen.pressed_at >= at + _DOUBLED_SECONDS:
            return False
        self._once = (key, self.screen.pressed_at)
        self._letters.remind()
        return True

    def is_leaving(self, key: str) -> bool:
        """Whether a key ends the program, wherever one is."""
        return self.keymap.action(key, self.screen.active.context) == "quit"

    def leave(self) -> None:
        """End the program; what is being typed is kept as a draft."""
        self._line.keep()
        self.screen.app.exit(return_code=0)

    def hints(self, pane: Pane) -> Sequence[Segment]:
        """The keys that matter in a pane, or in the line while it is open."""
        if self._line.is_asking:
            return [Segment(hint, "plain", place) for place, hint in enumerate(self._line.hints)]
        return foot_segments(self.keymap, pane, self._meant, edits=not self.standstill)

    def _meant(self, action: Action) -> str:
        """The id of the action that a key means for what is under the cursor."""
        instead = action.instead(self.situation()) if action.instead is not None else ""
        return instead or action.id

    @property
    def moving(self) -> frozenset[str]:
        """Characters whose keys only move the cursor or the view, wherever one is."""
        return self.keymap.moving

    @property
    def paste_asked_at(self) -> float:
        """When it was asked what becomes of a paste; 0 while that is not asked."""
        return self._paste.asked_at if self._paste is not None and self._letters.is_open else 0.0

    def take_paste(self, text: str, obey: Callable[[], None] | None = None) -> None:
        """Ask what becomes of a text that was pasted, or of keys that came like one."""
        if obey is not None and self._paste is not None and self.paste_asked_at:
            self._paste.grow(text, obey)
        elif self._letters.is_open:
            self._letters.remind("a paste is none of these; Esc leaves.")
        elif self.standstill:
            self.say(self.standstill, bad=True)
        else:
            self._paste = PasteQuestion(
                self, Adding(self.runner.preview, self.runner.resume), text, obey
            )

    def take_in(self, change: SessionEvent) -> None:
        """The writer has news: say what failed, tell and show what others did."""
        self._news.take(change)

    def greet(self, *, is_new: bool) -> None:
        """Say what earlier sessions left unsaved, and offer a new person the tour, once."""
        self.unsaved.offer()
        if is_new:
            self.tour.offer()
            problem = keep_setting("toured", value=True)
            if problem:
                self.say(problem, bad=True)

    def typing(self) -> TypedDraft | None:
        """What is being typed for an action; None where nothing is."""
        return self._line.typed()

    def _resume(self, typed: TypedDraft) -> None:
        """Open the line again in which a text was being typed."""
        self.screen.trail.to_view(typed.view or self.screen.trail.now.view)
        self.screen.trail.to_scope(typed.scope)
        self.screen.refresh_showing()
        self.screen.tree_pane.follow(typed.scope)
        self.screen.show_view()
        if typed.target is not None:
            self.screen.open_detail(Target(*typed.target))
        self.runner.resume(typed.action, typed.given, typed.text)

    def _act(self, action_id: str, given: Mapping[str, object]) -> None:
        """Carry out a command of the screen."""
        if action_id in OWN_COMMANDS:
            OWN_COMMANDS[action_id](self)
        elif action_id in COMMANDS_WITH_ARGUMENTS and given:
            COMMANDS_WITH_ARGUMENTS[action_id](self, given)
        else:
            COMMANDS[action_id](self)

    def help(self) -> None:
        """List the keys of this place."""
        listed = HelpScreen(self.keymap, self.screen.active.context, self.situation())
        self.push(listed, self._choosing())

    def palette(self) -> None:
        """List every action by name."""
        listed = PaletteScreen(self.keymap, self.screen.active.context, self.situation())
        self.push(listed, self._choosing())

    def _choosing(self) -> Callable[[str | None], None]:
        """What runs a line chosen in the help or the palette, on what is under the cursor now."""
        aim = (self.situation(), self.target)

        def chosen(line: str | None) -> None:
            self._aim = aim
            try:
                run_typed(self, aim[0], line or "")
            finally:
                self._aim = None

        return chosen


OWN_COMMANDS: Final[Mapping[str, Callable[[Controller], None]]] = {
    "help": Controller.help,
    "palette": Controller.palette,
    "repeat": lambda controller: controller.runner.repeat(),
    "drafts": lambda controller: controller.unsaved.look(),
    "tour": lambda controller: controller.tour.start(),
    "tour.next": lambda controller: controller.tour.pass_step(controller.say),
}
"""Commands of the parts that a controller has for itself, by action id."""
