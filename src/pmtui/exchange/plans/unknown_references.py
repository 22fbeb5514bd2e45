"""This file lets go of what a plan refers to and does not hold: each is told, the rest is taken."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from msgspec import structs

from pmtui.exchange.plans.import_warnings import ImportWarnings
from pmtui.exchange.plans.plan import Plan, PlanAssignment, PlanLink, PlanResource, PlanTask
from pmtui.exchange.plans.task_fields import task_code
from pmtui.exchange.text_folding import folded
from pmtui.model.calendar.work_calendar import (
    AS_BASE,
    LONGEST_BASE_CHAIN,
    OFFICE,
    OFFICE_WEEK,
    Calendar,
    Week,
)

_NOBODY: Final = -65535
"""The resource of an assignment without one, as MS Project writes it."""


def with_known_references(plan: Plan, odd: ImportWarnings) -> Plan:
    """The plan with nothing in it that refers to what is not there.

    Tasks and resources whose calendar is missing keep the one of the project; links of which one
    end is missing are left out.
    """
    calendars = _with_bases(plan, odd)
    plan = structs.replace(plan, calendars=MappingProxyType(calendars))
    own = calendars[plan.calendar].name if plan.calendar in calendars else OFFICE.name
    fallback = f"it keeps the calendar of the project, {own}"

    def task_of(task: PlanTask) -> PlanTask:
        if not task.calendar or task.calendar in calendars:
            return task
        odd.add(task_place(task), f"its calendar {task.calendar} is not in the file", fallback)
        return structs.replace(task, calendar=0)

    def resource_of(one: PlanResource) -> PlanResource:
        if not one.calendar or one.calendar in calendars:
            return one
        place = f"resource {one.uid} {one.name!r}"
        odd.add(place, f"its calendar {one.calendar} is not in the file", fallback)
        return structs.replace(one, calendar=0)

    tasks = tuple(task_of(task) for task in plan.tasks)
    return structs.replace(
        plan,
        calendar=plan.calendar if plan.calendar in calendars else 0,
        tasks=tasks,
        links=tuple(_links(plan.links, tasks, odd)),
        resources=tuple(resource_of(resource) for resource in plan.resources),
    )


def with_own_codes(tasks: Iterable[PlanTask], odd: ImportWarnings) -> tuple[PlanTask, ...]:
    """The tasks, no two by the same code, since by their code they are found again.

    Of several the first one keeps it, the others get their number behind it.
    """
    taken: set[str] = set()
    rows: list[PlanTask] = []
    for task in tasks:
        code = task_code(task)
        if folded(code) in taken:
            own = f"{code} ({task.uid})"
            while folded(own) in taken:
                own += "'"
            odd.add(task_place(task), f"another one has the same code {code}", f"taken as {own}")
            taken.add(folded(own))
            rows.append(structs.replace(task, code=own))
        else:
            taken.add(folded(code))
            rows.append(task)
    return tuple(rows)


def task_place(task: PlanTask) -> str:
    """Where a task is to be found in its file: `task 12 'Dig'`."""
    return f"task {task.code or task.uid} {task.name!r}" if task.name else f"task {task.uid}"


def _links(
    links: Iterable[PlanLink], tasks: Iterable[PlanTask], odd: ImportWarnings
) -> Iterator[PlanLink]:
    by_uid = {task.uid: task for task in tasks if task.uid}
    known: dict[tuple[int, int, str], PlanLink] = {}
    for link in links:
        successor = by_uid.get(link.successor)
        if successor is None:
            odd.add(
                "the plan", f"a link leads to task {link.successor}, which is not there", "left out"
            )
        elif link.predecessor not in by_uid:
            what = f"its predecessor {link.predecessor} is not in the file"
            odd.add(task_place(successor), what, "the link is left out")
        elif link.predecessor == link.successor:
            odd.add(task_place(successor), "it is its own predecessor", "the link is left out")
        elif known.setdefault((link.predecessor, link.successor, link.type), link) is not link:
            predecessor = task_place(by_uid[link.predecessor])
            what = f"its link {link.type} from {predecessor} is there twice"
            odd.add(task_place(successor), what, "the first one is taken")
        else:
            yield link


def known_assignments(
    rows: Iterable[PlanAssignment], plan: Plan, odd: ImportWarnings
) -> Iterator[PlanAssignment]:
    """The assignments of which task and resource are in a plan; others are told."""
    tasks = {task.uid for task in plan.tasks}
    resources = {resource.uid for resource in plan.resources}
    for row in rows:
        if row.resource == _NOBODY:
            continue
        place = f"assignment {row.uid}"
        if row.task not in tasks:
            odd.add(place, f"its task {row.task} is not in the file", "left out")
        elif row.resource not in resources:
            odd.add(place, f"its resource {row.resource} is not in the file", "left out")
        else:
            yield row


def _with_bases(plan: Plan, odd: ImportWarnings) -> dict[int, Calendar]:
    """Every calendar on bases that are there; one without stands on that of the project."""
    calendars = dict(plan.calendars)
    for uid, calendar in plan.calendars.items():
        if not calendar.base or not _is_adrift(calendars, uid):
            continue
        missing = calendar.base not in calendars
        what = f"its base {calendar.base} {'is not in the file' if missing else 'stands on it'}"
        odd.add(f"calendar {uid} {calendar.name!r}", what, f"it keeps the days of {OFFICE.name}")
        calendars[uid] = structs.replace(calendar, base=0, days=_filled(calendar.days))
    return calendars


def _is_adrift(calendars: dict[int, Calendar], uid: int) -> bool:
    """Whether a base of a calendar is missing right below it, or it stands on itself."""
    if calendars[uid].base not in calendars:
        return True
    at = uid
    for _ in range(LONGEST_BASE_CHAIN):
        at = calendars[at].base
        if not at or at not in calendars:
            return False
    return True


def _filled(week: Week) -> Week:
    if week == AS_BASE:
        return OFFICE_WEEK
    pairs = zip(week, OFFICE_WEEK, strict=True)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        usual if day is None else day for day, usual in pairs
    )
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)
