"""This file holds a plan as another program wrote it."""

from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

from pmtui.exchange.finding import ImportFinding
from pmtui.figures.cpm.types import NO_TASK, LagUnit
from pmtui.model.calendar.work_calendar import Calendar
from pmtui.model.entities.tasks import Accrual, Constraint, LengthUnit, LinkType, TaskType

ResourceKind = Literal["work", "role", "equipment", "material", "cost"]
"""People, roles nobody fills yet, machines, things used up, or plain money."""
Rules = Literal["", "p6"]
"""Whose rules dates follow: MS Project's, or Primavera P6's."""


MOST_BASELINES: Final = 11
"""How many baselines the files of others hold."""


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
    guid: str = ""
    """A mark that goes with it through other programs."""
    row: int = 0
    code: str = ""
    """What people there call it, where that is not the uid."""
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
    duration_in: LengthUnit = ""
    elapsed: bool = False
    estimated: bool = False
    splits: tuple[tuple[int, int], ...] = ()
    """Its gaps: after how many minutes of work each comes, and how long it is."""
    task_type: TaskType = ""
    """Which of units, duration and work stands when another changes."""
    calendar: int = 0
    ignores_resource_calendars: bool = False
    total_slack: int | None = None
    """Working minutes, as the program of the file has worked them out."""
    free_slack: int | None = None
    critical: bool | None = None
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
    accrual: Accrual = ""
    """When its fixed cost accrues; empty for evenly over its time."""
    actual_cost: int | None = None
    remaining_cost: int | None = None
    baselines: tuple[PlanBaseline, ...] = ()


class PlanLink(Struct, frozen=True, gc=False, kw_only=True):
    """A dependency between two rows; lag in minutes, or percent of the predecessor's duration."""

    predecessor: int
    successor: int
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"
    lag_in: LengthUnit = ""


class PlanResource(Struct, frozen=True, gc=False, kw_only=True):
    """A person, machine or material of the plan; money in hundredths."""

    uid: int
    code: str = ""
    name: str = ""
    initials: str = ""
    kind: ResourceKind = "work"
    calendar: int = 0
    units: float = 1.0
    """How many of it there are at most; 1 is one whole person."""
    rate: float | None = None
    """Money per hour."""
    cost_per_use: int | None = None
    email: str = ""
    group: str = ""
    notes: str = ""


class PlanAssignment(Struct, frozen=True, gc=False, kw_only=True):
    """A resource on a task; work in minutes, money in hundredths."""

    uid: int
    task: int
    resource: int
    units: float = 1.0
    work: int | None = None
    remaining_work: int | None = None
    actual_work: int | None = None
    overtime: int | None = None
    """How much of the work is done beyond the usual hours."""
    remaining_overtime: int | None = None
    cost: int | None = None
    actual_cost: int | None = None
    contoured: bool = False
    """Whether its work is spread unevenly."""


class Plan(Struct, frozen=True, kw_only=True):
    """A whole plan, with a list of what was in the file and is not in here."""

    source: str = ""
    """Which project of its program it is, such as `P6 4412`, where links of others name it."""
    name: str = ""
    title: str = ""
    currency: str = ""
    start: datetime
    finish: datetime | None = None
    from_finish: bool = False
    """Whether it was planned back from its finish; it is scheduled from its start all the same."""
    status_date: datetime | None = None
    manager: str = ""
    category: str = ""
    made: datetime | None = None
    """When the file was first made."""
    calendar: int = 0
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20
    rules: Rules = ""
    honor_constraints: bool = True
    critical_slack: int = 0
    """Working minutes."""
    multiple_critical_paths: bool = False
    whole: PlanTask | None = None
    """The row that stands for the plan itself."""
    tasks: tuple[PlanTask, ...] = ()
    links: tuple[PlanLink, ...] = ()
    calendars: MappingProxyType[int, Calendar] = MappingProxyType({})
    resources: tuple[PlanResource, ...] = ()
    assignments: tuple[PlanAssignment, ...] = ()
    unknown: tuple[str, ...] = ()
    """What is left behind (`Task/ExtendedAttribute: 12`) or taken otherwise (`A, kept as B: 1`)."""
    notes: tuple[str, ...] = ()
    """How the file was read, such as its encoding where that was a guess."""
    odd: tuple[ImportFinding, ...] = ()
    """What could not be taken as it stands, by its place."""
