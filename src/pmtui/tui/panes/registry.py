"""This file says which pane draws which view."""

from typing import Final

from pmtui.tui.panes.board import BoardPane
from pmtui.tui.panes.log import LogPane
from pmtui.tui.panes.overview import OverviewPane
from pmtui.tui.panes.pane import Pane
from pmtui.tui.panes.risks import RisksPane

PANES: Final[dict[str, type[Pane]]] = {
    "overview": OverviewPane,
    "board": BoardPane,
    "risks": RisksPane,
    "log": LogPane,
}
"""The pane of each view, by the view's id."""
