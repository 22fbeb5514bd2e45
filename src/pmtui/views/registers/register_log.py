"""This file shows the registers of a scope as one: issues, changes, decisions, actions and more."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.rules.life_cycles import (
    ESCALATED_TABLES,
    has_ended,
    taken_over_from,
    waits_for_answer,
)
from pmtui.model.workspace.schema import LOG_TABLES, TABLES
from pmtui.views.risks.escalation import escalated_title
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Cell, Table, TableRow, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import (
    NO_COMPONENT,
    NO_VALUE,
    choice_label,
    date_cell,
    days_away,
    person_cell,
)


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
        cells = tuple(column.cell(figures, row) for column in _COLUMNS)
        is_shadow = _is_shadow(row, scope, components)
        title = Cell(escalated_title(figures, row, is_shadow=is_shadow), cells[_TITLE].tone)
        cells = (*cells[:_TITLE], title, *cells[_TITLE + 1 :])
        return TableRow(entity_id, cells, "dim" if is_shadow or has_ended(row) else "plain")

    return Table(
        columns=_COLUMNS,
        ids=sorted_rows(figures, table_of, sort, _COLUMNS, table_of.__getitem__),
        row_of=row_of,
        sort=sort,
        total=len(every),
        empty=_empty(figures, is_known=bool(every), is_filtered=ids is not None),
    )


def requested_log(request: ViewRequest) -> Table:
    """The register entries that are asked for."""
    return log(
        request.figures,
        request.scope,
        tables=request.tables,
        ids=frozenset(request.ids) if request.is_filtered else None,
        sort=request.sort,
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
            for row_id in workspace.ids_by(table, "component", component):
                if not is_archived(rows[row_id]) or row_id in asked:
                    yield table, rows[row_id]
    inside = frozenset(components)
    for table in tables if scope else ():
        for component in components if table in ESCALATED_TABLES else ():
            for row_id in taken_over_from(workspace, table, component):
                row = workspace.rows(table)[row_id]
                if row.component not in inside:
                    yield table, row


def _is_shadow(row: Entity, scope: int, components: frozenset[int]) -> bool:
    """Whether an entry was handed up to where it is answered or lies now: above the scope."""
    if waits_for_answer(row):
        return bool(scope) and row.escalated_to not in components
    return row.component not in components and bool(getattr(row, "escalated_from", 0))


def _day(table: str, row: Entity) -> date | None:
    spec = TABLES[table]
    day: date | None = getattr(row, spec.day or spec.due)
    return day


def _state(row: Entity) -> str:
    """Its state; where it has none, how it was decided, or that it waits."""
    if "state" in row.__struct_fields__:
        return str(getattr(row, "state", ""))
    verdict = str(getattr(row, "decision", ""))
    return verdict or ("decided" if has_ended(row) else "waiting")


def _due_cell(figures: Figures, row: Entity) -> Cell:
    day = _day(_table_of(row), row)
    if has_ended(row):
        return date_cell(day, figures.today, "dim")
    return days_away(day, figures.today)


def _component_cell(figures: Figures, row: Entity) -> Cell:
    component = figures.workspace.components.get(row.component)
    return Cell(component.name if component is not None else NO_VALUE, "dim")


def _state_cell(_figures: Figures, row: Entity) -> Cell:
    return Cell(choice_label(_state(row)) or NO_VALUE)


def _word(row: Entity) -> str:
    return TABLES[_table_of(row)].kind_words


def _table_of(row: Entity) -> str:
    return _TABLE_OF_TYPE[type(row)]


_TABLE_OF_TYPE: Final = {TABLES[table].type: table for table in LOG_TABLES}
_COLUMNS: Final[tuple[ViewColumn[Any], ...]] = (
    ViewColumn(key="key", title="key", width=5, cell=lambda _figures, row: Cell(row.key)),
    ViewColumn(
        key="kind",
        title="kind",
        width=10,
        priority=2,
        cell=lambda _figures, row: Cell(_word(row)),
        value=lambda _figures, row: _word(row),
    ),
    ViewColumn(
        key="title",
        title="title",
        width=20,
        flex=1,
        cell=lambda _figures, row: Cell(title_of(row)),
    ),
    ViewColumn(key="component", title="component", width=16, priority=4, cell=_component_cell),
    ViewColumn(
        key="owner",
        title="owner",
        width=10,
        priority=3,
        cell=lambda figures, row: person_cell(figures.workspace, row.owner),
    ),
    ViewColumn(key="due", title="due", width=9, cell=_due_cell),
    ViewColumn(key="state", title="state", width=11, priority=1, cell=_state_cell),
)
_TITLE: Final = next(at for at, column in enumerate(_COLUMNS) if column.key == "title")
LOG_COLUMNS: Final = tuple(column.key for column in _COLUMNS)
"""Keys of the log's columns."""
