"""This file says whose work settles how long a stored task takes."""

from collections.abc import Iterator
from typing import Final

from pmtui.figures.cpm.types import Effort, regular_work
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment, Task

WHOLE: Final = 100
"""Units of one whole person in percent."""
WITHOUT_HOURS: Final = frozenset({"material", "cost"})
"""Kinds of people whose work takes no time."""


def efforts_of(
    task: Task,
    duration: int,
    remaining: int | None,
    units: tuple[tuple[Assignment, Person], ...],
) -> Iterator[Effort]:
    """Who works on it in hours or to an extent of their own, unless its duration is fixed."""
    keeps_hours = task.calendar and task.ignores_resource_calendars
    if task.task_type == "fixed_duration" or task.elapsed or keeps_hours:
        return
    rest = duration if remaining is None else remaining
    for row, person in units:
        if person.kind in WITHOUT_HOURS or row.units <= 0:
            continue
        if row.work is None and not person.calendar:
            continue
        if row.is_contoured or row.work is None:
            yield Effort(person.calendar, duration, rest)
            continue
        regular, left = regular_work(
            row.work, row.remaining_work, row.overtime, row.remaining_overtime
        )
        minutes = round(regular * WHOLE / row.units)
        yield Effort(
            person.calendar, minutes, rest if left is None else round(left * WHOLE / row.units)
        )
