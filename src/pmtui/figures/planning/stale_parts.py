"""This file finds which tasks and links of which plans an edit can have changed."""

from collections.abc import Iterable, Iterator
from typing import cast

from pmtui.model.entities.tasks import Assignment
from pmtui.model.workspace.workspace import Workspace

EVERY_PLAN = frozenset({"policy", "calendars", "calendar_weeks", "calendar_exceptions", "people"})
"""Tables whose every change may concern every plan."""

StaleParts = dict[int, set[tuple[str, int]]]
"""What is to be read anew, by component: the table, tasks or links, and the id."""


def stale_parts(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> StaleParts:
    """What each plan must read anew after an edit.

    Args:
        before: the workspace before the edit.
        after: the workspace after it.
        touched: (table, id) of everything that may differ between the two.
    """
    found: StaleParts = {}
    for table, entity_id in _spread(before, after, touched):
        for workspace in (before, after):
            component = _component_of(workspace, table, entity_id)
            if component:
                found.setdefault(component, set()).add((table, entity_id))
    return found


def _spread(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> Iterator[tuple[str, int]]:
    """The tasks and links touched, and those that read from a task that was."""
    for table, entity_id in touched:
        if table == "links":
            yield table, entity_id
        elif table == "assignments":
            for workspace in (before, after):
                row = workspace.get(table, entity_id)
                if row is not None:
                    yield "tasks", cast("Assignment", row).task
        elif table == "tasks":
            yield table, entity_id
            yield from _around(before, after, entity_id)


def _around(before: Workspace, after: Workspace, task_id: int) -> Iterator[tuple[str, int]]:
    """What is read from a task: the summary it counts in, the tasks it is the summary of, links.

    An archived task is passed over: those below it lie in the nearest summary that is not.
    """
    old, new = before.tasks.get(task_id), after.tasks.get(task_id)
    for workspace in (before, after):
        for row_id in _above(workspace, task_id):
            yield "tasks", row_id
    if old is not None and new is not None and old.component == new.component:
        is_passed_over = old.archived and new.archived
        if old.archived == new.archived and not (is_passed_over and old.parent != new.parent):
            return
    for workspace in (before, after):
        for row_id in _below(workspace, task_id):
            yield "tasks", row_id
        for end in ("predecessor", "successor"):
            for link_id in workspace.ids_by("links", end, task_id):
                yield "links", link_id


def _above(workspace: Workspace, task_id: int) -> Iterator[int]:
    """The tasks above one, up to the first that is not archived."""
    seen = {task_id}
    row = workspace.tasks.get(task_id)
    while row is not None and row.parent not in seen:
        row = workspace.tasks.get(row.parent)
        if row is None:
            return
        seen.add(row.id)
        yield row.id
        if not row.archived:
            return


def _below(workspace: Workspace, task_id: int) -> Iterator[int]:
    """The tasks below one, and those below the archived ones among them."""
    seen = {task_id}
    waiting = [task_id]
    while waiting:
        for row_id in workspace.ids_by("tasks", "parent", waiting.pop()):
            if row_id in seen:
                continue
            seen.add(row_id)
            yield row_id
            if workspace.tasks[row_id].archived:
                waiting.append(row_id)


def _component_of(workspace: Workspace, table: str, entity_id: int) -> int:
    """The component whose plan a task or link is read for."""
    if table == "links":
        link = workspace.links.get(entity_id)
        entity_id = link.successor if link is not None else 0
    task = workspace.tasks.get(entity_id)
    return task.component if task is not None else 0
