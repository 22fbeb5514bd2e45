"""This file tells a text that comes at once, without a terminal saying it is pasted, from keys.

Such a text reaches the program in one read, faster than anybody types. On a pane every letter
of it would be a key that edits something. Keys typed ahead over a slow line come in one read too,
so what they spell decides; the rule is in docs/decisions/0048.
"""

import re
from collections.abc import Iterable
from typing import Final

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.events import Event, Key, Paste
from textual.message import Message

from pmtui.tui.terminal.line_pace import ANSWER

MARK: Final = "⏎"
"""Stands in a line for a line break that was pasted."""
FEWEST: Final = 3
"""Characters below which, with Enter behind them, they are keys typed ahead."""
LONG: Final = 5
"""Letters in one go that are a text without a break or a second word, if most differ; of signs
and letters twice as many."""
QUIET_SECONDS: Final = 0.3
"""How long nothing may have come after a piece of a paste for the next key to be none of it."""
_DISTINCT: Final = 4
_BREAKS: Final = re.compile(r"\r\n|\r|\n")
_OPENED: Final = re.compile(r"(?:[:/?]\S|a[A-Z][a-z ])[^\r\n]*(?:\r\n|\r|\n|$)")
"""A key that opens a line, what is typed into it, and its Enter; no word begins as `aWires`."""
_WORDS: Final = re.compile(r"[^\W\d_]{2,}[,;.]? [^\W\d_]{2,}")
_WORD: Final = re.compile(rf"[^\W_]{{{LONG}}}")
_FIGURES: Final = re.compile(r"(\d)[\r\n.,]*(?!\1)\d")
"""A number of two digits, or lines of them: one who changes the view presses one."""


class Burst(Event):
    """Keys that came in one read."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self.keys = keys

    def keys_for(self, app: App[int], *, anew: bool = False) -> list[Key]:
        """The keys as the terminal's driver sends them: another sender's rise less far.

        Args:
            app: whom they are for.
            anew: whether they come now, and not when they were read.
        """
        keys = [Key(key.key, key.character) for key in self.keys]
        for key in keys:
            key.set_sender(app)
            key.time = key.time if anew else self.time
        return keys

    @property
    def text(self) -> str:
        """What they spell; a key that is no character spells nothing."""
        return "".join(map(character_of, self.keys))


def gather_bursts(events: Iterable[Message]) -> list[Message]:
    """What came in one read, its keys as one burst where there are several.

    A click or a focus that came with them comes before a text, and otherwise in its place.
    """
    read = list(events)
    keys = tuple(event for event in read if isinstance(event, Key))
    if len(keys) < 2:
        return read
    others = [event for event in read if not isinstance(event, Key)]
    burst = Burst(keys)
    if others and not reads_like_text(burst.text):
        return read
    return [*others, burst]


def reads_like_text(text: str, moving: frozenset[str] = frozenset()) -> bool:
    """Whether keys that came in one read where nothing is typed are a text, and not keys.

    Args:
        text: what they spell.
        moving: characters whose keys only move the cursor or the view, wherever one is.
    """
    rest = _OPENED.sub("", text, count=1) if _OPENED.match(text) else ""
    if rest or _OPENED.match(text):
        return _goes_on(rest, moving)
    marks = _BREAKS.sub("", text)
    if not marks or _only_move(text, moving):
        return False
    keys = _without_lead(marks, moving)
    if _BREAKS.search(text) and len(keys) >= FEWEST:
        return True
    is_foreign = len(keys) >= FEWEST and any(
        mark.isalpha() and not mark.isascii() and mark not in moving for mark in keys
    )
    is_long = len(keys) >= LONG and bool(_WORD.search(keys) or len(keys) >= 2 * LONG)
    is_mixed = len(set(keys.casefold())) >= _DISTINCT
    return (is_long and is_mixed) or is_foreign or bool(_WORDS.search(text))


def overflows(text: str, moving: frozenset[str] = frozenset()) -> bool:
    """Whether keys that came in one read go on, where a line is open, behind the Enter of it."""
    _, *broken = _BREAKS.split(text, maxsplit=1)
    return bool(broken) and _goes_on(broken[0], moving)


def _goes_on(rest: str, moving: frozenset[str]) -> bool:
    """Whether what comes behind the Enter of a line is more of a text."""
    if not rest.strip() or _only_move(rest, moving):
        return False
    return bool(_BREAKS.search(rest)) or reads_like_text(rest, moving)


def _only_move(text: str, moving: frozenset[str]) -> bool:
    """Whether it is one key held down, or keys that edit nothing."""
    marks = _BREAKS.sub("", text)
    if len(set(text)) == 1:
        return True
    return all(mark in moving for mark in marks) and not _FIGURES.search(text)


def _without_lead(marks: str, moving: frozenset[str]) -> str:
    """Characters without those of a key at their head that was pressed again and again to move."""
    rest = marks.lstrip(marks[0])
    return rest if marks[0] in moving and len(marks) - len(rest) > 1 else marks


def pasted_lines(text: str) -> list[str]:
    """The lines of a pasted text that hold something, whatever ends them."""
    return [line.strip() for line in _BREAKS.split(text) if line.strip()]


def with_break_marks(text: str) -> str:
    """A pasted text as it stands in a line: its breaks as marks, its levels as blanks."""
    lines = (line.expandtabs(4).rstrip() for line in _BREAKS.split(text))
    return MARK.join(line for line in lines if line)


def listen_for_bursts() -> None:
    """Let the terminal's driver gather what comes in one read."""
    vars(linux_driver)["XTermParser"] = BurstParser


class BurstParser(XTermParser):
    """Reads keys as the stock parser does, and gathers those of one read."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of what was read; no text holds what the terminal answered meanwhile."""
        read = [
            Paste(ANSWER.sub("", event.text)) if isinstance(event, Paste) else event
            for event in super().feed(data)
        ]
        return gather_bursts(read)


def character_of(key: Key) -> str:
    """The character that a key stands for in a text; empty for a key that is none."""
    if key.key in {"enter", "ctrl+j"}:
        return "\r"
    if key.key == "tab":
        return "\t"
    return key.character or "" if key.is_printable else ""
