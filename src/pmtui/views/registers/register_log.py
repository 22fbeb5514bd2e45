"""This file shows the registers of a scope as one: issues, changes, decisions, actions and more."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.rules.escalation import taken_over_from, waits_for_answer
from pmtui.model.rules.open_or_ended import has_ended
from pmtui.model.workspace.schema import TABLES
from pmtui.query.values.formatting import DASH
from pmtui.views.risks.escalation import escalated_title
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow
from pmtui.views.wording.formatting import (
    NO_COMPONENT,
    choice_label,
    date_cell,
    days_away,
    person_cell,
)

LOG_TABLES: Final = tuple(name for name, spec in TABLES.items() if spec.in_log)
"""The registers of the log."""


class _LogColumn(msgspec.Struct, frozen=True):
    column: TableColumn
    cell: Callable[[Figures, str, Any], Cell]
    value: Callable[[Figures, str, Any], Any]
    """What it sorts by; None goes last."""


def log(
    figures: Figures,
    scope: int,
    *,
    tables: Sequence[str] = LOG_TABLES,
    ids: Collection[int] | None = None,
    sort: str = "due",
    ended: bool = False,
) -> Table:
    """The register entries of a scope and below, what is due first on top.

    Args:
        figures: of the workspace to show.
        scope: the component; 0 for the whole store, with what belongs to no component.
        tables: the registers to show.
        ids: entries that pass a filter, of any register; None filters nothing.
        sort: key of a column, with a trailing `-` for descending.
        ended: whether to show what is closed and decided as well; a filter shows it.
    """
    passing = ids if ids is None or isinstance(ids, set | frozenset) else frozenset(ids)
    every = tuple(_entries(figures, scope, tables, passing or ()))
    shown = [
        (table, row)
        for table, row in every
        if (row.id in passing if passing is not None else ended or not has_ended(row))
    ]
    table_of = {row.id: table for table, row in shown}
    components = frozenset(figures.live_subtree(scope))

    def row_of(entity_id: int) -> TableRow:
        table = table_of[entity_id]
        row = figures.workspace.rows(table)[entity_id]
        cells = tuple(one.cell(figures, table, row) for one in _COLUMNS)
        is_shadow = _is_shadow(row, scope, components)
        title = Cell(escalated_title(figures, row, is_shadow=is_shadow), cells[_TITLE].tone)
        cells = (*cells[:_TITLE], title, *cells[_TITLE + 1 :])
        return TableRow(entity_id, cells, "dim" if is_shadow or has_ended(row) else "plain")

    return Table(
        columns=tuple(one.column for one in _COLUMNS),
        ids=_sorted(figures, shown, sort),
        row_of=row_of,
        sort=sort,
        total=len(every),
        empty=_empty(figures, is_known=bool(every), is_filtered=ids is not None),
    )


def _empty(figures: Figures, *, is_known: bool, is_filtered: bool) -> str:
    if is_known:
        matched = "no entry matches the filter: Esc shows all"
        return (
            matched
            if is_filtered
            else "nothing is open here; a adds an entry, /is:any shows closed ones"
        )
    return "no entry here yet: add one with a" if figures.workspace.components else NO_COMPONENT


def _entries(
    figures: Figures, scope: int, tables: Sequence[str], asked: Collection[int]
) -> Iterator[tuple[str, Entity]]:
    workspace = figures.workspace
    components = (*figures.live_subtree(scope), *(() if scope else (0,)))
    for table in tables:
        rows = workspace.rows(table)
        for component in components:
            for one in workspace.ids_by(table, "component", component):
                if not is_archived(rows[one]) or one in asked:
                    yield table, rows[one]
    inside = frozenset(components)
    if "issues" in tables:
        for component in components:
            for one in taken_over_from(workspace, "issues", component):
                issue = workspace.rows("issues")[one]
                if issue.component not in inside:
                    yield "issues", issue


def _is_shadow(row: Any, scope: int, components: frozenset[int]) -> bool:
    """Whether an entry was handed up to where it is answered or lies now: above the scope."""
    if waits_for_answer(row):
        return bool(scope) and row.escalated_to not in components
    return row.component not in components and bool(getattr(row, "escalated_from", 0))


def _sorted(figures: Figures, rows: Sequence[tuple[str, Entity]], sort: str) -> tuple[int, ...]:
    found = [one for one in _COLUMNS if one.column.key == sort.removesuffix("-")]
    if not found:
        return tuple(row.id for _, row in rows)
    value = found[0].value
    keyed = [(value(figures, table, row), row.id) for table, row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=sort.endswith("-"))
    return tuple(one for _, one in known) + tuple(one for key, one in keyed if key is None)


def _day(table: str, row: Any) -> date | None:
    spec = TABLES[table]
    day: date | None = getattr(row, spec.day or spec.due)
    return day


def _state(row: Any) -> str:
    """Its state; where it has none, how it was decided, or that it waits."""
    fields = row.__struct_fields__
    if "state" in fields:
        return str(row.state)
    verdict = str(row.decision) if "decision" in fields else ""
    return verdict or ("decided" if has_ended(row) else "waiting")


def _due_cell(figures: Figures, table: str, row: Any) -> Cell:
    day = _day(table, row)
    if has_ended(row):
        return date_cell(day, figures.today, "dim")
    return days_away(day, figures.today)


def _owner_value(figures: Figures, _table: str, row: Any) -> str | None:
    person = figures.workspace.people.get(row.owner)
    return person.name.casefold() if person is not None else None


def _component_name(figures: Figures, _table: str, row: Any) -> str:
    component = figures.workspace.components.get(row.component)
    return component.name if component is not None else DASH


_COLUMNS: Final = (
    _LogColumn(
        TableColumn(key="key", title="key", width=5),
        lambda _figures, _table, row: Cell(row.key),
        lambda _figures, _table, row: row.id,
    ),
    _LogColumn(
        TableColumn(key="kind", title="kind", width=10, priority=2),
        lambda _figures, table, _row: Cell(TABLES[table].word),
        lambda _figures, table, _row: TABLES[table].word,
    ),
    _LogColumn(
        TableColumn(key="title", title="title", width=20, flex=1),
        lambda _figures, _table, row: Cell(title_of(row)),
        lambda _figures, _table, row: title_of(row).casefold(),
    ),
    _LogColumn(
        TableColumn(key="component", title="component", width=16, priority=4),
        lambda figures, table, row: Cell(_component_name(figures, table, row), "dim"),
        lambda figures, table, row: _component_name(figures, table, row).casefold(),
    ),
    _LogColumn(
        TableColumn(key="owner", title="owner", width=10, priority=3),
        lambda figures, _table, row: person_cell(figures.workspace, row.owner),
        _owner_value,
    ),
    _LogColumn(
        TableColumn(key="due", title="due", width=9),
        _due_cell,
        lambda _figures, table, row: _day(table, row),
    ),
    _LogColumn(
        TableColumn(key="state", title="state", width=11, priority=1),
        lambda _figures, _table, row: Cell(choice_label(_state(row)) or DASH),
        lambda _figures, _table, row: _state(row),
    ),
)
_TITLE: Final = next(at for at, one in enumerate(_COLUMNS) if one.column.key == "title")
LOG_COLUMNS: Final = tuple(one.column.key for one in _COLUMNS)
"""Keys of the log's columns."""
