"""This file schedules a plan of another program by the rules of that program."""

from datetime import datetime
from typing import Final

from pmtui.exchange.plans.plan import Plan, PlanAssignment, PlanTask
from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import (
    Effort,
    ScheduleLink,
    ScheduleOptions,
    ScheduleTask,
    regular_work,
)
from pmtui.model.calendar.work_calendar import minutes_of

_WORKERS: Final = frozenset({"work", "role", "equipment"})


def schedule_of(plan: Plan, options: ScheduleOptions | None = None) -> Schedule:
    """The dates of a plan by the rules of the program that wrote it, or by others."""
    efforts = _efforts(plan)
    tasks = [schedule_task(task, efforts.get(task.uid, ())) for task in plan.tasks]
    links = [
        ScheduleLink(k.predecessor, k.successor, k.type, k.lag, k.lag_unit) for k in plan.links
    ]
    return schedule(tasks, links, plan.calendars, options or schedule_options(plan))


def schedule_options(plan: Plan) -> ScheduleOptions:
    """The rules of an imported plan: those of its program, with the plan's own switches."""
    is_p6 = plan.rules == "p6"
    return ScheduleOptions(
        start=minutes_of(plan.start),
        calendar=plan.calendar,
        honor_constraints=plan.honor_constraints,
        clamp_to_start=is_p6,
        critical_slack=plan.critical_slack,
        multiple_critical_paths=plan.multiple_critical_paths,
        predecessor_lag=is_p6,
        retained_logic=is_p6,
        milestones_keep_hours=is_p6,
        rest_from_status_date=is_p6,
        resume_bounds_predecessors=not is_p6,
        status_date=_minutes(plan.status_date) if is_p6 else None,
    )


def schedule_task(task: PlanTask, efforts: tuple[Effort, ...] = ()) -> ScheduleTask:
    """A row as the schedule sees it."""
    manual = None
    if (task.manual or (task.external and not task.summary)) and (task.start or task.finish):
        manual = (_minutes(task.start), _minutes(task.finish))
    return ScheduleTask(
        id=task.uid,
        parent=task.parent,
        duration=task.duration,
        elapsed=task.elapsed,
        calendar=task.calendar,
        efforts=efforts,
        constraint=task.constraint,
        constraint_date=_minutes(task.constraint_date),
        deadline=_minutes(task.deadline),
        actual_start=_minutes(task.actual_start),
        actual_finish=_minutes(task.actual_finish),
        remaining=task.remaining if task.actual_start else None,
        resume=_minutes(resume_of(task)),
        delay=task.delay,
        manual=manual,
        spans=has_open_length(task),
        splits=task.splits,
        active=task.active,
    )


def has_open_length(task: PlanTask) -> bool:
    """Whether a manual row has both dates and no length that would go with them."""
    if task.start is None or task.finish is None or not (task.manual or task.external):
        return False
    return not task.duration and task.start < task.finish


def resume_of(task: PlanTask) -> datetime | None:
    """When an interrupted task goes on; one that was not goes on where it stopped."""
    if task.actual_start is None or task.stop is None or task.resume is None:
        return None
    return task.resume if task.resume > task.stop else None


def _minutes(moment: datetime | None) -> int | None:
    return None if moment is None else minutes_of(moment)


def _efforts(plan: Plan) -> dict[int, tuple[Effort, ...]]:
    """Who works on each task, where their work and not a fixed duration says how long it takes."""
    tasks = {task.uid: task for task in plan.tasks}
    resources = {resource.uid: resource for resource in plan.resources}
    efforts: dict[int, tuple[Effort, ...]] = {}
    for assignment in plan.assignments:
        task, resource = tasks.get(assignment.task), resources.get(assignment.resource)
        if (
            task is None
            or resource is None
            or resource.kind not in _WORKERS
            or assignment.units <= 0
        ):
            continue
        keeps_own_hours = task.calendar and task.ignores_resource_calendars
        if not (
            task.task_type == "fixed_duration" or task.elapsed or task.summary or keeps_own_hours
        ):
            effort = _effort(task, assignment, resource.calendar)
            efforts[task.uid] = (*efforts.get(task.uid, ()), effort)
    return efforts


def _effort(task: PlanTask, assignment: PlanAssignment, calendar: int) -> Effort:
    rest = task.duration if task.remaining is None else task.remaining
    if assignment.contoured or assignment.work is None:
        return Effort(calendar, task.duration, rest)
    regular, left = regular_work(
        assignment.work,
        assignment.remaining_work,
        assignment.overtime,
        assignment.remaining_overtime,
    )
    if left is not None:
        rest = round(left / assignment.units)
    return Effort(calendar, round(regular / assignment.units), rest)
