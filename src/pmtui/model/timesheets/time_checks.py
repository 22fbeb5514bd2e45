"""This file holds what time sheets keep: days of 24 hours, a row a week, approved weeks closed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.changes.ops import Op
from pmtui.model.costing.time_entries import (
    TIME_ENTRIES,
    TIMESHEETS,
    TimeEntry,
    Timesheet,
    hours_text,
    week_of,
)
from pmtui.model.entities.entity import Entity, as_document, as_number
from pmtui.model.workspace.workspace import Workspace

STILL_TO_COME: Final = "{} is still to come: time is booked once it was worked"
_DAY: Final = 24 * 60
_REOPEN: Final = "reopen it first, with a reason (pmtui reopen_week)"
_BOOKED: Final = frozenset({"person", "task", "day", "minutes", "note", "code"})
"""Fields of a time entry that an approved week holds fast; its component follows its task."""
_OF_WEEK: Final = frozenset({"person", "week"})

Week = tuple[int, date]
"""A person and a Monday."""


def _time_entry(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    entry = cast("TimeEntry", row)
    person = workspace.people.get(entry.person)
    if not entry.task:
        yield f"{name}: time is booked on a task: say which with task:T-1"
    if not entry.person:
        yield f"{name}: time is booked by a person: say who with person:NAME"
    if person is not None and person.kind in {"material", "cost"}:
        yield f"{name}: {person.name} is a {person.kind} and has no hours"
    if entry.minutes <= 0:
        yield f"{name}: minutes is nothing: write how long, such as 3h30"
        return
    same_day = workspace.rows_by(TimeEntry, "day", entry.day)
    minutes = sum(other.minutes for other in same_day if other.person == entry.person)
    if minutes > _DAY:
        who = person.name if person is not None else "nobody"
        yield (f"{name}: {who} would have {hours_text(minutes)} on {entry.day}; a day has 24 hours")


def _timesheet(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    sheet = cast("Timesheet", row)
    if not sheet.person:
        yield f"{name}: a week is of a person: say whose with person:NAME"
    twins = [
        other
        for other in workspace.rows_by(Timesheet, "person", sheet.person)
        if week_of(other.week) == week_of(sheet.week) and other.id != sheet.id
    ]
    if twins:
        yield f"{name}: {twins[0].key} is that week of that person already: change it instead"


TIME_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType({TIME_ENTRIES.name: _time_entry, TIMESHEETS.name: _timesheet})
)
"""What a row of a table keeps beside its references, in words where it does not."""


def booking_refusal(ops: Sequence[Op], today: date) -> str:
    """Why an edit books time on a day that is still to come; empty where it does not."""
    for op in ops:
        if op.table != TIME_ENTRIES.name or op.op not in {"create", "set"}:
            continue
        day = str(as_document(op.new).get("day") if op.op == "create" else op.new)
        if (op.op == "create" or op.field == "day") and day > today.isoformat():
            return STILL_TO_COME.format(day)
    return ""


def closed_week_problems(ops: Sequence[Op], workspace: Workspace) -> Iterator[tuple[Op, str]]:
    """The ops that would change an approved week, each with the reason.

    Args:
        ops: the edit.
        workspace: as it is before; a week that is approved in the same edit is open still.
    """
    concerned = {TIME_ENTRIES.name, TIMESHEETS.name}
    if not any(op.table in concerned for op in ops) or not workspace.rows(TIMESHEETS.name):
        return
    closed: dict[Week, Timesheet] = {
        (sheet.person, week_of(sheet.week)): sheet
        for sheet in workspace.rows_of(Timesheet).values()
        if sheet.state == "approved"
    }
    reasons = {op.id for op in ops if op.table == TIMESHEETS.name and gives_reason(op)}
    for op in ops:
        if op.table == TIME_ENTRIES.name:
            sheet = next((closed[week] for week in _weeks(op, workspace) if week in closed), None)
            if sheet is not None:
                yield op, f"{_called(workspace, sheet)} is approved: {_REOPEN}"
        elif op.table == TIMESHEETS.name:
            row = workspace.rows_of(Timesheet).get(op.id)
            if row is None or row.state != "approved":
                continue
            if op.op in {"delete", "put"} or (op.op == "set" and op.field in _OF_WEEK):
                yield op, f"{_called(workspace, row)} is approved: {_REOPEN}"
            elif op.op == "set" and op.field == "state" and op.id not in reasons:
                yield op, f"{_called(workspace, row)} is approved: reopening it needs a reason"


def _weeks(op: Op, workspace: Workspace) -> Iterator[Week]:
    """The weeks in which an op on a time entry would change something."""
    if op.op == "set" and op.field not in _BOOKED:
        return
    entry = workspace.rows_of(TimeEntry).get(op.id)
    if entry is not None:
        yield entry.person, week_of(entry.day)
    person = entry.person if entry is not None else 0
    day = entry.day if entry is not None else None
    if op.op in {"create", "put"}:
        document: Mapping[str, object] = as_document(op.new)
        person, day = as_number(document.get("person")), _day(document.get("day"))
    elif op.field == "person":
        person = as_number(op.new)
    elif op.field == "day":
        day = _day(op.new)
    if day is not None:
        yield person, week_of(day)


def _day(value: object) -> date | None:
    """A day as an op holds it; None where that is none."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def gives_reason(op: Op) -> bool:
    """Whether an op writes down why; one that takes a reason away says nothing."""
    return op.op == "set" and op.field == "reason" and bool(str(op.new or "").strip())


def _called(workspace: Workspace, sheet: Timesheet) -> str:
    person = workspace.people.get(sheet.person)
    return f"the week of {week_of(sheet.week)} of {person.name if person is not None else 'nobody'}"
