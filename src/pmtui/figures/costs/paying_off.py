"""This file pays off planned amounts by what was paid, in their order."""

from collections.abc import Iterable


def paid_off(left: dict[int, int], order: Iterable[int], paid: int) -> None:
    """Takes what was paid from planned amounts, one after the other, none below nothing.

    Args:
        left: what is left of each, in minor units, by its id; it is changed.
        order: the ids in the order in which they are paid off.
        paid: what was paid; below nothing it takes nothing.
    """
    for row_id in order:
        part = max(0, min(paid, left[row_id]))
        left[row_id] -= part
        paid -= part
