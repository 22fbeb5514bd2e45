"""This file lists the panes of views that are more than tables; each loads when first shown."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pmtui.tui.panes.core.pane import Pane
from pmtui.views.catalogue import VIEWS
from pmtui.views.shapes.view import ChartPart, View


def _overview() -> Callable[[], Pane]:
    from pmtui.tui.panes.overview import OverviewPane

    return OverviewPane


def _board() -> Callable[[], Pane]:
    from pmtui.tui.panes.board import BoardPane

    return BoardPane


def _roadmap() -> Callable[[], Pane]:
    from pmtui.tui.panes.roadmap import RoadmapPane

    return RoadmapPane


def _risks() -> Callable[[], Pane]:
    from pmtui.tui.panes.risks import RisksPane

    return RisksPane


def _detail() -> Callable[[], Pane]:
    from pmtui.tui.panes.detail import DetailPane

    return DetailPane


DETAIL: Final = "detail"
"""The pane that shows one entity; it is no view of a scope."""

PANES: Final[Mapping[str, Callable[[], Callable[[], Pane]]]] = MappingProxyType(
    {
        "overview": _overview,
        "board": _board,
        "roadmap": _roadmap,
        "risks": _risks,
        DETAIL: _detail,
    }
)
"""What loads the pane of a view that is more than tables, by the view's id."""


def _tables() -> Callable[[View], Pane]:
    from pmtui.tui.panes.core.register_pane import RegisterPane

    return RegisterPane


def new_pane(view: str) -> Pane:
    """A new pane of a view, by the view's id; that of tables where it has none of its own."""
    return PANES[view]()() if view in PANES else _tables()(VIEWS[view])


def load_each() -> Iterator[None]:
    """Load one pane, or table, a step, so that the first look at a view costs no import."""
    parts = [part for view in VIEWS.values() for part in view.parts]
    declared = [part.chart if isinstance(part, ChartPart) else part.table for part in parts]
    for load in (*PANES.values(), _tables, *filter(None, declared)):
        load()
        yield
