"""This file writes the tasks, links, resources and assignments into an MS Project file."""

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element

from pmtui.exchange.msproject.codes import (
    ACCRUALS,
    CODE_FIELD,
    CONSTRAINTS,
    CONTOURED,
    ELAPSED_DAYS,
    LINKS,
    PERCENT,
    RESOURCES,
    TASK_TYPES,
    length_format,
)
from pmtui.exchange.msproject.reader.split_gaps import SplitWork
from pmtui.exchange.msproject.writer.elements import duration, part_of, put_all
from pmtui.exchange.plans.plan import PlanAssignment, PlanBaseline, PlanLink, PlanResource, PlanTask
from pmtui.exchange.plans.roll_up import percent_of

_NONE: Final = -1
_PER_HOUR, _PER_PIECE = 2, 8
_TO_COME, _DONE, _IN_DAYS = 1, 2, 2
"""What work spread over time is, and its unit."""


def write_task(
    parent: Element, task: PlanTask, level: int, predecessors: Iterable[PlanLink]
) -> None:
    """Writes one row, in the order of fields that MS Project asks for.

    Args:
        parent: the group of tasks.
        task: the row.
        level: how deep it stands; 0 for the row of the whole plan.
        predecessors: the links that end in it.
    """
    part = part_of(
        parent,
        "Task",
        UID=task.uid,
        GUID=task.guid or None,
        ID=task.row,
        Name=task.name,
        Active=task.active,
        Manual=task.manual,
        Type=TASK_TYPES.index(task.task_type or "fixed_units"),
        IsNull=False,
        WBS=task.wbs or None,
        OutlineNumber=task.outline or None,
        OutlineLevel=level,
        Priority=task.priority,
    )
    _write_dates(part, task)
    _write_progress(part, task)
    _write_limits(part, task)
    for link in predecessors:
        _write_link(part, link)
    if has_code(task):
        part_of(part, "ExtendedAttribute", FieldID=CODE_FIELD, Value=task.code)
    for baseline in task.baselines:
        _write_baseline(part, baseline)


def has_code(task: PlanTask) -> bool:
    """Whether a task is called something elsewhere that its uid does not say."""
    return task.code not in {"", str(task.uid)}


def _write_dates(part: Element, task: PlanTask) -> None:
    """Writes when a row is worked on, and what it is in the schedule."""
    put_all(
        part,
        Start=task.start,
        Finish=task.finish,
        Duration=duration(task.duration),
        ManualStart=task.start if task.manual else None,
        ManualFinish=task.finish if task.manual else None,
        ManualDuration=duration(task.duration) if task.manual else None,
        DurationFormat=length_format(
            task.duration_in, elapsed=task.elapsed, estimated=task.estimated
        ),
        Work=duration(task.work),
        Stop=task.stop,
        Resume=task.resume,
        EffortDriven=False,
        Estimated=task.estimated,
        Milestone=task.milestone,
        Summary=task.summary,
        Critical=task.critical,
        ExternalTask=task.external,
        FreeSlack=None if task.free_slack is None else task.free_slack * 10,
        TotalSlack=None if task.total_slack is None else task.total_slack * 10,
        FixedCost=task.fixed_cost,
        FixedCostAccrual=ACCRUALS.index(task.accrual or "prorated") + 1
        if task.fixed_cost or task.accrual
        else None,
    )


def _write_progress(part: Element, task: PlanTask) -> None:
    """Writes what has been done of a row, and what it costs."""
    put_all(
        part,
        PercentComplete=task.percent,
        PercentWorkComplete=task.percent_work,
        Cost=task.cost,
        ActualStart=task.actual_start,
        ActualFinish=task.actual_finish,
        ActualDuration=duration(task.actual_duration),
        ActualCost=task.actual_cost,
        ActualWork=duration(task.actual_work),
        RemainingDuration=duration(task.remaining),
        RemainingCost=task.remaining_cost,
        RemainingWork=duration(task.remaining_work),
    )


def _write_limits(part: Element, task: PlanTask) -> None:
    """Writes what a row is bound to: constraint, calendar, deadline, delay; and its notes."""
    put_all(
        part,
        ConstraintType=CONSTRAINTS.index(task.constraint or "ASAP"),
        CalendarUID=task.calendar or _NONE,
        ConstraintDate=task.constraint_date,
        Deadline=task.deadline,
        LevelingDelay=task.delay * 10,
        LevelingDelayFormat=ELAPSED_DAYS,
        IgnoreResourceCalendar=task.ignores_resource_calendars,
        Notes=task.notes or None,
        PhysicalPercentComplete=task.percent_physical,
    )


def _write_link(part: Element, link: PlanLink) -> None:
    part_of(
        part,
        "PredecessorLink",
        PredecessorUID=link.predecessor,
        Type=LINKS.index(link.type),
        CrossProject=False,
        LinkLag=link.lag if link.lag_unit == "percent" else link.lag * 10,
        LagFormat=PERCENT
        if link.lag_unit == "percent"
        else length_format(link.lag_in, elapsed=link.lag_unit == "elapsed"),
    )


def _write_baseline(part: Element, baseline: PlanBaseline) -> None:
    part_of(
        part,
        "Baseline",
        Number=baseline.number,
        Start=baseline.start,
        Finish=baseline.finish,
        Duration=duration(baseline.duration),
        Work=duration(baseline.work),
        Cost=baseline.cost,
    )


def write_resource(parent: Element, resource: PlanResource, row: int) -> None:
    """Writes one resource; machines are work to MS Project, roles are generic work."""
    is_work = resource.kind in {"work", "role", "equipment"}
    part_of(
        parent,
        "Resource",
        UID=resource.uid,
        ID=row,
        Name=resource.name,
        Type=RESOURCES.index("work" if is_work else resource.kind),
        IsNull=False,
        Initials=resource.initials or None,
        Code=resource.code or None,
        Group=resource.group or None,
        EmailAddress=resource.email or None,
        MaxUnits=resource.units,
        StandardRate=resource.rate,
        StandardRateFormat=_rate_format(resource),
        CostPerUse=resource.cost_per_use,
        CalendarUID=resource.calendar or _NONE,
        Notes=resource.notes or None,
        IsGeneric=resource.kind == "role",
    )


def _rate_format(resource: PlanResource) -> int | None:
    """What a rate is for: an hour, or one piece of a material."""
    if resource.rate is None:
        return None
    return _PER_PIECE if resource.kind == "material" else _PER_HOUR


def write_assignment(
    parent: Element, assignment: PlanAssignment, spread: Iterable[SplitWork] = ()
) -> None:
    """Writes one resource on one task.

    Args:
        parent: the group of assignments.
        assignment: the resource and its work.
        spread: when the work of a split task is done.
    """
    spread = tuple(spread)
    part = part_of(
        parent,
        "Assignment",
        UID=assignment.uid,
        TaskUID=assignment.task,
        ResourceUID=assignment.resource,
        PercentWorkComplete=percent_of(assignment.actual_work, assignment.work),
        ActualCost=assignment.actual_cost,
        ActualOvertimeWork=duration(_overtime_done(assignment)),
        ActualWork=duration(assignment.actual_work),
        Cost=assignment.cost,
        OvertimeWork=duration(assignment.overtime),
        RemainingOvertimeWork=duration(assignment.remaining_overtime),
        RemainingWork=duration(assignment.remaining_work),
        Units=assignment.units,
        Work=duration(assignment.work),
        WorkContour=CONTOURED if assignment.contoured or spread else 0,
    )
    for work in spread:
        _write_work(part, assignment, work)


def _overtime_done(assignment: PlanAssignment) -> int | None:
    if assignment.overtime is None:
        return None
    return max(assignment.overtime - (assignment.remaining_overtime or 0), 0)


def _write_work(part: Element, assignment: PlanAssignment, work: SplitWork) -> None:
    part_of(
        part,
        "TimephasedData",
        Type=_DONE if work.is_done else _TO_COME,
        UID=assignment.uid,
        Start=work.start,
        Finish=work.finish,
        Unit=_IN_DAYS,
        Value=duration(round(work.minutes * assignment.units)),
    )
