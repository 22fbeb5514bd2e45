"""This file freezes what is planned now, finds the baseline in force and compares pictures."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

import msgspec

from pmtui.figures.planning.pending_plans import TO_COME
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import outline_of
from pmtui.figures.tasks.task_costs import task_cost
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment_of
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import Assignment, Task, TaskKind
from pmtui.model.workspace.workspace import Workspace


class PicturedTask(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One task in a picture; moments in minutes since year 1, duration and work in minutes."""

    task: int
    title: str
    kind: TaskKind = "task"
    is_summary: bool = False
    start: int
    finish: int
    duration: int | None = None
    work: int | None = None
    cost: Money | None = None
    percent: int = 0


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """What is planned of a component: now, or when a baseline was taken."""

    component: int
    start: date | None
    finish: date | None
    budget: Money | None
    tasks: Mapping[int, PicturedTask]
    """By the task's id, in the order of its outline."""


def picture_now(figures: Figures, component: int) -> Picture | None:
    """What is planned of a component now; None where it is gone.

    Raises:
        ValueError: it cannot be scheduled; says why.
    """
    row = figures.workspace.components.get(component)
    if row is None:
        return None
    plan = plan_of(figures, component)
    if plan is not None and (plan.problem or plan.loops.first):
        raise ValueError(problem_text(figures, plan))
    tasks = {task.task: task for task in _pictured(figures, component, plan)} if plan else {}
    dates = figures.rollup(component).dates
    if dates.is_waiting:
        raise ValueError(f"{TO_COME}: try again in a moment")
    start = None if dates.start is None else moment_of(dates.start).date()
    return Picture(
        component=component, start=start, finish=dates.planned, budget=row.budget, tasks=tasks
    )


def picture_of(workspace: Workspace, baseline: Baseline) -> Picture:
    """What was planned of a component when a baseline was taken."""
    rows = workspace.rows("baseline_rows")
    ids = workspace.ids_by("baseline_rows", "baseline", baseline.id)
    frozen = (cast("BaselineRow", rows[row_id]) for row_id in ids)
    return Picture(
        component=baseline.component,
        start=baseline.start,
        finish=baseline.finish,
        budget=baseline.budget,
        tasks={row.task: _as_pictured(row) for row in frozen if row.start and row.finish},
    )


def row_ends(row: BaselineRow) -> tuple[int, int] | None:
    """Start and finish of a frozen task in minutes since year 1; None where it had none."""
    if row.start is None or row.finish is None:
        return None
    return _moment(row.start, row.start_time), _moment(row.finish, row.finish_time)


def moved_tasks(workspace: Workspace, before: Picture, after: Picture) -> dict[int, int]:
    """The tasks in one of two pictures only that moved, each with the other component.

    One that fell out is in that one now; one that came in stands in a baseline of it.
    """
    found: dict[int, int] = {}
    for task_id in before.tasks.keys() - after.tasks.keys():
        task = workspace.tasks.get(task_id)
        if task is not None and not task.archived and task.component != before.component:
            found[task_id] = task.component
    rows = workspace.rows("baseline_rows")
    for task_id in after.tasks.keys() - before.tasks.keys():
        ids = workspace.ids_by("baseline_rows", "task", task_id)
        homes = {cast("BaselineRow", rows[row]).component for row in ids} - {after.component}
        if homes:
            found[task_id] = max(homes)
    return found


def frozen_fields(one: PicturedTask) -> dict[str, object]:
    """A task of a picture as the fields of the row that keeps it."""
    start, start_time = divmod(one.start, MINUTES_PER_DAY)
    finish, finish_time = divmod(one.finish, MINUTES_PER_DAY)
    if not finish_time:
        finish, finish_time = finish - 1, MINUTES_PER_DAY
    return {
        "task": one.task,
        "title": one.title,
        "kind": one.kind,
        "is_summary": one.is_summary,
        "start": date.fromordinal(start),
        "start_time": start_time,
        "finish": date.fromordinal(finish),
        "finish_time": finish_time,
        "duration": one.duration,
        "work": one.work,
        "cost": one.cost,
        "percent": one.percent,
    }


def _pictured(figures: Figures, component: int, plan: ProjectPlan) -> Iterator[PicturedTask]:
    workspace = figures.workspace
    for place in outline_of(figures, component):
        one = place.task
        if one not in plan:
            continue
        task = workspace.tasks[one]
        start, finish = plan.ends(one)
        yield PicturedTask(
            task=one,
            title=task.title,
            kind=task.kind,
            is_summary=place.is_summary,
            start=start,
            finish=finish,
            duration=plan.duration(one),
            work=_work(workspace, task),
            cost=task_cost(figures, one).planned.value,
            percent=task.percent,
        )


def _work(workspace: Workspace, task: Task) -> int | None:
    """Effort of a task: its estimate, else what those on it were given; None where nobody said."""
    if task.estimate is not None:
        return task.estimate
    rows = workspace.rows("assignments")
    ids = workspace.ids_by("assignments", "task", task.id)
    given = [cast("Assignment", rows[row_id]).work for row_id in ids]
    said = [row_id for row_id in given if row_id is not None]
    return sum(said) if said else None


def _as_pictured(row: BaselineRow) -> PicturedTask:
    start, finish = row_ends(row) or (0, 0)
    return PicturedTask(
        task=row.task,
        title=row.title,
        kind=row.kind,
        is_summary=row.is_summary,
        start=start,
        finish=finish,
        duration=row.duration,
        work=row.work,
        cost=row.cost,
        percent=row.percent,
    )


def _moment(day: date, time: int | None) -> int:
    return day.toordinal() * MINUTES_PER_DAY + (time or 0)
