"""This file turns the catalogue and a person's keymap into what each key means in each context."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from pmtui.actions.catalogue import CATALOGUE, CONTEXTS, NEVER_BOUND, actions_in, holds_in

_NAMES: Final = {
    "!": "exclamation_mark", "?": "question_mark", "/": "slash", ":": "colon", ";": "semicolon",
    ",": "comma", ".": "full_stop", "*": "asterisk", "-": "minus", "+": "plus", "_": "underscore",
    "=": "equals_sign", "<": "less_than_sign", ">": "greater_than_sign", "[": "left_square_bracket",
    "]": "right_square_bracket", "{": "left_curly_bracket", "}": "right_curly_bracket",
    "(": "left_parenthesis", ")": "right_parenthesis", "@": "at", "#": "number_sign",
    "%": "percent_sign", "&": "ampersand", "'": "apostrophe", '"': "quotation_mark",
    "\\": "backslash", "|": "vertical_line", "~": "tilde", "^": "circumflex_accent",
    "`": "grave_accent", "$": "dollar_sign", " ": "space",
}  # fmt: skip
_SHOWN: Final = {name: key for key, name in _NAMES.items() if key != " "} | {
    "pagedown": "PgDn", "pageup": "PgUp", "escape": "Esc", "enter": "Enter", "down": "↓",
    "up": "↑", "left": "←", "right": "→", "shift+tab": "S-Tab", "tab": "Tab", "space": "Space",
}  # fmt: skip
_SPECIAL: Final = frozenset(
    "enter escape tab space backspace delete insert home end up down left right pageup pagedown"
    .split()
) | {f"f{number}" for number in range(1, 13)}


class Keymap(msgspec.Struct, frozen=True):
    """What every key means, and what a person's own keymap could not have."""

    meanings: Mapping[str, Mapping[str, str]]
    """Action id by Textual key name, by context."""
    problems: tuple[str, ...] = ()

    def action(self, key: str, context: str) -> str:
        """The id of the action a key means in a context; empty where it means none."""
        return self.meanings.get(context, {}).get(key, "")

    def keys_of(self, action_id: str, context: str) -> tuple[str, ...]:
        """The keys that mean an action in a context, as people read them."""
        table = self.meanings.get(context, {})
        return tuple(shown(key) for key, meant in table.items() if meant == action_id)


def shown(key: str) -> str:
    """A Textual key name as people read it: `?` for `question_mark`."""
    return _SHOWN.get(key, key)


def keymap(own: Mapping[str, tuple[str, ...]] | None = None) -> Keymap:
    """The catalogue's keys with a person's own in their place.

    Args:
        own: Textual key names by action id; they replace the action's stock keys.
    """
    problems: list[str] = []
    wanted = {name: keys for name, keys in (own or {}).items() if _is_known(name, problems)}
    meanings: dict[str, dict[str, str]] = {}
    for context in CONTEXTS:
        table: dict[str, str] = {}
        for action in actions_in(context):
            for key in wanted.get(action.id, ()):
                _claim(table, key, action.id, context, problems)
        for action in actions_in(context):
            if action.id in wanted:
                continue
            for key in action.keys:
                table.setdefault(key, action.id)
        meanings[context] = table
    return Keymap(meanings, tuple(dict.fromkeys(problems)))


def read_keymap(path: Path) -> Keymap:
    """The keymap with a person's file taken in: `[keys]` with `action.id = ["key", ...]`."""
    try:
        found = tomllib.loads(path.read_text("utf-8")).get("keys", {})
    except FileNotFoundError:
        return keymap()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Keymap(keymap().meanings, (f"{path}: {error}; the stock keys hold",))
    own: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for name, value in _flat(found):
        keys = (value,) if isinstance(value, str) else tuple(value)
        named = tuple(textual_name(str(key)) for key in keys)
        bad = [str(key) for key, name_of in zip(keys, named, strict=True) if not name_of]
        if bad:
            problems.append(f"{name}: {', '.join(bad)} is no key that arrives over SSH")
        own[name] = tuple(one for one in named if one)
    made = keymap(own)
    return Keymap(made.meanings, (*problems, *made.problems))


def textual_name(key: str) -> str:
    """Textual's name of a key a person wrote (`?`, `ctrl+k`, `G`); empty for an impossible one."""
    if key in _NAMES:
        return _NAMES[key]
    *holds, last = key.split("+") if len(key) > 1 else [key]
    name = "+".join([*holds, last])
    possible = (len(last) == 1 and last.isalnum()) or last in _SPECIAL or last in _NAMES.values()
    if name in NEVER_BOUND or not possible or not set(holds) <= {"ctrl", "shift", "alt"}:
        return ""
    return name


def _flat(found: Mapping[str, object], prefix: str = "") -> list[tuple[str, list[str] | str]]:
    """`[keys] card.right = "L"` is a nested table in TOML: its dotted names again."""
    flat: list[tuple[str, list[str] | str]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{prefix}{name}.")
        elif isinstance(value, list | str):
            flat.append((prefix + name, value))
    return flat


def _is_known(action_id: str, problems: list[str]) -> bool:
    if action_id not in CATALOGUE:
        problems.append(f"{action_id} is no action; `pmtui keys` lists them")
    return action_id in CATALOGUE


def _claim(
    table: dict[str, str], key: str, action_id: str, context: str, problems: list[str]
) -> None:
    if key in table and table[key] != action_id:
        problems.append(f"{shown(key)} means both {table[key]} and {action_id} in {context}")
        return
    displaced = [
        one.id
        for one in CATALOGUE.values()
        if key in one.keys and one.id != action_id and holds_in(one, context)
    ]
    if displaced and displaced[0] not in table.values():
        problems.append(f"{shown(key)} now means {action_id}, no longer {displaced[0]}")
    table[key] = action_id
