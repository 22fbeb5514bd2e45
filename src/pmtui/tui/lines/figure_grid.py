"""This file draws a table whose columns can be walked, so that one figure is pointed at."""

from pmtui.tui.lines.grid import Grid


class FigureGrid(Grid):
    """A table in which `h` and `l` go from column to column where its rows have figures."""

    walks_columns = False
    """Whether they do."""

    @property
    def column_key(self) -> str:
        """The key of the column that was walked to; empty while none was."""
        shown = {column.key for column, _ in self._widths}
        return self.chosen_column if self.chosen_column in shown else ""

    def move(self, across: int, down: int) -> None:
        """Move the cursor by rows, or by columns."""
        if across and self.walks_columns and self._widths:
            keys = [column.key for column, _ in self._widths]
            at = keys.index(self.column_key) if self.column_key else 0
            self.chosen_column = keys[max(0, min(at + across, len(keys) - 1))]
            self.refresh_line(0)
            self.moved()
        else:
            super().move(across, down)
