"""This file draws a table whose columns can be walked, so that one figure is pointed at."""

from collections.abc import Sequence
from typing import Final

from textual.events import Click
from textual.strip import Strip

from pmtui.tui.lines.grid import Grid
from pmtui.views.shapes.table import Cell, Line, Table, TableColumn

_LEAST: Final = 6
"""Lines that rows have before what they come to stands below them."""


class FigureGrid(Grid):
    """A table in which `h` and `l` go from column to column where its rows have figures.

    Where columns scroll, as many as have room are shown, the one that is pointed at among them.
    """

    DEFAULT_CSS = "FigureGrid { height: 1fr; }"
    walks_columns = False
    """Whether they do."""
    _first_shown = 0
    """The first of the columns that scroll."""

    @property
    def column_key(self) -> str:
        """The key of the column that was walked to; empty while none was."""
        shown = {column.key for column, _ in self._widths}
        return self.chosen_column if self.chosen_column in shown else ""

    def columns_in(self, room: int) -> Sequence[TableColumn]:
        """The columns that stay, and of those that scroll as many as have room.

        Other columns begin with a third of those before the one that is pointed at.
        """
        scrolling = [column for column in self.columns if column.scrolls]
        if not scrolling or not self.size.width:
            return self.columns
        taken = sum(1 + column.width for column in self.columns if not column.scrolls)
        count = max(1, (room - taken) // (1 + max(column.width for column in scrolling)))
        keys, first = [column.key for column in scrolling], self._first_shown
        if self.chosen_column not in {column.key for column in self.columns}:
            begin = next((at for at, column in enumerate(scrolling) if column.begins), 0)
            self.chosen_column, first = keys[begin], begin - count // 3
        if self.chosen_column in keys:
            at = keys.index(self.chosen_column)
            first = min(max(first, at - count + 1), at)
        first = self._first_shown = max(0, min(first, len(scrolling) - count))
        shown = {*keys[first : first + count]}
        return [column for column in self.columns if not column.scrolls or column.key in shown]

    def move(self, across: int, down: int) -> None:
        """Move the cursor by rows, to what is beside a row, or by columns."""
        beside = self._rows.beside if isinstance(self._rows, Table) else None
        if across and beside is not None and self.cursor_id is not None:
            row_id = beside(self.cursor_id, across)
            if row_id is not None:
                self.follow(row_id)
        elif across and self.walks_columns and self._widths:
            shown = {column.key for column, _ in self._widths}
            keys = [column.key for column in self.columns if column.scrolls or column.key in shown]
            at = keys.index(self.column_key) if self.column_key else 0
            self.chosen_column = keys[max(0, min(at + across, len(keys) - 1))]
            if self.chosen_column not in shown and self._measure():
                self._draw_anew()
            self.refresh_line(0)
            self.moved()
        else:
            super().move(across, down)

    @property
    def foot(self) -> tuple[Line, ...]:
        """What its rows come to, below them; nothing where rows would lose their room."""
        foot = self._rows.foot if isinstance(self._rows, Table) else ()
        return foot if self.size.height - self._head - len(foot) - 1 >= _LEAST else ()

    def body_height(self) -> int:
        """The lines between the header and the foot."""
        return max(1, super().body_height() - self._foot_height)

    @property
    def _foot_height(self) -> int:
        """The lines of the foot and the one above it."""
        return len(self.foot) + 1 if self.foot else 0

    def render_line(self, y: int) -> Strip:
        """The header, a row, a line of the foot."""
        at = y - (self.size.height - self._foot_height)
        if at < 0:
            return super().render_line(y)
        width = self.size.width
        cells = self.foot[at - 1] if at else ()
        pieces = [self.painted(Cell(""), 1), *self.painted_row(cells, width - 1)]
        return self.strip_of(pieces, width)

    def on_click(self, event: Click) -> None:
        """A click on a row; the foot takes none."""
        if event.y < self.size.height - self._foot_height:
            super().on_click(event)
