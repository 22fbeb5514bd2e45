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
    rest: str = "▒"
    critical: str = "▓"
    inactive: str = "░"
    ghost: str = "▄"
    tail: str = "┄"
    gap: str = "─"
    off: str = "·"
    status: str = "┊"
    point: str = "◆"
    point_ghost: str = "◇"
    deadline: str = "▾"
    summary_start: str = "┏"
    summary_done: str = "━"
    summary_rest: str = "─"
    summary_end: str = "┓"
    link_down: str = "│"
    link_across: str = "─"
    link_from: str = "┐"
    link_to: str = "└"
    link_up: str = "┌"
    link_back: str = "┘"
    arrow: str = "▸"
    arrow_back: str = "◂"


UNICODE: Final = Glyphs()
"""For locales that can show them."""
ASCII: Final = Glyphs(
    "~", "|", "-", "+", "v", ">", " ", ">", "*", "^", "v", ".", "#", "-", " .:-=+*%#", "#", " ",
    "=", "%", ":", "_", "-", "~", ".", ":", "*", "o", "v", "[", "=", "-", "]",
    "|", "-", "+", "+", "+", "+", ">", "<",
)  # fmt: skip
"""For all others."""
