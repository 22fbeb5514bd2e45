"""This file is the part that panes with one grid share."""

from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.lines.grid import Grid
from pmtui.tui.panes.core.pane import Pane


class GridPane(Pane):
    """A pane whose rows stand in a grid."""

    def __init__(self, *beside: LineWidget, grid: Grid | None = None) -> None:
        self.grid = grid if grid is not None else Grid()
        super().__init__(self.grid, *beside)
