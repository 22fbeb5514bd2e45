"""This file counts the cards of a board by day and column, from the days on which they moved.

A card is in the column that it came into last by the end of a day. What is known from before it
first moved are the days it was requested and started on: it stood in the first column of those.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.cycles import Stay
from pmtui.model.entities.tasks import Column, ColumnRole, Task

PlaceOf = Callable[[str, str], int]
"""The number of the column of a board that is called so, else of the first of a role."""
CardPath = tuple[tuple[date, int], ...]
"""The days on which a card came into columns, each with the number of the column."""


class ColumnDay(NamedTuple):
    """How many cards had come to each column, or beyond it, by the end of a day."""

    day: date
    counts: tuple[int, ...]
    """By column, the first one first; the first has all cards there were."""


def paths_of(figures: Figures, component: int, place_of: PlaceOf) -> Iterator[CardPath]:
    """The ways of the cards of one board across its columns; of those in no column there is none.

    Args:
        figures: of the workspace where it is.
        component: whose board it is.
        place_of: numbers columns from left to right.
    """
    workspace = figures.workspace
    for column_id, cards in figures.cards(component).items():
        column = workspace.columns.get(column_id)
        for task_id in cards if column is not None else ():
            task = workspace.tasks[task_id]
            if column is not None and task.kind != "milestone" and not figures.is_summary(task_id):
                yield tuple(_path(figures, task, column, place_of))


def _path(
    figures: Figures, task: Task, column: Column, place_of: PlaceOf
) -> Iterator[tuple[date, int]]:
    here = place_of(column.name, column.role)
    stays = sorted(
        figures.workspace.rows_by(Stay, "task", task.id), key=lambda stay: (stay.first, stay.last)
    )
    moves = [(stay.first, place_of(stay.name, stay.role)) for stay in stays]
    came = task.entered or (stays[-1].last if stays else None) or _assumed(task, column.role)
    moves.append((came or figures.today, here))
    first, place = moves[0]
    for day, role in _before(task):
        if day < first and place_of("", role) < place:
            yield day, place_of("", role)
    yield from moves


def _before(task: Task) -> Iterator[tuple[date, ColumnRole]]:
    """The days that are known of a card that has not moved yet."""
    if task.requested is not None:
        yield task.requested, "todo"
    if task.actual_start is not None:
        yield task.actual_start, "doing"


def _assumed(task: Task, role: ColumnRole) -> date | None:
    """When a card came into a column of which nobody wrote down the day."""
    days = {"todo": task.requested, "doing": task.actual_start, "done": task.actual_finish}
    return days[role]


def column_flow(
    paths: Iterable[CardPath], columns: int, first: date, last: date, *, step: int = 1
) -> tuple[ColumnDay, ...]:
    """How many cards had come to each column or beyond it by the end of each day.

    The gap between two lines is what stands in a column; a card that goes back takes its line down.

    Args:
        paths: of the cards.
        columns: how many columns there are.
        first: the first day.
        last: the last day, which is always among them.
        step: days between two of them.
    """
    days = (last - first).days + 1
    changes = [[0] * (days + 1) for _ in range(columns)]
    for path in paths:
        for at, (day, place) in enumerate(path):
            begin = max((day - first).days, 0)
            end = min((path[at + 1][0] - first).days, days) if at + 1 < len(path) else days
            if begin < end:
                changes[place][begin] += 1
                changes[place][end] -= 1
    standing = [list(accumulate(column)) for column in changes]
    return tuple(
        ColumnDay(first + timedelta(days=away), _sums([column[away] for column in standing]))
        for away in dict.fromkeys((*range(0, days - 1, step), days - 1))
    )


def _sums(standing: Sequence[int]) -> tuple[int, ...]:
    """Of each column what is in it and in all to its right."""
    return tuple(accumulate(reversed(standing)))[::-1]
