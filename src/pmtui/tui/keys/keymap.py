"""This file turns the catalogue and a person's keymap into what each key means in each context."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from pmtui.actions.catalogue import CATALOGUE, CONTEXTS, actions_in
from pmtui.actions.core.action import Action
from pmtui.actions.core.key_labels import key_label
from pmtui.tui.keys.typed_keys import textual_name

KEYMAPS: Final = Path(__file__).parents[1] / "keymaps"
"""Where the shipped keymaps lie; the keys of the catalogue are the one named `us`."""

_MOVING: Final = frozenset({"move", "select"})
"""Groups of actions that edit nothing and open nothing."""

Keys = Mapping[str, tuple[str, ...]]
"""Textual key names by action id; they replace the action's stock keys."""


class Keymap(msgspec.Struct, frozen=True):
    """What every key means, and what a person's own keymap could not have."""

    meanings: Mapping[str, Mapping[str, str]]
    """Action id by Textual key name, by context."""
    problems: tuple[str, ...] = ()

    def action(self, key: str, context: str) -> str:
        """The id of the action a key means in a context; empty where it means none."""
        return self.meanings.get(context, {}).get(key, "")

    @property
    def moving(self) -> frozenset[str]:
        """Characters whose keys only move the cursor or the view, in whatever context."""
        tables = [self.meanings.get(context, {}) for context in CONTEXTS]
        keys = {key for table in tables for key in table}
        meant = {key: {table[key] for table in tables if key in table} for key in keys}
        only = {
            key
            for key, actions in meant.items()
            if {CATALOGUE[action].group for action in actions} <= _MOVING
        }
        return frozenset({" ", *(mark for key in only if len(mark := key_label(key)) == 1)} - {""})

    def keys_of(self, action_id: str, context: str) -> tuple[str, ...]:
        """The keys that mean an action in a context, as people read them."""
        table = self.meanings.get(context, {})
        return tuple(key_label(key) for key, meant in table.items() if meant == action_id)


def keymap(own: Keys | None = None, layout: Keys | None = None) -> Keymap:
    """The catalogue's keys, with those of a keyboard layout and of a person in their place.

    Args:
        own: keys a person chose; they win over all others.
        layout: keys of a shipped keymap.
    """
    problems: list[str] = []
    wanted = _known(own or {}, problems)
    stock = {value.id: value.keys for value in CATALOGUE.values()} | _known(layout or {}, problems)
    meanings: dict[str, dict[str, str]] = {}
    displaced: dict[tuple[str, str, str], list[str]] = {}
    for context in CONTEXTS:
        table: dict[str, str] = {}
        for action, key in _held(context, wanted):
            if key in table:
                told = f"{key_label(key)} means both {table[key]} and {action.id} in {context}"
                problems.append(f"{told}; it stays {table[key]}")
            table.setdefault(key, action.id)
        rest = {name: keys for name, keys in stock.items() if name not in wanted}
        for action, key in _held(context, rest):
            if table.get(key) in wanted:
                displaced.setdefault((key, table[key], action.id), []).append(context)
            table.setdefault(key, action.id)
        meanings[context] = table
    for (key, winner, loser), contexts in displaced.items():
        where = "" if len(contexts) == len(CONTEXTS) else f" in {', '.join(contexts)}"
        problems.append(f"{key_label(key)} now means {winner}, no longer {loser}{where}")
    return Keymap(meanings, tuple(dict.fromkeys(problems)))


def read_keymap(own: Path, layout: str = "us") -> Keymap:
    """The keymap of a layout with a person's file taken in.

    A keymap is `[keys]` with `action.id = ["key", ...]`; what cannot be read is reported.

    Args:
        own: the person's file; it may not be there.
        layout: name of a shipped keymap, or the path of a keymap file.
    """
    problems: list[str] = []
    given: Keys = {}
    if layout != "us":
        path = Path(layout).expanduser() if "/" in layout else KEYMAPS / f"{layout}.toml"
        if path.exists():
            given = _read(path, problems)
        else:
            names = ", ".join(
                sorted({"us", *(other_path.stem for other_path in KEYMAPS.glob("*.toml"))})
            )
            problems.append(f"there is no keymap {layout}: choose {names} or a file")
    made = keymap(_read(own, problems) if own.exists() else {}, given)
    return Keymap(made.meanings, (*problems, *made.problems))


def _read(path: Path, problems: list[str]) -> Keys:
    try:
        found = tomllib.loads(path.read_text("utf-8")).get("keys", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{path}: {error}; it is passed over")
        return {}
    if not isinstance(found, dict):
        problems.append(f"{path}: keys is no table; it is passed over")
        return {}
    return {name: _named(name, value, problems) for name, value in _flat(found)}


def _named(name: str, value: object, problems: list[str]) -> tuple[str, ...]:
    written = value if isinstance(value, list) else [value]
    keys = {str(key): textual_name(key) if isinstance(key, str) else "" for key in written}
    bad = [key for key, named in keys.items() if not named]
    if bad:
        problems.append(f"{name}: {', '.join(bad)} is no key that arrives over SSH and tmux")
    return tuple(dict.fromkeys(named for named in keys.values() if named))


def _flat(found: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """`[keys] card.right = "L"` is a nested table in TOML: its dotted names again."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _known(keys: Keys, problems: list[str]) -> dict[str, tuple[str, ...]]:
    problems += [f"{name} is no action; `pmtui keys` lists them" for name in keys
                 if name not in CATALOGUE]  # fmt: skip
    return {name: held for name, held in keys.items() if name in CATALOGUE}


def _held(context: str, keys: Keys) -> Iterator[tuple[Action, str]]:
    """The actions of a context with each of their keys."""
    for action in actions_in(context):
        for key in keys.get(action.id, ()):
            yield action, key
