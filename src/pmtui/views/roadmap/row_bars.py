"""This file works out the bars of a roadmap: of tasks, components and contracts, and its time."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from pmtui.figures.components.component_dates import baseline_row
from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.schedule_analysis.component_span import component_ends
from pmtui.figures.schedule_analysis.working_time import working_time
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import outline_of
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, CalendarError, moment
from pmtui.model.entities.components import Component
from pmtui.model.entities.tasks import Link, Task
from pmtui.views.shapes.gantt_chart import Bar, BarShape, GanttMark, is_weekday
from pmtui.views.shapes.table import Tone

_MOST_LOOKED_THROUGH: Final = 400
"""Open tasks up to which the earliest start among them is looked for."""


def shown_span(figures: Figures, scope: int) -> tuple[int, int] | None:
    """First start to last finish, and today where it is no farther off than they are apart."""
    ends = component_ends(figures, scope)
    if ends is None:
        return None
    start, finish, today = *ends, moment(figures.today, None)
    if start - (finish - start) <= today <= finish + (finish - start):
        return min(start, today), max(finish, today + MINUTES_PER_DAY)
    return ends


def open_span(figures: Figures, scope: int) -> tuple[int, int] | None:
    """First start and last finish of the tasks that are not done; None where none is planned.

    Of very many tasks the earliest start is not looked for: what is open goes on from today.
    """
    found = [row_id for row_id in figures.live_subtree(scope) if figures.work(row_id).work.open]
    planned = [
        (row_id, plan)
        for row_id in found
        if (plan := plans_of(figures).at_hand(row_id)) is not None
    ]
    finishes = [plan.finish for _, plan in planned if plan.finish is not None]
    if not finishes:
        return None
    starts = [moment(figures.today, None)]
    if sum(figures.work(row_id).work.open for row_id in found) <= _MOST_LOOKED_THROUGH:
        for component_id, plan in planned:
            ids = figures.workspace.ids_by("tasks", "component", component_id)
            starts += (plan.ends(at)[0] for at in ids if at in plan and not figures.is_done(at))
    return min(starts), max(finishes)


def works_on(figures: Figures, scope: int) -> Callable[[int], bool]:
    """Which days, by number, are worked in the calendar of a scope, or else in the usual week."""
    try:
        time = working_time(figures, scope)
        time.between(moment(figures.today, None), moment(figures.today, None, ends=True))
    except CalendarError:
        return is_weekday

    def is_worked(day: int) -> bool:
        try:
            return time.between(day * MINUTES_PER_DAY, (day + 1) * MINUTES_PER_DAY) > 0
        except CalendarError:
            return False

    return is_worked


_MOST_MARKS: Final = 200
"""Milestones drawn on one row."""


def task_bar(figures: Figures, task_id: int) -> Bar | None:
    """The bar of a task: as planned, its progress, float, baseline and due date."""
    task = figures.workspace.tasks[task_id]
    plan = plan_of(figures, task.component)
    if plan is None or task_id not in plan:
        return _typed_bar(task)
    start, finish = plan.ends(task_id)
    dates = plan.dates(task_id)
    done, summary = figures.is_done(task_id), figures.is_summary(task_id)
    unsure = task_id in plan.loops.tasks
    critical = dates is not None and dates.critical and not done and not unsure
    floats = dates is not None and not done and not summary and dates.late_finish > finish
    return Bar(
        start=start,
        finish=finish,
        shape="summary" if summary else "milestone" if task.kind == "milestone" else "task",
        percent=figures.percent(task_id),
        tone=_tone(done=done or unsure, critical=critical and not summary),
        critical=critical,
        active=task.active,
        float_end=dates.late_finish if dates is not None and floats else None,
        ghost=baseline_ends(figures, task_id),
        parts=_parts(plan, task_id) if task.kind != "milestone" and not summary else (),
        marks=() if done or task.due is None else (_deadline(task.due, finish),),
    )


def _parts(plan: ProjectPlan, task_id: int) -> tuple[tuple[int, int], ...]:
    parts = plan.parts(task_id)
    return parts if len(parts) > 1 else ()


def baseline_ends(figures: Figures, task_id: int) -> tuple[int, int] | None:
    """Start and finish of a task in the baseline in force; None where it says neither."""
    row = baseline_row(figures.workspace, figures.workspace.tasks[task_id])
    if row is None or (row.start is None and row.finish is None):
        return None
    last = moment(row.finish, row.finish_time, ends=True) if row.finish is not None else None
    first = moment(row.start, row.start_time) if row.start is not None else None
    if first is None or (row.kind == "milestone" and last is not None):
        first = last
    return (first, last if last is not None else first) if first is not None else None


def component_bar(figures: Figures, component: Component, slip: int | None) -> Bar | None:
    """The bar of a component, with the milestones that lie directly in it."""
    ends = component_ends(figures, component.id)
    if ends is None:
        return None
    ghost = None
    if component.baseline_finish is not None:
        first = component.baseline_start or component.start
        last = moment(component.baseline_finish, None, ends=True)
        ghost = (moment(first, None) if first is not None else min(ends[0], last), last)
    late = slip is not None and slip >= figures.workspace.policy.late_red_days
    percent = figures.rollup(component.id).percent
    return Bar(
        start=ends[0],
        finish=ends[1],
        percent=percent or 0,
        tone="bad" if late else "plain",
        ghost=ghost,
        marks=tuple(_milestones(figures, component.id)),
    )


def contract_bar(figures: Figures, link: Link) -> Bar | None:
    """What a contract gives: when it comes as planned, over when it is needed."""
    tasks = figures.workspace.tasks
    given = delivered_at(figures, link)
    if given is None:
        return None
    successor = plan_of(figures, tasks[link.successor].component)
    needed = _needed(link, successor)
    late = needed is not None and given > needed
    tone: Tone = "dim" if figures.is_done(link.predecessor) else "bad" if late else "plain"
    ghost = (needed, needed) if needed is not None else None
    return Bar(start=given, finish=given, shape="milestone", tone=tone, ghost=ghost)


def delivered_at(figures: Figures, link: Link) -> int | None:
    """When the predecessor of a link comes to the end that the link is about, by its own plan."""
    predecessor = figures.workspace.tasks[link.predecessor]
    plan = plan_of(figures, predecessor.component)
    if plan is not None and link.predecessor in plan:
        return plan.ends(link.predecessor)[link.type[0] == "F"]
    return moment(link.promised, None, ends=True) if link.promised is not None else None


def _needed(link: Link, successor: ProjectPlan | None) -> int | None:
    if link.needed_by is not None:
        return moment(link.needed_by, None, ends=True)
    return (
        successor.ends(link.successor)[0]
        if successor is not None and link.successor in successor
        else None
    )


def _tone(*, done: bool, critical: bool) -> Tone:
    if done:
        return "dim"
    return "bad" if critical else "plain"


def _deadline(due: date, finish: int) -> GanttMark:
    at = moment(due, None, ends=True)
    return GanttMark(at - 1, "bad" if finish > at else "plain", "deadline")


def _typed_bar(task: Task) -> Bar | None:
    """A task that could not be planned stands where its dates are typed."""
    first = task.start or task.finish or task.due
    last = task.finish or task.due or task.start
    if first is None or last is None or last < first:
        return None
    shape: BarShape = "milestone" if task.kind == "milestone" else "task"
    ends = moment(last, None, ends=True)
    start = ends if task.kind == "milestone" else moment(first, None)
    return Bar(start=start, finish=ends, shape=shape, percent=task.percent, tone="dim")


def _milestones(figures: Figures, component: int) -> Iterator[GanttMark]:
    plan, tasks = plan_of(figures, component), figures.workspace.tasks
    places = [outline_place for outline_place in outline_of(figures, component)
              if tasks[outline_place.task].kind == "milestone"]  # fmt: skip
    for place in places[:_MOST_MARKS]:
        if plan is None or place.task not in plan:
            continue
        dates = plan.dates(place.task)
        done = figures.is_done(place.task)
        tone = _tone(done=done, critical=dates is not None and dates.critical)
        yield GanttMark(max(0, plan.ends(place.task)[1] - 1), tone)
