"""This file splits a command line into its leading options, its verb and the rest."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

VERBS: Final = {
    "list": "listing",
    "show": "showing",
    "tree": "showing",
    "risks": "registers",
    "health": "registers",
    "attention": "registers",
    "schedule": "scheduling",
    "contracts": "scheduling",
    "log": "history",
    "diff": "comparing",
    "undo": "taking_back",
    "redo": "taking_back",
    "set": "editing",
    "apply": "applying",
    "import": "importing",
    "export": "exporting",
    "init": "stores",
    "snapshot": "stores",
    "check": "checking",
    "adopt": "adopting",
    "compact": "keeping",
    "backup": "keeping",
    "doctor": "doctor",
    "schema": "schema",
    "keys": "keys",
    "selftest": "selftest",
}
"""Verbs that have a module of their own; every other one comes from the catalogue of actions."""

SCREEN_VERBS: Final = frozenset({"", "demo"})
"""What opens the screen."""

_TAKE_A_VALUE: Final = frozenset({"--store", "--scope", "--view"})


class Front(NamedTuple):
    """A command line before anybody has read its arguments."""

    options: list[str]
    """Options that stand before the verb."""
    verb: str
    """Empty where there is none."""
    rest: list[str]


def split(argv: Sequence[str]) -> Front:
    """The parts of a command line."""
    at = 0
    while at < len(argv) and argv[at].startswith("-") and argv[at] != "-":
        at += 2 if argv[at] in _TAKE_A_VALUE else 1
    verb = argv[at] if at < len(argv) else ""
    return Front(list(argv[:at]), verb, list(argv[at + 1 :]))


def names_a_file(word: str) -> bool:
    """Whether a word that is no verb of its own can only be meant as a store to open."""
    if not word or word in VERBS or word in SCREEN_VERBS:
        return False
    return "/" in word or word.endswith(".json") or Path(word).is_file()


def store_path(said: str, own: Callable[[], Path]) -> Path:
    """The store that is meant: the one that was said, else PMTUI_STORE, else the user's own.

    Args:
        said: as an option or argument; empty where nothing was.
        own: finds the user's own; called only when it is needed.
    """
    named = said or os.environ.get("PMTUI_STORE", "")
    return Path(named) if named else own()
