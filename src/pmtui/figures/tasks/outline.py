"""This file puts the tasks of a component in the order of their outline, each with its depth."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

_RANKS: Final = frozenset({"parent", "outline_rank", "archived", "component"})


class OutlinePlace(msgspec.Struct, frozen=True, gc=False):
    """Where a task stands in its outline."""

    task: int
    depth: int
    number: str
    """Outline number, such as `1.2.3`: the WBS code."""
    is_summary: bool


class Outlines:
    """The outline of each component, made when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: dict[int, tuple[OutlinePlace, ...]] = {}

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "Outlines":
        """The outlines after an edit; those without a touched task are taken over."""
        after = Outlines(figures.workspace)
        dirty: set[int] = set()
        for table, task_id in touched:
            if table != "tasks":
                continue
            old = self._workspace.tasks.get(task_id)
            new = figures.workspace.tasks.get(task_id)
            if old is not None and new is not None and _stays(old, new):
                continue
            dirty.update(row.component for row in (old, new) if row is not None)
        after._made = {row_id: made for row_id, made in self._made.items() if row_id not in dirty}
        return after

    def of(self, component: int) -> tuple[OutlinePlace, ...]:
        """The live tasks of a component, summaries before what is below them."""
        found = self._made.get(component)
        if found is None:
            found = self._made[component] = _outline(self._workspace, component)
        return found


def outline_of(figures: Figures, component: int) -> tuple[OutlinePlace, ...]:
    """The live tasks of a component, summaries before what is below them."""
    return figures.part("outlines", _outlines).of(component)


def _outlines(figures: Figures) -> Outlines:
    return Outlines(figures.workspace)


def _stays(old: Task, new: Task) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in _RANKS)


def _outline(workspace: Workspace, component: int) -> tuple[OutlinePlace, ...]:
    tasks = workspace.tasks
    rows = [tasks[task_id] for task_id in workspace.ids_by("tasks", "component", component)]
    live = {row.id: row for row in rows if not row.archived}
    below: dict[int, list[Task]] = {}
    for row in live.values():
        below.setdefault(_parent(row, live, tasks), []).append(row)
    for children in below.values():
        children.sort(key=lambda row: (row.outline_rank, row.id))
    found: list[OutlinePlace] = []
    waiting = _numbered(below.get(0, ()), "", 0)
    while waiting:
        row, number, depth = waiting.pop()
        children = below.get(row.id, [])
        found.append(OutlinePlace(row.id, depth, number, bool(children)))
        waiting += _numbered(children, f"{number}.", depth + 1)
    return tuple(found)


def _numbered(children: Sequence[Task], prefix: str, depth: int) -> list[tuple[Task, str, int]]:
    """The children with their numbers, last first, as they wait on a stack."""
    numbered = [(row, f"{prefix}{at}", depth) for at, row in enumerate(children, 1)]
    return numbered[::-1]


def _parent(row: Task, live: Mapping[int, Task], tasks: Mapping[int, Task]) -> int:
    """The nearest task above that has not been put away."""
    above = tasks.get(row.parent)
    while above is not None and above.id not in live:
        above = tasks.get(above.parent)
    return above.id if above is not None else 0
