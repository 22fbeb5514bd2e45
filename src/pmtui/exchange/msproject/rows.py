"""This file reads the tasks, links, resources and assignments of an MS Project file."""

from pmtui.exchange.msproject.codes import (
    CONSTRAINTS,
    ELAPSED,
    ESTIMATED,
    LINKS,
    NOBODY,
    PERCENTS,
    RESOURCES,
    TASK_TYPES,
)
from pmtui.exchange.msproject.fields import LONGEST, Fields
from pmtui.exchange.plans.plan import (
    PlanAssignment,
    PlanBaseline,
    PlanLink,
    PlanResource,
    PlanTask,
)
from pmtui.exchange.safe import UnreadableError
from pmtui.figures.cpm.types import LagUnit
from pmtui.model.tasks import Constraint, TaskType


def read_tasks(rows: list[Fields]) -> tuple[list[PlanTask], list[PlanLink]]:
    """The rows in order, each under the last one of a lower outline level, and their links."""
    tasks: list[PlanTask] = []
    links: list[PlanLink] = []
    above: list[tuple[int, int]] = []
    for row in rows:
        uid, level = row.number("UID"), row.number("OutlineLevel", 1)
        if row.flag("IsNull"):
            continue
        while above and above[-1][0] >= level:
            above.pop()
        tasks.append(_task(row, uid, above[-1][1] if above else 0))
        if uid:
            above.append((level, uid))
        links.extend(_link(part, uid) for part in row.parts("PredecessorLink"))
    return tasks, links


def _task(row: Fields, uid: int, parent: int) -> PlanTask:
    duration = row.minutes("Duration") or 0
    actual = row.minutes("ActualDuration")
    remaining = row.minutes("RemainingDuration")
    if remaining is None and actual is not None:
        remaining = max(duration - actual, 0)
    is_manual = row.flag("Manual")
    return PlanTask(
        uid=uid,
        guid=row.text("GUID"),
        row=row.number("ID"),
        name=row.text("Name"),
        parent=parent,
        outline=row.text("OutlineNumber"),
        wbs=row.text("WBS"),
        notes=row.text("Notes"),
        priority=row.number("Priority", 500),
        summary=row.flag("Summary"),
        milestone=row.flag("Milestone"),
        active=row.flag("Active", default=True),
        manual=is_manual,
        external=row.flag("ExternalTask"),
        start=(row.moment("ManualStart") if is_manual else None) or row.moment("Start"),
        finish=(row.moment("ManualFinish") if is_manual else None) or row.moment("Finish"),
        duration=duration,
        elapsed=row.number("DurationFormat") in ELAPSED,
        estimated=row.flag("Estimated") or row.number("DurationFormat") in ESTIMATED,
        task_type=_task_type(row, uid),
        calendar=max(row.number("CalendarUID", -1), 0),
        ignores_resource_calendars=row.flag("IgnoreResourceCalendar"),
        constraint=_constraint(row, uid),
        constraint_date=row.moment("ConstraintDate"),
        deadline=row.moment("Deadline"),
        delay=round((row.decimal("LevelingDelay") or 0) / 10),
        actual_start=row.moment("ActualStart"),
        actual_finish=row.moment("ActualFinish"),
        actual_duration=actual,
        remaining=remaining,
        stop=row.moment("Stop"),
        resume=row.moment("Resume"),
        percent=row.number("PercentComplete"),
        percent_work=row.number("PercentWorkComplete"),
        percent_physical=row.number("PhysicalPercentComplete"),
        work=row.minutes("Work"),
        actual_work=row.minutes("ActualWork"),
        remaining_work=row.minutes("RemainingWork"),
        cost=row.money("Cost"),
        fixed_cost=row.money("FixedCost"),
        actual_cost=row.money("ActualCost"),
        remaining_cost=row.money("RemainingCost"),
        baselines=tuple(_baseline(part) for part in row.parts("Baseline")),
    )


def _constraint(row: Fields, uid: int) -> Constraint:
    number = row.number("ConstraintType")
    if not 0 <= number < len(CONSTRAINTS):
        raise UnreadableError(f"task {uid}: ConstraintType is {number}", "write 0 to 7")
    return CONSTRAINTS[number]


def _task_type(row: Fields, uid: int) -> TaskType:
    number = row.number("Type")
    if not 0 <= number < len(TASK_TYPES):
        raise UnreadableError(f"task {uid}: Type is {number}", "write 0 to 2")
    return TASK_TYPES[number]


def _baseline(part: Fields) -> PlanBaseline:
    return PlanBaseline(
        number=part.number("Number"),
        start=part.moment("Start"),
        finish=part.moment("Finish"),
        duration=part.minutes("Duration"),
        work=part.minutes("Work"),
        cost=part.money("Cost"),
    )


def _link(part: Fields, taker: int) -> PlanLink:
    kind = part.number("Type", 1)
    if not 0 <= kind < len(LINKS):
        raise UnreadableError(f"task {taker}: Type of a link is {kind}", "write 0 to 3")
    lag, lag_format = part.decimal("LinkLag") or 0.0, part.number("LagFormat", 7)
    if abs(lag) > 10 * LONGEST:
        raise UnreadableError(f"task {taker}: LinkLag is {lag:.0f}", "write less than a century")
    unit: LagUnit = "work"
    if lag_format in PERCENTS:
        unit = "percent"
    elif lag_format in ELAPSED:
        unit = "elapsed"
    return PlanLink(
        giver=part.number("PredecessorUID"),
        taker=taker,
        type=LINKS[kind],
        lag=round(lag if unit == "percent" else lag / 10),
        lag_unit=unit,
    )


def read_resource(part: Fields) -> PlanResource:
    """One resource."""
    kind = part.number("Type", 1)
    if not 0 <= kind < len(RESOURCES):
        raise UnreadableError(f"resource {part.text('Name')!r}: Type is {kind}", "write 0 to 2")
    units = part.decimal("MaxUnits")
    return PlanResource(
        uid=part.number("UID"),
        name=part.text("Name"),
        code=part.text("Code"),
        kind="role" if part.flag("IsGeneric") and kind == 1 else RESOURCES[kind],
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
    units = part.decimal("Units")
    return PlanAssignment(
        uid=part.number("UID"),
        task=part.number("TaskUID"),
        resource=part.number("ResourceUID", NOBODY),
        units=1.0 if units is None else units,
        work=part.minutes("Work"),
        remaining_work=part.minutes("RemainingWork"),
        actual_work=part.minutes("ActualWork"),
        cost=part.money("Cost"),
        contoured=bool(part.number("WorkContour")),
    )
