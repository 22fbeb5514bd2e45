"""This file is the pane of the portfolio tree: the scope follows its cursor."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from pmtui.actions.core.action import Target
from pmtui.model.entities.components import Component
from pmtui.model.workspace.workspace import Workspace
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core.explanations import explained, loop_line
from pmtui.tui.panes.core.pane import GridPane
from pmtui.views.portfolio.portfolio_tree import TREE, WHOLE, figure_width, name_width, tree
from pmtui.views.shapes.table import Section

_KINDS = {"p": "portfolio", "g": "program", "j": "project", "o": "operation"}
_BELOW = {
    "portfolio": "pgjo",
    "program": "gjo",
    "project": "",
    "operation": "",
}
LEAST_WIDTH = 24
"""Cells of the tree where nothing in it has a long name."""
_FRAME = 3
"""Cells for marks at the left, the bar that shows where one is, and the line at the right."""


_IDEA: Final = "idea"


class TreePane(GridPane):
    """Components with their rolled-up figures; folds are the pane's own."""

    context = "tree"
    table = "components"
    hints = (
        "open", "entity.add", "entity.rename", "entity.set", "entity.move", "entity.archive",
        "tree.toggle", "back",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._folded: set[int] = set()
        self._archived = False
        self._names: tuple[Mapping[int, Component], bool] | None = None
        self._name_width = 0

    @property
    def target(self) -> Target | None:
        """The component under the cursor; None on the row of the whole store."""
        return super().target if self.grid.cursor_id else None

    @property
    def marked(self) -> tuple[Target, ...]:
        """The marked components."""
        return tuple(target for target in super().marked if target.id)

    def show(self, showing: ViewContext) -> None:
        """Show the components of the workspace; those below a mere idea at first folded away."""
        if self._showing is None:
            components = showing.workspace.components.values()
            self._folded = {row.id for row in components if row.state == _IDEA}
        self._showing = showing
        self._draw()

    def width_for(self, showing: ViewContext) -> int:
        """Cells in which every name is whole beside its figures, folded away or not."""
        names = (showing.workspace.components, self._archived)
        if self._names is None or self._names[0] is not names[0] or self._names[1] != names[1]:
            self._names = names
            self._name_width = name_width(showing.figures, archived=self._archived)
        columns = self.grid.columns or tuple(TREE.values())
        return max(LEAST_WIDTH, figure_width(columns) + self._name_width + 1 + _FRAME)

    def _draw(self) -> None:
        # The first frame does not wait for plans: it is drawn again when they are there.
        if self._showing is not None and self._showing.figures.has_plans:
            figures = self._showing.figures
            rows = tree(figures, closed=self._folded, archived=self._archived, whole=True)
            self.grid.show(rows)

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on a component, opening what lies above it."""
        if self._showing is None:
            return False
        above = set(self._showing.session.workspace.ancestors(entity_id))
        if above & self._folded:
            self._folded -= above
            self._draw()
        return self.grid.follow(entity_id)

    def follow_edit(self, entity_id: int) -> None:
        """What came below the cursor's component is seen there; the scope stays."""
        cursor = self.grid.cursor_id
        if self._showing is None or cursor is None:
            self.follow(entity_id)
            return
        above = set(self._showing.session.workspace.ancestors(entity_id))
        if cursor > 0 and cursor not in above:
            self.follow(entity_id)
        elif above & self._folded:
            self._folded -= above
            self._draw()

    def move(self, across: int, down: int) -> None:
        """Down and up walk; right opens or steps in; left closes or goes to the parent."""
        if down:
            self.grid.move_cursor(down)
        row_id = self.grid.cursor_id
        if not across or not row_id or self._showing is None:
            return
        workspace = self._showing.workspace
        children = [
            component_id
            for component_id in workspace.children(row_id)
            if self._archived or not workspace.components[component_id].archived
        ]
        is_open = bool(children) and row_id not in self._folded
        if across > 0 and children:
            if is_open:
                self.grid.follow(children[0])
            else:
                self.fold()
        elif across < 0:
            if is_open:
                self.fold()
            else:
                self.grid.follow(workspace.components[row_id].component)

    def fold(self) -> None:
        """Close the component under the cursor, or open it."""
        row_id = self.grid.cursor_id
        if row_id:
            self._folded ^= {row_id}
            self._draw()

    def toggle_archived(self) -> bool:
        """Show what was archived, or hide it again; whether it is shown now comes back."""
        self._archived = not self._archived
        self._draw()
        return self._archived

    def kinds(self) -> Mapping[str, str]:
        """What may lie below the component under the cursor; a task where nothing may."""
        if self._showing is None:
            return _KINDS
        row_id = self.grid.cursor_id or 0
        return kinds_below(self._showing.workspace, row_id) or {"t": "task"}

    def explained(self) -> Section | None:
        """Where the component's computed rating comes from."""
        row_id = self.grid.cursor_id
        if not row_id or self._showing is None:
            return None
        return explained(self._showing.figures, "rag", row_id)

    def summary(self) -> str:
        """How many components there are; what waits for itself below the cursor goes before."""
        if self._showing is not None and self._showing.figures.has_plans:
            figures = self._showing.figures
            below = figures.live_subtree(max(self.grid.cursor_id or 0, 0))
            loop = loop_line(figures, below)
            if loop:
                return loop
        count = self.grid.count - (self.grid.first_id == WHOLE)
        return f"{count} component{'' if count == 1 else 's'}"


def kinds_below(workspace: Workspace, component_id: int) -> Mapping[str, str]:
    """Words of the components that may lie below one, by letter; below 0 lie all of them.

    The kind that most of those there have comes first, and a project where there are none.
    """
    row = workspace.components.get(component_id)
    letters = _BELOW[row.kind] if row is not None else _KINDS
    below = (workspace.components[child_id] for child_id in workspace.children(component_id))
    count = Counter[str](component.kind for component in below if not component.archived)
    ordered = sorted(letters, key=lambda name: (-count[_KINDS[name]], _KINDS[name] != "project"))
    return {letter: _KINDS[letter] for letter in ordered}
