"""This file is the part that panes with one grid share."""

from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.lines.grid import Grid
from pmtui.tui.panes.core.pane import Pane


class GridPane(Pane):
    """A pane whose rows stand in a grid."""

    def __init__(self, *beside: LineWidget) -> None:
        self.grid = Grid()
        super().__init__(self.grid, *beside)
