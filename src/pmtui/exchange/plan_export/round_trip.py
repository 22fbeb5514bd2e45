"""This file tells what of a project a file changed: what comes back as it was sent does nothing.

A file says more than is stored, as other programs ask for it: what remains of a task of which only
the percentage is known, the dates of one that is dated by its place in a column, what a task costs
by the work on it. None of that is to be stored when it comes back as it went out.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.task_fields import task_fields

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
