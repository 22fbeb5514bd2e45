"""This file reads plans that Microsoft Project saved as XML (MSPDI)."""

from collections import Counter
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from msgspec import structs

from pmtui.exchange.msproject.calendars import read_calendars
from pmtui.exchange.msproject.codes import NOBODY
from pmtui.exchange.msproject.fields import Fields
from pmtui.exchange.msproject.gaps import merely_paused, read_spread, with_gaps
from pmtui.exchange.msproject.parsing import parsed
from pmtui.exchange.msproject.rows import read_assignment, read_resource, read_tasks
from pmtui.exchange.plans.plan import Plan, PlanLink, PlanTask
from pmtui.exchange.safe import UnreadableError, check_size
from pmtui.model.workcal_time import WorkTimes

LARGEST_PLAN: Final = 256 << 20
"""Most bytes of a plan: XML spends some thousands on a task."""

_SAVE_AS_XML: Final = "save the plan as XML (MS Project: Save As, type XML)"
_COMPUTED: Final = frozenset(
    """
    EarlyStart EarlyFinish LateStart LateFinish TotalSlack FreeSlack StartSlack FinishSlack Critical
    StartVariance FinishVariance DurationVariance WorkVariance CostVariance CV SV BCWS BCWP ACWP VAC
    OverAllocated ResumeValid PreLeveledStart PreLeveledFinish RegularWork CreateDate CreationDate
    RemainingOvertimeWork RemainingOvertimeCost ActualOvertimeCost OvertimeCost CurrentDate
    LastSaved WorkFormat SaveVersion GUID ID Revision LevelingDelayFormat Start Finish Stop Resume
    StandardRateFormat OvertimeRateFormat ManualDuration ManualStart ManualFinish EffortDriven
    Autolink AutoAddNewResourcesAndTasks CurrencyDigits CurrencySymbol CurrencySymbolPosition
    DefaultStartTime DefaultFinishTime DefaultFixedCostAccrual DurationFormat FYStartDate
    MicrosoftProjectServerURL NewTasksAreManual NewTasksEstimated SplitsInProgressTasks
    TaskUpdatesResource WeekStartDay AccrueAt FixedCostAccrual LevelAssignments LevelingCanSplit
    HasFixedRateUnits PeakUnits Rollup Recurring HideBar Work Cost RemainingWork RemainingCost
    """.split()
)
"""Fields that follow from others or say nothing about the plan: left out without a word."""


def read_msproject(data: bytes, largest: int = LARGEST_PLAN) -> Plan:
    """The plan in an MSPDI file.

    Raises:
        UnreadableError: it is no such file, is too large, declares a document type or entities,
            or holds values that cannot be; the message names the element.
    """
    check_size(len(data), largest)
    project = Fields(_root(data))
    unknown: Counter[str] = Counter()
    rows = list(project.within("Tasks", "Task"))
    resource_rows = list(project.within("Resources", "Resource"))
    assignment_rows = list(project.within("Assignments", "Assignment"))
    tasks, links = read_tasks(rows)
    resources = [read_resource(row) for row in resource_rows]
    assignments = [read_assignment(row) for row in assignment_rows]
    spreads = [read_spread(row) for row in assignment_rows]
    plan = _plan(project, tasks, _known_links(tasks, links, unknown))
    for part in (*rows, *resource_rows, *assignment_rows, project):
        part.note_rest(unknown, _COMPUTED)
    known = {task.uid for task in tasks}
    times = WorkTimes(plan.calendars, plan.calendar)
    split = tuple(with_gaps(plan.tasks, spreads, times))
    return structs.replace(
        plan,
        tasks=split,
        resources=tuple(r for r in resources if r.uid or r.name),
        assignments=tuple(
            assignment
            for assignment in merely_paused(assignments, spreads, split, times)
            if assignment.resource != NOBODY and assignment.task in known
        ),
        unknown=tuple(f"{name}: {count}" for name, count in sorted(unknown.items())),
    )


def _root(data: bytes) -> Element:
    root = parsed(data, _SAVE_AS_XML)
    name = root.tag.rpartition("}")[2]
    if name != "Project":
        raise UnreadableError(f"the file holds <{name[:40]}>, not a plan", _SAVE_AS_XML)
    return root


def _known_links(
    tasks: list[PlanTask], links: list[PlanLink], unknown: Counter[str]
) -> tuple[PlanLink, ...]:
    """The links between rows of the file; those from elsewhere are counted."""
    known = {task.uid for task in tasks if task.uid}
    inside = tuple(link for link in links if link.giver in known and link.taker in known)
    if len(inside) < len(links):
        unknown["PredecessorLink from outside the file"] = len(links) - len(inside)
    return inside


def _plan(project: Fields, tasks: list[PlanTask], links: tuple[PlanLink, ...]) -> Plan:
    starts = [task.start for task in tasks if task.start is not None]
    start = project.moment("StartDate") or min(starts, default=None)
    if start is None:
        raise UnreadableError(
            "the plan has no StartDate and no task with a start", "set the start of the project"
        )
    minutes_per_day = project.number("MinutesPerDay", 480) or 480
    return Plan(
        name=project.text("Name"),
        title=project.text("Title"),
        currency=project.text("CurrencyCode"),
        start=start,
        finish=project.moment("FinishDate"),
        from_finish=not project.flag("ScheduleFromStart", default=True),
        status_date=project.moment("StatusDate"),
        calendar=max(project.number("CalendarUID", -1), 0),
        minutes_per_day=minutes_per_day,
        minutes_per_week=project.number("MinutesPerWeek", 2400) or 2400,
        days_per_month=project.number("DaysPerMonth", 20) or 20,
        honor_constraints=project.flag("HonorConstraints", default=True),
        critical_slack=project.number("CriticalSlackLimit") * minutes_per_day,
        multiple_critical_paths=project.flag("MultipleCriticalPaths"),
        whole=next((task for task in tasks if not task.uid), None),
        tasks=tuple(task for task in tasks if task.uid),
        links=links,
        calendars=MappingProxyType(read_calendars(project)),
    )
