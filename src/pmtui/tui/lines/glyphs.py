"""This file holds the characters that drawings are made of, in Unicode and in ASCII."""

from typing import Final

import msgspec


class Glyphs(msgspec.Struct, frozen=True):
    """One set of drawing characters."""

    ellipsis: str = "…"
    vertical: str = "│"
    horizontal: str = "─"
    cross: str = "┼"
    open: str = "▾"
    closed: str = "▸"
    leaf: str = " "
    cursor: str = "▌"
    mark: str = "●"
    up: str = "↑"
    down: str = "↓"
    dot: str = "·"
    full: str = "█"
    empty: str = "░"
    steps: str = " ▁▂▃▄▅▆▇█"
    bar: str = "▐"
    track: str = " "


UNICODE: Final = Glyphs()
"""For locales that can show them."""
ASCII: Final = Glyphs(
    "~", "|", "-", "+", "v", ">", " ", ">", "*", "^", "v", ".", "#", "-", " .:-=+*%#", "#", " "
)
"""For all others."""
