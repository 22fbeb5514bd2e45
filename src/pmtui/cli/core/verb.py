"""This file defines what a verb of the command line is, what it is called with, and how it ends."""

import argparse
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, tzinfo
from types import FrameType
from typing import Final, NoReturn, Protocol, TextIO

import msgspec

from pmtui.cli.console.output import Output, answering
from pmtui.cli.console.shell_quoting import unquoted_text
from pmtui.cli.console.streams import stdout
from pmtui.model.changes.as_of import Past, When
from pmtui.model.changes.ops import Commit
from pmtui.model.workspace.workspace import Workspace

DONE: Final = 0
"""What was asked for is done."""
FOUND: Final = 1
"""A check found something."""
USAGE: Final = 2
"""Wrong usage, or input that cannot be read."""
NO_STORE: Final = 3
"""The store cannot be opened."""
REJECTED: Final = 4
"""Nothing was written: a conflict, a loop, an action refused, no space."""
READ_ONLY: Final = 5
"""Nothing was written: the store cannot be written by this person now."""
IN_DOUBT: Final = 6
"""The disk did not say whether it was written; `pmtui log` tells."""

UNWRITTEN: Final = 7
"""The answer could not be written; one line on stderr says whether an edit was made."""

INTERRUPTED: Final = 130
"""Ctrl+C, as every shell counts it; nothing of ours ends with it."""

UNKNOWN: Final = "nobody knows whether it was done; `pmtui log` and `pmtui check` tell"
"""Said by whoever is interrupted again while the first interruption waits."""


class Stop(Exception):  # noqa: N818  (an end with its code and words, not always an error)
    """Ends the program with a code and the words for the person who asked."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code


_WIDTH: Final = 90
# Its words are English as ours are; looking for others reads the disk at every sentence.
vars(argparse)["_"] = str


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Help of one width everywhere; asking the terminal would load a library for every verb."""
    return argparse.HelpFormatter(prog, width=_WIDTH)


_DASHES: Final = "\0--"


class Parser(argparse.ArgumentParser):
    """Reads a verb's arguments; what is wrong ends the program with the code for wrong usage.

    Options are written with two dashes and may stand anywhere, so that `-done` may be a word of a
    filter and `--sort -due` a value.
    """

    def __init__(self, prog: str, sentence: str = "") -> None:
        super().__init__(
            prog=prog, description=sentence, allow_abbrev=False, formatter_class=_formatter
        )
        self.takes_text = False
        """Whether its last argument is free text, which people forget to quote."""

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments that words mean.

        Raises:
            Stop: they are not understood.
        """
        options: list[str] = []
        plain: list[str] = []
        waiting = iter(words)
        for word in waiting:
            if word == "--":
                plain += waiting
            elif not word.startswith("--") and word != "-h":
                plain.append(word)
            elif "=" not in word and self._takes_a_value(word):
                value = next(waiting, None)
                options.append(word if value is None else f"{word}={value}")
            else:
                options.append(word)
        # argparse takes the word `--` away wherever it stands, even where it is what was meant.
        kept = [_DASHES if word == "--" else word for word in plain]
        read, unknown = self.parse_known_args([*options, "--", *kept] if kept else options)
        if unknown:
            self._refuse([_named(text) for text in unknown if text != "--"], plain)
        for name, value in vars(read).items():
            if isinstance(value, list):
                setattr(read, name, ["--" if entry == _DASHES else entry for entry in value])
            elif value == _DASHES:
                setattr(read, name, "--")
        return read

    def _refuse(self, words: Sequence[str], plain: Sequence[str]) -> NoReturn:
        """End over words that nothing takes, with what was probably meant."""
        options = [word for word in words if word.startswith("--")]
        known = [name for name in self._option_string_actions if name.startswith("--")]
        near = [close for word in options for close in nearest(word.partition("=")[0], known)[:1]]
        hint = f"; did you mean {' '.join(near)}?" if near else ""
        places = [action for action in self._actions if not action.option_strings]
        if not options and places and (self.takes_text or places[-1].metavar == "FILE"):
            what = "a text of several words" if self.takes_text else "a name with spaces"
            meant = unquoted_text(plain, len(places) - 1, self.prog)
            hint = f"; {what} goes in quotes: {meant}"
        self.error(f"not understood here: {' '.join(words)}{hint}")

    def print_help(self, _file: object = None) -> None:
        """Print the help as any other answer; argparse would pass over what cannot be written."""
        with answering():
            stdout().write(self.format_help())

    def error(self, message: str) -> NoReturn:
        """End with the reason and the usage."""
        raise Stop(USAGE, f"{message}\n{self.format_usage().rstrip()}")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse what is none of the choices, with the nearest of them."""
        if action.choices is None or value in action.choices:
            return
        known = [*map(str, action.choices)]
        hint = " or ".join(nearest(str(value), known)) or ", ".join(known)
        raise argparse.ArgumentError(action, f"{value!r} is none of them; there is {hint}")

    def _takes_a_value(self, option: str) -> bool:
        known = self._option_string_actions.get(option)
        return known is not None and known.nargs != 0


class StoreReading(msgspec.Struct, frozen=True):
    """A store as it was found, for a verb that writes nothing."""

    workspace: Workspace
    today: date
    zone: tzinfo
    """The store's own; it says what day a moment is on."""
    me: int
    """The person at the keyboard; 0 where nobody carries the login."""
    store_id: str
    read_only: str
    """Why nothing could be written; empty where it could."""
    history: Callable[[], Iterator[Commit]]
    """Commits from the newest back to the horizon."""
    notice: Callable[[], str]
    """Why the history ended where it did, if a commit is damaged there; empty otherwise."""
    past: Callable[[When], Past]
    """The store as it was.

    Raises:
        OutOfReachError: the history does not go there.
    """
    owner_of: Callable[[Commit], int | None]
    """Who the file system says made a commit; None where its file is in an archive."""


class Call(msgspec.Struct, frozen=True):
    """One call of a verb."""

    args: argparse.Namespace
    out: Output
    store: str
    """The address that is meant, whether or not a store is there."""
    read: Callable[[], StoreReading]
    """Opens the store for reading.

    Raises:
        Stop: it cannot be opened.
    """
    sample: Callable[[], Workspace]
    """The sample portfolio as it is today.

    Raises:
        Stop: it is missing or cannot be read.
    """
    stdin: TextIO


class Verb(Protocol):
    """What the parser and the help need: of a `ReadVerb`, an `EditVerb` or a `MaintenanceVerb`.

    The latter two load with the verbs of their kind, so that a short list waits for neither.
    """

    @property
    def name(self) -> str:
        """As it is typed."""
        ...

    @property
    def help(self) -> str:
        """One sentence."""
        ...

    @property
    def arguments(self) -> Callable[[Parser], None]:
        """Says to a parser what may follow it."""
        ...


class ReadVerb(msgspec.Struct, frozen=True, kw_only=True):
    """A verb that writes nothing through a session; its run gives the exit code."""

    name: str
    help: str
    """One sentence."""
    arguments: Callable[[Parser], None] = lambda _parser: None
    run: Callable[[Call], int]


def no_such(word: str, kind: str, known: list[str], otherwise: str = "") -> Stop:
    """The end of a call that names something there is none of, with what comes close.

    Args:
        word: what was typed.
        kind: what it should be one of.
        known: what there is.
        otherwise: what to say where nothing comes close; all there is if left out.
    """
    close = nearest(word, known)
    hint = f"did you mean {' or '.join(close)}?" if close else ""
    hint = hint or otherwise or f"there is {', '.join(known)}"
    return Stop(USAGE, f"there is no {kind} {word!r}; {hint}")


def no_option(word: str, known: Sequence[str]) -> Stop:
    """The end of a call with an option that there is none of."""
    name = word.partition("=")[0]
    close = nearest(name, known) or [text for text in known if text.startswith("--")]
    return Stop(USAGE, f"there is no option {name}; did you mean {' or '.join(close)}?")


def nearest(word: str, known: Sequence[str]) -> list[str]:
    """The known words that come closest to one, at most three."""
    import difflib

    return difflib.get_close_matches(word.casefold(), known, n=3, cutoff=0.6)


def _named(word: str) -> str:
    return word.replace(_DASHES, "--")


@contextmanager
def deferred_interrupt(out: Output, unsure: str = UNKNOWN) -> Iterator[None]:
    """Let an interruption wait for the end of what is on its way to the disk.

    It cannot be called back, so whoever interrupts is told what became of it: by `out.done`, which
    is set inside. A second interruption does not wait, as where a disk does not answer.

    Args:
        out: tells the person.
        unsure: what is told where a second one came before it was known.

    Raises:
        KeyboardInterrupt: at the end, where one came meanwhile and nothing else was raised.
    """
    came: list[int] = []

    def wait(number: int, _frame: FrameType | None) -> None:
        if came:
            if out.done == begun:
                out.done = unsure
            raise KeyboardInterrupt
        came.append(number)

    begun = out.done
    try:
        before = signal.signal(signal.SIGINT, wait)
    except ValueError:  # only the main thread hears signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
