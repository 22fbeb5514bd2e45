"""This file says what goes along with how far a task is: 100 % completes it, less opens it again.

Whoever sets the percentage or the actual finish finds the card, the dates and the other of the
two in step afterwards, as in MS Project.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date
from typing import Any, Final

import msgspec

from pmtui.actions.board.cards import assumed_start, column_entry_ops
from pmtui.actions.core.action import Situation
from pmtui.model.entities.tasks import Column, Task

FIELDS: Final = frozenset({"percent", "actual_finish"})
"""Fields that say whether a task is done."""
DONE: Final = 100
"""Percent complete of a task that is done."""


def completion_fields(situation: Situation, task: Task, said: Mapping[str, Any]) -> dict[str, Any]:
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
        return {**_completed(situation, task, board, said.get("actual_finish")), **said}
    if not is_done and task.actual_finish is None:
        return dict(said)
    percent = said.get("percent", 0 if task.percent == DONE else task.percent)
    column = _of_role(board, "todo" if not percent else "doing") if is_done else None
    moved = _entering(situation, task, column) if column is not None else {}
    return {**moved, "percent": percent, "actual_finish": None, **said}


def complete_new(given: MutableMapping[str, Any], board: Sequence[Column], today: date) -> None:
    """Bring what a new task starts with in step: 100 % or a finish, and the column of its card.

    Args:
        given: its fields as far as they are known; filled in.
        board: the columns of its project.
        today: the day it is.
    """
    column = next((one for one in board if one.id == given.get("column")), None)
    if column is None and completes(given):
        column = _of_role(board, "done")
        if column is not None:
            given["column"] = column.id
    is_done = column.role == "done" if column is not None else completes(given)
    if is_done and "percent" not in given:
        given["percent"] = DONE
    if is_done and given["percent"] == DONE and given.get("actual_finish") is None:
        given["actual_finish"] = today
    if is_done and given.get("actual_finish") is not None and given.get("actual_start") is None:
        given["actual_start"] = assumed_start(given.get("start"), given["actual_finish"])


def completes(said: Mapping[str, Any]) -> bool:
    """Whether fields that were said of a task say that it is done."""
    if "percent" in said:
        return bool(said["percent"] == DONE)
    return said.get("actual_finish") is not None


def _is_done(board: Sequence[Column], task: Task) -> bool:
    column = next((one for one in board if one.id == task.column), None)
    return column.role == "done" if column is not None else task.percent == DONE


def _of_role(board: Sequence[Column], role: str) -> Column | None:
    """The first column of a role; of work where there is none, the last that is not done."""
    found = next((one for one in board if one.role == role), None)
    if found is None and role != "done":
        found = next((one for one in reversed(board) if one.role != "done"), None)
    return found


def _completed(
    situation: Situation, task: Task, board: Sequence[Column], finish: date | None
) -> dict[str, Any]:
    last = finish or task.actual_finish or situation.today
    column = _of_role(board, "done") if task.column else None
    moved = _entering(situation, task, column) if column is not None else {}
    begun = task.actual_start or assumed_start(task.start, last)
    return {**moved, "actual_start": begun, "percent": DONE, "actual_finish": last}


def _entering(situation: Situation, task: Task, column: Column) -> dict[str, Any]:
    """The fields by which a task comes into a column."""
    known = {op.field: op.new for op in column_entry_ops(situation, task, column)}
    moved = msgspec.convert({**msgspec.to_builtins(task), **known}, Task)
    return {name: getattr(moved, name) for name in known}
