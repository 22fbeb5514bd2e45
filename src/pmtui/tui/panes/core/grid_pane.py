"""This file is the part that panes with one grid share: cursor, marks and movement."""

from collections.abc import Sequence
from typing import ClassVar

from pmtui.actions.core.action import Target
from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.lines.grid import Grid
from pmtui.tui.panes.core.pane import Pane


class GridPane(Pane):
    """A pane whose rows stand in a grid."""

    table: ClassVar[str] = ""
    """The table its rows are of."""

    def __init__(self, *beside: LineWidget) -> None:
        self.grid = Grid()
        super().__init__(self.grid, *beside)

    @property
    def drawn(self) -> LineWidget:
        """The grid."""
        return self.grid

    def target_of(self, row_id: int) -> Target:
        """The entity of a row."""
        return Target(self.table, row_id)

    @property
    def target(self) -> Target | None:
        """The entity under the cursor."""
        row_id = self.grid.cursor_id
        return self.target_of(row_id) if row_id is not None else None

    @property
    def marked(self) -> tuple[Target, ...]:
        """The marked entities."""
        return tuple(self.target_of(one) for one in sorted(self.grid.marks))

    @property
    def marks(self) -> int:
        """How many are marked."""
        return len(self.grid.marks)

    def hold(self, *, held: bool) -> None:
        """Keep rows where they are, or let them be sorted anew."""
        self.grid.keeps_order = held and bool(self.sort_keys())

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on an entity."""
        return self.grid.follow(entity_id)

    def walk(self) -> tuple[Sequence[int], int]:
        """The rows, top to bottom."""
        return self.grid.ids, self.grid.cursor

    def stand(self, at: int) -> None:
        """Put the cursor on a row by its position."""
        self.grid.move_to(at)

    def move(self, across: int, down: int) -> None:  # noqa: ARG002  (rows have no columns)
        """Move by rows."""
        if down:
            self.grid.move_cursor(down)

    def page(self, share: float) -> None:
        """Move by a share of the height."""
        self.grid.page(share)

    def end(self, *, last: bool) -> None:
        """Go to the first or last row."""
        self.grid.to_end(last=last)

    def mark(self) -> None:
        """Mark the row."""
        self.grid.mark()

    def mark_all(self) -> None:
        """Mark all or none."""
        self.grid.mark_all()

    def mark_range(self) -> None:
        """Start or end a range."""
        self.grid.mark_range()

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.grid.clear_marks()
