"""This file finds the loops that tasks close by where they are put in the outline."""

from collections.abc import Iterable, Iterator
from typing import Final

from pmtui.model.changes.ops import Op
from pmtui.model.rules.dependency_loops import loop_path_text, looped_tasks, task_loop
from pmtui.model.workspace.workspace import Workspace

_PLACES: Final = frozenset({"parent", "archived", "active"})
"""Fields that say below which task a task stands, and whether it counts."""
_WRITTEN_OUT: Final = 3


def tasks_moved_by(ops: Iterable[Op]) -> tuple[int, ...]:
    """The tasks that ops put elsewhere, take up again, or leave without others below.

    A task that stands below another waits for all that this one waits for: so these, beside
    links, are what can close a loop.
    """
    found: dict[int, None] = {}
    for op in ops:
        if op.table != "tasks" or (op.op == "set" and op.field not in _PLACES):
            continue
        found[op.id] = None
        if op.op == "set" and op.field == "parent" and op.old:
            found[op.old] = None
        if op.op == "delete" and isinstance(op.old, dict):
            found[int(op.old.get("parent") or 0)] = None
    found.pop(0, None)
    return tuple(found)


def loops_of_places(workspace: Workspace, placed: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The tasks that close a loop where they stand, with the reason; few are written out."""
    if not workspace.links:
        return
    asked: dict[int, None] = {}
    for task_id in placed:
        row = workspace.tasks.get(task_id)
        if row is None:
            continue
        asked[task_id] = None
        if row.archived:
            asked |= dict.fromkeys(_nearest_above(workspace, task_id))
    for at, task_id in enumerate(looped_tasks(workspace, asked)):
        row = workspace.tasks[task_id]
        above = workspace.tasks.get(row.parent)
        text = row.key or row.title
        text += f" in {above.key or above.title}" if above is not None else ""
        text += " closes a loop"
        if at < _WRITTEN_OUT:
            text += f": {loop_path_text(workspace, task_loop(workspace, task_id))}"
        yield task_id, text


def _nearest_above(workspace: Workspace, task: int) -> Iterator[int]:
    """The live task above one that was put away: it may now have none below it any more."""
    met: set[int] = set()
    row = workspace.tasks.get(task)
    while row is not None and row.parent not in met:
        met.add(row.parent)
        row = workspace.tasks.get(row.parent)
        if row is not None and not row.archived:
            yield row.id
            return
