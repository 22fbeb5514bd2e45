"""This file keeps the column of a card, how far its task is and when, in step with each other.

Who moves the card finds the stamps that go with it; whoever sets the percentage or the actual
finish finds the card, the dates and the other of the two in step afterwards, as in MS Project.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from pmtui.actions.board.new_cards import DONE, FIELDS, assumed_start, completes, of_role
from pmtui.actions.core.action import Situation
from pmtui.model.changes.ops import Ops, create, edit
from pmtui.model.entities.cycles import STAYS, Stay
from pmtui.model.entities.entity import as_date
from pmtui.model.entities.tasks import TASKS, Column, Task
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


def with_stays(situation: Situation, ops: Ops) -> Ops:
    """Ops with a row for each stay in a column that they end; one of less than a day is none.

    Args:
        situation: of whoever makes the edit, before it.
        ops: the edit.
    """
    moved = (op for op in ops if (op.table, op.op, op.field) == (TASKS.name, "set", "column"))
    return (*ops, *(create(STAYS.name, stay) for op in moved for stay in _stay(situation, op.id)))


def _stay(situation: Situation, task_id: int) -> Iterator[Stay]:
    task = situation.workspace.tasks.get(task_id)
    column = situation.workspace.columns.get(task.column) if task is not None else None
    if task is None or column is None or task.entered is None or task.entered >= situation.today:
        return
    yield Stay(
        id=situation.new_id(),
        component=task.component,
        task=task.id,
        name=column.name,
        role=column.role,
        first=task.entered,
        last=situation.today,
    )


def completion_fields(
    situation: Situation, task: Task, said: Mapping[str, object]
) -> dict[str, object]:
    """The fields of a task that go with those said of it; what is said itself stands.

    100 % or an actual finish brings the card into its board's done column and dates it; less, or
    no finish any more, brings it back out: to the first column of work, at 0 % to the first of
    all. A summary follows from its sub-tasks, so nothing goes along with what is said of it.

    Args:
        situation: where it is said.
        task: as it was.
        said: the fields said of it, with their values; nothing goes along beside a column.
    """
    if not said.keys() & FIELDS or "column" in said or situation.figures.is_summary(task.id):
        return {}
    board = situation.workspace.board_of(task.component)
    is_done = _is_done(board, task)
    if completes(said):
        return {**_completed(situation, task, board, as_date(said.get("actual_finish"))), **said}
    if not is_done and task.actual_finish is None:
        return dict(said)
    percent = said.get("percent", 0 if task.percent == DONE else task.percent)
    column = of_role(board, "todo" if not percent else "doing") if is_done else None
    moved = _entering(situation, task, column) if column is not None else {}
    return {**moved, "percent": percent, "actual_finish": None, **said}


def ending_fields(situation: Situation, row: object) -> dict[str, object]:
    """The fields by which a row is done: those of a task that is complete, else its state."""
    if isinstance(row, Task):
        return completion_fields(situation, row, {"percent": DONE})
    return {"state": "done"}


def _is_done(board: Sequence[Column], task: Task) -> bool:
    column = next((other_column for other_column in board if other_column.id == task.column), None)
    return column.role == "done" if column is not None else task.percent == DONE


def _completed(
    situation: Situation, task: Task, board: Sequence[Column], finish: date | None
) -> dict[str, object]:
    last = finish or task.actual_finish or situation.today
    column = of_role(board, "done") if task.column else None
    moved = _entering(situation, task, column) if column is not None else {}
    begun = task.actual_start or assumed_start(task.start, last)
    return {**moved, "actual_start": begun, "percent": DONE, "actual_finish": last}


def _entering(situation: Situation, task: Task, column: Column) -> dict[str, object]:
    """The fields by which a task comes into a column."""
    known = {op.field: op.new for op in column_entry_ops(situation, task, column)}
    moved = msgspec.convert({**msgspec.to_builtins(task), **known}, Task)
    return {name: getattr(moved, name) for name in known}
