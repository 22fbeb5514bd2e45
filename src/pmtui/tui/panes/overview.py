"""This file is the pane of the overview: what needs me, health, key figures, what comes next."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pmtui.actions.spec import Target
from pmtui.later import loaded
from pmtui.model.escalations import ESCALATED_TABLES
from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.lines.grid import Grid
from pmtui.tui.lines.sections import Sections
from pmtui.tui.panes.pane import Pane
from pmtui.tui.panes.tree import kinds_below
from pmtui.tui.showing import Showing
from pmtui.views.overview import Overview, overview
from pmtui.views.section import Section


class OverviewPane(Pane):
    """Sections to walk, and below them the components of the scope."""

    context: ClassVar[str] = "overview"
    title: ClassVar[str] = "Overview"
    hints: ClassVar[tuple[str, ...]] = (
        "open", "explain", "subtab.next", "sort", "entity.add", "entity.remark", "lens",
    )  # fmt: skip
    own_order: ClassVar[str] = "in the order of the tree"
    DEFAULT_CSS = """
    OverviewPane > Sections { height: 1fr; }
    OverviewPane > Grid { height: auto; max-height: 40%; }
    """

    def __init__(self) -> None:
        self.sections = Sections()
        self.grid = Grid()
        super().__init__(self.sections, self.grid)
        self._showing: Showing | None = None
        self._overview: Overview | None = None
        self._on_table = False

    @property
    def drawn(self) -> LineWidget:
        """The sections, or the table."""
        return self.grid if self._on_table else self.sections

    def show(self, showing: Showing) -> None:
        """Show the overview of the scope."""
        self._showing = showing
        self._overview = overview(showing.figures, showing.scope_id, sort=showing.place.sort)
        shown = self._overview
        self.sections.show((shown.needs, shown.health, shown.figures, shown.ahead))
        self.grid.display = bool(shown.components.ids)
        self.grid.show(shown.components)
        self.grid.styles.height = len(shown.components.ids) + 1
        self._on_table = self._on_table and self.grid.display

    @property
    def target(self) -> Target | None:
        """What the entry under the cursor is about."""
        if self._on_table:
            row_id = self.grid.cursor_id
            return Target("components", row_id) if row_id is not None else None
        entry = self.sections.entry
        return Target(*entry.target) if entry is not None and entry.target else None

    @property
    def leads_to(self) -> str:
        """The view that shows more of the entry under the cursor."""
        entry = self.sections.entry
        return entry.view if entry is not None and not self._on_table else ""

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on an entry about an entity."""
        return self.sections.follow(entity_id)

    def walk(self) -> tuple[Sequence[int], int]:
        """What the entries are about, then the components."""
        ids, at = self.sections.walk
        here = len(ids) + self.grid.cursor if self._on_table else at
        return [*ids, *self.grid.ids], here

    def stand(self, at: int) -> None:
        """Put the cursor on an entry, or on a component of the table."""
        entries = len(self.sections.walk[0])
        if self._on_table != (at >= entries):
            self.subtab(1)
        if self._on_table:
            self.grid.move_to(at - entries)
        else:
            self.sections.move_to(at)

    def move(self, across: int, down: int) -> None:
        """Move by entries; past the last one into the table."""
        if self._on_table:
            if down < 0 and self.grid.cursor == 0:
                self.subtab(-1)
            else:
                self.grid.move_cursor(down)
        elif across:
            self.sections.to_section(across)
        else:
            self.sections.move_cursor(down)

    def page(self, share: float) -> None:
        """Move by a share of the height."""
        (self.grid if self._on_table else self.sections).page(share)

    def end(self, *, last: bool) -> None:
        """Go to the first or last entry."""
        (self.grid if self._on_table else self.sections).to_end(last=last)

    @property
    def has_parts(self) -> bool:
        """There is a table below where there are components."""
        return self.grid.display

    def offered(self) -> Sequence[str]:
        """Ids of the actions the foot names; on a risk or an issue how it is answered as well."""
        target = self.target
        can_be = target is not None and target.table in ESCALATED_TABLES
        return [
            *super().offered()[:2],
            *(["risk.escalate"] if can_be else []),
            *super().offered()[2:],
        ]

    def subtab(self, step: int) -> None:  # noqa: ARG002  (of two, either way is the other)
        """Between sections and table."""
        self._on_table = not self._on_table and self.grid.display
        self.activate(active=True)
        self.cursor_moved()

    def sort_keys(self) -> Sequence[str]:
        """The columns of the components."""
        return (
            []
            if self._overview is None
            else [column.key for column in self._overview.components.columns]
        )

    def explained(self) -> Section | None:
        """How the figure under the cursor is made."""
        if self._showing is None:
            return None
        figure, entity_id = "computed_rag", self.grid.cursor_id or 0
        if not self._on_table:
            entry = self.sections.entry
            if entry is None or not entry.figure:
                return None
            figure, entity_id = entry.figure, self._showing.scope_id
        found: Section | None = loaded("pmtui.views.explained:explained")(
            self._showing.figures, figure, entity_id
        )
        return found

    def kinds(self) -> Mapping[str, str]:
        """Components where some may lie below, and what is noted down at a glance."""
        shown = self._showing
        return {
            **(kinds_below(shown.workspace, shown.scope_id) if shown is not None else {}),
            "t": "task", "m": "milestone", "r": "risk", "i": "issue", "d": "decision",
            "a": "assumption", "x": "action", "b": "benefit", "h": "person",
        }  # fmt: skip
