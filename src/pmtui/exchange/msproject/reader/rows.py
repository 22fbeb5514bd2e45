"""This file reads the tasks, links, resources and assignments of an MS Project file."""

from collections.abc import Iterator
from typing import Final

from msgspec import structs

from pmtui.exchange.msproject.codes import (
    CONSTRAINTS,
    ELAPSED,
    ESTIMATED,
    LINKS,
    MOST_UNITS,
    NOBODY,
    PERCENTS,
    RESOURCES,
    TASK_TYPES,
    accrual_of,
    unit_of,
)
from pmtui.exchange.msproject.reader.element_fields import LONGEST, Fields
from pmtui.exchange.msproject.reader.manual_date_notes import notes_of
from pmtui.exchange.msproject.reader.outline import Outline, Uids, is_whole
from pmtui.exchange.plans.plan import PlanAssignment, PlanBaseline, PlanLink, PlanResource, PlanTask
from pmtui.figures.cpm.types import LagUnit

MOST_BASELINES: Final = 10
"""The highest number of a baseline."""


def read_tasks(rows: list[Fields], code: str = "") -> tuple[list[PlanTask], list[PlanLink]]:
    """The rows in order, each under the last one of a lower outline level, and their links.

    The row of the whole plan comes with uid 0; blank rows are left out.

    Args:
        rows: the elements.
        code: the number of the custom field that holds what a task is called elsewhere.
    """
    tasks: list[PlanTask] = []
    links: list[PlanLink] = []
    rows = [row for row in rows if not row.flag("IsNull")]
    whole = next((row for row in rows if is_whole(row)), None)
    uids = Uids([row for row in rows if row is not whole])
    outline = Outline()
    for row, following in zip(rows, [*rows, None][1:], strict=True):
        if row is whole:
            tasks.append(_task(row, 0, 0, ""))
            continue
        uid = uids.of(row)
        tasks.append(_task(row, uid, outline.parent(row, uid, following), code))
        links.extend(_link(part, uid) for part in row.parts("PredecessorLink"))
    return tasks, links


def _task(row: Fields, uid: int, parent: int, code: str) -> PlanTask:
    slack, free = (
        row.decimal(name, -10 * LONGEST, 10 * LONGEST) for name in ("TotalSlack", "FreeSlack")
    )
    is_manual = row.flag("Manual")
    called = row.pick("ExtendedAttribute", "FieldID", code)
    planned = PlanTask(
        uid=uid,
        guid=row.text("GUID"),
        row=row.number("ID"),
        code="" if called is None else called.text("Value"),
        name=row.text("Name"),
        parent=parent,
        outline=row.text("OutlineNumber"),
        wbs=row.text("WBS"),
        notes=notes_of(row),
        priority=row.number("Priority", 500, 0, 1000),
        summary=row.flag("Summary"),
        milestone=row.flag("Milestone"),
        active=row.flag("Active", default=True),
        manual=is_manual,
        external=row.flag("ExternalTask"),
        start=(row.moment("ManualStart") if is_manual else None) or row.moment("Start"),
        finish=(row.moment("ManualFinish") if is_manual else None) or row.moment("Finish"),
        duration_in=unit_of(row.number("DurationFormat")),
        elapsed=row.number("DurationFormat") in ELAPSED,
        estimated=row.flag("Estimated") or row.number("DurationFormat") in ESTIMATED,
        task_type=row.code("Type", TASK_TYPES, 0, "taken as of fixed units"),
        calendar=max(row.number("CalendarUID", -1), 0),
        ignores_resource_calendars=row.flag("IgnoreResourceCalendar"),
        total_slack=None if slack is None else round(slack / 10),
        free_slack=None if free is None else round(free / 10),
        critical=row.flag("Critical") if row.text("Critical").strip() else None,
        constraint=row.code("ConstraintType", CONSTRAINTS, 0, "it starts as soon as it can"),
        constraint_date=row.moment("ConstraintDate"),
        deadline=row.moment("Deadline"),
        delay=round((row.decimal("LevelingDelay") or 0) / 10),
        baselines=tuple(_baselines(row)),
    )
    return _with_progress(row, planned)


def _with_progress(row: Fields, task: PlanTask) -> PlanTask:
    """A task with how long it takes, what has been done of it, and what that costs."""
    given, actual = row.minutes("Duration"), row.minutes("ActualDuration")
    remaining = row.minutes("RemainingDuration")
    duration = (actual or 0) + (remaining or 0) if given is None else given
    if remaining is None and actual is not None:
        remaining = max(duration - actual, 0)
    return structs.replace(
        task,
        duration=duration,
        actual_start=row.moment("ActualStart"),
        actual_finish=row.moment("ActualFinish"),
        actual_duration=actual,
        remaining=remaining,
        stop=row.moment("Stop"),
        resume=row.moment("Resume"),
        percent=row.number("PercentComplete", 0, 0, 100),
        percent_work=row.number("PercentWorkComplete", 0, 0, 100),
        percent_physical=row.number("PhysicalPercentComplete", 0, 0, 100),
        work=row.minutes("Work"),
        actual_work=row.minutes("ActualWork"),
        remaining_work=row.minutes("RemainingWork"),
        cost=row.money("Cost"),
        fixed_cost=row.money("FixedCost"),
        accrual=accrual_of(row.number("FixedCostAccrual")),
        actual_cost=row.money("ActualCost"),
        remaining_cost=row.money("RemainingCost"),
    )


def _baselines(row: Fields) -> Iterator[PlanBaseline]:
    """What was agreed for a row, once for each number."""
    taken: set[int] = set()
    for part in row.parts("Baseline"):
        number = part.number("Number", 0, 0, MOST_BASELINES)
        if number in taken:
            part.tell(f"baseline {number} is there twice", "the first one is taken")
            continue
        taken.add(number)
        yield PlanBaseline(
            number=number,
            start=part.moment("Start"),
            finish=part.moment("Finish"),
            duration=part.minutes("Duration"),
            work=part.minutes("Work"),
            cost=part.money("Cost"),
        )


def _link(part: Fields, successor: int) -> PlanLink:
    lag = part.decimal("LinkLag", -10 * LONGEST, 10 * LONGEST) or 0.0
    lag_format = part.number("LagFormat", 7)
    unit: LagUnit = "work"
    if lag_format in PERCENTS:
        unit = "percent"
    elif lag_format in ELAPSED:
        unit = "elapsed"
    return PlanLink(
        predecessor=part.number("PredecessorUID"),
        successor=successor,
        type=part.code("Type", LINKS, 1, "taken as FS"),
        lag=round(lag if unit == "percent" else lag / 10),
        lag_unit=unit,
        lag_in="" if unit == "percent" else unit_of(lag_format),
    )


def read_resources(rows: list[Fields]) -> list[PlanResource]:
    """The resources; the nameless first one of MS Project is none."""
    uids = Uids([row for row in rows if not _is_nobody(row)])
    return [_resource(row, uids.of(row)) for row in rows if not _is_nobody(row)]


def _is_nobody(row: Fields) -> bool:
    return row.flag("IsNull") or (row.text("UID").strip() == "0" and not row.text("Name").strip())


def _resource(part: Fields, uid: int) -> PlanResource:
    kind = part.code("Type", RESOURCES, 1, "taken as one who works")
    units = part.decimal("MaxUnits", 0, MOST_UNITS)
    return PlanResource(
        uid=uid,
        name=part.text("Name"),
        initials=part.text("Initials"),
        code=part.text("Code"),
        kind="role" if part.flag("IsGeneric") and kind == "work" else kind,
        calendar=max(part.number("CalendarUID", -1), 0),
        units=1.0 if units is None else units,
        rate=part.decimal("StandardRate"),
        cost_per_use=part.money("CostPerUse") or None,
        email=part.text("EmailAddress"),
        group=part.text("Group"),
        notes=part.text("Notes"),
    )


def read_assignment(part: Fields) -> PlanAssignment:
    """One resource on one task."""
    units = part.decimal("Units", 0, MOST_UNITS)
    return PlanAssignment(
        uid=part.number("UID"),
        task=part.number("TaskUID"),
        resource=part.number("ResourceUID", NOBODY),
        units=1.0 if units is None else units,
        work=part.minutes("Work"),
        remaining_work=part.minutes("RemainingWork"),
        actual_work=part.minutes("ActualWork"),
        cost=part.money("Cost"),
        actual_cost=part.money("ActualCost"),
        overtime=part.minutes("OvertimeWork") or None,
        remaining_overtime=part.minutes("RemainingOvertimeWork") or None,
        contoured=bool(part.number("WorkContour")),
    )
