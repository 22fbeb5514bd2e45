"""This file draws a few values as one line of bars, as small as words: how something has gone."""

from collections.abc import Sequence
from typing import Final

from pmtui.views.charts.canvas import STROKES

FEWEST: Final = 3
"""Values and cells from which a course can be seen."""
_STEPS: Final = STROKES["braille"].steps[1:]


def sparkline(values: Sequence[float], width: int) -> str:
    """The newest of some values, a cell for each, from the lowest to the highest of them.

    Empty where there are too few values or cells to see a course; values that are all the same
    are half high. Where ASCII alone is shown the bars have three heights.

    Args:
        values: in order of time.
        width: cells there are for them.
    """
    shown = values[-width:] if width > 0 else ()
    if len(shown) < FEWEST:
        return ""
    low, high = min(shown), max(shown)
    if low == high:
        return _STEPS[len(_STEPS) // 2 - 1] * len(shown)
    most = len(_STEPS) - 1
    return "".join(_STEPS[round((value - low) / (high - low) * most)] for value in shown)
