"""This file says how far a new task is, and in which column its card starts."""

from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date
from typing import Final

from pmtui.model.entities.entity import as_date
from pmtui.model.entities.tasks import Column

FIELDS: Final = frozenset({"percent", "actual_finish"})
"""Fields that say whether a task is done."""
DONE: Final = 100
"""Percent complete of a task that is done."""


def complete_new(given: MutableMapping[str, object], board: Sequence[Column], today: date) -> None:
    """Bring what a new task starts with in step: 100 % or a finish, and the column of its card.

    Args:
        given: its fields as far as they are known; filled in.
        board: the columns of its project.
        today: the day it is.
    """
    column = next(
        (other_column for other_column in board if other_column.id == given.get("column")), None
    )
    if column is None and completes(given):
        column = of_role(board, "done")
        if column is not None:
            given["column"] = column.id
    is_done = column.role == "done" if column is not None else completes(given)
    if is_done and "percent" not in given:
        given["percent"] = DONE
    if is_done and given["percent"] == DONE and given.get("actual_finish") is None:
        given["actual_finish"] = today
    finish = as_date(given.get("actual_finish"))
    if is_done and finish is not None and given.get("actual_start") is None:
        given["actual_start"] = assumed_start(as_date(given.get("start")), finish)


def completes(said: Mapping[str, object]) -> bool:
    """Whether fields that were said of a task say that it is done."""
    if "percent" in said:
        return bool(said["percent"] == DONE)
    return said.get("actual_finish") is not None


def of_role(board: Sequence[Column], role: str) -> Column | None:
    """The first column of a role; of work where there is none, the last that is not done."""
    found = next((column for column in board if column.role == role), None)
    if found is None and role != "done":
        found = next((column for column in reversed(board) if column.role != "done"), None)
    return found


def assumed_start(planned: date | None, last: date) -> date:
    """When work began that nobody dated: where it was planned to, and by a day at the latest."""
    return min(planned or last, last)
