"""This file holds what rows of some tables keep: trees without loops, calendars that can be."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.calendar.stored_calendars import (
    CalendarException,
    CalendarWeek,
    WorkingCalendar,
    day_of,
    week_of,
)
from pmtui.model.calendar.work_calendar import CalendarError
from pmtui.model.choosing.score_checks import SCORING_CHECKS
from pmtui.model.entities.components import Component
from pmtui.model.entities.cycles import COMMITMENTS, Commitment, Cycle
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.policy import Policy, has_known_zone
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.governance.governance_checks import GOVERNANCE_CHECKS
from pmtui.model.odds.estimate_checks import ODDS_CHECKS, ODDS_PLACES
from pmtui.model.recurring.occurrences import RECURRENCE_CHECKS
from pmtui.model.rules.benefit_checks import BENEFIT_CHECKS
from pmtui.model.rules.case_checks import CASE_CHECKS
from pmtui.model.rules.cost_checks import COST_CHECKS
from pmtui.model.staffing.staffing_checks import STAFFING_CHECKS
from pmtui.model.timesheets.time_checks import TIME_CHECKS
from pmtui.model.workspace.workspace import Workspace

_MAY_LIE_IN: Final = {
    "portfolio": frozenset({"portfolio"}),
    "program": frozenset({"portfolio", "program"}),
    "project": frozenset({"portfolio", "program"}),
    "operation": frozenset({"portfolio", "program"}),
}
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_MINUTES: Final = 24 * 60


def _component(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    checked = cast("Component", row)
    above = workspace.components.get(checked.component)
    if above is not None and above.kind not in _MAY_LIE_IN[checked.kind]:
        yield f"{name}: a {checked.kind} cannot lie in a {above.kind} ({above.key} {above.name})"
    loop = _loop(checked.id, workspace.components.get, "component")
    if loop:
        yield f"{name} would lie inside itself: {_names(workspace, 'components', loop)}"


def _task(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    checked = cast("Task", row)
    if not checked.component:
        yield f"{name}: a task needs a project"
    parent = workspace.tasks.get(checked.parent)
    if parent is not None and parent.component != checked.component:
        yield f"{name}: its parent {parent.key} belongs to another component"
    column = workspace.columns.get(checked.column)
    if column is not None and column.component != checked.component:
        yield f"{name}: column {column.name} belongs to another component's board"
    for child in workspace.ids_by("tasks", "parent", checked.id):
        if workspace.tasks[child].component != checked.component:
            yield f"{name}: its sub-task {workspace.tasks[child].key} belongs elsewhere"
    loop = _loop(checked.id, workspace.tasks.get, "parent")
    if loop:
        yield f"{name} would be its own parent: {_names(workspace, 'tasks', loop)}"


def _gaps(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    before = 0
    for at, gap in cast("Task", row).splits:
        if at <= before:
            yield f"{name}: its gaps are not in order: each needs some work before it"
        if gap <= 0:
            yield f"{name}: a gap of {gap} minutes is none"
        before = at


def _link(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    checked = cast("Link", row)
    if checked.predecessor == checked.successor:
        yield f"{name}: a task cannot wait for itself"
        return
    twins = [
        other
        for other in workspace.ids_by("links", "predecessor", checked.predecessor)
        if other != checked.id
        and workspace.links[other].successor == checked.successor
        and workspace.links[other].type == checked.type
    ]
    if twins:
        yield f"{name}: these two tasks are linked {checked.type} already"


def _policy(_workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    checked = cast("Policy", row)
    if not has_known_zone(checked):
        zone = checked.timezone
        yield f"there is no timezone {zone!r}: write a name such as Europe/Berlin or UTC"
    if _CURRENCY.fullmatch(checked.base_currency) is None:
        yield f"{checked.base_currency!r} is no currency: write an ISO 4217 code such as EUR or CHF"
    if not 0 < checked.minutes_per_day <= _MINUTES:
        yield f"a day cannot have {checked.minutes_per_day} working minutes: write 1 to {_MINUTES}"


def _calendar(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    checked = cast("WorkingCalendar", row)
    loop = _loop(checked.id, lambda at: workspace.get("calendars", at), "base")
    if loop:
        yield f"{name} would stand on itself: {_names(workspace, 'calendars', loop)}"


def _calendar_hours(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    yield from _hours(cast("WorkingCalendar", row), name)


def _calendar_week(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    checked = cast("CalendarWeek", row)
    yield from _hours(checked, name)
    if checked.last < checked.first:
        yield f"{name}: the week ends on {checked.last}, before it begins on {checked.first}"


def _calendar_exception(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    checked = cast("CalendarException", row)
    if checked.last < checked.first:
        yield f"{name}: it ends on {checked.last}, before it begins on {checked.first}"
    try:
        day_of(checked.hours, name)
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


def _commitment(workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    """One row for a cycle and a task: of two who begin a cycle, one does."""
    checked = cast("Commitment", row)
    for other in workspace.rows_by(Commitment, "cycle", checked.cycle):
        if other.id != checked.id and other.task == checked.task:
            cycle = workspace.rows_of(Cycle).get(checked.cycle)
            task = workspace.tasks.get(checked.task)
            words = (row.key if row is not None else "it" for row in (cycle, task))
            yield "{} has taken {} on already: somebody was faster".format(*words)
            return


_RowChecks = Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]

ROW_CHECKS: Final[_RowChecks] = MappingProxyType(
    {
        **BENEFIT_CHECKS,
        **CASE_CHECKS,
        **COST_CHECKS,
        **GOVERNANCE_CHECKS,
        **RECURRENCE_CHECKS,
        **ODDS_CHECKS,
        **SCORING_CHECKS,
        **STAFFING_CHECKS,
        **TIME_CHECKS,
        COMMITMENTS.name: _commitment,
        "tasks": _gaps,
        "policy": _policy,
        "calendars": _calendar_hours,
        "calendar_weeks": _calendar_week,
        "calendar_exceptions": _calendar_exception,
    }
)
"""What a row of a table must hold: gives what is wrong with what was given, in words."""
PLACE_CHECKS: Final[_RowChecks] = MappingProxyType(
    {
        **ODDS_PLACES,
        "components": _component,
        "tasks": _task,
        "links": _link,
        "calendars": _calendar,
    }
)
"""How a row must stand to others, which may have moved meanwhile: gives what is wrong, in words."""
