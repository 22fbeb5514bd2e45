"""This file measures flow on boards: what is a card, how old it is, how full a column is."""

from collections.abc import Iterable, Mapping
from datetime import date

from pmtui.model.entities.tasks import Column, Task


def cards_by_column(tasks: Iterable[Task]) -> Mapping[int, tuple[int, ...]]:
    """Ids of the cards among one component's tasks by their column, top first.

    Column 0 holds the tasks that are in none; summaries and milestones are cards only where
    they have one.
    """
    live = [task for task in tasks if not task.archived]
    parents = {task.parent for task in live}
    columns: dict[int, list[tuple[str, int]]] = {}
    for task in live:
        if task.column or (task.kind != "milestone" and task.id not in parents):
            columns.setdefault(task.column, []).append((task.board_rank, task.id))
    return {
        column: tuple(task_id for _, task_id in sorted(cards)) for column, cards in columns.items()
    }


def card_age(task: Task, today: date) -> int | None:
    """Days a card has stood in its column: today - entered (DOMAIN 2.10).

    Unit: calendar days. Undefined for a card that never entered one.
    """
    return (today - task.entered).days if task.entered is not None else None


def is_old(task: Task, column: Column | None, today: date, limit_days: int) -> bool:
    """Whether a card in a working column has stood there for longer than the policy's limit."""
    days = card_age(task, today)
    return column is not None and column.role == "doing" and days is not None and days > limit_days


def is_over(column: Column, count: int) -> bool:
    """Whether a column holds more cards than its limit; 0 means it has none."""
    return 0 < column.limit < count
