"""This file tells a text that comes at once, without a terminal saying it is pasted, from keys.

Such a text reaches the program in one read, faster than anybody types. On a pane every letter
of it would be a key that edits something. Keys typed ahead over a slow line come in one read too:
what begins with a key that opens a line is typed for that line.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.events import Event, Key
from textual.message import Message

MARK: Final = "⏎"
"""Stands in a line for a line break that was pasted."""
FEWEST: Final = 3
"""Printable keys below which nobody has pasted."""
_OPENING: Final = ":/?"
_BREAKS: Final = re.compile(r"\r\n|\r|\n")
_WORDS: Final = re.compile(r"[^\W\d_]{2,}[,;.]? [^\W\d_]{2,}")


class Burst(Event):
    """Keys that came at once and read like a text."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self.keys = keys

    def keys_from(self, app: App[int]) -> list[Key]:
        """The keys anew, as the terminal's driver sends them: another sender's rise less far."""
        keys = [Key(key.key, key.character) for key in self.keys]
        for key in keys:
            key.set_sender(app)
        return keys

    @property
    def text(self) -> str:
        """What they spell."""
        return "".join(_spelt(key) for key in self.keys)


def gathered(events: Iterable[Message]) -> list[Message]:
    """What came in one read, its keys as one burst where they read like a text."""
    found = list(events)
    keys = tuple(event for event in found if isinstance(event, Key))
    if len(keys) == len(found) and all(map(_spelt, keys)):
        burst = Burst(keys)
        if reads_like_text(burst.text):
            return [burst]
    return found


def reads_like_text(text: str) -> bool:
    """Whether keys that came at once are a text: with a line break, or words."""
    if len(_BREAKS.sub("", text)) < FEWEST or text[0] in _OPENING:
        return False
    return bool(_BREAKS.search(text) or _WORDS.search(text))


def pasted_lines(text: str) -> list[str]:
    """The lines of a pasted text that hold something, whatever ends them."""
    return [line.strip() for line in _BREAKS.split(text) if line.strip()]


def marked(text: str) -> str:
    """A pasted text as it stands in a line: its breaks as marks."""
    return MARK.join(pasted_lines(text))


def listen_for_bursts() -> None:
    """Let the terminal's driver gather what comes in one read."""
    vars(linux_driver)["XTermParser"] = BurstParser


class BurstParser(XTermParser):
    """Reads keys as the stock parser does, and gathers those of one read."""

    def feed(self, data: str) -> Iterable[Any]:
        """The events of what was read."""
        return gathered(super().feed(data))


def _spelt(key: Key) -> str:
    """The character that a key stands for in a text; empty for a key that is none."""
    if key.key in {"enter", "ctrl+j"}:
        return "\r"
    if key.key == "tab":
        return "\t"
    return key.character or "" if key.is_printable else ""
