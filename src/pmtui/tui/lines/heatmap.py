"""This file draws the mirrored 5x5 heat map: threats left, opportunities right, counts in cells."""

from collections.abc import Callable

from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip

from pmtui.tui.lines.cells import LineWidget
from pmtui.views.table import Cell

STEPS = 5
CELL = 3
LABEL = 3
"""Cells left of the map, where the probabilities stand."""
MANY = "99+"
"""Stands for a count of three digits, which a cell has no room for."""


class HeatMap(LineWidget):
    """Counts by probability (rows) and impact (columns), opportunities mirrored (PMBOK)."""

    DEFAULT_CSS = "HeatMap { width: 36; height: 9; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's own word)
        super().__init__(id=id)
        self._cell: Callable[[str, int, int], Cell] = lambda _kind, _p, _i: Cell("")
        self._row = 0
        self._column = 0

    def show(self, cell: Callable[[str, int, int], Cell]) -> None:
        """Show other counts: a function of kind, probability and impact."""
        self._cell = cell
        self.refresh()

    @property
    def cursor(self) -> tuple[str, int, int]:
        """Kind, probability and impact of the cell under the cursor."""
        return self._place(self._row, self._column)

    def move(self, across: int, down: int) -> None:
        """Move the cursor by cells."""
        self._row = max(0, min(self._row + down, STEPS - 1))
        self._column = max(0, min(self._column + across, 2 * STEPS - 1))
        self.refresh()
        self.moved()

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a second one chooses where the map has the keys."""
        row, x = event.y - 1, event.x - LABEL
        column = (x if x < STEPS * CELL else x - 1) // CELL
        if x < 0 or not (0 <= row < STEPS and column < 2 * STEPS):
            return
        self.move(column - self._column, row - self._row)
        if event.chain > 1 and self.active:
            self.chosen()

    @staticmethod
    def _place(row: int, column: int) -> tuple[str, int, int]:
        if column < STEPS:
            return "threat", STEPS - row, column + 1
        return "opportunity", STEPS - row, 2 * STEPS - column

    def render_line(self, y: int) -> Strip:
        """Titles, five rows of cells, the scale below."""
        width = self.size.width
        if y == 0:
            text = "   " + "threats".center(STEPS * CELL) + " " + "opport.".center(STEPS * CELL)
            return self.strip_of([self.painted(Cell(text, "dim"), width)], width)
        if y <= STEPS:
            return self._cells(y - 1, width)
        if y == STEPS + 1:
            rising = "".join(f"{step:^{CELL}}" for step in range(1, STEPS + 1))
            falling = "".join(f"{step:^{CELL}}" for step in range(STEPS, 0, -1))
            return self.strip_of(
                [self.painted(Cell(f"   {rising} {falling}", "dim"), width)], width
            )
        if y == STEPS + 2:
            text = "   " + "impact".center(STEPS * CELL) + " " + "impact".center(STEPS * CELL)
            return self.strip_of([self.painted(Cell(text, "dim"), width)], width)
        return self.strip_of([Segment(" " * width, self.style_of("tone--plain"))], width)

    def _cells(self, row: int, width: int) -> Strip:
        pieces = [self.painted(Cell(f"p{STEPS - row}", "dim"), LABEL)]
        for column in range(2 * STEPS):
            cell = self._cell(*self._place(row, column))
            over: tuple[str, ...] = ()
            if self.active and (row, column) == (self._row, self._column):
                over = ("line--cursor",)
            text = cell.text if cell.text not in {"", "0"} else self.glyphs.dot
            shown = f" {text}" if len(text) < CELL else MANY
            pieces.append(self.painted(Cell(shown, cell.tone), CELL, "left", *over))
            if column == STEPS - 1:
                pieces.append(Segment(" ", self.style_of("tone--plain")))
        return self.strip_of(pieces, width)
