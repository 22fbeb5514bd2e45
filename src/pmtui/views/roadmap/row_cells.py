"""This file writes the table beside the bars of a roadmap: dates, float, progress, slip."""

from typing import Final

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.components import Component
from pmtui.model.entities.tasks import Link, Task
from pmtui.query.dates.parsing import MONTHS
from pmtui.views.roadmap.row_bars import baseline_ends
from pmtui.views.shapes.gantt_chart import Bar
from pmtui.views.shapes.table import Cell, TableColumn, Tone
from pmtui.views.wording.formatting import NOTHING, slip_text

COLUMNS: Final = (
    TableColumn(key="key", title="key", width=5, priority=5),
    TableColumn(key="title", title="task", width=14, flex=1, most=26),
    TableColumn(key="state", title="", width=1),
    TableColumn(key="start", title="start", width=7, priority=4),
    TableColumn(key="finish", title="planned", width=7, priority=1),
    TableColumn(key="duration", title="days", width=5, align="right", priority=6),
    TableColumn(key="slack", title="slack", width=5, align="right", priority=2),
    TableColumn(key="percent", title="%", width=3, align="right", priority=7),
    TableColumn(key="slip", title="slip", width=5, align="right", priority=3),
)
"""The columns of a roadmap, the least telling dropped first."""
_NEAR: Final = 300
"""Days from today within which a day is told without its year."""

_STATES: Final = {"requested": "?", "agreed": "=", "at_risk": "!", "met": "✓", "broken": "x"}


def short_day(figures: Figures, moment: int, *, ends: bool = False) -> str:
    """The day of a moment in seven cells: `27 Nov`, or `2028-03` where it is far away."""
    day = moment_of(moment - ends).date()
    if abs((day - figures.today).days) > _NEAR:
        return f"{day.year}-{day.month:02}"
    return f"{day.day} {MONTHS[day.month - 1]}"


def slip_days(figures: Figures, task_id: int) -> int | None:
    """Calendar days by which a task ends after its baseline; None without one."""
    task = figures.workspace.tasks[task_id]
    plan, ghost = plan_of(figures, task.component), baseline_ends(figures, task_id)
    if plan is None or ghost is None or task_id not in plan:
        return None
    return _days_after(plan.ends(task_id)[1], ghost[1])


def _days_after(finish: int, agreed: int) -> int:
    """Calendar days from one finish to another; what ends at midnight ends the day before."""
    return (finish - 1) // 1440 - (agreed - 1) // 1440


def task_cells(figures: Figures, task: Task, bar: Bar | None) -> tuple[Cell, ...]:
    """The cells of a task."""
    plan = plan_of(figures, task.component)
    slip = slip_days(figures, task.id)
    return (
        Cell(task.key, "dim"),
        Cell(task.title, _title_tone(figures, task, bar)),
        _state(figures, task, plan, bar),
        *_ends(figures, bar),
        Cell(_duration(plan, task, bar), "dim"),
        _float(figures, plan, task),
        Cell(str(bar.percent) if bar is not None and task.kind != "milestone" else ""),
        _slip(figures, slip),
    )


def component_cells(
    figures: Figures, row: Component, bar: Bar | None, slip: int | None
) -> tuple[Cell, ...]:
    """The cells of a component."""
    percent = figures.rollup(row.id).percent
    return (
        Cell(row.key, "dim"),
        Cell(row.name, "head"),
        Cell(""),
        *_ends(figures, bar),
        Cell(""),
        Cell(""),
        Cell("" if percent is None else str(percent)),
        _slip(figures, slip),
    )


def contract_cells(figures: Figures, link: Link, bar: Bar | None) -> tuple[Cell, ...]:
    """The cells of a contract: who gives what to whom, when it comes, how late that is."""
    late = _days_after(bar.finish, bar.ghost[1]) if bar is not None and bar.ghost else None
    finish = Cell(short_day(figures, bar.finish, ends=True)) if bar is not None else NOTHING
    tone: Tone = "bad" if link.state in {"at_risk", "broken"} else "plain"
    return (
        Cell(link.key, "dim"),
        Cell(contract_text(figures, link)),
        Cell(_STATES.get(link.state, ""), tone),
        Cell(""),
        finish,
        Cell(""),
        Cell(""),
        Cell(""),
        NOTHING if late is None else Cell(slip_text(late), "bad" if late > 0 else "plain"),
    )


def contract_text(figures: Figures, link: Link) -> str:
    """Who gives to whom, the keys first: they still stand where a title is cut."""
    tasks = figures.workspace.tasks
    predecessor, successor = tasks[link.predecessor], tasks[link.successor]
    return f"{predecessor.key} → {successor.key}  {predecessor.title} → {successor.title}"


def lane_cells(name: str) -> tuple[Cell, ...]:
    """The cells of a lane's title."""
    return tuple(Cell(name, "head") if column.key == "title" else Cell("") for column in COLUMNS)


def _ends(figures: Figures, bar: Bar | None) -> tuple[Cell, Cell]:
    if bar is None:
        return NOTHING, NOTHING
    point = bar.shape == "milestone"
    start = "" if point else short_day(figures, bar.start)
    return Cell(start), Cell(short_day(figures, bar.finish, ends=True))


def _title_tone(figures: Figures, task: Task, bar: Bar | None) -> Tone:
    if bar is not None and bar.shape == "summary":
        return "head"
    if not task.active or figures.is_done(task.id):
        return "dim"
    return "bad" if figures.is_overdue(task.id) else "plain"


def _state(figures: Figures, task: Task, plan: ProjectPlan | None, bar: Bar | None) -> Cell:
    """One letter: inactive, done, held up, critical, or dated by hand."""
    if not task.active:
        return Cell("x", "dim")
    if figures.is_done(task.id):
        return Cell("✓", "dim")
    if task.blocked:
        return Cell("■", "warn")
    if bar is not None and bar.critical:
        return Cell("C", "bad")
    by_hand = plan is not None and task.id in plan and plan.inputs.tasks[task.id].manual
    return Cell("h", "dim") if by_hand else Cell("")


def _duration(plan: ProjectPlan | None, task: Task, bar: Bar | None) -> str:
    """Working days of a task without its gaps: as planned, or between the ends of a summary."""
    if plan is None or task.id not in plan or bar is None or bar.shape == "milestone":
        return ""
    row = plan.inputs.tasks[task.id]
    minutes = plan.duration(task.id)
    if row.elapsed:
        return f"{minutes / 1440:g}ed"[:5]
    if bar.shape == "summary":
        minutes = plan.times.of(row.calendar).between(bar.start, bar.finish)
    days = minutes / plan.minutes_per_day
    return f"{days:.0f}d" if days >= 10 or days == int(days) else f"{days:.1f}d"


def _float(figures: Figures, plan: ProjectPlan | None, task: Task) -> Cell:
    dates = plan.dates(task.id) if plan is not None else None
    if dates is None or plan is None or figures.is_done(task.id):
        return Cell("")
    days = plan.slack_days(dates.total_slack)
    text = f"{days:.0f}d" if abs(days) >= 10 or days == int(days) else f"{days:.1f}d"
    return Cell(text, "bad" if days < 0 else "plain" if days else "warn")


def _slip(figures: Figures, slip: int | None) -> Cell:
    if slip is None:
        return NOTHING
    late = figures.workspace.policy.late_red_days
    return Cell(slip_text(slip), "bad" if slip >= late else "warn" if slip > 0 else "plain")
