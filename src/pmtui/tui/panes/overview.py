"""This file is the pane of the overview: decisions, exceptions, position, reports, what is next."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.events import Resize

from pmtui.actions.core.action import Target
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.rules.life_cycles import ESCALATED_TABLES
from pmtui.session.session import Session
from pmtui.tui.background import beside
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.sections import Sections
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core import past_figures
from pmtui.tui.panes.core.explanations import counted_rows, explained, explained_cause
from pmtui.tui.panes.core.pane import Host
from pmtui.tui.panes.core.past_figures import figures_at
from pmtui.tui.panes.core.table_pane import TablePane
from pmtui.tui.panes.tree import kinds_below
from pmtui.views.catalogue import view_of_topic
from pmtui.views.overview.scope_overview import Overview, overview, section_lines
from pmtui.views.overview.scope_position import BACK
from pmtui.views.overview.view import COMPONENTS, VIEW
from pmtui.views.shapes.table import Section
from pmtui.views.wording.formatting import count_with_noun

SECTIONS: Final = "overview"
_EDGE: Final = 3
"""Cells of a line that hold no text: the cursor's, the scroll bar, and one between."""


class OverviewPane(TablePane):
    """Sections to walk, below them the components of the scope, and the parts declared beside."""

    own_order: ClassVar[str] = "in the order of the tree"
    DEFAULT_CSS = """
    OverviewPane > Sections { height: 1fr; }
    """

    def __init__(self) -> None:
        self.sections = Sections(close=True)
        super().__init__(VIEW, self.sections, own=(SECTIONS,))
        self._overview: Overview | None = None
        self._then: Figures | None = None
        self._compared: date | None = None
        """The day that the position is compared with, asked for or known."""
        self.is_waiting = False

    @property
    def drawn(self) -> CursorLines:
        """The sections, or the table."""
        return self.sections if self.part == SECTIONS else super().drawn

    @property
    def _on_table(self) -> bool:
        return self.part == COMPONENTS

    @property
    def _is_glance(self) -> bool:
        """Whether sections and components are shown, not a part of its own."""
        return self.part in {SECTIONS, COMPONENTS}

    def compose(self) -> ComposeResult:
        """The names of the parts, the sections, the table of any part."""
        yield self._names
        yield self.sections
        yield self.grid

    @property
    def _height(self) -> int:
        """Lines of sections and components, below the names of the parts."""
        return max(0, self.size.height - 1)

    def part_changed(self) -> None:
        """Of sections and components both are drawn: the table is shown where it has the keys."""
        if self._is_glance and self.sections.display:
            self._arrange()
        else:
            super().part_changed()

    def show(self, showing: ViewContext) -> None:
        """Show the overview of the scope."""
        if not self._is_glance:
            super().show(showing)
            return
        self._showing = showing
        day = showing.today - timedelta(days=BACK)
        if day != self._compared:
            self._then, self._compared, self.is_waiting = None, day, True
            self.set_timer(
                past_figures.QUIET_SECONDS, lambda: self._look_back(showing.session, day)
            )
        self._overview = shown = overview(
            showing.figures,
            showing.scope_id,
            sort=showing.sort,
            size=(max(0, self.size.width - _EDGE), self._height),
            me=showing.me,
            then=self._then,
            ids=showing.passing("components"),
        )
        self.sections.show(_sections(shown, is_filtered=bool(showing.place.query)))
        self.grid.show(shown.components)
        self.grid.styles.height = max(1, len(shown.components.ids)) + 1
        self._arrange()

    def _arrange(self) -> None:
        """The table stands below where there is room for all of it, and where it has the keys."""
        super()._arrange()
        shown = self._overview
        self.sections.display = self._is_glance
        self.grid.styles.max_height = "40%" if self._is_glance else None
        if not self._is_glance:
            self.grid.styles.height = "1fr"
            self.grid.display = True
            return
        if shown is None:
            return
        rows, width = len(shown.components.ids), max(0, self.size.width - _EDGE)
        taken = sum(section_lines(section, width) for section in shown.first)
        fits = taken + rows + 1 <= self._height
        is_filtered = self._showing is not None and bool(self._showing.place.query)
        self.grid.display = self._on_table or (bool(rows) and (fits or is_filtered))

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Other room, other lines."""
        if self._showing is not None:
            self.show(self._showing)

    def _look_back(self, session: Session, day: date) -> None:
        """Read the history and plan beside the screen."""
        beside(self, lambda _job: figures_at(session, day), self._past_read, self.fail)

    def _past_read(self, figures: Figures | None) -> None:
        """The past is known: show it beside now."""
        self._then, self.is_waiting = figures, False
        if self._showing is not None and figures is not None:
            self.show(self._showing)

    @property
    def target(self) -> Target | None:
        """What the entry under the cursor is about."""
        if self.part != SECTIONS:
            return super().target
        entry = self.sections.entry
        return Target(*entry.target) if entry is not None and entry.target else None

    def enter(self, host: Host) -> None:
        """Go to what needs somebody: one thing is opened, several are shown in their view."""
        if not self._is_glance:
            super().enter(host)
            return
        entry = None if self._on_table else self.sections.entry
        target = self.target
        if entry is None or target is None or target.table != "components" or not entry.topic:
            super().enter(host)
            return
        rows: tuple[str, tuple[int, ...]] = ("", ())
        if self._showing is not None:
            rows = counted_rows(self._showing.figures, entry.topic, target.id)
        table, ids = rows
        view = view_of_topic(entry.topic)
        if len(ids) == 1:
            host.open_detail(Target(table, ids[0]))
        elif ids or view != self._view_of(target.id):
            host.lead_to(target.id, view, table, ids)
        else:
            super().enter(host)

    def _view_of(self, scope: int) -> str:
        """The view that is shown already of a scope; empty for another scope."""
        here = self._showing is not None and self._showing.scope_id == scope
        return VIEW.id if here else ""

    def walk(self) -> tuple[Sequence[int], int]:
        """What the entries are about, then the components."""
        if not self._is_glance:
            return super().walk()
        ids, at = self.sections.walk
        here = len(ids) + self.grid.cursor if self._on_table else at
        return [*ids, *self.grid.ids], here

    def stand(self, at: int) -> None:
        """Put the cursor on an entry, or on a component of the table."""
        if not self._is_glance:
            super().stand(at)
            return
        entries = len(self.sections.walk[0])
        if self._on_table != (at >= entries):
            self.to_part(COMPONENTS if at >= entries else SECTIONS)
        if self._on_table:
            self.grid.move_to(at - entries)
        else:
            self.sections.move_to(at)

    def move(self, across: int, down: int) -> None:
        """Move by entries; past the last one into the table."""
        if not self._is_glance:
            super().move(across, down)
        elif self._on_table:
            if down < 0 and self.grid.cursor == 0:
                self.to_part(SECTIONS)
            else:
                self.grid.move_cursor(down)
        else:
            self.sections.move(across, down)

    def offered(self) -> Sequence[str]:
        """Ids of the actions the foot names; on a risk or an issue how it is answered as well."""
        target = self.target
        can_be = target is not None and target.table in ESCALATED_TABLES
        return [
            *super().offered()[:2],
            *(["risk.escalate"] if can_be else []),
            *super().offered()[2:],
        ]

    def sort_keys(self) -> Sequence[str]:
        """The columns of the components, or of the part shown."""
        if not self._is_glance:
            return super().sort_keys()
        return (
            []
            if self._overview is None
            else [column.key for column in self._overview.components.columns]
        )

    def summary(self) -> str:
        """How many components a filter keeps; nothing is counted without one."""
        if not self._is_glance:
            return super().summary()
        if self._overview is None or self._showing is None or not self._showing.place.query:
            return ""
        table = self._overview.components
        return f"{table.count} of {count_with_noun(table.total, 'component')}"

    def hidden(self) -> str:
        """What the part shown leaves out; at a glance the components say it."""
        return "" if self._is_glance else super().hidden()

    def explained(self) -> Section | None:
        """How the figure under the cursor is made."""
        if not self._is_glance:
            return super().explained()
        if self._showing is None:
            return None
        figure, entity_id = "rag", self.grid.cursor_id or 0
        if not self._on_table:
            entry, scope = self.sections.entry, self._showing.scope_id
            if entry is not None and entry.topic and entry.target is not None:
                return explained_cause(self._showing.figures, scope, entry.target, entry.topic)
            if entry is None or not entry.figure:
                return None
            figure, entity_id = entry.figure, scope
        return explained(self._showing.figures, figure, entity_id)

    def kinds(self) -> Mapping[str, str]:
        """Components where some may lie below, and what is noted down at a glance."""
        if not self._is_glance:
            return super().kinds()
        shown = self._showing
        return {
            **(kinds_below(shown.workspace, shown.scope_id) if shown is not None else {}),
            "t": "task", "m": "milestone", "r": "risk", "i": "issue", "d": "decision",
            "a": "assumption", "x": "action", "b": "benefit", "h": "person",
        }  # fmt: skip


def _sections(shown: Overview, *, is_filtered: bool) -> tuple[Section, ...]:
    """What is read; where a filter keeps no component that is said, and nothing else."""
    if is_filtered and not shown.components.ids:
        return (Section("", (), "", shown.components.empty),)
    return shown.sections
