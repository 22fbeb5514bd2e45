"""This file reads plans that Microsoft Project saved as XML (MSPDI)."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from msgspec import structs

from pmtui.exchange.file_limits import LARGEST_PLAN, UnreadableError, check_size
from pmtui.exchange.msproject.codes import CODE_ALIAS
from pmtui.exchange.msproject.reader.calendars import read_calendars
from pmtui.exchange.msproject.reader.element_fields import Fields
from pmtui.exchange.msproject.reader.rows import read_assignment, read_resources, read_tasks
from pmtui.exchange.msproject.reader.split_gaps import merely_paused, read_spread, with_gaps
from pmtui.exchange.msproject.reader.xml_parsing import parsed
from pmtui.exchange.plans.import_warnings import ImportWarnings
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.unknown_references import known_assignments, with_known_references
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, OFFICE, Calendar
from pmtui.model.calendar.work_time import WorkTimes

_MOST_DAYS: Final = 100_000
"""Most days of slack up to which a task is critical."""
_SAVE_AS_XML: Final = "save the plan as XML (MS Project: Save As, type XML)"
_COMPUTED: Final = frozenset(
    """
    EarlyStart EarlyFinish LateStart LateFinish TotalSlack FreeSlack StartSlack FinishSlack Critical
    StartVariance FinishVariance DurationVariance WorkVariance CostVariance CV SV BCWS BCWP ACWP VAC
    OverAllocated ResumeValid PreLeveledStart PreLeveledFinish RegularWork CreateDate CreationDate
    RemainingOvertimeWork RemainingOvertimeCost OvertimeWork ActualOvertimeWork ActualOvertimeCost
    OvertimeCost CurrentDate PercentWorkComplete
    LastSaved WorkFormat SaveVersion GUID UID ID Revision LevelingDelayFormat Start Finish Stop
    Resume StandardRateFormat OvertimeRateFormat ManualDuration ManualStart ManualFinish
    EffortDriven
    Autolink AutoAddNewResourcesAndTasks CurrencyDigits CurrencySymbol CurrencySymbolPosition
    DefaultStartTime DefaultFinishTime DefaultFixedCostAccrual DurationFormat FYStartDate
    MicrosoftProjectServerURL NewTasksAreManual NewTasksEstimated SplitsInProgressTasks
    TaskUpdatesResource WeekStartDay AccrueAt LevelAssignments LevelingCanSplit
    HasFixedRateUnits PeakUnits Rollup Recurring HideBar Work Cost RemainingWork RemainingCost
    """.split()
)
"""Fields that follow from others or say nothing about the plan: left out without a word."""


def read_msproject(data: bytes, largest: int = LARGEST_PLAN) -> Plan:
    """The plan in an MSPDI file.

    Raises:
        UnreadableError: it is no such file, is too large, declares a document type or entities,
            or says of nothing when it is. What is odd in a detail is told in `Plan.odd` instead.
    """
    check_size(len(data), largest)
    odd = ImportWarnings()
    project = Fields(_root(data), odd)
    unknown: Counter[str] = Counter()
    rows = list(project.within("Tasks", "Task"))
    resource_rows = list(project.within("Resources", "Resource"))
    assignment_rows = list(project.within("Assignments", "Assignment"))
    tasks, links = read_tasks(rows, _code_field(project))
    resources = read_resources(resource_rows)
    assignments = [read_assignment(row) for row in assignment_rows]
    spreads = [read_spread(row) for row in assignment_rows]
    plan = _plan(project, tasks)
    for part in (*rows, *resource_rows, *assignment_rows, project):
        part.note_rest(unknown, _COMPUTED)
    plan = structs.replace(
        plan,
        links=tuple(links),
        resources=tuple(resources),
        unknown=tuple(f"{name}: {count}" for name, count in sorted(unknown.items())),
    )
    plan = with_known_references(plan, odd)
    times = WorkTimes(plan.calendars, plan.calendar)
    plan = structs.replace(plan, tasks=tuple(with_gaps(plan.tasks, spreads, times)))
    at_work = merely_paused(assignments, spreads, plan.tasks, times)
    plan = structs.replace(plan, assignments=tuple(known_assignments(at_work, plan, odd)))
    return structs.replace(plan, odd=odd.findings())


def _code_field(project: Fields) -> str:
    """The number of the custom field that an export from here puts codes into; empty for none."""
    for group in project.peek("ExtendedAttributes"):
        field = group.pick("ExtendedAttribute", "Alias", CODE_ALIAS)
        if field is not None:
            project.text("ExtendedAttributes")
            return field.text("FieldID").strip()
    return ""


def _root(data: bytes) -> Element:
    root = parsed(data, _SAVE_AS_XML)
    name = root.tag.rpartition("}")[2]
    if name != "Project":
        raise UnreadableError(f"the file holds <{name[:40]}>, not a plan", _SAVE_AS_XML)
    return root


def _plan(project: Fields, tasks: list[PlanTask]) -> Plan:
    minutes_per_day = project.number("MinutesPerDay", 480, 1, MINUTES_PER_DAY)
    calendars = read_calendars(project)
    return Plan(
        name=project.text("Name"),
        title=project.text("Title"),
        currency=project.text("CurrencyCode"),
        start=_start(project, tasks),
        finish=project.moment("FinishDate"),
        from_finish=not project.flag("ScheduleFromStart", default=True),
        status_date=project.moment("StatusDate"),
        manager=project.text("Manager"),
        category=project.text("Category"),
        made=project.moment("CreationDate"),
        calendar=_calendar(project, calendars),
        minutes_per_day=minutes_per_day,
        minutes_per_week=project.number("MinutesPerWeek", 2400, 1, 7 * MINUTES_PER_DAY),
        days_per_month=project.number("DaysPerMonth", 20, 1, 31),
        honor_constraints=project.flag("HonorConstraints", default=True),
        critical_slack=project.number("CriticalSlackLimit", 0, -_MOST_DAYS, _MOST_DAYS)
        * minutes_per_day,
        multiple_critical_paths=project.flag("MultipleCriticalPaths"),
        whole=next((task for task in tasks if not task.uid), None),
        tasks=tuple(task for task in tasks if task.uid),
        calendars=MappingProxyType(calendars),
    )


def _start(project: Fields, tasks: list[PlanTask]) -> datetime:
    """When the project starts, or else the first of its tasks.

    Raises:
        UnreadableError: nothing in the file says when anything is.
    """
    start = project.moment("StartDate")
    if start is not None:
        return start
    starts = [task.start for task in tasks if task.start is not None]
    if not starts:
        raise UnreadableError(
            "the plan has no StartDate and no task with a start", "set the start of the project"
        )
    project.tell("StartDate is missing", f"it starts with its first task, {min(starts):%F}")
    return min(starts)


def _calendar(project: Fields, calendars: Mapping[int, Calendar]) -> int:
    """The calendar of the project; one that is not in the file falls back to Standard."""
    uid = project.number("CalendarUID", 0)
    if uid in calendars or (uid <= 0 and project.text("CalendarUID").strip()):
        return max(uid, 0)
    standard = (
        calendar_id for calendar_id, calendar in calendars.items() if calendar.name == OFFICE.name
    )
    found = next(standard, 0)
    if uid or calendars:
        what = f"its calendar {uid} is not in the file" if uid else "CalendarUID is missing"
        hours = "" if found else ", Monday to Friday from 8 to 17"
        project.tell(what, f"it keeps the calendar {OFFICE.name}{hours}")
    return found
