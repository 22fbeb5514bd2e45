"""This file defines what is drawn by line and has a cursor: walking, marks, following a row."""

from collections.abc import Sequence
from typing import ClassVar

from pmtui.tui.lines.cells import LineWidget


class CursorLines(LineWidget):
    """Lines with a cursor; what a kind of them has no use for does nothing."""

    takes_marks: ClassVar[bool] = False
    marks: set[int]
    """Ids of what is marked."""
    keeps_order = False
    """Whether rows stay in the order they are in, whatever order is shown next."""

    @property
    def walk(self) -> tuple[Sequence[int], int]:
        """Ids in the order they are read, 0 for what is no entity, and the cursor's place."""
        return (), 0

    @property
    def is_on_nothing(self) -> bool:
        """Whether the cursor stands where there is nothing, as in an empty column."""
        return False

    def move(self, across: int, down: int) -> None:
        """Move the cursor by cells."""
        raise NotImplementedError

    def move_to(self, position: int) -> None:
        """Put the cursor on a place of `walk`, or the nearest there is."""

    def page(self, share: float) -> None:
        """Move the cursor by a share of the height."""

    def to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last place."""

    def follow(self, entity_id: int) -> bool:  # noqa: ARG002  (nothing here is of an entity)
        """Put the cursor on an entity; False where it is not shown."""
        return False

    def mark(self) -> None:
        """Mark what is under the cursor, or take the mark away."""

    def mark_all(self) -> None:
        """Mark everything shown, or clear all marks."""

    def mark_range(self) -> None:
        """Start a range of marks, or end it."""

    def clear_marks(self) -> None:
        """Take all marks away."""
