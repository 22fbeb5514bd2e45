"""This file says what goes along with how far a task is: 100 % completes it, less opens it again.

Whoever sets the percentage or the actual finish finds the card, the dates and the other of the
two in step afterwards, as in MS Project.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from pmtui.actions.board.column_entry import column_entry_ops
from pmtui.actions.board.new_cards import DONE, FIELDS, assumed_start, completes, of_role
from pmtui.actions.core.action import Situation
from pmtui.model.entities.tasks import Column, Task
from pmtui.model.narrowing import as_date


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
