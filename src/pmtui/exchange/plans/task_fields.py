"""This file turns a row of a plan into the fields of a stored task."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from pmtui.exchange.plans.plan import PlanTask
from pmtui.exchange.plans.schedule_rules import has_open_length, resume_of

_PRIORITIES: Final = ((900, 1), (501, 2), (500, 0), (101, 3))
"""From which of the file's numbers on a task has a priority."""


def task_code(task: PlanTask) -> str:
    """By what a row of a file is found again."""
    return task.code or str(task.uid)


def task_fields(
    task: PlanTask, calendars: Mapping[int, int], *, is_summary: bool
) -> dict[str, object]:
    """The fields of the stored task; those of summaries that follow from others are left out.

    Args:
        task: the row.
        calendars: ids of the stored calendars by those of the file.
        is_summary: whether other rows stand below it.
    """
    fields: dict[str, object] = {
        "title": task.name.strip() or f"({task_code(task)})",
        "code": task_code(task),
        "uid": task.uid,
        "kind": "milestone" if task.milestone and not is_summary else "task",
        "notes": task.notes,
        "priority": next((step for least, step in _PRIORITIES if task.priority >= least), 4),
        "calendar": calendars.get(task.calendar, 0),
        "active": task.active,
        "due": task.deadline.date() if task.deadline else None,
    }
    if is_summary:
        return fields | (_by_hand(task) if task.manual else {"manual": False})
    return fields | _dates(task)


def _dates(task: PlanTask) -> dict[str, object]:
    constraint = "" if task.constraint == "ASAP" else task.constraint
    if task.constraint_date is None and constraint != "ALAP":
        constraint = ""
    started = task.actual_start is not None
    return {
        **_by_hand(task),
        **_moment("actual_start", task.actual_start),
        **_moment("actual_finish", task.actual_finish),
        **_moment("constraint", task.constraint_date if constraint else None, "constraint_date"),
        **_moment("resume", resume_of(task)),
        "constraint": constraint,
        "remaining_duration": task.remaining if started else None,
        "duration_in": task.duration_in,
        "elapsed": task.elapsed,
        "ignores_resource_calendars": task.ignores_resource_calendars,
        "task_type": "" if task.task_type == "fixed_units" else task.task_type,
        "delay": max(task.delay, 0),
        "percent": 100 if task.actual_finish else min(max(task.percent, 0), 100),
        "estimate": task.work,
        "remaining": task.remaining_work,
    }


def _by_hand(task: PlanTask) -> dict[str, object]:
    """What keeps a manual row where it stands; only its length of one that follows its links."""
    by_hand = is_by_hand(task)
    return {
        "manual": task.manual or task.external,
        **_moment("start", task.start if by_hand else None),
        **_moment("finish", task.finish if by_hand else None),
        "duration": None if has_open_length(task) else task.duration,
        "splits": task.splits,
    }


def is_by_hand(task: PlanTask) -> bool:
    """Whether a row keeps the dates a person, or another file, has given it."""
    return (task.manual or task.external) and not (task.start is None and task.finish is None)


def _moment(name: str, moment: datetime | None, day: str = "") -> dict[str, object]:
    """A date and its time of day, as the two fields that keep them."""
    minute = None if moment is None else moment.hour * 60 + moment.minute
    return {day or name: None if moment is None else moment.date(), f"{name}_time": minute}
