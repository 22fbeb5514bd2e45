"""This file says what a project would be sent as now: what comes back so changes nothing here.

A file says more than is stored, as other programs ask for it: what remains of a task of which only
the percentage is known, the dates of one that is dated by its place in a column, what a task costs
by the work on it. None of that is to be stored when it comes back as it went out.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.plan_export.outgoing_plan import outgoing_plan
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.task_fields import task_fields
from pmtui.exchange.plans.task_guids import id_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.workspace import Workspace

_PLACED: Final = frozenset({"code", "uid", "calendar", "parent"})
"""Fields that are compared with the store itself."""
_ALONE: Final = frozenset({"title", "kind", "notes", "priority", "active", "due"})
"""Fields that mean the same whatever the others are; those of the schedule go together."""


class SentProject(Struct, frozen=True):
    """A project as it would be sent now; empty for one that is not there yet."""

    plan: Plan | None = None
    rows: Mapping[int, PlanTask] = MappingProxyType({})
    """The row of each task by the task's id."""
    tasks: Mapping[int, int] = MappingProxyType({})
    """The task of each row's uid."""
    people: Mapping[int, int] = MappingProxyType({})
    """The person of each resource's uid."""


def sent_plan(workspace: Workspace, today: date, component: int, plan: Plan) -> SentProject:
    """What a project would be sent as now, if a file has rows that were sent from here.

    Args:
        workspace: what there is.
        today: the day of the import, for a file that does not say when it was made.
        component: the project; one that is not there yet was never sent.
        plan: what the file says.
    """
    marks = (id_of(task.guid) for task in plan.tasks)
    if component not in workspace.components or not any(m in workspace.tasks for m in marks):
        return SentProject()
    day = today if plan.made is None else plan.made.date()
    try:
        sent = outgoing_plan(Figures(workspace, day), component)
    except UnreadableError:
        return SentProject()
    rows = {id_of(task.guid): task for task in sent.plan.tasks}
    return SentProject(
        sent.plan, rows, {row.uid: row_id for row_id, row in rows.items()}, sent.people
    )


def changed_fields(
    fields: Mapping[str, object], before: PlanTask
) -> tuple[dict[str, object], bool]:
    """Those of a task's fields that the file changed, and whether its schedule is among them.

    Args:
        fields: what the file says of the task.
        before: the row it would be sent as.
    """
    was = task_fields(before, {}, is_summary=before.summary)
    schedule = fields.keys() - _PLACED - _ALONE
    is_moved = any(name not in was or fields[name] != was[name] for name in schedule)
    return {
        name: value
        for name, value in fields.items()
        if name in _PLACED or (is_moved if name in schedule else value != was[name])
    }, is_moved
