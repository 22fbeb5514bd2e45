"""This file spells any text in ASCII, cell for cell, for terminals that can show no more."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from pmtui.text import cell_width

UNKNOWN: Final = "?"
"""Stands for what ASCII has nothing like."""
_JOINER: Final = "\u200d"
_EMOJI_SELECTOR: Final = "\ufe0f"
_RANGES: Final = (
    ("\u2400", "\u241f", "^"),  # stand-ins of control characters
    ("\u2500", "\u257f", "+"),  # corners and crossings; lines are named below
    ("\u2581", "\u258f", "#"),  # blocks
    ("\u2591", "\u2593", ":"),  # shades
)
_LINES: Final = {
    "-": "─━┄┅┈┉╌╍═╴╶╸╺–—‐‑‒−▬",  # noqa: RUF001
    "|": "│┃┆┇┊┋╎╏║╵╷╹╻▏▕▎▌▐",
    "_": "▁",
    "=": "▂",
    "#": "▀▔█■▉▊▋▍",
}
_SIGNS: Final = {
    "~": "…",
    ".": "·",
    "*": "●•◆",
    "+": "✓✔",
    "<": "←‹◂◀",  # noqa: RUF001
    ">": "→›▸▶",  # noqa: RUF001
    "^": "↑▴▲",
    "v": "↓▾▼",
    "'": "‘’",  # noqa: RUF001
    '"': "“”«»",
    "x": "×✗",  # noqa: RUF001
    " ": "\u00a0\u2002\u2003\u2009",
    "s": "ß",
    "o": "○◦◇ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "d": "đð",
    "D": "ĐÐ",
    "a": "æ",
    "A": "Æ",
}
_SPELT: Final = {
    mark: spelt for table in (_LINES, _SIGNS) for spelt, marks in table.items() for mark in marks
}


def in_ascii(text: str) -> str:
    """The text in ASCII and in as many cells as it had: drawings alike, letters without accents."""
    if text.isascii():
        return text
    width = cell_width(text)
    return "".join(_letters(text))[:width].ljust(width)


def _letters(text: str) -> Iterator[str]:
    last = ""
    marks = iter(text)
    for mark in marks:
        if mark == _JOINER:
            next(marks, "")
        elif mark == _EMOJI_SELECTOR:
            yield UNKNOWN * (cell_width(last + mark) - cell_width(last))
        else:
            yield _letter(mark).ljust(cell_width(mark), UNKNOWN) if cell_width(mark) else ""
            last = mark


def _letter(mark: str) -> str:
    if mark.isascii():
        return mark
    if mark in _SPELT:
        return _SPELT[mark]
    for first, last, spelt in _RANGES:
        if first <= mark <= last:
            return spelt
    base = unicodedata.normalize("NFKD", mark)[0]
    return base if base.isascii() and base.isprintable() else UNKNOWN
