"""This file brings cards into columns, with the stamps that go with it."""

from collections.abc import Iterable

from pmtui.actions.board.new_cards import assumed_start
from pmtui.actions.core.action import Situation
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.tasks import Column, Task
from pmtui.model.ranks import rank_between


def column_entry_ops(situation: Situation, task: Task, column: Column, rank: str = "") -> Ops:
    """Ops that bring a task into a column of its board, with the stamps that go with it.

    Entering a done column stamps the finish and sets 100 %; leaving one takes both back;
    entering a working column stamps the start.
    """
    if task.column == column.id:
        return edit("tasks", task, board_rank=rank) if rank else ()
    today = situation.today
    was = situation.workspace.columns.get(task.column)
    fields: dict[str, object] = {
        "column": column.id,
        "entered": today,
        "board_rank": rank or top_rank(situation, column.id),
    }
    if situation.figures.is_summary(task.id):
        return edit("tasks", task, **fields)  # how far it is follows from its sub-tasks
    if column.role == "done":
        fields |= {"actual_finish": task.actual_finish or today, "percent": 100}
    elif was is not None and was.role == "done":
        fields |= {"actual_finish": None, "percent": 0 if task.percent == 100 else task.percent}
    if column.role != "todo" and task.actual_start is None:
        fields["actual_start"] = assumed_start(task.start if column.role == "done" else None, today)
    return edit("tasks", task, **fields)


def top_rank(situation: Situation, column: int) -> str:
    """A rank above every card of a column."""
    tasks = situation.workspace.tasks
    ranks = [
        tasks[task_id].board_rank
        for task_id in situation.workspace.ids_by("tasks", "column", column)
        if tasks[task_id].board_rank
    ]
    return rank_between("", min(ranks, default=""))


def bulk_column_entry_ops(situation: Situation, moves: Iterable[tuple[Task, Column]]) -> Ops:
    """Ops that bring several tasks into columns, on top and in the order they stood in."""
    tops: dict[int, str] = {}
    ops: Ops = ()
    for task, column in sorted(moves, key=lambda move: _standing(situation, move[0]), reverse=True):
        if task.column == column.id:
            continue
        above = rank_between("", tops[column.id]) if column.id in tops else ""
        tops[column.id] = above or top_rank(situation, column.id)
        ops += column_entry_ops(situation, task, column, tops[column.id])
    return ops


def _standing(situation: Situation, task: Task) -> tuple[str, str, int]:
    column = situation.workspace.columns.get(task.column)
    return (column.rank if column is not None else "", task.board_rank, task.id)
