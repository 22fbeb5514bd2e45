"""This file says what makes a lane of tasks, how lanes are called and in which order they stand."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.tasks import Task
from pmtui.views.shapes.table import LaneKind

_LANE_KEYS: Final[Mapping[LaneKind, Callable[[Task], int]]] = {
    "owner": lambda task: task.owner,
    "priority": lambda task: task.priority,
    "parent": lambda task: task.parent,
}


def lane_key(kind: LaneKind) -> Callable[[Task], int]:
    """Reads the lane of a task: a person, a priority or a parent task; 0 for none."""
    return _LANE_KEYS[kind]


def lane_order(
    figures: Figures, kind: LaneKind, components: Sequence[int], used: Collection[int]
) -> tuple[int, ...]:
    """The lanes that are used, in the order in which they are shown."""
    if kind == "component":
        return tuple(component_id for component_id in components if component_id in used)
    if kind == "priority":
        return tuple(sorted(used, key=lambda lane: lane or 9))
    if kind == "owner":
        return tuple(
            sorted(used, key=lambda lane: (not lane, lane_name(figures, kind, lane).casefold()))
        )
    if kind == "parent":
        tasks = figures.workspace.tasks
        ranks = {lane: tasks[lane].outline_rank for lane in used if lane in tasks}
        return tuple(sorted(used, key=lambda lane: (not lane, ranks.get(lane, ""), lane)))
    return tuple(used) or (0,)


def lane_name(figures: Figures, kind: LaneKind, lane: int) -> str:
    """What a lane is called."""
    workspace = figures.workspace
    if kind == "priority":
        return f"!{lane}" if lane else "no priority"
    tables = {"owner": "people", "parent": "tasks", "component": "components"}
    row = workspace.get(tables[kind], lane) if kind else None
    if row is not None:
        return title_of(row)
    return {"owner": "nobody's", "parent": "no parent", "component": "", "": ""}[kind]
