"""This file holds a plan as another program wrote it, with its money in hundredths."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final, Literal, cast

from msgspec import Struct

from pmtui.exchange.finding import ImportFinding
from pmtui.figures.core.amounts import Amount, Rates
from pmtui.figures.cpm.types import NO_TASK, LagUnit
from pmtui.model.calendar.work_calendar import Calendar
from pmtui.model.entities.entity import Money, money_of
from pmtui.model.entities.tasks import (
    Accrual,
    Assignment,
    Constraint,
    LengthUnit,
    LinkType,
    Task,
    TaskType,
)
from pmtui.model.workspace.workspace import Workspace

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


def money_in(hundredths: int | None, currency: str) -> Money | None:
    """Money of a file; none where nobody has put any, or more than can be kept exact."""
    try:
        return money_of(Decimal(hundredths) / 100, currency) if hundredths is not None else None
    except ValueError:
        return None


def currency_of(workspace: Workspace, tasks: Iterable[Task]) -> str:
    """The one currency all costs of tasks and of those at work on them are in, else the base."""
    found: set[str] = set()
    assignments = workspace.rows("assignments")
    for task in tasks:
        found.update(money.currency for money in (task.fixed_cost, task.actual_cost) if money)
        rows = [
            cast("Assignment", assignments[assignment_id])
            for assignment_id in workspace.ids_by("assignments", "task", task.id)
        ]
        found.update(row.cost.currency for row in rows if row.cost is not None)
        for person_id in [row.person for row in rows] or [task.owner]:
            person = workspace.people.get(person_id)
            prices = (person.rate, person.cost_per_use) if person is not None else ()
            found.update(money.currency for money in prices if money is not None)
    return found.pop() if len(found) == 1 else workspace.policy.base_currency


class MoneyOut:
    """Writes money in the one currency of a file.

    Args:
        currency: of the file.
        rates: into what other currencies are changed.
    """

    def __init__(self, currency: str, rates: Rates) -> None:
        self.currency = currency
        self.lost = 0
        """How many amounts could not be changed into that currency."""
        self._worth = rates.worth

    def hundredths(self, money: Money | None) -> int | None:
        """The amount in hundredths; None where there is none, or no rate to the currency."""
        if money is None:
            return None
        try:
            return round(self._major(money) * 100)
        except (LookupError, ValueError, InvalidOperation):
            self.lost += 1
            return None

    def rate(self, money: Money | None) -> float | None:
        """A rate to the last digit of the currency; None where there is none, or no rate to it."""
        if money is None:
            return None
        try:
            return float(self._major(money))
        except (LookupError, ValueError, InvalidOperation):
            self.lost += 1
            return None

    def sum(self, amount: Amount) -> int | None:
        """A sum in hundredths; one that is not defined is counted as lost."""
        if amount.counted and amount.value is None:
            self.lost += 1
        return self.hundredths(amount.value)

    def _major(self, money: Money) -> Decimal:
        if money.currency == self.currency:
            return money.decimal
        worth = money.decimal * self._worth[money.currency] / self._worth[self.currency]
        return money_of(worth, self.currency).decimal
