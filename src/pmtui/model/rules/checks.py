"""This file holds what every valid workspace keeps: references, trees without loops, states."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, cast

import msgspec
from msgspec import structs

from pmtui.model.calendar.stored_calendars import (
    CalendarException,
    CalendarWeek,
    WorkingCalendar,
    day_of,
    week_of,
)
from pmtui.model.calendar.work_calendar import CalendarError
from pmtui.model.changes.ops import Op
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.policy import Policy, has_known_zone
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.rules.date_range import days_outside, outside_text
from pmtui.model.rules.dependency_loops import link_loop, links_in_loops, loop_path_text
from pmtui.model.rules.life_cycles import refusal
from pmtui.model.rules.outline_loops import loops_of_places
from pmtui.model.workspace.schema import TABLES, field_specs, references
from pmtui.model.workspace.workspace import Workspace

_MAY_LIE_IN: Final = {
    "portfolio": frozenset({"portfolio"}),
    "program": frozenset({"portfolio", "program"}),
    "project": frozenset({"portfolio", "program"}),
    "operation": frozenset({"portfolio", "program"}),
}
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_MINUTES: Final = 24 * 60
_WRITTEN_OUT: Final = 3
_FROZEN: Final = frozenset({"baselines", "baseline_rows"})


class Problem(msgspec.Struct, frozen=True):
    """Something a workspace must not hold, in words that say what and where."""

    table: str
    id: int
    text: str


def check(
    workspace: Workspace, touched: Iterable[tuple[str, int]], placed: Iterable[int] = ()
) -> tuple[Problem, ...]:
    """The problems of the entities touched by a change; an empty answer means it is sound.

    Args:
        workspace: as it is after the change.
        touched: (table, id) of what the change may have changed.
        placed: the tasks that it may have made wait for others through the outline (`placed_by`).
    """
    found: list[Problem] = []
    links: list[Link] = []
    for table, entity_id in touched:
        if table not in TABLES:
            continue
        row = workspace.get(table, entity_id)
        if row is None:
            found += _left_behind(workspace, table, entity_id)
        else:
            found += _of_row(workspace, table, row)
        if isinstance(row, Link):
            links.append(row)
    loops = tuple(_of_loops(workspace, links))
    if not loops:
        places = loops_of_places(workspace, placed)
        loops = tuple(Problem("tasks", task, text) for task, text in places)
    return (*found, *loops)


def check_all(workspace: Workspace) -> tuple[Problem, ...]:
    """The problems of a whole workspace, those that older versions let in among them."""
    rows = ((table, row_id) for table in TABLES for row_id in workspace.rows(table))
    return (*check(workspace, rows), *_odd_dates(workspace))


def _odd_dates(workspace: Workspace) -> Iterator[Problem]:
    for table in TABLES:
        for row in workspace.rows(table).values():
            for label, day in days_outside(table, structs.asdict(row)):
                text = f"{row.key or title_of(row)}: {label} {outside_text(day)}"
                yield Problem(table, row.id, text)


def check_dates(ops: Sequence[Op], workspace: Workspace) -> tuple[Problem, ...]:
    """The days that ops bring in and that nobody can have meant; what stands there may stay."""
    problems: list[Problem] = []
    for op in ops:
        if op.op not in {"create", "put", "set"} or op.table not in TABLES:
            continue
        values = {op.field: op.new} if op.op == "set" else op.new
        for label, day in days_outside(op.table, values or {}):
            row = workspace.get(op.table, op.id)
            name = (row.key or title_of(row)) if row is not None else _new_name(op)
            problems.append(Problem(op.table, op.id, f"{name}: {label} {outside_text(day)}"))
    return tuple(problems)


def _new_name(op: Op) -> str:
    """What a row that does not stand yet is called."""
    document = op.new if isinstance(op.new, dict) else {}
    named = (document.get(name) for name in ("title", "name", "text", "label"))
    return next((str(name) for name in named if name), op.table)


def check_states(ops: Sequence[Op], workspace: Workspace) -> tuple[Problem, ...]:
    """The steps along a life cycle that ops take and may not take."""
    found: list[Problem] = []
    for op in ops:
        row = workspace.get(op.table, op.id)
        if op.op != "set" or op.field != "state" or row is None:
            continue
        kind = str(getattr(row, "kind", ""))
        reason = refusal(op.table, kind, str(op.old or ""), str(op.new or ""))
        if reason:
            found.append(Problem(op.table, op.id, f"{row.key or title_of(row)}: {reason}"))
    return tuple(found)


def check_frozen(ops: Sequence[Op], workspace: Workspace) -> tuple[Problem, ...]:
    """The edits of what is never edited: a baseline stays as it was agreed."""
    found: list[Problem] = []
    for op in ops:
        if op.table in _FROZEN and op.op not in {"create", "delete"}:
            row = workspace.get(op.table, op.id)
            name = (row.key or title_of(row)) if row is not None else op.table
            text = f"{name} is agreed and stays as it is: take another baseline"
            found.append(Problem(op.table, op.id, text))
    return tuple(found)


def _of_row(workspace: Workspace, table: str, row: Entity) -> Iterator[Problem]:
    name = row.key or title_of(row) or str(row.id)
    yield from _texts(table, row, name)
    for spec in references(table):
        target = getattr(row, spec.name)
        if target and workspace.get(spec.refers, target) is None:
            text = f"{name}: {spec.label} refers to {target}, which is not in {spec.refers}"
            yield Problem(table, row.id, text)
    special = _SPECIAL.get(table)
    if special:
        yield from (Problem(table, row.id, text) for text in special(workspace, row, name))


def _texts(table: str, row: Entity, name: str) -> Iterator[Problem]:
    for spec in field_specs(table):
        if spec.kind not in {"text", "prose"}:
            continue
        value = getattr(row, spec.name)
        if "\x00" in value:
            yield Problem(table, row.id, f"{name}: {spec.label} holds a NUL character")
        elif not value.isascii() and any("\ud800" <= mark <= "\udfff" for mark in value):
            yield Problem(table, row.id, f"{name}: {spec.label} holds half a surrogate pair")
        elif not value.strip() and spec.required:
            yield Problem(table, row.id, f"{name}: {spec.label} is empty")


def _left_behind(workspace: Workspace, table: str, entity_id: int) -> Iterator[Problem]:
    for other in TABLES:
        for spec in references(other):
            if spec.refers != table:
                continue
            ids = workspace.ids_by(other, spec.name, entity_id)
            if ids:
                rows = (workspace.rows(other)[row_id] for row_id in ids[:_WRITTEN_OUT])
                names = ", ".join(row.key or title_of(row) or other for row in rows)
                more = len(ids) - _WRITTEN_OUT
                names += f" and {more} more" if more > 0 else ""
                text = f"{names} still refer{'s' if len(ids) == 1 else ''} to it as {spec.label}"
                yield Problem(table, entity_id, text)


def _component(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    one = cast("Component", row)
    above = workspace.components.get(one.component)
    if above is not None and above.kind not in _MAY_LIE_IN[one.kind]:
        yield f"{name}: a {one.kind} cannot lie in a {above.kind} ({above.key} {above.name})"
    loop = _loop(one.id, workspace.components.get, "component")
    if loop:
        yield f"{name} would lie inside itself: {_names(workspace, 'components', loop)}"


def _task(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    one = cast("Task", row)
    if not one.component:
        yield f"{name}: a task needs a project"
    parent = workspace.tasks.get(one.parent)
    if parent is not None and parent.component != one.component:
        yield f"{name}: its parent {parent.key} belongs to another component"
    column = workspace.columns.get(one.column)
    if column is not None and column.component != one.component:
        yield f"{name}: column {column.name} belongs to another component's board"
    for child in workspace.ids_by("tasks", "parent", one.id):
        if workspace.tasks[child].component != one.component:
            yield f"{name}: its sub-task {workspace.tasks[child].key} belongs elsewhere"
    if one.splits:
        yield from _gaps(one, name)
    loop = _loop(one.id, workspace.tasks.get, "parent")
    if loop:
        yield f"{name} would be its own parent: {_names(workspace, 'tasks', loop)}"


def _gaps(task: Task, name: str) -> Iterator[str]:
    before = 0
    for at, gap in task.splits:
        if at <= before:
            yield f"{name}: its gaps are not in order: each needs some work before it"
        if gap <= 0:
            yield f"{name}: a gap of {gap} minutes is none"
        before = at


def _link(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    one = cast("Link", row)
    if one.giver == one.taker:
        yield f"{name}: a task cannot wait for itself"
        return
    twins = [
        other
        for other in workspace.ids_by("links", "giver", one.giver)
        if other != one.id
        and workspace.links[other].taker == one.taker
        and workspace.links[other].type == one.type
    ]
    if twins:
        yield f"{name}: these two tasks are linked {one.type} already"


def _of_loops(workspace: Workspace, links: Sequence[Link]) -> Iterator[Problem]:
    """The loops that links close; only the first few are written out."""
    linked = [link for link in links if link.giver != link.taker]
    for at, link in enumerate(links_in_loops(workspace, linked)):
        text = f"{link.key or title_of(link) or link.id} closes a loop"
        if at < _WRITTEN_OUT:
            text += f": {loop_path_text(workspace, link_loop(workspace, link.giver, link.taker))}"
        yield Problem("links", link.id, text)


def _policy(_workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    one = cast("Policy", row)
    if not has_known_zone(one):
        yield (f"there is no timezone {one.timezone!r}: write a name such as Europe/Berlin or UTC")
    if _CURRENCY.fullmatch(one.base_currency) is None:
        yield f"{one.base_currency!r} is no currency: write an ISO 4217 code such as EUR or CHF"
    if not 0 < one.minutes_per_day <= _MINUTES:
        yield f"a day cannot have {one.minutes_per_day} working minutes: write 1 to {_MINUTES}"


def _calendar(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    one = cast("WorkingCalendar", row)
    yield from _hours(one, name)
    loop = _loop(one.id, lambda at: workspace.get("calendars", at), "base")
    if loop:
        yield f"{name} would stand on itself: {_names(workspace, 'calendars', loop)}"


def _calendar_week(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    one = cast("CalendarWeek", row)
    yield from _hours(one, name)
    if one.last < one.first:
        yield f"{name}: the week ends on {one.last}, before it begins on {one.first}"


def _calendar_exception(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    one = cast("CalendarException", row)
    if one.last < one.first:
        yield f"{name}: it ends on {one.last}, before it begins on {one.first}"
    try:
        day_of(one.hours, name)
    except CalendarError as error:
        yield str(error)


def _hours(row: WorkingCalendar | CalendarWeek, name: str) -> Iterator[str]:
    try:
        week_of(row, standing=False)
    except CalendarError as error:
        yield f"{name}: {error}"


def _loop(start: int, row_of: Callable[[int], Entity | None], field: str) -> tuple[int, ...]:
    path = [start]
    seen = {start}
    while (row := row_of(path[-1])) is not None:
        above = getattr(row, field)
        if above == start:
            return (*path, start)
        if not above or above in seen:
            return ()
        seen.add(above)
        path.append(above)
    return ()


def _names(workspace: Workspace, table: str, ids: Sequence[int]) -> str:
    found = ((row_id, workspace.get(table, row_id)) for row_id in ids)
    return " > ".join(
        row.key or title_of(row) if row is not None else str(row_id) for row_id, row in found
    )


_SPECIAL: Final[dict[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = {
    "components": _component,
    "tasks": _task,
    "links": _link,
    "policy": _policy,
    "calendars": _calendar,
    "calendar_weeks": _calendar_week,
    "calendar_exceptions": _calendar_exception,
}
