"""This file says when a component starts that has no start of its own, and carries that on."""

from collections.abc import Iterable
from datetime import date

import msgspec

from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.components import Component
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.date_range import in_span


class FirstDay(msgspec.Struct, frozen=True):
    """The first day on which any of some tasks is dated."""

    day: date | None = None
    """None where none is dated."""
    tasks: frozenset[int] = frozenset()
    """Those that are dated then."""

    def after(self, edited: Iterable[int], tasks: Iterable[Task]) -> "FirstDay | None":
        """The first day after an edit; None where all tasks must be looked at.

        Args:
            edited: ids of the tasks that changed, came or went.
            tasks: those of them that are there now.
        """
        others = self.tasks.difference(edited)
        if self.tasks and not others:
            return None
        now = first_day(tasks)
        if now.day is None or (self.day is not None and self.day < now.day):
            return FirstDay(self.day, others)
        return now if now.day != self.day else FirstDay(self.day, others | now.tasks)


def first_day(tasks: Iterable[Task]) -> FirstDay:
    """The first day on which any of some tasks is dated."""
    days = ((task.start or task.actual_start or task.finish, task.id) for task in tasks)
    dated = [(day, row_id) for day, row_id in days if day is not None and in_span(day)]
    first = min((day for day, _ in dated), default=None)
    return FirstDay(first, frozenset(row_id for day, row_id in dated if day == first))


def has_start(component: Component) -> bool:
    """Whether a component says itself when it starts."""
    return component.start is not None and in_span(component.start)


def start_of(component: Component, first: date | None, today: date) -> int:
    """When a component starts: as it says, else with its first dated task, else today."""
    if component.start is not None and in_span(component.start):
        return moment(component.start, component.start_time)
    return moment(first or today, None)
