"""This file conducts: takes every key, finds its action and hands it to whoever does it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec
from textual.screen import Screen

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Action, Situation, Target
from pmtui.actions.core.key_names import key_label
from pmtui.actions.typed_command import read_command
from pmtui.resources import config_directory, settings_path
from pmtui.session.session import Session, SessionEvent, Ticket
from pmtui.settings import SettingsError, SettingValue, read_settings, write_setting
from pmtui.tui.app.main_screen import MainScreen
from pmtui.tui.app.no_effect import NoEffectNotice
from pmtui.tui.app.session_news import SessionNews
from pmtui.tui.chrome.footer import foot_segments
from pmtui.tui.chrome.tour import Tour
from pmtui.tui.commands import colon_commands
from pmtui.tui.commands.paste import PasteQuestion
from pmtui.tui.commands.registry import COMMANDS, COMMANDS_WITH_ARGUMENTS
from pmtui.tui.execution.action_runner import ActionRunner
from pmtui.tui.keys.keymap import read_keymap
from pmtui.tui.lines.status_line import Segment, StatusLine
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.panes.tree import kinds_below
from pmtui.tui.prompt.quick_line import Question, QuickLine
from pmtui.tui.unsaved.draft_store import TypedDraft
from pmtui.tui.unsaved.unsaved_edits import UnsavedEdits

_DOUBLED_SECONDS: Final = 0.35
"""Seconds in which a key pressed twice, as `dd` is in vim, is meant once."""
_WORD_SECONDS: Final = 0.6
"""Seconds in which the next letter of a word comes, whose first ones have chosen it already."""
_LEFT: Final = "you left while it was typed"


class _Letters(NamedTuple):
    """Letters that wait for one key."""

    letters: Mapping[str, str]
    words: tuple[str, ...]
    """How they are told, their title first."""
    chosen: Callable[[str], None]
    cancelled: Callable[[], None]


class Controller:
    """Between keys and actions: the stage on which a performer carries them out."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        layout = read_settings(settings_path()).settings.keymap
        self.keymap = read_keymap(config_directory() / "keys.toml", layout)
        """What every key means."""
        self.performer = ActionRunner(self)
        self.unsaved = UnsavedEdits(self, screen.drafts)
        """What becomes of edits that were not saved."""
        self._incoming = SessionNews(self, self.unsaved)
        self.tour = Tour(self)
        """What leads a new person through the screen."""
        self._pressed = ""
        self._once = ("", 0.0)
        self._begun = ""
        self._rest = ("", 0.0)
        self._letters: _Letters | None = None
        self._line: QuickLine | None = None
        self._paste: PasteQuestion | None = None
        self._aim: tuple[Situation, Target | None] | None = None
        if self.keymap.problems:
            screen.say(self.keymap.problems[0], bad=True)

    @property
    def session(self) -> Session:
        """The session worked on."""
        return self.screen.session

    def press(self, key: str, character: str | None) -> None:
        """Do what a key means here; while letters are shown, it chooses one of them or waits."""
        if self._is_doubled(key) or self._goes_on(key, character):
            return
        if self._letters is not None:
            self._choose(self._letters, key, character)
            return
        if key == "escape" and self.tour.is_on:
            self.tour.end()
            return
        action_id = self._pressed = self.keymap.action(key, self.screen.active.context)
        if action_id:
            if action_id == "entity.archive":
                self._once = (key, self.screen.pressed_at)
            stillness = NoEffectNotice(self.screen)
            self.performer.perform(action_id)
            if self.is_free and (words := stillness.words(CATALOGUE[action_id])):
                self.say(words)
            self.tour.performed(action_id)
        elif character:
            self.say(f"{character} means nothing here; ? lists the keys", bad=True)

    def _choose(self, asked: _Letters, key: str, character: str | None) -> None:
        """Take a key for one of the letters; one that is none of them leaves them there."""
        if (character or key) in asked.letters or key in asked.letters:
            self._chosen(asked, key if key in asked.letters else character or key)
        elif key in {"escape", "ctrl+c"}:
            self._letters = self._paste = None
            asked.cancelled()
        elif not self._narrow(asked, character or ""):
            typed = key_label(key) if character == " " else character or key_label(key)
            self.screen.offer((f"{typed} is none of these; Esc leaves.", *asked.words))

    def _chosen(self, asked: _Letters, letter: str) -> None:
        self._letters = self._paste = None
        asked.chosen(letter)

    def _narrow(self, asked: _Letters, mark: str) -> bool:
        """Take a letter as the start of one of numbered words; several of them are shown."""
        if not mark or not all(letter.isdigit() for letter in asked.letters):
            return False
        begun = self._begun + mark.casefold()
        words = {letter: word.casefold() for letter, word in asked.letters.items()}
        meant = [letter for letter, word in words.items() if word.startswith(begun)]
        self._begun = begun if meant else ""
        if len(meant) == 1:
            self._rest = (words[meant[0]][len(begun) :], self.screen.pressed_at)
            self._chosen(asked, meant[0])
        elif meant:
            named = (f"{letter} {asked.letters[letter]}" for letter in meant)
            self.screen.offer((f"{begun} can be", *named, "the next letter tells"))
        return bool(meant)

    def _is_doubled(self, key: str) -> bool:
        """Whether a key is pressed again at once whose first press has done all."""
        once, at = self._once
        if key != once or self.screen.pressed_at >= at + _DOUBLED_SECONDS:
            return False
        self._once = (key, self.screen.pressed_at)
        if self._letters is not None:
            self.screen.offer(self._letters.words)
        return True

    def _goes_on(self, key: str, character: str | None) -> bool:
        """Whether a key is more of a word whose first letters have chosen it, or its Enter."""
        (rest, at), self._rest = self._rest, ("", 0.0)
        if not at or self.screen.pressed_at >= at + _WORD_SECONDS:
            return False
        if character and rest.startswith(character.casefold()):
            self._rest = (rest[1:], self.screen.pressed_at)
            return True
        return key == "enter" and not rest

    def is_leaving(self, key: str) -> bool:
        """Whether a key ends the program, wherever one is."""
        return self.keymap.action(key, self.screen.active.context) == "quit"

    def leave(self) -> None:
        """End the program; what is being typed is kept as a draft."""
        typing = self._line.typing if self._line is not None else None
        typed = self.typing()
        if typing is not None and typed is not None and typing[1].strip() != typing[0].text.strip():
            self.screen.drafts.keep_typed(f"{self.session.id}-line", typed, _LEFT)
        self.screen.app.exit(return_code=0)

    def hints(self, pane: Pane) -> Sequence[Segment]:
        """The keys that matter in a pane, or in the line while it is open."""
        if self._line is not None and self._line.is_asking:
            return [Segment(one, "plain", place) for place, one in enumerate(self._line.hints)]
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
        is_asked = self._paste is not None and self._letters is not None
        return self._paste.asked_at if is_asked and self._paste is not None else 0.0

    def take_paste(self, text: str) -> None:
        """Ask what becomes of a pasted text."""
        self._take_text(text, None)

    def take_burst(self, text: str, obey: Callable[[], None]) -> None:
        """Ask what becomes of keys that came like a text, or add them to those that did."""
        if self.paste_asked_at and self._paste is not None:
            self._letters = None
            self._paste.grow(text, obey)
        else:
            self._take_text(text, obey)

    def _take_text(self, text: str, obey: Callable[[], None] | None) -> None:
        if self._letters is not None:
            self.screen.offer(("a paste is none of these; Esc leaves.", *self._letters.words))
            return
        if self.standstill:
            self.say(self.standstill, bad=True)
            return
        self._paste = PasteQuestion(self, text, obey)

    def perform(self, action_id: str, given: Mapping[str, Any]) -> None:
        """Carry out an action with what is known already."""
        self.performer.perform(action_id, given)

    def offer_tour(self) -> None:
        """Ask a new person whether they want to be led around; nobody is asked twice."""
        self.tour.offer()
        self._keep("toured", value=True)

    def show_tour(self, line: StatusLine) -> None:
        """Put the tour's line above the foot."""
        self.screen.mount(line, before="#foot")

    def take_in(self, change: SessionEvent) -> None:
        """The writer has news: say what failed, tell and show what others did."""
        self._incoming.take(change)

    def follow_news(self, *, is_painted: bool, by_others: bool) -> None:
        """Show the workspace as it is now; what others did moves nothing under the cursor."""
        if is_painted or self.screen.as_of is not None:
            self.screen.show_confirmed()
            return
        self.screen.redraw(held=by_others)
        self.screen.rest()

    def offer_drafts(self) -> None:
        """Say what earlier sessions left unsaved."""
        self.unsaved.offer()

    def typing(self) -> TypedDraft | None:
        """What is being typed for an action; None where nothing is."""
        typing = self._line.typing if self._line is not None else None
        if typing is None:
            return None
        question, text = typing
        place = self.screen.trail.now
        return TypedDraft(
            question.prompt,
            text,
            question.action,
            question.given,
            question.target,
            place.scope,
            place.view,
        )

    @property
    def is_free(self) -> bool:
        """Whether no dialog, question or choice is open."""
        asking = self._line is not None and self._line.is_asking
        return self.screen.is_current and not asking and self._letters is None

    def push(self, screen: Screen[Any], answered: Callable[[Any], None]) -> None:
        """Open a dialog."""
        self.screen.app.push_screen(screen, answered)

    def resume(self, typed: TypedDraft) -> None:
        """Open the line again in which a text was being typed."""
        self.screen.trail.to_view(typed.view or self.screen.trail.now.view)
        self.screen.trail.to_scope(typed.scope)
        self.screen.refresh_showing()
        self.screen.tree_pane.follow(typed.scope)
        self.screen.show_view()
        if typed.target is not None:
            self.screen.open_detail(Target(*typed.target))
        self.performer.resume(typed.action, typed.given, typed.text)

    @property
    def standstill(self) -> str:
        """Why nothing may be changed here: a past moment, a store one may only read; else empty."""
        shown = self.screen.as_of
        if shown:
            return f"nothing is edited {shown.words}: @ comes back to now"
        return f"read-only: {self.session.read_only}" if self.session.read_only else ""

    def situation(self) -> Situation:
        """Where the person is, and what is under the cursor or marked."""
        if self._aim is not None:
            return self._aim[0]
        active = self.screen.active
        targets = active.marked or ((active.target,) if active.target else ())
        showing = self.screen.showing
        found = self.session.situation(targets, scope=showing.scope_id, view=showing.place.view)
        return msgspec.structs.replace(found, order=showing.order)

    def ask(self, question: Question) -> None:
        """Open the quick line; it is made at its first use."""
        if self._line is None:
            self._line = QuickLine(question)
            self._line.turned = self.screen.show_lines
            self.screen.mount(self._line, before="#foot")
        else:
            self._line.ask(question)

    def choose(
        self,
        title: str,
        letters: Mapping[str, str],
        chosen: Callable[[str], None],
        cancelled: Callable[[], None] = lambda: None,
    ) -> None:
        """Show letters with their meaning and wait for one key."""
        if not letters:
            self.say(f"nothing to {title} here", bad=True)
            return
        named = (f"{key_label(letter)} {word}" for letter, word in letters.items() if word)
        words = (title if title.endswith("?") else f"{title}:", *named)
        self._letters, self._begun = _Letters(letters, words, chosen, cancelled), ""
        self.screen.offer(words)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line, until the next key; what is asked stays."""
        if self._letters is not None:
            self.screen.offer((text, *self._letters.words))
        else:
            self.screen.say(text, bad=bad)

    def done(self, ticket: Ticket | None, focus: int, said: str) -> None:
        """An edit is painted: follow it with the cursor, forget the marks."""
        if ticket is None:
            self.say(said or "nothing to change")
            return
        self.tour.edited(self._pressed)
        screen = self.screen
        screen.active.clear_marks()
        screen.redraw()
        screen.rest()
        if screen.in_tree:
            screen.tree_pane.show(screen.showing)
        if focus:
            screen.active.follow_edit(focus)
        if said:
            self.say(said)

    def new_kinds(self) -> Mapping[str, str]:
        """Words of what can be added here, by letter; a component where there is none yet."""
        screen, workspace = self.screen, self.session.workspace
        if not workspace.components:
            return screen.tree_pane.kinds()
        kinds, scope = screen.active.kinds(), screen.showing.scope_id
        is_task = next(iter(kinds.values()), "") in {"task", "milestone"}
        below = [workspace.components[one].kind for one in workspace.subtree(scope) if one]
        if is_task and not {"project", "operation"} & set(below):
            return {**kinds_below(workspace, scope), **kinds}
        return kinds

    def new_defaults(self) -> Mapping[str, Any]:
        """What a new entity here starts with."""
        return self.screen.active.defaults()

    def act(self, action_id: str, given: Mapping[str, Any]) -> None:
        """Carry out an act of the screen that touches no data."""
        if action_id in COMMANDS_WITH_ARGUMENTS and given:
            COMMANDS_WITH_ARGUMENTS[action_id](self, given)
        else:
            COMMANDS[action_id](self)

    @property
    def target(self) -> Target | None:
        """What is under the cursor, or was when the dialog was opened whose choice is run."""
        return self._aim[1] if self._aim is not None else self.screen.active.target

    def choosing(self) -> Callable[[str | None], None]:
        """What runs a line chosen in the help or the palette, on what is under the cursor now."""
        aim = (self.situation(), self.target)

        def chosen(line: str | None) -> None:
            self._aim = aim
            try:
                self._run_line(line or "", aim[0])
            finally:
                self._aim = None

        return chosen

    def _run_line(self, line: str, asked: Situation) -> None:
        if not line:
            return
        command = read_command(asked, line)
        is_told = command.action is None or bool(colon_commands.choices(asked, line)[0])
        if is_told and colon_commands.run_line(self, asked, line):
            return
        if command.problem or command.action is None:
            self.say(command.problem, bad=True)
            return
        self.performer.perform(command.action.id, command.given, command.named)

    def keep_view(self) -> None:
        """Keep the filter of this view under a name."""
        if self.standstill:
            self.say(self.standstill, bad=True)
            return
        place = self.screen.trail.now

        def named(name: str) -> None:
            fields = {"name": name, "view": place.view, "query": place.query, "sort": place.sort}
            ops = new_entity(self.situation(), "saved_views", "", fields)
            self.done(self.session.submit(ops, "views.saved"), 0, f"kept as {name}")

        self.ask(Question("keep this view as", named))

    def choose_theme(self, name: str) -> None:
        """Change the theme and remember it."""
        self.screen.app.theme = name
        self._keep("theme", value=name)

    def _keep(self, name: str, *, value: SettingValue) -> None:
        try:
            write_setting(settings_path(), name, value)
        except SettingsError as error:
            self.say(str(error), bad=True)
