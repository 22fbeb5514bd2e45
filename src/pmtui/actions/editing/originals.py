"""This file finds what a copy is made of, in the plan or in a template: rows, days, working days.

Which tables go along their declarations say (`Copying`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final, cast

import msgspec

from pmtui.actions.core.action import Refused, Situation, Target
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.calendar.working_days import WorkingDays
from pmtui.model.changes.ops import Ops, create, entity_of, plain
from pmtui.model.entities.entity import Entity, is_archived, new_row, title_of
from pmtui.model.entities.table import Copying, Part, TableSpec
from pmtui.model.entities.templates import TEMPLATE_ROWS, TEMPLATES, Template, TemplateRow
from pmtui.model.workspace.schema import TABLES, field_specs, references, stored_document
from pmtui.model.workspace.workspace import Workspace

COPIED: Final = tuple(spec for spec in TABLES.values() if spec.copying is not None)
"""The tables whose rows go along."""
Row = tuple[TableSpec, Entity]
"""A row with its table."""
PARTS: Final[dict[str, Part]] = {
    spec.copying.part: spec.copying.part for spec in COPIED if spec.copying and spec.copying.part
}
"""The parts that a component is told apart into."""
_STARTS: Final = ("start", "constraint_date")
"""Dates from which a component or task is planned."""
_ENDS: Final = ("finish", "due")


class Original:
    """A component with all below it or a part of it, or a task with its sub-tasks.

    Nothing of it is archived.

    Args:
        workspace: where it is.
        target: the component or task.
        part: what of the component alone, without itself and what is below; empty for all.

    Raises:
        Refused: it is gone.
    """

    def __init__(self, workspace: Workspace, target: Target, part: Part = "") -> None:
        row = workspace.get(target.table, target.id)
        if row is None:
            raise Refused("what was to be copied is gone")
        self.workspace = workspace
        self.target = target
        self.row = row
        self.part: Final = part
        self.is_component: Final = target.table == "components" and not part
        """Whether a component of its own comes of it; else it goes into one that is there."""
        self._days: dict[int, WorkingDays] = {}

    @cached_property
    def components(self) -> tuple[int, ...]:
        """The components it lies in, parents first; none where it is a task."""
        if self.target.table != "components":
            return ()
        if self.part:
            return (self.target.id,)
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
        copying = spec.copying or Copying()
        is_elsewhere = self.part != copying.part
        if is_elsewhere and (copying.only_in_part or (self.part and spec.home != "about")):
            return
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
        own_days = [
            getattr(row, spec.due)
            for spec in COPIED
            if self.part and spec.due
            for row in self.rows_of(spec)
        ]
        return min((day for day in own_days if day is not None), default=None)

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
        calendar = calendar if calendar in self._known else 0
        if calendar not in self._days:
            name = self._times.of(calendar).name
            self._days[calendar] = WorkingDays(self._times.shifts(calendar), name)
        return self._days[calendar]

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(stored_calendars(self.workspace))

    @cached_property
    def _times(self) -> WorkTimes:
        return WorkTimes(stored_calendars(self.workspace))


def frame_of(original: Original, row_id: int) -> Entity:
    """What a part or a task lies in as a template holds it: its component, with days and calendar.

    Args:
        original: the part or the task.
        row_id: the id that it has there.
    """
    place = original.row.id if original.part else original.row.component
    component = original.workspace.components[place]
    start = {"start": original.first_day} if original.part else {}
    named = {"id": row_id, "name": component.name, "kind": component.kind}
    return new_row(type(component), {**named, "calendar": component.calendar, **start})


def template_ops(
    situation: Situation, fields: Mapping[str, object], rows: Iterable[tuple[str, Entity]]
) -> Ops:
    """Ops that make a template, its head first: each row is a document, in no table of a plan.

    Args:
        situation: when and by whom it is made.
        fields: what it is called, its kind and its source.
        rows: with their tables; the first one is what the others lie in.
    """
    new_id = situation.new_id
    who = {"id": new_id(), "at": situation.today, "owner": situation.actor}
    head = new_row(Template, {**who, **fields})
    ops = [create(TEMPLATES.name, head)]
    for number, (table, row) in enumerate(rows, 1):
        document = msgspec.json.encode(stored_document(table, plain(row))).decode()
        kept = {"template": head.id, "number": number, "holds": table, "document": document}
        ops.append(create(TEMPLATE_ROWS.name, new_row(TemplateRow, {**kept, "id": new_id()})))
    return tuple(ops)


def original_in(workspace: Workspace, template: Template) -> tuple[Original, int]:
    """What a template holds, and how many of its rows this version has no table for.

    It lies in a workspace of its own, beside the calendars of the store and whatever else is not
    copied; its ids are of no row of the store.

    Raises:
        Refused: it holds nothing, or what cannot be read; says which row.
    """
    frozen = workspace.rows_by(TemplateRow, "template", template.id)
    tables: dict[str, dict[int, Entity]] = {}
    tops, top, unknown = "tasks" if template.kind == "task" else "components", 0, 0
    for row in sorted(frozen, key=lambda row: row.number):
        if row.holds not in TABLES:
            unknown += 1
            continue
        try:
            entity, _ = entity_of(row.holds, msgspec.json.decode(row.document, type=dict))
        except (ValueError, RecursionError) as error:
            raise Refused(
                f"{template.key} cannot be used: row {row.number} of it cannot be read ({error})"
            ) from error
        tables.setdefault(row.holds, {})[entity.id] = entity
        top = top or (entity.id if row.holds == tops else 0)
    if not top:
        raise Refused(f"{template.key} {template.name} holds nothing to begin with")
    apart = alone(workspace, tables)
    return Original(apart, Target(tops, top), PARTS.get(template.kind, "")), unknown


def alone(workspace: Workspace, tables: Mapping[str, Mapping[int, Entity]]) -> Workspace:
    """Rows in a workspace of their own, beside calendars, people and all that is not copied."""
    copied = {spec.name for spec in COPIED}
    beside = {name: rows for name, rows in workspace.tables.items() if name not in copied}
    return Workspace({**beside, **tables})


def stays(workspace: Workspace, table: str, row_id: int) -> bool:
    """Whether a copy goes on naming a row outside: what belongs to nobody, and is in use."""
    row = workspace.get(table, row_id)
    return TABLES[table].home == "store" and row is not None and not is_archived(row)


def let_go(workspace: Workspace, rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    """People, calendars and parties that rows name and their copies do not, as tables and ids."""
    named = dict.fromkeys(
        (field.refers, getattr(row, field.name))
        for spec, row in rows
        for field in references(spec.name)
        if TABLES[field.refers].home == "store"
        and field.name not in (spec.copying or Copying()).fresh.split()
    )
    return tuple(pair for pair in named if pair[1] and not stays(workspace, *pair))


def tenable(workspace: Workspace, rows: Iterable[Row]) -> list[Row]:
    """The rows without those that cannot do without what is not copied.

    Args:
        workspace: where their copies go.
        rows: with their tables.
    """
    kept = list(rows)
    while True:
        there = {(spec.name, row.id) for spec, row in kept}
        left = [
            (spec, row)
            for spec, row in kept
            if all(pair in there or stays(workspace, *pair) for pair in _held_by(spec, row))
        ]
        if len(left) == len(kept):
            return kept
        kept = left


def _held_by(spec: TableSpec, row: Entity) -> Iterator[tuple[str, int]]:
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
