"""This file reads the nested brackets in which P6 keeps a calendar."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from pmtui.exchange.file_limits import UnreadableError

_DEEPEST: Final = 12
_HEAD: Final = re.compile(r"\s*\(\s*\d*\s*\|\|\s*([^()|]*)\(([^()]*)\)\s*\(")
_TAIL: Final = re.compile(r"\s*\)\s*\)")


class Bracket(Struct, frozen=True, gc=False):
    """One bracket: its name, its values by letter, and the brackets inside."""

    name: str
    values: tuple[tuple[str, str], ...] = ()
    parts: tuple["Bracket", ...] = ()

    def value(self, name: str) -> str:
        """A value by its letter; empty where it is missing."""
        return next((text for letter, text in self.values if letter == name), "")

    def part(self, name: str) -> "Bracket | None":
        """The bracket inside with a name."""
        return next((part for part in self.parts if part.name == name), None)


def read_part(text: str, where: str) -> Bracket:
    """The bracket a text holds, as `(0||CalendarData()( ... ))`.

    Raises:
        UnreadableError: brackets are missing, or nested deeper than any calendar.
    """
    open_: list[tuple[str, str, list[Bracket]]] = []
    place = 0
    while True:
        head = _HEAD.match(text, place)
        if head is not None and len(open_) < _DEEPEST:
            open_.append((head[1].strip(), head[2], []))
            place = head.end()
            continue
        tail = _TAIL.match(text, place)
        if tail is None or not open_:
            raise UnreadableError(
                f"{where}: its data cannot be read at character {place + 1}",
                "save the calendar again in P6 and export anew",
            )
        name, values, parts = open_.pop()
        made = Bracket(name, tuple(_values(values)), tuple(parts))
        place = tail.end()
        if not open_:
            return made
        open_[-1][2].append(made)


def _values(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of `s|08:00|f|12:00`."""
    words = text.split("|")
    yield from zip(words[::2], words[1::2], strict=False)
