"""This file makes the plan of one project of a P6 export."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.plans.plan import Plan, PlanAssignment, PlanResource, PlanTask
from pmtui.exchange.xer.activities import Project, read_activities
from pmtui.exchange.xer.calendars import minutes_of_day, read_calendars
from pmtui.exchange.xer.constraints import Constraints
from pmtui.exchange.xer.costs import read_costs
from pmtui.exchange.xer.notes import read_memos
from pmtui.exchange.xer.people import read_assignments, read_resources, read_roles
from pmtui.exchange.xer.project_choice import Projects, source_of
from pmtui.exchange.xer.wbs import WorkBreakdown
from pmtui.exchange.xer.xer_tables import XerRow, XerTable
from pmtui.model.calendar.work_calendar import OFFICE, Calendar
from pmtui.model.entities.tasks import LagUnit

_LAG_CALENDAR: Final = "sched_calendar_on_relationship_lag"
_AS_WE_DO: Final = {
    "sched_retained_logic": "Y",
    "sched_progress_override": "N",
    "sched_lag_early_start_flag": "Y",
    "sched_open_critical_flag": "N",
    _LAG_CALENDAR: "rcal_Predecessor",
    "sched_float_type": "FT_FF",
}
"""How P6 is set unless somebody has changed it, and how these plans are scheduled."""


class PlanReader:
    """Makes plans of the projects of a file, which share its calendars and resources.

    Args:
        tables: the tables of the file by name.
        projects: its projects.
        unknown: collects what is left behind.
    """

    def __init__(
        self, tables: Mapping[str, XerTable], projects: Projects, unknown: Counter[str]
    ) -> None:
        self._tables = tables
        self._projects = projects
        self._unknown = unknown
        self._calendars = read_calendars(tables["CALENDAR"])
        self._memos = read_memos(tables["TASKMEMO"], tables["MEMOTYPE"])
        self._currency = _currency(tables["CURRTYPE"])
        parts = ("TASKRSRC", "PROJCOST", "PROJWBS")
        self._rows = {name: projects.by_project(tables[name]) for name in parts}
        self._options = [(table.text("proj_id"), table) for table in tables["SCHEDOPTIONS"]]
        self._workers: dict[int, PlanResource] | None = None

    def plan(self, row: XerRow) -> Plan:
        """The plan of a project without its links.

        Raises:
            UnreadableError: nothing in it says when anything is.
        """
        id_ = row.text("proj_id")
        calendar = row.number("clndr_id")
        at_work = self._of("TASKRSRC", id_)
        costs = read_costs(at_work, self._of("PROJCOST", id_))
        constraints = Constraints(self._calendars, self._unknown)
        project = Project(id_, costs, self._memos, constraints, self._unknown)
        wbs = WorkBreakdown(self._of("PROJWBS", id_))
        tasks = read_activities(self._projects.activities.get(id_, ()), wbs, project)
        assignments = tuple(read_assignments(at_work))
        _note_rules(self._options_of(id_), row, self._unknown)
        return Plan(
            source=source_of(id_),
            name=row.text("proj_short_name"),
            title=wbs.title,
            currency=self._currency,
            start=_start(row, tasks),
            finish=row.moment("scd_end_date"),
            status_date=row.moment("last_recalc_date"),
            calendar=_calendar(row, calendar, self._calendars),
            minutes_per_day=minutes_of_day(self._tables["CALENDAR"], calendar),
            rules="p6",
            honor_constraints=False,
            critical_slack=row.minutes("critical_drtn_hr_cnt") or 0,
            whole=wbs.whole(),
            tasks=tasks,
            calendars=MappingProxyType(self._calendars),
            resources=tuple(self._at_work(assignments)),
            assignments=assignments,
        )

    def lag_unit(self, row: XerRow) -> LagUnit:
        """In what the lags of a project are counted."""
        options = self._options_of(row.text("proj_id"))
        by_clock = any(option.text(_LAG_CALENDAR) == "rcal_24Hour" for option in options)
        return "elapsed" if by_clock else "work"

    def _of(self, table: str, project: str) -> list[XerRow]:
        return self._rows[table].get(project, [])

    def _options_of(self, project: str) -> list[XerRow]:
        return [row for of, row in self._options if of in {"", project}]

    def _at_work(self, assignments: Iterable[PlanAssignment]) -> list[PlanResource]:
        """The resources and roles that work on a plan, in the order of the file."""
        if self._workers is None:
            used = frozenset(
                read_assignment.resource
                for rows in self._rows["TASKRSRC"].values()
                for read_assignment in read_assignments(rows)
            )
            tables = self._tables
            found = [
                *read_resources(tables["RSRC"], tables["RSRCRATE"], used),
                *read_roles(tables["ROLES"], used),
            ]
            self._workers = {resource.uid: resource for resource in found}
        here = {assignment.resource for assignment in assignments}
        return [worker for uid, worker in self._workers.items() if uid in here]


def _start(row: XerRow, tasks: Iterable[PlanTask]) -> datetime:
    """When the project starts, or else the first of its activities.

    Raises:
        UnreadableError: nothing in the file says when anything is.
    """
    start = row.moment("plan_start_date")
    if start is not None:
        return start
    dates = [task.actual_start or task.start for task in tasks]
    known = [day for day in (*dates, row.moment("last_recalc_date")) if day is not None]
    if not known:
        raise UnreadableError(
            "the project has no plan_start_date", "set its planned start in P6 and export anew"
        )
    row.tell("plan_start_date is missing", f"it starts on {min(known):%F}, the first date there is")
    return min(known)


def _calendar(row: XerRow, uid: int, calendars: Mapping[int, Calendar]) -> int:
    """The calendar of the project; one that is not in the file falls back to Standard."""
    if uid in calendars:
        return uid
    what = f"its calendar {uid} is not in the file" if uid else "it has no calendar"
    row.tell(what, f"it keeps the calendar {OFFICE.name}, Monday to Friday from 8 to 17")
    return 0


def _currency(table: XerTable) -> str:
    """The code of the base currency, by which the others are counted."""
    for row in table:
        if row.decimal("base_exch_rate") == 1:
            code = row.text("curr_short_name")
            return code if len(code) == 3 and code.isascii() and code.isalpha() else ""
    return ""


def _note_rules(options: Sequence[XerRow], project: XerRow, unknown: Counter[str]) -> None:
    """Says which settings of the file are not those by which the plan is scheduled."""
    if project.text("critical_path_type") == "CT_DrivPath":
        unknown["PROJECT/critical_path_type CT_DrivPath, set by total slack (float)"] += 1
    for row in options:
        for name, usual in _AS_WE_DO.items():
            value = row.text(name)
            if value not in {"", "rcal_24Hour", usual}:
                unknown[f"SCHEDOPTIONS/{name} {value[:20]}, scheduled with {usual}"] += 1
