"""This file draws shares and series as text: bars, progress and sparklines, a cell at a time."""

from collections.abc import Sequence
from typing import Final

from pmtui.tui.lines.glyphs import UNICODE, Glyphs

HALF: Final = "▌"
"""Half a cell; drawings in ASCII have whole ones only."""


def bar(value: float | None, most: float, width: int, glyphs: Glyphs = UNICODE) -> str:
    """A bar as long as `value` is of `most`, in exactly `width` cells and in steps of half a cell.

    Anything above nothing is seen; what is undefined, or measured against nothing, is blank.
    """
    filled, half = _halves(value, most, width, glyphs)
    return (glyphs.full * filled + HALF * half).ljust(max(0, width))


def progress(percent: float | None, width: int, glyphs: Glyphs = UNICODE) -> str:
    """How much of a hundred is done, over a track that shows how much is left."""
    if percent is None:
        return " " * max(0, width)
    filled, half = _halves(percent, 100, width, glyphs)
    return glyphs.full * filled + HALF * half + glyphs.empty * max(0, width - filled - half)


def sparkline(values: Sequence[float | None], width: int, glyphs: Glyphs = UNICODE) -> str:
    """A series as one step a cell, its last values where there are more than `width`.

    The steps go from nothing, or from the lowest value below it, to the highest; the lowest step is
    drawn, so that a zero differs from a gap, which is what an undefined value leaves.
    """
    shown = values[-width:] if width > 0 else ()
    known = [value for value in shown if value is not None]
    if not known:
        return " " * len(shown)
    low, high = min(0.0, *known), max(0.0, *known)
    steps = glyphs.steps[1:]
    return "".join(" " if one is None else steps[_step(one, low, high, steps)] for one in shown)


def _halves(value: float | None, most: float, width: int, glyphs: Glyphs) -> tuple[int, int]:
    """Whole cells and half ones that a share fills."""
    if value is None or value <= 0 or most <= 0 or width <= 0:
        return 0, 0
    share = min(1.0, value / most)
    if glyphs.full.isascii():
        return max(1, round(share * width)), 0
    return divmod(max(1, round(share * width * 2)), 2)


def _step(value: float, low: float, high: float, steps: str) -> int:
    return round((value - low) / (high - low) * (len(steps) - 1)) if high > low else 0
