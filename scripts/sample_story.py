"""This file makes up the six weeks before the sample's today: who wrote down what, and when."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import msgspec

from pmtui.model.changes.ops import Ops, apply, create, edit, invert, plain
from pmtui.model.changes.stored_ops import stored_ops
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace

SPAN: Final = timedelta(days=42)
_MORNING: Final = 8 * 60
_STEP: Final = 23
"""Minutes between two things that somebody wrote down on one day."""


class Event(msgspec.Struct, frozen=True):
    """Something that was written down on a day.

    `was` holds the fields as they were before; None means that the row came into being.
    """

    day: date
    order: int
    """Among those of one day."""
    by: int
    """Id of the person."""
    action: str
    table: str
    id: int
    was: Mapping[str, Any] | None = None


def story(now: Workspace, today: date, told: Iterable[Event]) -> list[dict[str, Any]]:
    """What led to a workspace in six weeks, as plain data, oldest first.

    Args:
        now: how it has come out.
        today: the day it is then; nothing is written down on it.
        told: what the sources tell; the rest follows from the dates in the workspace.
    """
    events = [one for one in (*told, *_events(now)) if today - SPAN <= one.day < today]
    events.sort(key=lambda one: (one.day, one.order, one.id, one.action))
    state = now
    made: list[tuple[Event, Ops]] = []
    for event in reversed(events):
        back = _back(state, event)
        if back:
            state = apply(state, back)
            made.append((event, invert(back)))
    found: list[dict[str, Any]] = []
    on_day: dict[date, int] = {}
    for event, ops in reversed(made):
        at = on_day[event.day] = on_day.get(event.day, -1) + 1
        minutes = _MORNING + at * _STEP + event.id % 11
        moment = datetime.combine(event.day, time(minutes // 60 % 24, minutes % 60))
        person = now.people[event.by]
        found.append(
            {
                "at": moment.isoformat(), "by": person.logins[0], "action": event.action,
                "ops": plain(stored_ops(ops)),
            }
        )  # fmt: skip
    return found


def _back(state: Workspace, event: Event) -> Ops:
    """The ops that take an event back."""
    row = state.get(event.table, event.id)
    if row is None:
        return ()
    if event.was is None:
        return invert((create(event.table, row),))
    return edit(event.table, row, **event.was)


def _events(now: Workspace) -> Iterator[Event]:
    """What the dates in a workspace say of when it was written down, and by whom."""
    for task in now.tasks.values():
        if _known(now, task.owner):
            yield from _of_task(now, task)
    for table, when, who in (
        ("risks", "opened", "owner"),
        ("remarks", "at", "by"),
        ("decisions", "decided_at", "owner"),
        ("reserve_draws", "at", "approver"),
        ("reports", "at", "by"),
        ("checkins", "at", "by"),
        ("asks", "asked_at", "raised_by"),
        ("directives", "issued_at", "issued_by"),
        ("recoveries", "opened", "owner"),
        ("kpi_readings", "at", "by"),
    ):
        for row in now.rows(table).values():
            day, person = getattr(row, when), getattr(row, who)
            if day is not None and _known(now, person):
                yield Event(day, _LATE[table], person, "entity.create", table, row.id)


_LATE: Final = {
    "risks": 1, "decisions": 2, "reserve_draws": 2, "remarks": 3, "reports": 4, "kpi_readings": 4,
    "directives": 5, "checkins": 6, "asks": 7, "recoveries": 7,
}  # fmt: skip


def _known(now: Workspace, person: int) -> bool:
    return person in now.people and bool(now.people[person].logins)


def _of_task(now: Workspace, task: Task) -> Iterator[Event]:
    """When it began, how far it was half-way, and when it moved on or was done."""
    start, done, owner = task.actual_start, task.actual_finish, task.owner
    columns = {one.name: one.id for one in now.board_of(task.component)}
    if done is not None:
        was: dict[str, Any] = {"actual_finish": None, "percent": 0 if start is None else 80}
        was |= {"column": columns["Backlog" if start is None else "Doing"], "entered": start}
        yield Event(done, 5, owner, "task.complete", "tasks", task.id, was)
    elif start is not None and task.entered and task.entered > start:
        was = {"entered": start}
        if task.column == columns.get("Review"):
            was["column"] = columns["Doing"]
        yield Event(task.entered, 5, owner, "card.right", "tasks", task.id, was)
    if start is None:
        return
    half = _workday(start + ((done or task.entered or start) - start) / 2)
    if half > start and (done is not None or task.percent > 20):
        percent = 40 if done is not None else task.percent // 20 * 10
        yield Event(half, 6, owner, "entity.set", "tasks", task.id, {"percent": percent})
    was = {"actual_start": None, "percent": 0, "column": columns["Ready"], "entered": None}
    yield Event(start, 0, owner, "card.right", "tasks", task.id, was)


def _workday(day: date) -> date:
    """The day, or the Friday before it on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def row_named(row: Entity | None, ref: str) -> Entity:
    """A row that the sources speak of, or the end of the script."""
    if row is None:
        raise SystemExit(f"there is no {ref} to tell of")
    return row


def default_of(table: str, field: str) -> Any:
    """What a field holds that says nothing."""
    found = next(one for one in msgspec.structs.fields(TABLES[table].type) if one.name == field)
    return found.default


def stamps(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a card carries that stands in a column: when it came, whether it began."""
    if row["in"] == "Done":
        start = {"actual_start": row["start"]} if "start" in row else {}
        finish = {} if row.get("kind") == "milestone" else {"finish": row["done"]}
        return {"percent": 100, "entered": row["done"], **start, **finish}
    if row["in"] in {"Doing", "Review"}:
        return {"actual_start": row["start"]}
    return {}
