"""This file writes a plan as XML that Microsoft Project opens (MSPDI)."""

from typing import Final
from xml.etree.ElementTree import Element, indent, tostring

from msgspec import structs

from pmtui.exchange.msproject.codes import (
    CODE_ALIAS,
    CODE_FIELD,
    CODE_NAME,
    MOST_DIGITS,
    NAMESPACE,
    NOBODY,
)
from pmtui.exchange.msproject.reader.split_gaps import split_work
from pmtui.exchange.msproject.writer.calendars import write_calendars
from pmtui.exchange.msproject.writer.elements import Value, part_of, put
from pmtui.exchange.msproject.writer.rows import (
    has_code,
    write_assignment,
    write_resource,
    write_task,
)
from pmtui.exchange.plans.plan import Plan, PlanAssignment, PlanLink
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.entities.entity import exponent, symbol

_SAVE_VERSION: Final = 14
"""MS Project 2010 and later."""
_BEFORE, _BEFORE_WITH_SPACE = 0, 2
"""Where the sign of a currency stands: `€5`, `CHF 5`."""


def write_msproject(plan: Plan) -> bytes:
    """The MSPDI file of a plan; `read_msproject` reads the same plan back.

    Dates are written as the plan holds them: `with_dates` puts the scheduled ones into it first.
    """
    project = Element("Project", xmlns=NAMESPACE)
    _write_settings(project, plan)
    if any(has_code(task) for task in plan.tasks):
        fields = part_of(project, "ExtendedAttributes")
        names = {"FieldID": CODE_FIELD, "FieldName": CODE_NAME, "Alias": CODE_ALIAS}
        part_of(fields, "ExtendedAttribute", **names)
    write_calendars(project, plan.calendars)
    _write_tasks(project, plan)
    resources = part_of(project, "Resources")
    for row, resource in enumerate(plan.resources, 1):
        write_resource(resources, resource, row)
    assignments = part_of(project, "Assignments")
    _write_assignments(assignments, plan)
    indent(project)
    written: bytes = tostring(project, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _write_assignments(parent: Element, plan: Plan) -> None:
    """Writes who works on what; a split task that nobody is on has one for its gaps."""
    times = WorkTimes(plan.calendars, plan.calendar)
    split = {task.uid: task for task in plan.tasks if task.splits and task.start is not None}
    rows = {uid: split_work(task, times.of(task.calendar)) for uid, task in split.items()}
    for assignment in plan.assignments:
        write_assignment(parent, assignment, rows.get(assignment.task, ()))
    unassigned = split.keys() - {assignment.task for assignment in plan.assignments}
    number = max((assignment.uid for assignment in plan.assignments), default=0)
    for uid in sorted(unassigned):
        number += 1
        nobodys = PlanAssignment(uid=number, task=uid, resource=NOBODY)
        write_assignment(parent, nobodys, rows[uid])


def _write_settings(project: Element, plan: Plan) -> None:
    fields: dict[str, Value] = {
        "SaveVersion": _SAVE_VERSION,
        "Name": plan.name,
        "Title": plan.title or None,
        "Category": plan.category or None,
        "Manager": plan.manager or None,
        "CreationDate": plan.made,
        "ScheduleFromStart": not plan.from_finish,
        "StartDate": plan.start,
        "FinishDate": plan.finish,
        "CriticalSlackLimit": plan.critical_slack // plan.minutes_per_day,
        **_currency(plan.currency),
        "CalendarUID": plan.calendar or -1,
        "MinutesPerDay": plan.minutes_per_day,
        "MinutesPerWeek": plan.minutes_per_week,
        "DaysPerMonth": plan.days_per_month,
        "HonorConstraints": plan.honor_constraints,
        "MultipleCriticalPaths": plan.multiple_critical_paths,
        "StatusDate": plan.status_date,
    }
    for name, value in fields.items():
        put(project, name, value)


def _currency(code: str) -> dict[str, Value]:
    """How money is shown; MS Project knows no more than two digits after the point."""
    if not code:
        return {}
    digits = min(exponent(code), MOST_DIGITS)
    sign = symbol(code)
    position = _BEFORE if len(sign) == 1 else _BEFORE_WITH_SPACE
    return {
        "CurrencyDigits": digits,
        "CurrencySymbol": sign,
        "CurrencyCode": code,
        "CurrencySymbolPosition": position,
    }


def _write_tasks(project: Element, plan: Plan) -> None:
    predecessors: dict[int, list[PlanLink]] = {}
    for link in plan.links:
        predecessors.setdefault(link.successor, []).append(link)
    parent = part_of(project, "Tasks")
    if plan.whole is not None:
        write_task(parent, structs.replace(plan.whole, uid=0), 0, ())
    levels = {0: 0}
    for task in plan.tasks:
        level = levels[task.uid] = levels[task.parent] + 1
        write_task(parent, task, level, predecessors.get(task.uid, ()))
