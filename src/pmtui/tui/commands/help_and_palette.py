"""This file lists every key of a place and every action there is; Enter runs one."""

from collections.abc import Iterator
from typing import ClassVar, Final

import msgspec

from pmtui.actions.adding.occurrence_rows import with_occurrences
from pmtui.actions.catalogue import CATALOGUE, holds_in
from pmtui.actions.core.action import Action, Situation
from pmtui.actions.typed_command import Command, phrases, read_command
from pmtui.tui.commands import colon_commands
from pmtui.tui.keys.keymap import Keymap
from pmtui.tui.prompt.completions import argument_completions, describe_arguments
from pmtui.tui.screens.picker import Choice, PickerScreen
from pmtui.views.catalogue import SIGNS

RUN: Final = " run"
"""Id of the row that runs the line as it was typed; no action has one with a space."""
SIGN: Final = " sign "
"""What the ids of signs begin with."""
COMPLETE: Final = " complete "
"""What the ids of completions begin with; the completed line follows."""


def key_choices(keys: Keymap, context: str, situation: Situation) -> Iterator[Choice]:
    """The actions whose keys hold in a context, with why one is not possible now."""
    for action in CATALOGUE.values():
        held = keys.keys_of(action.id, context)
        if held and holds_in(action, context):
            reason = action.refuse(situation) or ""
            yield Choice(action.id, " ".join(held), action.title, action.help, reason)


def action_choices(keys: Keymap, context: str, situation: Situation) -> Iterator[Choice]:
    """Every action there is, with its keys where it has some here."""
    for action in CATALOGUE.values():
        reason = action.refuse(situation) or ""
        held = " ".join(keys.keys_of(action.id, context))
        yield Choice(action.id, held, action.title, action.help, reason)


def sign_choices(context: str) -> Iterator[Choice]:
    """What the signs of a context mean; there is nothing to run in them."""
    for at, (sign, meaning_of) in enumerate(SIGNS.get(context, ())):
        yield Choice(f"{SIGN}{at}", sign, "sign", meaning_of)


class HelpScreen(PickerScreen):
    """`?`: the keys of this place, and what its signs mean."""

    def __init__(self, keys: Keymap, context: str, situation: Situation) -> None:
        signs = tuple(sign_choices(context))
        title = f"Keys and signs in the {context}" if signs else f"Keys in the {context}"
        super().__init__(title, (*key_choices(keys, context, situation), *signs))

    def take(self, choice: Choice) -> None:
        """Run a key; of a sign there is nothing to run."""
        if choice.id.startswith(SIGN):
            self.refuse(f"{choice.keys} is a sign on the screen, not a key")
        else:
            super().take(choice)


class PaletteScreen(PickerScreen):
    """`:` every action by name, with what is typed behind it as its arguments."""

    told: ClassVar[str] = "a command and what it needs: Tab completes, Enter runs, Esc closes"

    def __init__(self, keys: Keymap, context: str, situation: Situation) -> None:
        super().__init__("Commands", tuple(action_choices(keys, context, situation)))
        self._situation = situation
        self._line = ""

    def narrowed(self, words: str) -> tuple[Choice, ...]:
        """The commands that suit; behind a command's word what it would do, and completions."""
        self._line = words
        command = read_command(self._situation, words)
        action = command.action
        meant = action.id if action is not None else ""
        actions = tuple(sorted(super().narrowed(words), key=lambda choice: choice.id != meant))
        if not command.given and not command.named:
            sure, perhaps = colon_commands.choices(self._situation, words)
            is_titled = any(
                choice.title.casefold().startswith(words.casefold()) for choice in actions
            )
            is_titled = is_titled or not perhaps
            actions = (*sure, *actions, *perhaps) if is_titled else (*sure, *perhaps, *actions)
        if action is None or not action.args or not _has_argument(words, command):
            return actions
        done = self._as_typed(action, command)
        completions = tuple(self._completions(command))
        if done.refusal and actions:
            return (*actions, done, *completions)
        others = (choice for choice in actions if choice.id != action.id or choice.keys)
        return (done, *completions, *others)

    def _as_typed(self, action: Action, command: Command) -> Choice:
        here = self._here(command)
        reason = command.problem or action.refuse(here) or ""
        missing = next((arg for arg in action.args if arg.name not in command.given), None)
        told = describe_arguments(here, action, command.given)
        if missing is not None and missing.required:
            told = f"{told}  {missing.prompt}?".strip()
        return Choice(RUN, "Enter", action.title, told or action.help, reason)

    def _here(self, command: Command) -> Situation:
        if not command.named:
            return self._situation
        here = msgspec.structs.replace(self._situation, targets=command.named)
        return here if command.problem else with_occurrences(here)

    def _completions(self, command: Command) -> Iterator[Choice]:
        if command.arg is None:
            return
        typed = self._line[command.start :]
        for argument_completion in argument_completions(
            self._here(command), command.arg, command.given, typed
        ):
            text = (
                typed[: argument_completion.start]
                + argument_completion.text
                + typed[argument_completion.end :]
            )
            if text != typed:
                before = self._line[: command.start]
                yield Choice(
                    f"{COMPLETE}{before}{text}",
                    "Tab",
                    argument_completion.text,
                    argument_completion.help,
                )

    def take(self, choice: Choice) -> None:
        """Run the line as typed, complete it, or run the command under the cursor."""
        if choice.id.startswith(COMPLETE):
            self.complete(choice)
        elif choice.id.startswith(colon_commands.LINE):
            self.dismiss(choice.id.removeprefix(colon_commands.LINE))
        elif choice.id != RUN:
            super().take(choice)
        elif choice.refusal:
            self.refuse(choice.refusal)
        else:
            self.dismiss(self._line)

    def complete(self, choice: Choice) -> None:
        """Write the completion under the cursor, or the word of the command there."""
        if choice.id.startswith(COMPLETE):
            self.write(choice.id.removeprefix(COMPLETE))
        elif choice.id.startswith(colon_commands.LINE):
            self.write(choice.id.removeprefix(colon_commands.LINE))
        elif choice.id == RUN:
            shown = [
                other_choice for other_choice in self.shown if other_choice.id.startswith(COMPLETE)
            ]
            if shown:
                self.complete(shown[0])
        else:
            self.write(f"{phrases(CATALOGUE[choice.id])[0]} ")


def _has_argument(words: str, command: Command) -> bool:
    """Whether the command's word is done: a space or more stands behind it."""
    return bool(command.given or command.problem or command.named) or words[-1:].isspace()
