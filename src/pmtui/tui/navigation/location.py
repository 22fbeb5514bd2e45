"""This file says where a person is, and where they came from: scope, view, lens, filter."""

from typing import Final

import msgspec

from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.scope import Lens
from pmtui.views.shapes.table import LaneKind, PeriodKind

_HEIGHT: Final = ("portfolio", "program", "project", "operation")
"""Kinds of components, the highest first."""


class Location(msgspec.Struct, frozen=True):
    """What the screen shows: a view of a scope through a lens, filtered and sorted."""

    scope: int = 0
    view: str = "overview"
    lens: Lens | None = None
    """None takes the lens of the scope's kind."""
    query: str = ""
    sort: str = ""
    lanes: LaneKind = ""
    """How the board is cut into lanes."""
    period: PeriodKind | None = None
    """How long periods are; None for as long as they usually are in what is shown."""
    splits: bool = False
    """Whether money by period is told apart as capital and revenue."""
    as_board: bool = False
    """Whether registers are shown as boards of their states."""


def home_of(workspace: Workspace, person: int) -> int:
    """The component that a person answers for, the highest of several; 0 for none.

    Args:
        workspace: where it is.
        person: id of the person at the keyboard; 0 for nobody known.
    """
    rows = (
        workspace.components[component_id]
        for component_id in workspace.ids_by("components", "owner", person)
    )
    live = [
        component
        for component in rows
        if not component.archived and component.state not in ENDED_COMPONENT_STATES
    ]
    found = min(
        live, key=lambda component: (_HEIGHT.index(component.kind), component.id), default=None
    )
    return found.id if found is not None and person else 0


class NavigationHistory:
    """The place now and the ones before; each view keeps its own filter and order."""

    def __init__(self, start: Location) -> None:
        self.now = start
        self.sought = ""
        """The filter that was typed last: what `n` and `N` go to hits of."""
        self._before: Location | None = None
        self._kept: dict[str, Location] = {}

    def to_view(self, view: str) -> None:
        """Go to another view of the same scope, with the filter it had last."""
        if view == self.now.view:
            return
        self._kept[self.now.view] = self.now
        self._before = self.now
        kept = self._kept.get(view, Location(view=view))
        self.now = msgspec.structs.replace(kept, scope=self.now.scope, lens=self.now.lens)

    def to_scope(self, scope: int) -> None:
        """Go to another scope in the same view; the lens is the new scope's own again."""
        if scope != self.now.scope:
            self._before = self.now
            self.now = msgspec.structs.replace(self.now, scope=scope, lens=None)

    def go(self, scope: int, view: str, query: str) -> None:
        """Go to a view of another scope with a filter, in one step that `back` takes back."""
        before = self.now
        self.to_view(view)
        self.now = msgspec.structs.replace(self.now, scope=scope, lens=None, query=query, sort="")
        self._before = before

    def change(self, **fields: object) -> None:
        """Change lens, filter, order or lanes without going anywhere."""
        self.now = msgspec.structs.replace(self.now, **fields)

    def back(self) -> bool:
        """Go to the place before; False where there is none."""
        if self._before is None:
            return False
        self.now, self._before = self._before, self.now
        return True
