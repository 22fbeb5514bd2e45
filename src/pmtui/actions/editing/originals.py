"""This file finds what a copy is made of: the rows, the day it begins, the working days that hold.

Which tables go along their declarations say (`Copying`).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Final, cast

from pmtui.actions.core.action import Refused, Target
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.calendar.working_days import WorkingDays
from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.entities.table import TableSpec
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.model.workspace.workspace import Workspace

COPIED: Final = tuple(spec for spec in TABLES.values() if spec.copying is not None)
"""The tables whose rows go along."""
_STARTS: Final = ("start", "constraint_date")
"""Dates from which a component or task is planned."""
_ENDS: Final = ("finish", "due")


class Original:
    """A component with all below it, or a task with its sub-tasks; nothing that is archived.

    Args:
        workspace: where it is.
        target: the component or task.

    Raises:
        Refused: it is gone.
    """

    def __init__(self, workspace: Workspace, target: Target) -> None:
        row = workspace.get(target.table, target.id)
        if row is None:
            raise Refused("what was to be copied is gone")
        self.workspace = workspace
        self.target = target
        self.row = row
        self._days: dict[int, WorkingDays] = {}

    @cached_property
    def components(self) -> tuple[int, ...]:
        """The components that are copied, parents first; none where it is a task."""
        if self.target.table != "components":
            return ()
        rows = self.workspace.components
        below = _below(
            self.target.id, self.workspace.children, lambda row_id: rows[row_id].archived
        )
        return tuple(below)

    @cached_property
    def tasks(self) -> tuple[int, ...]:
        """The tasks that are copied; of one task, itself before those below it."""
        rows = self.workspace.tasks
        if self.target.table == "tasks":
            children = self.workspace.index("tasks", "parent")
            return tuple(_below(self.target.id, children.ids, lambda row_id: rows[row_id].archived))
        places = self.workspace.index("tasks", "component")
        every = (task for place in self.components for task in places.ids(place))
        return tuple(task for task in every if not rows[task].archived)

    def rows_of(self, spec: TableSpec) -> Iterator[Entity]:
        """The rows of a table that may go along: in what is copied, hanging on it, or about it."""
        rows = self.workspace.rows(spec.name)
        if spec.name in {"components", "tasks"}:
            ids = self.components if spec.name == "components" else self.tasks
            yield from (rows[row_id] for row_id in ids)
            return
        by = [("component", place) for place in self.components]
        by += [(name, task) for name in spec.hangs_on for task in self.tasks]
        subjects = self._subjects if spec.home == "about" else ()
        by += [("about", row_id) for row_id in subjects]
        ids_found = dict.fromkeys(
            row_id
            for field, value in by
            for row_id in self.workspace.ids_by(spec.name, field, value)
        )
        yield from (rows[row_id] for row_id in ids_found if not is_archived(rows[row_id]))

    @cached_property
    def _subjects(self) -> tuple[int, ...]:
        """What somebody may be responsible for, or have kept a reference of."""
        tables = (spec for spec in COPIED if spec.home != "about")
        return tuple(row.id for spec in tables for row in self.rows_of(spec))

    @cached_property
    def first_day(self) -> date | None:
        """The day on which it begins; None where nothing of it is dated."""
        own: date | None = getattr(self.row, "start", None)
        if own is not None:
            return own
        components, tasks = self.workspace.components, self.workspace.tasks
        planned = [*map(components.get, self.components), *map(tasks.get, self.tasks)]
        for names in (_STARTS, _ENDS):
            days = [getattr(row, name, None) for row in planned for name in names]
            dated = [day for day in days if day is not None]
            if dated:
                return cast("date", min(dated))
        return None

    def days_of(self, spec: TableSpec, row: Entity) -> WorkingDays:
        """The working days that hold for a row: of its task, else of its component.

        Raises:
            CalendarError: there are none that could be.
        """
        holder = getattr(row, spec.hangs_on[-1]) if spec.hangs_on else row.id
        task = self.workspace.tasks.get(holder)
        place = task.component if task is not None else row.component
        component = self.workspace.components.get(row.id if spec.name == "components" else place)
        calendar = task.calendar if task is not None else 0
        if not calendar and component is not None:
            calendar = component.calendar
        if calendar not in self._days:
            name = self._times.of(calendar).name
            self._days[calendar] = WorkingDays(self._times.shifts(calendar), name)
        return self._days[calendar]

    @cached_property
    def _times(self) -> WorkTimes:
        return WorkTimes(stored_calendars(self.workspace))


def held_by(spec: TableSpec, row: Entity) -> Iterator[tuple[str, int]]:
    """What a row cannot do without, as tables and ids.

    That is what it must name, hangs on, belongs to or is about; one without a title of its own
    only ties others together, and needs all of them.
    """
    needed = {*spec.hangs_on, *spec.owners}
    is_tie = not title_of(row)
    for field in field_specs(spec.name):
        if field.kind == "about":
            yield str(getattr(row, f"{field.name}_table")), getattr(row, field.name)
        elif field.refers and (field.required or field.name in needed or is_tie):
            target = getattr(row, field.name)
            if target and field.name != "component":
                yield field.refers, target


def _below(
    top: int, children: Callable[[int], Iterable[int]], is_left: Callable[[int], bool]
) -> Iterator[int]:
    waiting, met = [top], {top}
    while waiting:
        above = waiting.pop()
        yield above
        below = [child for child in children(above) if child not in met and not is_left(child)]
        met.update(below)
        waiting += reversed(below)
