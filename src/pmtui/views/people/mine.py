"""This file lists what is somebody's in all projects: their cards, their actions, what waits."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final

import msgspec

from pmtui.figures.attention.open_rows import is_open_row
from pmtui.figures.people.own_work import decisions_of, minutes_ahead, own_rows, own_week
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.schema import TABLES
from pmtui.views.people.load_words import hours
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import (
    Cell,
    Line,
    Table,
    Tone,
    ViewColumn,
    ViewRequest,
    request_of_scope,
)
from pmtui.views.wording.formatting import NOTHING, days_away, display_title

_HOUR: Final = 60
_NOBODY: Final = "nobody here has your login: :claim NAME says who you are; /who:ann shows Ann's"
_FREE: Final = "nothing of yours is open: :tasks shows what is everybody's"


def mine(request: ViewRequest) -> Table:
    """What is open of somebody; with a filter, what passes it whoever's it is."""
    figures, me = request.figures, request.me
    if request.is_filtered:
        rows = {table: figures.workspace.rows(table) for table in request.tables}
        kept = [
            row_id
            for row_id in request.ids
            for table, own in rows.items()
            if row_id in own and is_open_row(figures, table, own[row_id])
        ]
    else:
        own = own_rows(figures, me) if me else frozenset()
        kept = [row_id for row_id in request.ids if row_id in own]
    shown = rows_table(
        msgspec.structs.replace(request, ids=tuple(kept), total=len(kept)),
        _columns(figures, me, 0 if request.is_filtered else me),
        none_yet=_FREE if me or request.is_filtered else _NOBODY,
        no_match="nothing open matches the filter: Esc shows yours",
    )
    foot = tuple(_week_lines(figures, me)) if me and not request.is_filtered else ()
    return msgspec.structs.replace(shown, foot=foot)


def mine_of(figures: Figures, scope: int, person: int, tables: tuple[str, ...]) -> Table:
    """What is open of somebody in a scope, what is due first on top."""
    request = request_of_scope(figures, scope, tables)
    return mine(msgspec.structs.replace(request, me=person, sort="due"))


def _week_lines(figures: Figures, person: int) -> Iterator[Line]:
    week, row = own_week(figures, person), figures.workspace.people.get(person)
    name = row.name if row is not None else ""
    tone: Tone = "bad" if week.assigned > week.available else "plain"
    yield (
        Cell(f"{name}, this week:", "head"),
        Cell(f"{hours(week.assigned)} assigned of {hours(week.available)}", tone),
        Cell(f"{hours(week.booked)} booked", "dim"),
    )


def kind_of(decided: frozenset[int], figures: Figures, row: Entity) -> str:
    """What a row is: a card, a milestone, an action; or that a decision on it is waited for."""
    table = _table_of(figures, row)
    kind = str(getattr(row, "kind", "") if TABLES[table].kinds else "")
    if row.id in decided:
        return "decide"
    if kind == "task" and getattr(row, "column", None):
        return "card"
    return kind or TABLES[table].kind_words


def _table_of(figures: Figures, row: Entity) -> str:
    return figures.workspace.table_of(row.id) or ""


def _title_cell(figures: Figures, row: Entity) -> Cell:
    return Cell(display_title(figures.workspace, _table_of(figures, row), row))


def _place_cell(figures: Figures, row: Entity) -> Cell:
    place = figures.workspace.components.get(row.component)
    return Cell(place.name, "dim") if place is not None else NOTHING


def state_of(figures: Figures, row: Entity) -> str:
    """The column a card stands in, or the state of anything else."""
    task = figures.workspace.tasks.get(row.id)
    if task is not None:
        column = figures.workspace.columns.get(task.column)
        return column.name if column is not None else ""
    return str(getattr(row, "state", "")).replace("_", " ")


def _state_cell(figures: Figures, row: Entity) -> Cell:
    text = state_of(figures, row)
    return Cell(text) if text else NOTHING


def due_of_row(figures: Figures, row: Entity) -> date | None:
    """The day by which a row is wanted; of a task without one the day it ends as planned."""
    due: date | None = getattr(row, TABLES[_table_of(figures, row)].due or "due", None)
    task = figures.workspace.tasks.get(row.id)
    return due or (task.finish if task is not None else None)


def _due_cell(figures: Figures, row: Entity) -> Cell:
    return days_away(due_of_row(figures, row), figures.today)


def _ahead_cell(person: int, figures: Figures, row: Entity) -> Cell:
    left = minutes_ahead(figures, row.id, person)
    return Cell(hours(left)) if left else NOTHING


def _late_first(figures: Figures, row: Entity) -> date:
    return due_of_row(figures, row) or date.max


def _columns(figures: Figures, me: int, person: int) -> tuple[ViewColumn[Entity], ...]:
    """The columns, for somebody's decisions, with the hours ahead of a person or of everybody."""
    kind = partial(kind_of, decisions_of(figures, me) if me else frozenset())
    return (
        ViewColumn(key="what", title="what", width=9, value=kind,
                   cell=lambda figures, row: Cell(kind(figures, row), "dim")),
        *_COLUMNS,
        ViewColumn(key="left", title="ahead", width=6, align="right", priority=1,
                   cell=partial(_ahead_cell, person),
                   value=lambda figures, row: minutes_ahead(figures, row.id, person)),
    )  # fmt: skip


_COLUMNS: Final[tuple[ViewColumn[Entity], ...]] = (
    ViewColumn(key="key", title="key", width=6, cell=lambda _figures, row: Cell(row.key)),
    ViewColumn(key="title", title="title", width=18, flex=2, cell=_title_cell,
               value=lambda figures, row: _title_cell(figures, row).text.casefold()),
    ViewColumn(key="component", title="of", width=10, flex=1, priority=3, cell=_place_cell),
    ViewColumn(key="state", title="state", width=10, priority=2, cell=_state_cell,
               value=state_of),
    ViewColumn(key="due", title="due", width=11, cell=_due_cell, value=_late_first),
)  # fmt: skip


def entries_of(figures: Figures, person: int, ids: Iterable[int]) -> Iterator[dict[str, object]]:
    """Rows of somebody as plain data."""
    decided = decisions_of(figures, person)
    for row_id in ids:
        row = figures.workspace.entity(row_id)
        if row is None:
            continue
        place, due = figures.workspace.components.get(row.component), due_of_row(figures, row)
        yield {
            "what": kind_of(decided, figures, row),
            "key": row.key,
            "title": _title_cell(figures, row).text,
            "component": place.key if place is not None else None,
            "state": state_of(figures, row) or None,
            "due": due.isoformat() if due is not None else None,
            "hours_ahead": round(minutes_ahead(figures, row.id, person) / _HOUR, 2),
        }


def week_of(figures: Figures, person: int) -> dict[str, object]:
    """The week of somebody as plain data, in hours."""
    week = own_week(figures, person)
    return {
        "week": week.first.isoformat(),
        "hours_assigned": round(week.assigned / _HOUR, 2),
        "hours_available": round(week.available / _HOUR, 2),
        "hours_booked": round(week.booked / _HOUR, 2),
    }
