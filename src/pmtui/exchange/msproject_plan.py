"""This file holds a plan as another program wrote it, and hands it to the schedule."""

from datetime import datetime
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from pmtui.figures.schedule import Schedule, schedule
from pmtui.figures.schedule_types import (
    NO_TASK,
    Effort,
    LagUnit,
    ScheduleLink,
    ScheduleOptions,
    ScheduleTask,
)
from pmtui.model.tasks import Constraint, LinkType
from pmtui.model.workcal import Calendar, minutes_of

ResourceKind = Literal["work", "material", "cost"]
"""People and machines, things used up, or plain money."""


class PlanBaseline(Struct, frozen=True, gc=False, kw_only=True):
    """What was once agreed for a task; money in hundredths."""

    number: int
    """0 to 10."""
    start: datetime | None = None
    finish: datetime | None = None
    duration: int | None = None
    work: int | None = None
    cost: int | None = None


class PlanTask(Struct, frozen=True, gc=False, kw_only=True):
    """A row of the plan; durations and work in minutes, money in hundredths."""

    uid: int
    row: int = 0
    name: str = ""
    parent: int = NO_TASK
    outline: str = ""
    wbs: str = ""
    notes: str = ""
    priority: int = 500
    """0 to 1000, 500 is usual."""
    summary: bool = False
    milestone: bool = False
    active: bool = True
    manual: bool = False
    external: bool = False
    start: datetime | None = None
    finish: datetime | None = None
    duration: int = 0
    elapsed: bool = False
    estimated: bool = False
    fixed_duration: bool = False
    calendar: int = 0
    ignores_resource_calendars: bool = False
    constraint: Constraint = "ASAP"
    constraint_date: datetime | None = None
    deadline: datetime | None = None
    delay: int = 0
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    actual_duration: int | None = None
    remaining: int | None = None
    stop: datetime | None = None
    resume: datetime | None = None
    percent: int = 0
    percent_work: int = 0
    percent_physical: int = 0
    work: int | None = None
    actual_work: int | None = None
    remaining_work: int | None = None
    cost: int | None = None
    fixed_cost: int | None = None
    actual_cost: int | None = None
    remaining_cost: int | None = None
    baselines: tuple[PlanBaseline, ...] = ()


class PlanLink(Struct, frozen=True, gc=False, kw_only=True):
    """A dependency between two rows; lag in minutes, or percent of the giver's duration."""

    giver: int
    taker: int
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"


class PlanResource(Struct, frozen=True, gc=False, kw_only=True):
    """A person, machine or material of the plan."""

    uid: int
    name: str = ""
    kind: ResourceKind = "work"
    calendar: int = 0
    units: float = 1.0
    """How many of it there are at most; 1 is one whole person."""
    rate: float | None = None
    """Money per hour."""
    email: str = ""
    group: str = ""


class PlanAssignment(Struct, frozen=True, gc=False, kw_only=True):
    """A resource on a task; work in minutes, money in hundredths."""

    uid: int
    task: int
    resource: int
    units: float = 1.0
    work: int | None = None
    remaining_work: int | None = None
    actual_work: int | None = None
    cost: int | None = None
    contoured: bool = False
    """Whether its work is spread unevenly."""


class Plan(Struct, frozen=True, kw_only=True):
    """A whole plan, with a list of what was in the file and is not in here."""

    name: str = ""
    title: str = ""
    currency: str = ""
    start: datetime
    finish: datetime | None = None
    from_finish: bool = False
    """Whether it was planned back from its finish; it is scheduled from its start all the same."""
    status_date: datetime | None = None
    calendar: int = 0
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20
    honor_constraints: bool = True
    critical_slack_days: int = 0
    multiple_critical_paths: bool = False
    whole: PlanTask | None = None
    """The row that stands for the plan itself."""
    tasks: tuple[PlanTask, ...] = ()
    links: tuple[PlanLink, ...] = ()
    calendars: MappingProxyType[int, Calendar] = MappingProxyType({})
    resources: tuple[PlanResource, ...] = ()
    assignments: tuple[PlanAssignment, ...] = ()
    unknown: tuple[str, ...] = ()
    """What was left behind, as `Task/ExtendedAttribute: 12`."""


def schedule_of(plan: Plan) -> Schedule:
    """The dates of a plan by the rules of the program that wrote it."""
    efforts = _efforts(plan)
    tasks = [schedule_task(task, efforts.get(task.uid, ())) for task in plan.tasks]
    links = [ScheduleLink(k.giver, k.taker, k.type, k.lag, k.lag_unit) for k in plan.links]
    return schedule(tasks, links, plan.calendars, schedule_options(plan))


def schedule_options(plan: Plan) -> ScheduleOptions:
    """The rules of an imported plan: MS Project's, with the plan's own switches."""
    return ScheduleOptions(
        start=minutes_of(plan.start),
        calendar=plan.calendar,
        honor_constraints=plan.honor_constraints,
        clamp_to_start=False,
        critical_slack=plan.critical_slack_days * plan.minutes_per_day,
        multiple_critical_paths=plan.multiple_critical_paths,
        retained_logic=False,
    )


def schedule_task(task: PlanTask, efforts: tuple[Effort, ...] = ()) -> ScheduleTask:
    """A row as the schedule sees it."""
    is_set_by_hand = (task.manual or task.external) and not task.summary
    manual = None
    if is_set_by_hand and task.start is not None and task.finish is not None:
        manual = (minutes_of(task.start), minutes_of(task.finish))
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
        resume=_resume(task),
        delay=task.delay,
        manual=manual,
        active=task.active,
    )


def _resume(task: PlanTask) -> int | None:
    """When an interrupted task goes on; one that was not goes on where it stopped."""
    if task.actual_start is None or task.stop is None or task.resume is None:
        return None
    return minutes_of(task.resume) if task.resume > task.stop else None


def _minutes(moment: datetime | None) -> int | None:
    return None if moment is None else minutes_of(moment)


def _efforts(plan: Plan) -> dict[int, tuple[Effort, ...]]:
    """Who works on each task, where their work and not a fixed duration says how long it takes."""
    tasks = {task.uid: task for task in plan.tasks}
    resources = {resource.uid: resource for resource in plan.resources}
    efforts: dict[int, tuple[Effort, ...]] = {}
    for assignment in plan.assignments:
        task, resource = tasks.get(assignment.task), resources.get(assignment.resource)
        if task is None or resource is None or resource.kind != "work" or assignment.units <= 0:
            continue
        keeps_own_hours = task.calendar and task.ignores_resource_calendars
        if not (task.fixed_duration or task.elapsed or task.summary or keeps_own_hours):
            effort = _effort(task, assignment, resource.calendar)
            efforts[task.uid] = (*efforts.get(task.uid, ()), effort)
    return efforts


def _effort(task: PlanTask, assignment: PlanAssignment, calendar: int) -> Effort:
    rest = task.duration if task.remaining is None else task.remaining
    if assignment.contoured or assignment.work is None:
        return Effort(calendar, task.duration, rest)
    minutes = round(assignment.work / assignment.units)
    if assignment.remaining_work is not None:
        rest = round(assignment.remaining_work / assignment.units)
    return Effort(calendar, minutes, rest)
