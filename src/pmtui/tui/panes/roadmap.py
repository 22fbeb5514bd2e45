"""This file is the pane of the roadmap: bars over time, and what holds the one under the cursor."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from pmtui.actions.core.action import Target
from pmtui.figures.schedule_analysis.dcma_quality import quality
from pmtui.query.filter.filter_words import filter_words
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.gantt.chart import Gantt
from pmtui.tui.lines.sections import Sections
from pmtui.tui.lines.text_lines import Lines
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core.explanations import explained_finish
from pmtui.tui.panes.core.pane import Host, Pane
from pmtui.views.roadmap.roadmap_view import Roadmap, roadmap
from pmtui.views.roadmap.view import VIEW
from pmtui.views.schedule.dcma_quality import quality_line, quality_sections
from pmtui.views.shapes.gantt_chart import DependencyLine
from pmtui.views.shapes.table import Cell, Line, Section
from pmtui.views.wording.formatting import count_with_noun, hidden_text

_TABLES = {"task": "tasks", "component": "components", "contract": "links"}
_MOST_WORDS = 3
"""Lines under the chart, and one more where they are short."""
_NARROW = 90
"""Cells of a line below which it is short."""

CHART: Final = "chart"
POINTS: Final = "points"
MOST_CHECKED = 2_000
"""Tasks of a project above which its quality is worked out only when it is asked for."""


class RoadmapPane(Pane):
    """The chart and, below it, what is to say of the row under the cursor."""

    context = VIEW.id
    parts = (CHART, POINTS)
    hints = (
        "bar.earlier", "bar.shorter", "time.nearer", "task.link", "links.previous", "entity.add",
        "row.fold", "sort", "subtab.next", "history.undo", "task.complete", "lens",
    )  # fmt: skip
    own_order: ClassVar[str] = "in the order of the outline"

    DEFAULT_CSS = """
    RoadmapPane > Lines { height: 4; }
    RoadmapPane > Gantt, RoadmapPane > Sections { height: 1fr; }
    """

    def __init__(self) -> None:
        self.gantt = Gantt()
        self.checks = Sections()
        self.checks.display = False
        self._words = Lines(ruled=True)
        super().__init__(self.gantt, self.checks, self._words)
        self._roadmap: Roadmap | None = None
        self._folded: set[int] = set()
        self._shown_folds: frozenset[int] = frozenset()
        self.is_waiting = False
        """Whether plans are worked out beside the screen."""
        self._is_behind = False
        self.part = CHART

    @property
    def drawn(self) -> CursorLines:
        """The chart, or the points of its quality."""
        return self.checks if self.part == POINTS else self.gantt

    def part_changed(self) -> None:
        """Show the points of the schedule's quality, or the chart."""
        self.checks.display = self.part == POINTS
        self.gantt.display = not self.checks.display
        self.show_again()

    @property
    def wanted_width(self) -> int:
        """Cells in which titles and dates are whole beside a chart as wide."""
        return self.gantt.wanted_width

    def on_resize(self) -> None:
        """A narrow screen breaks what is said below into more lines."""
        self._words.styles.height = 1 + _MOST_WORDS + (self.size.width < _NARROW)

    def show(self, showing: ViewContext) -> None:
        """Show the roadmap of the scope; what is open of another scope is fitted into sight."""
        before = self._showing
        if before is not None and self._is_shown(before, showing):
            self._showing = showing
            return
        self._is_behind = False
        self._shown_folds = frozenset(self._folded)
        made = roadmap(
            showing.figures,
            showing.scope_id,
            all_tasks=showing.lens == "project",
            lanes=showing.place.lanes,
            ids=showing.passing("tasks"),
            closed=self._shown_folds,
            sort=showing.sort,
        )
        afresh = before is None or before.scope_id != showing.scope_id
        was_waiting = self.is_waiting
        self._showing, self._roadmap = showing, made
        self.gantt.show_bars(made.chart, afresh=afresh, fuller=was_waiting)
        self.gantt.show_note(self._plan_rest(showing) or self._quality(showing))
        if self.checks.display:
            self.checks.show(quality_sections(showing.figures, showing.scope_id))
        self._strip()

    def _is_shown(self, before: ViewContext, showing: ViewContext) -> bool:
        """Whether it is the same place of the same figures, which is on the screen already."""
        same = before.figures is showing.figures and before.place == showing.place
        is_all = self._shown_folds == self._folded and not self._is_behind
        return same and is_all and not self.checks.display

    def _plan_rest(self, showing: ViewContext) -> str:
        """How much is being worked out beside the screen, in words."""
        rest = showing.figures.rest()
        self.is_waiting = rest is not None
        if rest is None:
            return ""
        return (
            f"planning {count_with_noun(rest.tasks, 'task')}..."
            if rest.tasks
            else "slack to come..."
        )

    def look_again(self) -> None:
        """Draw afresh: the plans that were worked out beside the screen are there."""
        self._is_behind = True

    @staticmethod
    def _quality(showing: ViewContext) -> str:
        """How good the schedule is, where that is known before a key would wait for it."""
        ids = showing.workspace.ids_by("tasks", "component", showing.scope_id)
        if not 0 < len(ids) <= MOST_CHECKED:
            return ""
        line = quality_line(quality(showing.figures, showing.scope_id))
        return f"{line}  ]" if line else ""

    def offered(self) -> Sequence[str]:
        """The points have no bars to move."""
        return ("open", "subtab.next") if self.checks.display else super().offered()

    def _strip(self) -> None:
        row_id = self.gantt.cursor_id
        if self._roadmap is None:
            return
        if self.checks.display:
            row_id = self.target.id if self.target is not None else None
        lines: Sequence[Line] = self._roadmap.strip(row_id) if row_id is not None else ()
        if self._roadmap.problem:
            lines = (*lines[:2], (Cell(self._roadmap.problem, "bad"),))
        elif self._roadmap.past_work and len(lines) < _MOST_WORDS:
            lines = (*lines, (Cell(self._roadmap.past_work, "warn"),))
        self._words.show(lines)

    @property
    def target(self) -> Target | None:
        """What stands on the row under the cursor; None on the title of a lane."""
        if self.checks.display:
            entry = self.checks.entry
            return Target(*entry.target) if entry is not None and entry.target else None
        row_id = self.gantt.cursor_id
        return self.target_of(row_id) if row_id is not None else None

    def target_of(self, row_id: int) -> Target | None:
        """What stands on a row; None on the title of a lane."""
        if self._roadmap is None:
            return None
        table = _TABLES.get(self._roadmap.kind_of(row_id))
        return Target(table, row_id) if table is not None else None

    def enter(self, host: Host) -> None:
        """Open what is under the cursor, or the lane; of a point go to who does not keep it."""
        if self.checks.display:
            target = self.target
            if target is not None:
                self.to_part(CHART)
                self.follow(target.id)
            else:
                host.say("the tasks that do not keep it stand below; Enter goes to one", bad=True)
        elif self.target is None and self.gantt.cursor_id is not None:
            self.fold()
        else:
            super().enter(host)

    def fold(self) -> None:
        """Open or close what lies below the row under the cursor, or around it."""
        if self._roadmap is None or self._showing is None or self.gantt.cursor_id is None:
            return
        row_id = self._summary_at(self.gantt.cursor_id)
        if row_id is not None:
            self._folded ^= {row_id}
            self.show(self._showing)
            self.follow(row_id)

    def fold_all(self) -> None:
        """Close every row that has others below it, or open them all."""
        if self._roadmap is None or self._showing is None:
            return
        chart = self._roadmap.chart
        open_rows = {row_id for row_id in chart.ids if chart.row_of(row_id).fold == "open"}
        self._folded = set() if self._folded else open_rows
        self.show(self._showing)

    def _summary_at(self, row_id: int) -> int | None:
        """The row itself where it can be folded, else the nearest above that is less deep."""
        assert self._roadmap is not None  # noqa: S101  (asked for by fold only)
        chart = self._roadmap.chart
        row = chart.row_of(row_id)
        if row.fold:
            return row_id
        for at in range(self.gantt.cursor - 1, -1, -1):
            above = chart.row(at)
            if above.fold and above.depth < row.depth:
                return above.id
        return None

    def ties(self) -> tuple[DependencyLine, ...]:
        """What ties the task under the cursor to others."""
        row_id = self.gantt.cursor_id
        return self._roadmap.chart.ties_of(row_id) if self._roadmap and row_id else ()

    def explained(self) -> Section | None:
        """How the planned dates of the row are made, and what is due beside them."""
        target = self.target
        if target is None or self._showing is None:
            return None
        return explained_finish(self._showing.figures, target.table, target.id)

    def sort_keys(self) -> Sequence[str]:
        """What tasks can be sorted by."""
        return ("start", "finish", "slack", "duration", "percent")

    def kinds(self) -> Mapping[str, str]:
        """A roadmap is added tasks and milestones to."""
        return {"t": "task", "m": "milestone"}

    def defaults(self) -> Mapping[str, object]:
        """A new row comes below the cursor's: under the same summary of the same project."""
        target = self.target
        if target is None or target.table != "tasks" or self._showing is None:
            return {}
        task = self._showing.workspace.tasks[target.id]
        return {"component": task.component, **({"parent": task.parent} if task.parent else {})}

    def summary(self) -> str:
        """How much is shown; summaries are not counted, as nowhere."""
        if self._roadmap is None:
            return ""
        if self.checks.display:
            return "the 14 points of the DCMA"
        return self._roadmap.count_text

    def hidden(self) -> str:
        """How many tasks the filter takes away."""
        if self._roadmap is None or self._showing is None or self.checks.display:
            return ""
        query = self._showing.place.query
        count = self._roadmap.chart.total - self._roadmap.shown
        return hidden_text((count, f"not in {filter_words(query)}")) if query else ""

    def cursor_moved(self) -> None:
        """Say more of the row under the cursor."""
        self._strip()
        super().cursor_moved()
