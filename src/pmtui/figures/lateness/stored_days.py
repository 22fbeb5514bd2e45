"""This file names the days by which a task should be done that need no schedule."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pmtui.figures.components.component_dates import baseline_row
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

STARTS: Final = frozenset({"MSO", "SNLT"})
"""Constraints that hold the start of a task."""
FINISHES: Final = frozenset({"MFO", "FNLT"})
"""Constraints that hold its finish."""


def typed_days(task: Task) -> Iterator[date]:
    """Its due date where it has one; else the finish that was typed and the date it is held to."""
    if task.due is not None:
        yield task.due
        return
    if task.finish is not None:
        yield task.finish
    if task.active and task.constraint_date is not None:
        has_started = task.actual_start is not None or task.percent > 0
        if task.constraint in FINISHES or (task.constraint in STARTS and not has_started):
            yield task.constraint_date


def baseline_days(workspace: Workspace, task: Task) -> Iterator[date]:
    """Its finish in the baseline in force, where it has no due date that rules instead."""
    if task.due is None and task.active:
        row = baseline_row(workspace, task)
        if row is not None and row.finish is not None:
            yield row.finish


def is_late_as_stored(workspace: Workspace, task: Task, today: date) -> bool:
    """Whether any of these days is past."""
    if any(day < today for day in typed_days(task)):
        return True
    return any(day < today for day in baseline_days(workspace, task))


def hangs_on_plan(task: Task) -> bool:
    """Whether a task that is not late by these days may still be by its planned finish."""
    return task.due is None and task.active
