"""This file measures flow on boards: how long a card has stood, how full a column is."""

from datetime import date

from pmtui.model.tasks import Column, Task


def age(task: Task, today: date) -> int | None:
    """Days a card has stood in its column: today - entered (DOMAIN 2.10).

    Unit: calendar days. Undefined for a card that never entered one.
    """
    return (today - task.entered).days if task.entered is not None else None


def is_old(task: Task, column: Column | None, today: date, limit_days: int) -> bool:
    """Whether a card in a working column has stood there for longer than the policy's limit."""
    days = age(task, today)
    return column is not None and column.role == "doing" and days is not None and days > limit_days


def is_over(column: Column, count: int) -> bool:
    """Whether a column holds more cards than its limit; 0 means it has none."""
    return 0 < column.limit < count
