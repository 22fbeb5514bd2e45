"""This file shares the width of the screen out among tree, view and detail."""

from typing import Final, NamedTuple

NARROW: Final = 100
"""Columns below which the tree is a drawer."""
WIDE: Final = 160
"""Columns from which the detail stands beside the view."""
LEAST_DETAIL: Final = 34
"""Columns below which a detail is no use beside the view: it gives way altogether."""


class PaneWidths(NamedTuple):
    """Columns of the tree and of the detail; the view has the rest."""

    tree: int
    detail: int
    """0 where it gives way."""


def pane_widths(width: int, tree: int, view: int) -> PaneWidths:
    """What tree and detail take of a screen.

    The tree takes what its names need, a third at most; the detail a quarter, and less or nothing
    where the view needs more than is left.

    Args:
        width: columns of the screen.
        tree: columns the tree wants; 0 where it is hidden.
        view: columns in which the view shows every title whole.
    """
    taken = min(tree, width // 3)
    detail = min(width // 4, width - taken - view)
    return PaneWidths(taken, detail if width >= WIDE and detail >= LEAST_DETAIL else 0)
