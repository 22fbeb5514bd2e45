"""This file reads keys as people write them, and knows which ones never arrive."""

import unicodedata
from typing import Final

from pmtui.actions.catalogue import NEVER_BOUND
from pmtui.actions.core.key_labels import SYMBOLS

_NAMES: Final = {character: name for name, character in SYMBOLS.items()} | {" ": "space"}
_ALSO: Final = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete",
    "ins": "insert",
}  # fmt: skip
_SPECIAL: Final = frozenset(
    "enter escape tab space backspace delete insert home end up down left right pageup pagedown"
    .split()
) | {f"f{number}" for number in range(1, 13)}  # fmt: skip


def textual_name(key: str) -> str:
    """Textual's name of a key a person wrote (`?`, `ctrl+k`, `G`); empty for one that never comes.

    A terminal sends Shift with a letter as its capital and with a digit as another character, so
    those two are no keys of their own; Ctrl goes with letters and named keys only.
    """
    if len(key) == 1 or key in SYMBOLS:
        return _of_character(key)
    *holds, last = key.split("+")
    last = _ALSO.get(last.casefold(), last)
    if not set(holds) <= {"ctrl", "shift", "alt"} or not last:
        return ""
    name = _held(holds, last)
    return "" if name in NEVER_BOUND else name


def _held(holds: list[str], last: str) -> str:
    if last.casefold() in _SPECIAL:
        return "+".join([*holds, last.casefold()])
    character = _of_character(last)
    if not holds or not character:
        return character
    if not (last.isascii() and last.isalpha()):
        return f"alt+{character}" if holds == ["alt"] else ""
    if holds == ["shift"]:
        return last.upper()
    return "+".join([*holds, last.lower() if "ctrl" in holds else last])


def _of_character(key: str) -> str:
    if key in SYMBOLS:
        return key
    if len(key) != 1 or not key.isprintable():
        return ""
    if key in _NAMES:
        return _NAMES[key]
    if key.isalnum():
        return key
    return unicodedata.name(key, "").lower().replace("-", "_").replace(" ", "_")
