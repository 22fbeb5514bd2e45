"""This file moves components and tasks to another place: parent, project, column."""

from typing import Final, cast

from pmtui.actions.board.cards import to_column
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Target,
    Values,
    last_rank,
)
from pmtui.actions.core.task_places import place_among
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, as_number
from pmtui.model.entities.tasks import Task
from pmtui.model.ranks import rank_between
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace

_WITH_TASKS: Final = tuple(spec.name for spec in TABLES.values() if spec.hangs_on == ("task",))
"""Tables whose rows go along with their task."""


def _move(situation: Situation, values: Values) -> Proposal:
    place = as_number(values["to"])
    if place in situation.workspace.columns:
        return _into_column(situation, situation.workspace.columns[place].name)
    ops: Ops = ()
    ranks: dict[int, str] = {}
    rank = last_rank(situation.workspace, "components", "component", "rank", place)
    for target, row in _in_order(situation):
        if row is None:
            continue
        if target.table == "components":
            ops += edit("components", row, component=place, rank=rank)
            rank = rank_between(rank, "")
        elif target.table == "tasks":
            ops += to_project(situation, cast("Task", row), place, ranks)
        else:
            ops += edit(target.table, row, component=place)
    above = situation.workspace.components.get(place)
    where = f"{above.key} {above.name}" if above is not None else "the top"
    return Proposal(ops, f"moved to {where}", situation.targets[0].id)


def _into_column(situation: Situation, name: str) -> Proposal:
    if any(target.table != "tasks" for target in situation.targets):
        raise Refused("only tasks go into a column")
    moved = to_column(situation, {"column": name})
    return Proposal(moved.ops, f"moved to {name}", situation.targets[0].id)


def _in_order(situation: Situation) -> list[tuple[Target, Entity | None]]:
    """The targets in the order they stand in now, which is the one they keep."""
    found = [
        (target, situation.workspace.get(target.table, target.id)) for target in situation.targets
    ]
    return sorted(found, key=lambda pair: _rank_of(pair[1]))


def _rank_of(row: Entity | None) -> str:
    if isinstance(row, Task):
        return row.board_rank
    return row.rank if isinstance(row, Component) else ""


def to_project(situation: Situation, task: Task, place: int, ranks: dict[int, str]) -> Ops:
    """Ops that bring a task with its sub-tasks to another project's board.

    Cards keep the column of the same name, else the first of the same role, and come last in it.

    Args:
        situation: where it is done.
        task: what moves.
        place: the other project.
        ranks: the last rank of each column that cards moved into before; added to.
    """
    workspace = situation.workspace
    parent = workspace.tasks.get(task.parent)
    stays_below = parent is None or parent.component != task.component
    ops: Ops = () if stays_below else edit("tasks", task, parent=0)
    waiting, met = [task], {task.id}
    while waiting:
        one = waiting.pop()
        ops += _moved_card(workspace, one, place, ranks)
        for table in _WITH_TASKS:
            for row in workspace.ids_by(table, "task", one.id):
                ops += edit(table, workspace.rows(table)[row], component=place)
        below = workspace.ids_by("tasks", "parent", one.id)
        waiting += (workspace.tasks[task_id] for task_id in reversed(below) if task_id not in met)
        met.update(below)
    return ops


def _moved_card(workspace: Workspace, task: Task, place: int, ranks: dict[int, str]) -> Ops:
    """Ops that bring one task to the board of another project."""
    board = workspace.board_of(place)
    was = workspace.columns.get(task.column)
    same = [
        other_column for other_column in board if was is not None and other_column.name == was.name
    ]
    alike = [
        other_column for other_column in board if was is not None and other_column.role == was.role
    ]
    column = next(iter(same or alike or board), None)
    fields: dict[str, object] = {
        "component": place,
        "column": column.id if column is not None else 0,
    }
    if column is not None and task.component != place:
        last = ranks.get(column.id)
        ranks[column.id] = fields["board_rank"] = (
            last_rank(workspace, "tasks", "column", "board_rank", column.id)
            if last is None
            else rank_between(last, "")
        )
    return edit("tasks", task, **fields)


def _reorder(situation: Situation, step: int) -> Proposal:
    component = cast("Component", situation.rows[0])
    rows = situation.workspace.components
    mates = [
        child_id
        for child_id in situation.workspace.children(component.component)
        if not rows[child_id].archived
    ]
    at = place_among(component, [rows[mate] for mate in mates]) + step
    if not 0 <= at < len(mates):
        raise Refused(f"{component.name} is at the {'end' if step > 0 else 'top'} already")
    others = [mate for mate in mates if mate != component.id]
    low = rows[others[at - 1]].rank if at > 0 else ""
    high = rows[others[at]].rank if at < len(others) else ""
    return Proposal(edit("components", component, rank=rank_between(low, high)), focus=component.id)


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


ACTIONS: Final = (
    Action(
        id="entity.move",
        title="Move to",
        help="Moves a component below another, a task to a column or project, an entry elsewhere.",
        group="act",
        keys=("m",),
        contexts=("any", "tree"),
        args=(Arg("to", "component", "move to (column, key or name; . for the top)"),),
        verb="move",
        bulk=True,
        refuse=_needs_target,
        propose=_move,
    ),
    Action(
        id="component.down",
        title="Move component down",
        help="Puts the component one place lower among its neighbours.",
        group="arrange",
        keys=("J",),
        contexts=("tree",),
        tables=("components",),
        refuse=_needs_target,
        propose=lambda situation, _values: _reorder(situation, 1),
    ),
    Action(
        id="component.up",
        title="Move component up",
        help="Puts the component one place higher among its neighbours.",
        group="arrange",
        keys=("K",),
        contexts=("tree",),
        tables=("components",),
        refuse=_needs_target,
        propose=lambda situation, _values: _reorder(situation, -1),
    ),
)
"""Moves between places."""
