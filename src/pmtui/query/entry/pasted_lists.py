"""This file reads lines that were copied from a list: bullets, numbers, ticks and levels."""

import re
from typing import Final

import msgspec

BREAKS: Final = re.compile(r"\r\n|\r|\n")
"""What ends a line, whoever wrote it."""
_TAB: Final = 4
"""Cells to which a tab goes on, counted as level."""
_BULLET: Final = re.compile(r"[-*+•‣◦▪–—]\s+(?=\S)")  # noqa: RUF001  (bullets as they are copied)
_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[a-z])[.)]\s+(?=\S)")
_TICK: Final = re.compile(r"(?:\[(?P<mark>[ xX✓✔]?)\]|(?P<box>[☐☑☒✓✔]))\s+(?=\S)")
_DONE: Final = frozenset("xX✓✔☑☒")


class ListLine(msgspec.Struct, frozen=True):
    """One line of a list, without what only marks it as one."""

    number: int
    """Its place in the text, from 1; empty lines are counted."""
    raw: str
    """As it was copied, without blanks at its end."""
    text: str
    indent: int
    """Cells before its bullet or text."""
    is_done: bool = False
    """Whether it was ticked."""


def list_lines(text: str) -> tuple[ListLine, ...]:
    """The lines of a text that hold something.

    Numbers go where there are several lines; one line alone may begin with a number of its own.
    """
    lines = [(at, line) for at, line in enumerate(BREAKS.split(text), 1) if line.strip()]
    return tuple(_read(at, line, several=len(lines) > 1) for at, line in lines)


def levels(lines: tuple[ListLine, ...]) -> tuple[int, ...]:
    """How many lines each line lies under, by how far it is set in: 0 at the top."""
    found: list[int] = []
    above: list[int] = []
    for line in lines:
        while above and above[-1] >= line.indent:
            above.pop()
        found.append(len(above))
        above.append(line.indent)
    return tuple(found)


def _read(at: int, line: str, *, several: bool) -> ListLine:
    whole = line.expandtabs(_TAB).rstrip()
    text = whole.lstrip()
    indent = len(whole) - len(text)
    bullet = _BULLET.match(text) or (_NUMBER.match(text) if several else None)
    text = text[bullet.end() :] if bullet else text
    tick = _TICK.match(text)
    text = text[tick.end() :] if tick else text
    mark = (tick["mark"] or tick["box"]) if tick else ""
    return ListLine(at, whole, text, indent, mark in _DONE if mark else False)
