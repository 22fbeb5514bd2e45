"""This file makes the calendars, resources and assignments of a plan for other programs."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from msgspec import Struct, structs

from pmtui.exchange.plan_export.work_done import WORKERS
from pmtui.exchange.plans.plan import MoneyOut, PlanResource, ResourceKind
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.calendar.work_calendar import OFFICE, Calendar, bases
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.workspace.workspace import Workspace

_KINDS: Final[Mapping[str, ResourceKind]] = {
    "person": "work",
    "role": "role",
    "equipment": "equipment",
    "material": "material",
    "cost": "cost",
}
LARGEST_UID: Final = (1 << 31) - 1
"""Largest uid that MS Project takes."""


def uids_of(codes: Iterable[tuple[int, str]]) -> dict[int, int]:
    """A uid for each row by its id: the one it came with, or else the next that is free."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    waiting: list[int] = []
    for id_, code in codes:
        uid = int(code) if code.isdecimal() and len(code) < 11 else 0
        if 0 < uid <= LARGEST_UID and uid not in taken:
            found[id_] = uid
            taken.add(uid)
        else:
            waiting.append(id_)
    free = 1
    for id_ in waiting:
        while free in taken:
            free += 1
        found[id_] = free
        taken.add(free)
    return found


class PlanPeople(Struct, frozen=True):
    """Who works on a plan, and when."""

    calendars: MappingProxyType[int, Calendar]
    calendar_uids: Mapping[int, int]
    """The file's uid of each stored calendar; of 0, that of the project."""
    resources: Mapping[int, PlanResource]
    """By the id of the person."""


def people_of_plan(
    figures: Figures, tasks: Sequence[Task], project: Component, money: MoneyOut
) -> PlanPeople:
    """The calendars and people that a project has, and those that its tasks need.

    Args:
        figures: of the workspace where they are.
        tasks: the tasks of the plan.
        project: the project; without a calendar of its own it keeps office days.
        money: writes amounts.
    """
    workspace, calendar = figures.workspace, project.calendar
    people = _people(workspace, tasks)
    stored = stored_calendars(workspace)
    named = {calendar, *(t.calendar for t in tasks), *(p.calendar for p in people.values())} - {0}
    named |= {
        calendar_id
        for calendar_id, row in workspace.rows("calendars").items()
        if _is_of(row, project)
    }
    calendar_uids = _calendar_uids(workspace, stored, named)
    made = {
        uid: structs.replace(
            stored[calendar_uid], base=calendar_uids.get(stored[calendar_uid].base, 0)
        )
        for calendar_uid, uid in calendar_uids.items()
    }
    free = max(made, default=0) + 1
    if not calendar:
        made = {free: OFFICE, **made}
        calendar_uids[0] = free
        free += 1
    else:
        calendar_uids[0] = calendar_uids[calendar]
    resources: dict[int, PlanResource] = {}
    for uid, (person_id, person) in enumerate(people.items(), 1):
        resource = _resource(person, uid, money)
        if resource.kind in WORKERS:
            base = calendar_uids.get(person.calendar, calendar_uids[0])
            made[free] = Calendar(name=resource.name, base=base)
            resource = structs.replace(resource, calendar=free)
            free += 1
        resources[person_id] = resource
    return PlanPeople(MappingProxyType(made), calendar_uids, resources)


def _people(workspace: Workspace, tasks: Iterable[Task]) -> dict[int, Person]:
    """Who is assigned to tasks, in the order of those, and then everybody who is not archived."""
    named = dict.fromkeys(
        assignment.person
        for task in tasks
        for assignment in workspace.rows_by(Assignment, "task", task.id)
    )
    named |= {person_id: None for person_id, row in workspace.people.items() if not row.archived}
    return {
        person_id: workspace.people[person_id]
        for person_id in named
        if person_id in workspace.people
    }


def _is_of(calendar: Entity, project: Component) -> bool:
    """Whether a calendar is of a project, or of no component at all."""
    return calendar.component in {0, project.id}


def _calendar_uids(
    workspace: Workspace, stored: Mapping[int, Calendar], named: Iterable[int]
) -> dict[int, int]:
    """The uids of calendars and of all they stand on."""
    used: dict[int, None] = {}
    for row_id in sorted(named):
        at = row_id
        for layer in bases(stored, row_id):
            used.setdefault(at)
            at = layer.base
    calendars = workspace.rows_of(WorkingCalendar)
    return uids_of((calendar, calendars[calendar].code) for calendar in sorted(used))


def _resource(person: Person, uid: int, money: MoneyOut) -> PlanResource:
    return PlanResource(
        uid=uid,
        code=person.code,
        name=person.name,
        initials=person.initials,
        kind=_KINDS[person.kind],
        units=person.units / 100,
        rate=money.rate(person.rate),
        cost_per_use=money.hundredths(person.cost_per_use) or None,
        email=person.email,
        group=person.organisation,
    )
