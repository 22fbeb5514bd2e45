"""This file shows a scope over time: its outline beside bars, milestones and contracts."""

from collections.abc import Callable, Collection, Mapping
from itertools import islice
from typing import Final, Literal

import msgspec

from pmtui.figures.components.component_dates import baseline_in_force, own_baseline_finish
from pmtui.figures.cpm.types import ConstraintMiss
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.schedule_analysis.component_span import margin_text
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import outline_of
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.tasks import Task
from pmtui.query.dates.parsing import date_text
from pmtui.text import cell_width
from pmtui.views.roadmap.cursor_strip import contract_strip, dependency_lines, task_strip
from pmtui.views.roadmap.row_bars import (
    component_bar,
    contract_bar,
    open_span,
    shown_span,
    task_bar,
    works_on,
)
from pmtui.views.roadmap.row_cells import (
    COLUMNS,
    component_cells,
    contract_cells,
    contract_text,
    lane_cells,
    task_cells,
)
from pmtui.views.roadmap.row_order import RoadmapFilter, RoadmapRow, RoadmapRowKind, roadmap_rows
from pmtui.views.shapes.gantt_chart import Bar, DependencyLine, GanttChart
from pmtui.views.shapes.table import Cell, LaneKind, Line, TableColumn, TableRow
from pmtui.views.wording.formatting import NO_COMPONENT, count_with_noun, slip_text
from pmtui.views.wording.past_work_line import past_work_line

_MOST_MEASURED: Final = 400
"""Rows whose titles are measured to say how wide the table should be."""
_RESCHEDULE: Final = "M reschedules them"
_FOLD: Final = 2
"""Cells before a title for the sign that opens and closes it."""


class Roadmap(msgspec.Struct, frozen=True, kw_only=True):
    """A chart, and what is to say of its rows."""

    chart: GanttChart
    kind_of: Callable[[int], RoadmapRowKind]
    """What stands on a row."""
    strip: Callable[[int], tuple[Line, ...]]
    """What to say of a row under the chart."""
    shown: int = 0
    """Tasks among the rows; a summary is not counted."""
    kind_shown: Literal["task", "milestone"] = "task"
    """What they are where not every task is shown."""
    problem: str = ""
    """Why a project in it cannot be planned; empty where all can."""
    past_work: str = ""
    """That unfinished work in it lies in the past; empty where none does, or it goes on."""

    @property
    def count_text(self) -> str:
        """How much of it is shown: `12 of 80 tasks`."""
        tasks = count_with_noun(self.chart.total, "task")
        if self.kind_shown == "milestone":
            return f"{count_with_noun(self.shown, 'milestone')} of {tasks}"
        return tasks if self.shown >= self.chart.total else f"{self.shown} of {tasks}"


def roadmap(
    figures: Figures,
    scope: int,
    *,
    all_tasks: bool = True,
    lanes: LaneKind = "",
    ids: Collection[int] | None = None,
    closed: Collection[int] = (),
    sort: str = "",
) -> Roadmap:
    """The roadmap of a scope.

    Args:
        figures: of the workspace to show.
        scope: the component; 0 for the whole store.
        all_tasks: whether every task is shown, else milestones and contracts.
        lanes: what tasks are grouped by; empty keeps their outline.
        ids: tasks that pass a filter; None filters nothing.
        closed: rows whose parts are folded away.
        sort: what tasks are sorted by, without their outline.
    """
    _planned(figures, scope)
    passing = ids if ids is None or isinstance(ids, set | frozenset) else frozenset(ids)
    wanted = RoadmapFilter(closed=closed, lanes=lanes, ids=passing, all_tasks=all_tasks, sort=sort)
    rows = _Rows(figures, roadmap_rows(figures, scope, wanted))
    return Roadmap(
        chart=GanttChart(
            columns=_columns(figures, scope),
            ids=tuple(rows.spots),
            row_of=rows.row,
            bar_of=rows.bar,
            ties_of=rows.ties,
            today=moment(figures.today, None),
            status=_status(figures, scope),
            span=shown_span(figures, scope) if rows.spots else None,
            open_span=lambda: open_span(figures, scope),
            sort=sort,
            total=_leaves(figures, scope),
            works_on=works_on(figures, scope),
            title_width=_title_width(figures, rows.spots),
            empty=_empty(figures, is_filtered=ids is not None),
        ),
        kind_of=lambda row_id: rows.spots[row_id].kind,
        strip=rows.strip,
        shown=sum(spot.kind == "task" and not spot.fold for spot in rows.spots.values()),
        kind_shown="task" if all_tasks or sort or lanes else "milestone",
        problem=_problem(figures, scope),
        past_work=past_work_line(figures, figures.live_subtree(scope), _RESCHEDULE),
    )


class _Rows:
    """Writes the rows of one roadmap when they are drawn."""

    def __init__(self, figures: Figures, found: dict[int, RoadmapRow]) -> None:
        self.spots = found
        self._figures = figures
        self._bars: dict[int, Bar | None] = {}

    def row(self, row_id: int) -> TableRow:
        """The cells of a row."""
        spot = self.spots[row_id]
        return TableRow(row_id, self._cells(row_id, spot), depth=spot.depth, fold=spot.fold)

    def bar(self, row_id: int) -> Bar | None:
        """The bar of a row; it is worked out once."""
        if row_id not in self._bars:
            self._bars[row_id] = self._bar(row_id)
        return self._bars[row_id]

    def ties(self, row_id: int) -> tuple[DependencyLine, ...]:
        """What ties a task's row to others."""
        spot = self.spots.get(row_id)
        return (
            dependency_lines(self._figures, row_id)
            if spot is not None and spot.kind == "task"
            else ()
        )

    def strip(self, row_id: int) -> tuple[Line, ...]:
        """What to say of a row; of a task also where a lens or a fold leaves its row out."""
        spot, workspace = self.spots.get(row_id), self._figures.workspace
        if spot is None and row_id not in workspace.tasks:
            return ()
        if spot is None or spot.kind == "task":
            return task_strip(self._figures, row_id, self._missed(workspace.tasks[row_id]))
        if spot.kind == "contract":
            return contract_strip(self._figures, workspace.links[row_id])
        if spot.kind == "component":
            return self._component_strip(row_id)
        return ((Cell(spot.name, "head"),),)

    def _missed(self, task: Task) -> tuple[ConstraintMiss, ...]:
        plan = plan_of(self._figures, task.component)
        return plan.conflicts([task.id]) if plan is not None else ()

    def _component_strip(self, component: int) -> tuple[Line, ...]:
        row = self._figures.workspace.components[component]
        lines: list[Line] = [(Cell(f"{row.key} {row.name}", "head"), Cell(row.kind, "dim"))]
        outlook = self._figures.rollup(component).dates
        dates = []
        if outlook.planned is not None:
            dates.append(Cell(f"planned {date_text(outlook.planned, self._figures.today)}"))
        if outlook.slip is not None:
            whose = "the baseline" if outlook.is_own_baseline else "the latest baseline below"
            dates.append(Cell(f"{slip_text(outlook.slip)} against {whose}"))
        if outlook.promised is not None and outlook.margin:
            words = f"promised {date_text(outlook.promised, self._figures.today)}"
            text = f"{words}: {margin_text(outlook.promised, outlook.planned)}"
            dates.append(Cell(text, "bad" if outlook.margin < 0 else "plain"))
        if dates:
            lines.append(tuple(dates))
        plan = plan_of(self._figures, component)
        if plan is not None and problem_text(self._figures, plan):
            lines.append((Cell(problem_text(self._figures, plan), "bad"),))
        return tuple(lines)

    def _cells(self, row_id: int, spot: RoadmapRow) -> tuple[Cell, ...]:
        workspace = self._figures.workspace
        if spot.kind == "task":
            return task_cells(self._figures, workspace.tasks[row_id], self.bar(row_id))
        if spot.kind == "contract":
            return contract_cells(self._figures, workspace.links[row_id], self.bar(row_id))
        if spot.kind == "component":
            row, slip = workspace.components[row_id], self._figures.rollup(row_id).slip
            return component_cells(self._figures, row, self.bar(row_id), slip)
        return lane_cells(spot.name)

    def _bar(self, row_id: int) -> Bar | None:
        kind, workspace = self.spots[row_id].kind, self._figures.workspace
        if kind == "task":
            return task_bar(self._figures, row_id)
        if kind == "contract":
            return contract_bar(self._figures, workspace.links[row_id])
        if kind == "component":
            return component_bar(
                self._figures, workspace.components[row_id], self._figures.rollup(row_id).slip
            )
        return None


def _status(figures: Figures, scope: int) -> int | None:
    """The end of the status date of a scope, in minutes; None where it has none."""
    row = figures.workspace.components.get(scope)
    if row is None or row.status_date is None:
        return None
    return moment(row.status_date, None, ends=True)


def _empty(figures: Figures, *, is_filtered: bool) -> str:
    """What to say where there is no row."""
    if is_filtered:
        return "no row matches the filter: Esc shows all"
    if not figures.workspace.components:
        return NO_COMPONENT
    return "nothing is planned here yet: add a task with a, link it with w"


def _planned(figures: Figures, scope: int) -> None:
    """Have planned what the screen can wait for, though the tree has left it open."""
    if figures.rollup(scope).dates.is_waiting:
        for number in figures.live_subtree(scope):
            plan_of(figures, number)
        figures.look_again()


def _columns(figures: Figures, scope: int) -> tuple[TableColumn, ...]:
    """The columns; slip only where there is a baseline to slip against."""
    for number in figures.live_subtree(scope):
        is_held = baseline_in_force(figures.workspace, number) is not None
        if is_held or own_baseline_finish(figures.workspace, number) is not None:
            return COLUMNS
    return tuple(column for column in COLUMNS if column.key != "slip")


def _leaves(figures: Figures, scope: int) -> int:
    """Tasks without sub-tasks: those that figures count as work."""
    outlines = (outline_of(figures, row_id) for row_id in figures.live_subtree(scope))
    return sum(not place.is_summary for places in outlines for place in places)


def _title_width(figures: Figures, found: Mapping[int, RoadmapRow]) -> int:
    """Cells that the longest title takes; of very many rows those at the top are measured."""
    workspace, widest = figures.workspace, 0
    for row_id, spot in islice(found.items(), _MOST_MEASURED):
        if spot.kind == "task":
            text = workspace.tasks[row_id].title
        elif spot.kind == "contract":
            text = contract_text(figures, workspace.links[row_id])
        elif spot.kind == "component":
            text = workspace.components[row_id].name
        else:
            text = spot.name
        widest = max(widest, cell_width(text) + spot.depth + _FOLD)
    return widest


def _problem(figures: Figures, scope: int) -> str:
    for component in figures.live_subtree(scope):
        plan = plan_of(figures, component)
        if plan is None or not problem_text(figures, plan):
            continue
        row = figures.workspace.components[component]
        what = "cannot be planned" if plan.problem else "has no sure dates"
        return f"{row.key} {what}: {problem_text(figures, plan)}"
    return ""
