"""This file says which pane draws which view; a pane is loaded when its view is first shown."""

from collections.abc import Iterator
from typing import Final

from pmtui.later import loaded
from pmtui.tui.panes.core.pane import Pane

_PANES: Final = {
    "overview": "pmtui.tui.panes.overview:OverviewPane",
    "board": "pmtui.tui.panes.board:BoardPane",
    "roadmap": "pmtui.tui.panes.roadmap:RoadmapPane",
    "risks": "pmtui.tui.panes.risks:RisksPane",
    "log": "pmtui.tui.panes.log:LogPane",
    "detail": "pmtui.tui.panes.detail:DetailPane",
}
VIEWS_SHOWN: Final = frozenset(_PANES) - {"detail"}
"""The views that have a pane."""


def new_pane(view: str) -> Pane:
    """A new pane of a view, by the view's id."""
    pane: Pane = loaded(_PANES[view])()
    return pane


def load_each() -> Iterator[None]:
    """Load one pane a step, so that the first look at a view costs no import."""
    for place in _PANES.values():
        loaded(place)
        yield
