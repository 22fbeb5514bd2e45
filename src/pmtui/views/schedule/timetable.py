"""This file is the view of a scope's schedule as a table: dates and slack, task by task."""

from collections.abc import Iterator, Mapping

import msgspec

from pmtui.figures.cpm.types import TaskDates
from pmtui.figures.planning.plans import loop_text, plan_of, problem_text
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import OutlinePlace, outline_of
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.tasks import CONSTRAINT_WORDS, Task
from pmtui.query.values.durations import duration_text
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow, Tone
from pmtui.views.wording.formatting import date_cell


class TimetableRow(msgspec.Struct, frozen=True):
    """One task with its place in the outline, its dates and the plan they are from."""

    task: Task
    place: OutlinePlace
    dates: TaskDates
    plan: ProjectPlan


class Timetable(msgspec.Struct, frozen=True, kw_only=True):
    """The schedule of a scope."""

    table: Table
    rows: Mapping[int, TimetableRow]
    """By the task's id, in the order of the outlines."""
    start: int | None
    finish: int | None
    """First start and last finish, in minutes since year 1, of the roll-up; None without dates."""
    problems: tuple[tuple[int, str], ...]
    """Components that cannot be scheduled, each with the reason."""
    loops: tuple[tuple[int, str], ...]
    """Components in which tasks wait for each other, each with how; see `loop_word`."""
    conflicts: tuple[str, ...]
    """Constraints and deadlines that cannot be kept, one sentence each."""


def timetable(figures: Figures, scope: int) -> Timetable:
    """The schedule of every project in a scope; 0 is the whole store."""
    rows: dict[int, TimetableRow] = {}
    problems: list[tuple[int, str]] = []
    loops: list[tuple[int, str]] = []
    conflicts: list[str] = []
    for component in figures.live_subtree(scope):
        plan = plan_of(figures, component)
        if plan is None:
            continue
        if plan.problem:
            problems.append((component, problem_text(figures, plan)))
            continue
        if plan.loops.first:
            loops.append((component, loop_text(figures, plan)))
        conflicts += constraint_miss_texts(figures, plan)
        for place in outline_of(figures, component):
            dates = plan.dates(place.task)
            if dates is not None:
                task = figures.workspace.tasks[place.task]
                rows[task.id] = TimetableRow(task, place, dates, plan)
    whole = figures.rollup(scope).dates
    return Timetable(
        table=Table(
            columns=_COLUMNS,
            ids=tuple(rows),
            row_of=lambda row_id: _row(figures, rows[row_id]),
            total=len(rows),
            empty="no task to schedule here; add one with `pmtui add task`",
        ),
        rows=rows,
        start=whole.start,
        finish=whole.end,
        problems=tuple(problems),
        loops=tuple(loops),
        conflicts=tuple(conflicts),
    )


def constraint_miss_texts(figures: Figures, plan: ProjectPlan) -> Iterator[str]:
    """What cannot be kept in a plan: the task, the constraint and by how much."""
    tasks = figures.workspace.tasks
    for conflict in plan.conflicts():
        task = tasks[conflict.task]
        late = duration_text(conflict.minutes, plan.minutes_per_day)
        limit = (
            f"its constraint, {CONSTRAINT_WORDS.get(conflict.kind, '')} its date ({conflict.kind}),"
        )
        what = "its due date" if conflict.kind == "deadline" else limit
        yield f"{task.key} {task.title}: {what} is missed by {late}"


def _row(figures: Figures, one: TimetableRow) -> TableRow:
    dates, day = one.dates, one.plan.minutes_per_day
    tone: Tone = "bad" if dates.critical and not dates.summary else "plain"
    cells = (
        Cell(one.task.key, "dim"),
        Cell(one.task.title, "head" if dates.summary else tone),
        _day(figures, dates.start),
        _day(figures, dates.finish, ends=True),
        Cell(_slack(dates.total_slack, day), "bad" if dates.total_slack < 0 else "plain"),
        Cell(_slack(dates.free_slack, day), "dim"),
        _mark(one, tone),
    )
    return TableRow(one.task.id, cells, depth=one.place.depth)


def loop_word(plan: ProjectPlan, task: int) -> str:
    """`in loop` for a task that waits for itself, `after loop` for one that waits for such.

    Their dates are those without the links of the loop.
    """
    if task in plan.loops.tasks:
        return "in loop"
    return "after loop" if task in plan.behind_loops else ""


def _mark(one: TimetableRow, tone: Tone) -> Cell:
    word = loop_word(one.plan, one.task.id)
    if word:
        return Cell(word, "bad")
    return Cell("critical" if one.dates.critical else "", tone)


def _slack(minutes: int, minutes_per_day: int) -> str:
    days = round(minutes / minutes_per_day, 1)
    return f"{days:g}d"


def _day(figures: Figures, moment: int, *, ends: bool = False) -> Cell:
    """The day of a moment; one that ends at midnight ends the day before."""
    return date_cell(moment_of(moment - ends).date(), figures.today)


_COLUMNS = (
    TableColumn(key="key", title="key", width=6),
    TableColumn(key="title", title="task", width=20, flex=1),
    TableColumn(key="start", title="start", width=9),
    TableColumn(key="finish", title="finish", width=9),
    TableColumn(key="slack", title="slack", width=6, align="right", priority=1),
    TableColumn(key="free_slack", title="free", width=6, align="right", priority=2),
    TableColumn(key="critical", title="", width=10, priority=3),
)
