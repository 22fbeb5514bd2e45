"""This file says which pane draws which view; a pane is loaded when its view is first shown."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pmtui.tui.panes.core.pane import Pane
from pmtui.views.catalogue import VIEWS
from pmtui.views.shapes.request import ViewRequest
from pmtui.views.shapes.table import Table
from pmtui.views.shapes.view import View

TableFunction = Callable[[ViewRequest], Table]
"""What gives the table of a view for what is asked for."""


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


def _log_table() -> TableFunction:
    from pmtui.views.registers.register_log import requested_log

    return requested_log


def _people_table() -> TableFunction:
    from pmtui.views.registers.people import people

    return people


TABLES: Final[Mapping[tuple[str, str], Callable[[], TableFunction]]] = MappingProxyType(
    {("log", ""): _log_table, ("log", "people"): _people_table}
)
"""What loads the function of a view that is nothing but tables, by view and part.

A part that is not named has that of its view.
"""


def _table_pane() -> Callable[[View, Callable[[str], TableFunction]], Pane]:
    from pmtui.tui.panes.core.table_pane import TablePane

    return TablePane


def new_pane(view: str) -> Pane:
    """A new pane of a view, by the view's id."""
    if view in PANES:
        return PANES[view]()()
    own = TABLES[view, ""]
    return _table_pane()(VIEWS[view], lambda part: TABLES.get((view, part), own)())


def load_each() -> Iterator[None]:
    """Load one pane a step, so that the first look at a view costs no import."""
    for load in (*PANES.values(), _table_pane, *TABLES.values()):
        load()
        yield
