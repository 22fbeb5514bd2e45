"""This file fills update sheets: what each project manager of a scope is asked about."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from pmtui.actions.core.action import Situation
from pmtui.exchange.tables.export.csv_xlsx import LONGEST_CELL, read_back
from pmtui.exchange.tables.export.own_cells import written
from pmtui.exchange.update_sheets.shape import (
    RATINGS,
    WORDS,
    AskedRow,
    CellValue,
    Holds,
    Origin,
    SheetColumn,
    SheetPage,
    UpdateSheet,
    Written,
)
from pmtui.figures.checkins.due_tasks import due_tasks
from pmtui.figures.checkins.standing import checkins_of, is_under_way, period_to_check_in
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.entities.tasks import TASKS, Task
from pmtui.model.governance.checkins import CHECKINS
from pmtui.model.workspace.schema import TABLES, field_spec

_LONGEST_NAME: Final = 60


def _open(field: str, header: str, width: int, holds: Holds, hint: str) -> SheetColumn:
    return SheetColumn(field, header, width, holds, hint=hint, is_open=True)


_DAY: Final = "A day, such as 2026-12-01."
_PLACE: Final = (SheetColumn("key", "key", 9), SheetColumn("project", "project", 26))
_TASK_COLUMNS: Final = (
    *_PLACE,
    SheetColumn("title", "task", 40),
    SheetColumn("finish", "planned finish", 14, "date"),
    _open("percent", "percent complete", 11, "percent", "0 to 100, how much of it is done."),
    _open("remaining", "remaining work", 12, "length", "Work still to come: 3d, 4h; 3 is days."),
    _open("actual_start", "actual start", 13, "date", _DAY),
    _open("actual_finish", "actual finish", 13, "date", _DAY),
    _open(WORDS, "new remark", 48, "text", "What others should know; it is kept with today."),
)
_CHECKIN_COLUMNS: Final = (
    *_PLACE,
    SheetColumn("period", "period to", 12, "date"),
    _open("rag", "rating", 10, "choice", "green, amber or red"),
    _open("text", "how it goes", 48, "text", "In a sentence or two."),
    _open("needs", "what the team needs", 40, "text", "A line each: it becomes an ask."),
    _open("next_steps", "next steps", 40, "text", "A line each."),
)
_LOG_COLUMNS: Final = (
    *_PLACE,
    SheetColumn("kind", "kind", 14),
    SheetColumn("title", "title", 40),
    _open("state", "state", 18, "choice", "One of the states that may follow."),
    _open("due", "due", 13, "date", _DAY),
    _open(WORDS, "answer, or new remark", 48, "text", "The answer to an ask; else a remark."),
)


class UpdateSheets(msgspec.Struct, frozen=True):
    """The update sheets of a scope."""

    sheets: tuple[UpdateSheet, ...]
    left_out: tuple[str, ...]
    """Projects that no sheet asks about, with the reason."""


def update_sheets(situation: Situation, store_id: str, scope: int) -> UpdateSheets:
    """A sheet for each project manager of a scope whom something is to be asked.

    Args:
        situation: the store as it is.
        store_id: its id.
        scope: the component; 0 for the whole store.
    """
    figures = situation.figures
    situation = msgspec.structs.replace(situation, sheet=figures)
    workspace = figures.workspace
    rows = (workspace.components[row_id] for row_id in figures.live_subtree(scope))
    inside = {row.id: row for row in rows}
    due: dict[int, list[Task]] = {}
    for task in due_tasks(figures, scope):
        due.setdefault(task.component, []).append(task)
    projects = [row for row in inside.values() if row.kind in {"project", "operation"}]
    nobody = tuple(
        f"{row.key} {row.name}: it has no owner"
        for row in projects
        if row.owner not in workspace.people and (row.id in due or _checks_in(row))
    )
    place = workspace.components.get(scope)
    sheets: list[UpdateSheet] = []
    owners = {row.owner for row in projects} & workspace.people.keys()
    people = (workspace.people[owner] for owner in owners)
    for person in sorted(people, key=lambda person: (person.name.casefold(), person.id)):
        theirs = [row for row in projects if row.owner == person.id]
        tasks = [task for row in theirs for task in due.get(row.id, ())]
        pages = (
            SheetPage("tasks", "Tasks", _TASK_COLUMNS, tuple(_task_rows(situation, tasks))),
            SheetPage("checkin", "Check-in", _CHECKIN_COLUMNS, _checkin_rows(situation, theirs), 4),
            SheetPage("log", "Log", _LOG_COLUMNS, _log_rows(situation, person.id, inside)),
        )
        origin = Origin(
            store=store_id,
            revision=workspace.revision,
            person=person.id,
            person_key=person.key,
            name=person.name,
            scope=place.key if place is not None else "",
            place=f"{place.key} {place.name}" if place is not None else "the whole store",
            written=situation.today,
            headers={page.id: {c.header: c.field for c in page.columns} for page in pages},
        )
        filled = tuple(page for page in pages if page.rows)
        if filled:
            sheets.append(UpdateSheet(origin, _file_name(origin), filled))
    return UpdateSheets(tuple(sheets), nobody)


def _file_name(origin: Origin) -> str:
    """What a file is called: the person's name in letters that every system takes, and the key."""
    name = re.sub(r"[\W_]+", "-", origin.name.casefold())[:_LONGEST_NAME].strip("-")
    return f"{name or 'sheet'}-{origin.person_key or origin.person}.xlsx"


def _checks_in(component: Component) -> bool:
    return component.kind == "project" and is_under_way(component)


def _task_rows(situation: Situation, tasks: list[Task]) -> Iterator[AskedRow]:
    fields = ("percent", "remaining", "actual_start", "actual_finish")
    for task in tasks:
        days = situation.figures.finish_of(task)
        cells = {name: _cell(situation, TASKS.name, task, name) for name in fields}
        row = Written(
            page="tasks",
            key=task.key,
            table=TASKS.name,
            id=task.id,
            was={**{name: getattr(task, name) for name in fields}, WORDS: ""},
            shown={},
        )
        about = {"title": task.title, "finish": days.planned or days.promised}
        yield _row(_TASK_COLUMNS, row, {**about, **_placed(situation, task.component), **cells})


def _checkin_rows(situation: Situation, projects: list[Component]) -> tuple[AskedRow, ...]:
    """A row for each project under way: what was said already of the period it is about."""
    return tuple(
        _checkin_row(situation, project)
        for project in projects
        if _checks_in(project) and situation.workspace.policy.checkin_weeks
    )


def _checkin_row(situation: Situation, project: Component) -> AskedRow:
    period = period_to_check_in(situation.figures, project.id)
    known = checkins_of(situation.figures, project.id).get(period, [])
    fields = ("text", "rag", "needs", "next_steps")
    was = {name: str(getattr(known[-1], name)) if known else "" for name in fields}
    row = Written("checkin", project.key, CHECKINS.name, project.id, was, {}, period)
    cells: dict[str, CellValue] = {**was, "rag": RATINGS.get(was["rag"]), "period": period}
    choices = {"rag": tuple(RATINGS.values())}
    return _row(_CHECKIN_COLUMNS, row, {**cells, "project": project.name}, choices)


def _log_rows(
    situation: Situation, person: int, inside: Mapping[int, Component]
) -> tuple[AskedRow, ...]:
    """What is open in the registers and owned by a person, the earliest due first."""
    workspace = situation.workspace
    dated: list[tuple[date, str, AskedRow]] = []
    for spec in (spec for spec in TABLES.values() if spec.in_update_sheets):
        for row_id in workspace.ids_by(spec.name, "owner", person):
            row = workspace.get(spec.name, row_id)
            if row is None or row.component not in inside:
                continue
            if not is_archived(row) and not (spec.ending is not None and spec.ending(row)):
                due: date | None = getattr(row, spec.due)
                dated.append((due or date.max, row.key, _log_row(situation, spec.name, row)))
    return tuple(row for _, _, row in sorted(dated, key=lambda entry: entry[:2]))


def _log_row(situation: Situation, table: str, row: Entity) -> AskedRow:
    spec = TABLES[table]
    kind = str(getattr(row, "kind", ""))
    state: str = getattr(row, "state")  # noqa: B009  (only some tables have one)
    lifecycle = spec.cycles.get(kind) or spec.cycles.get("")
    stated = field_spec(table, "state")
    following = (
        (state, *lifecycle.get(state, ()))
        if lifecycle is not None
        else tuple(word for word in (stated.choices if stated is not None else ()) if word)
    )
    was = {
        "state": state,
        "due": getattr(row, spec.due),
        WORDS: str(getattr(row, "answer", "")),
    }
    cells: dict[str, CellValue] = {
        "kind": (kind or spec.word).replace("_", " "),
        "title": title_of(row),
        "state": state.replace("_", " "),
        "due": _cell(situation, table, row, spec.due),
        WORDS: str(was[WORDS]),
        **_placed(situation, row.component),
    }
    choices = {"state": tuple(word.replace("_", " ") for word in following)}
    return _row(_LOG_COLUMNS, Written("log", row.key, table, row.id, was, {}), cells, choices)


def _placed(situation: Situation, component: int) -> Mapping[str, CellValue]:
    """The cell that names a project."""
    row = situation.workspace.components.get(component)
    return {"project": row.name if row is not None else None}


def _cell(situation: Situation, table: str, row: Entity, field: str) -> CellValue:
    """A field as its cell shows it; a percentage of nought is said."""
    spec = field_spec(table, field)
    if spec is None:
        return None
    if spec.kind == "percent":
        return int(getattr(row, field))
    return written(situation.workspace, row, spec)


def _row(
    columns: tuple[SheetColumn, ...],
    row: Written,
    cells: Mapping[str, CellValue],
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> AskedRow:
    """A row with its cells in the order of the columns.

    A text that is longer than a cell takes is shown, and not there to be changed: its end would
    be lost.
    """
    values = tuple(row.key if c.field == "key" else cells.get(c.field) for c in columns)
    shown = {c.field: _reads(value) for c, value in zip(columns, values, strict=True)}
    was = {name: value for name, value in row.was.items() if len(shown[name]) < LONGEST_CELL}
    row = msgspec.structs.replace(row, was=was, shown=shown)
    return AskedRow(row, values, choices or {})


def _reads(value: CellValue) -> str:
    """A cell as it is read back where nobody changed it."""
    if isinstance(value, str):
        return read_back(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
