"""This file lists every key of a place and every action there is; Enter runs one."""

from collections.abc import Iterator

from pmtui.actions.catalogue import CATALOGUE, holds_in
from pmtui.actions.spec import Situation
from pmtui.tui.keys import Keymap
from pmtui.tui.screens.picker import Choice, PickerScreen


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


class HelpScreen(PickerScreen):
    """`?`: the keys of this place."""

    def __init__(self, keys: Keymap, context: str, situation: Situation) -> None:
        super().__init__(f"Keys in the {context}", tuple(key_choices(keys, context, situation)))


class PaletteScreen(PickerScreen):
    """`:` every action by name."""

    def __init__(self, keys: Keymap, context: str, situation: Situation) -> None:
        super().__init__("Commands", tuple(action_choices(keys, context, situation)))
