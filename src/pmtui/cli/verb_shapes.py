"""This file says of every verb, as plain data, what may follow it."""

import argparse
from collections.abc import Iterator
from typing import Final

import msgspec

from pmtui.cli.core.table_names import plurals
from pmtui.cli.core.verb import Verb
from pmtui.cli.help_text import GROUPS
from pmtui.cli.main import every_verb, verb_parser
from pmtui.model.workspace.schema import TABLES

FILE: Final = "@file"
"""Stands among words for any file."""
_FILES: Final = frozenset({"FILE", "MAP.toml", "OUT"})


class Option(msgspec.Struct, frozen=True):
    """An option of a verb, or one of its places."""

    name: str
    """With its dashes; of a place what stands for it, as `KIND`."""
    help: str
    takes_value: bool
    value: str
    """What stands for the value, as `A,B`; empty where it takes none."""
    words: tuple[str, ...]
    """What may be written there; `FILE` among them for any file, empty where anything may."""
    repeats: bool
    required: bool


class Shape(msgspec.Struct, frozen=True):
    """A verb with all that may follow it."""

    name: str
    group: str
    help: str
    places: tuple[Option, ...]
    options: tuple[Option, ...]


def shapes() -> Iterator[Shape]:
    """Every verb, in the order of the help."""
    verbs = {verb.name: verb for verb in every_verb()}
    for group, names in GROUPS.items():
        for name in names:
            yield _shape(group, verbs[name])


def _shape(group: str, verb: Verb) -> Shape:
    actions = verb_parser(verb)._actions  # noqa: SLF001  (argparse tells it to nobody)
    places = tuple(_option(verb.name, action) for action in actions if not action.option_strings)
    options = tuple(_option(verb.name, action) for action in actions if action.option_strings)
    return Shape(verb.name, group, verb.help, places, options)


def _option(verb: str, action: argparse.Action) -> Option:
    takes_value = action.nargs != 0
    value = str(action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper())
    name = action.option_strings[-1] if action.option_strings else value
    return Option(
        name=name,
        help=action.help or "",
        takes_value=takes_value,
        value=value if takes_value else "",
        words=_words(verb, value, action) if takes_value else (),
        repeats=action.nargs in {"+", "*"},
        required=action.nargs not in {"?", "*"} and bool(action.required),
    )


def _words(verb: str, value: str, action: argparse.Action) -> tuple[str, ...]:
    if action.choices:
        return tuple(map(str, action.choices))
    if value in _FILES:
        return (FILE,)
    if value == "KIND" and verb == "add":
        return tuple(dict.fromkeys(_singulars()))
    return tuple(plurals()) if value == "KIND" else ()


def _singulars() -> Iterator[str]:
    for spec in TABLES.values():
        yield from (kind for kind, _ in spec.kinds)
        yield spec.word
