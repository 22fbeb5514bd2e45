"""This file splits a command line into its leading options, its verb and the rest."""

import os
from collections.abc import Callable, Sequence
from keyword import iskeyword
from typing import Final, NamedTuple

from pmtui.cli.console.shell_quoting import quoted
from pmtui.cli.core.verb import NO_STORE, Stop
from pmtui.model.storing.address import scheme_of

_FOLDERS: Final = {
    "read": (
        "list", "show", "tree", "risks", "case", "benefits", "health", "attention", "schedule",
        "evm", "contracts", "log", "diff", "chart",
    ),
    "odds": ("simulate",),
    "money": ("money", "causes", "ledger", "week", "people"),
    "reports": ("report", "question", "flow", "scenario"),
    "governance": ("day", "inbox", "mine", "occurrences", "remind", "select"),
    "agendas": ("agenda", "minutes"),
    "edit": ("add", "set", "done", "level", "policy", "undo", "redo"),
    "checkins": ("round", "update_sheets"),
    "exchange": ("apply", "import", "export", "calendar"),
    "store": ("snapshot", "check", "adopt", "compact", "backup"),
    "setup": ("init", "config", "completion", "man", "doctor", "schema", "keys", "selftest"),
}  # fmt: skip
"""Each verb that has a module, once: it lies in the folder, and is named after the verb."""
_WITHOUT_STORE: Final = "setup"
"""The folder of the verbs that need no store."""

VERBS: Final = {
    name: f"verbs.{folder}.{name}{'_' * iskeyword(name)}"
    for folder, names in _FOLDERS.items()
    for name in names
}
"""Where the verbs are that have a module; every other one comes from the catalogue of actions."""

ALIASES: Final = {"ls": "list"}
"""Other words for verbs, for hands that know them from elsewhere."""

HELP: Final = "help"
"""The word that asks for the help of the program, or of the verb after it."""

SCREEN_VERBS: Final = frozenset({"", "demo"})
"""What opens the screen."""

_TAKE_A_VALUE: Final = frozenset({"--store", "--scope", "--view"})


class CommandLine(NamedTuple):
    """A command line before anybody has read its arguments."""

    options: list[str]
    """Options that stand before the verb."""
    verb: str
    """Empty where there is none."""
    rest: list[str]


def split(argv: Sequence[str]) -> CommandLine:
    """The parts of a command line."""
    at = 0
    while at < len(argv) and argv[at].startswith("-") and argv[at] != "-":
        at += 2 if argv[at] in _TAKE_A_VALUE else 1
    verb = argv[at] if at < len(argv) else ""
    return CommandLine(list(argv[:at]), ALIASES.get(verb, verb), list(argv[at + 1 :]))


def names_a_file(word: str) -> bool:
    """Whether a word that is no verb of its own can only be meant as a store to open."""
    if not word or word in VERBS or word in SCREEN_VERBS or word == HELP:
        return False
    from pathlib import Path

    return "/" in word or word.endswith(".json") or Path(word).is_file()


def store_path(said: str, own: Callable[[], str]) -> str:
    """The address that is meant: the one that was said, else PMTUI_STORE, else the user's own.

    Args:
        said: as an option or argument; empty where nothing was.
        own: finds the user's own; called only when it is needed.
    """
    named = said or os.environ.get("PMTUI_STORE", "")
    if not named:
        return own()
    from pathlib import Path

    return named if scheme_of(named) else str(Path(named))


def refuse_missing(path: str, said: str) -> None:
    """End where there is no store, before anything is loaded that would read it.

    Args:
        path: the store that is meant.
        said: how it was named on the command line; empty where it was not.

    Raises:
        Stop: there is none; says how one is made.
    """
    if scheme_of(path):
        return
    for name in (path, f"{path}.d"):
        try:
            os.lstat(name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError):
            return
        return
    made = f"pmtui init {quoted(said)}" if said else "pmtui init"
    other = "" if said else "; --store FILE or PMTUI_STORE names another"
    raise Stop(
        NO_STORE,
        f"there is no store at {path}: `{made}` makes one there,"
        f" `pmtui demo` shows a sample portfolio{other}",
    )


_STORELESS: Final = frozenset({"-h", "--help", "--problem"})
"""Options with which no verb asks a store."""


def needs_store(front: CommandLine) -> bool:
    """Whether a verb of its own module ends in any case where there is no store."""
    is_known = front.verb in VERBS and front.verb not in _FOLDERS[_WITHOUT_STORE]
    named = {word.partition("=")[0] for word in (*front.options, *front.rest)}
    return is_known and not named & _STORELESS


def named_store(front: CommandLine) -> str:
    """The store that the words name, found without the verb's parser; empty where they do not."""
    words = [*front.options, *front.rest]
    said = ""
    for at, word in enumerate(words):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--store":
            said = value if equals else "".join(words[at + 1 : at + 2])
    return said
