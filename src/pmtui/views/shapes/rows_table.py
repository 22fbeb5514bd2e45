"""This file makes the table of a view that is nothing but rows and columns."""

from collections.abc import Sequence
from typing import Any

from pmtui.model.entities.entity import is_archived
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Table, TableRow, ViewColumn, ViewRequest


def rows_table(
    request: ViewRequest, columns: Sequence[ViewColumn[Any]], *, none_yet: str, no_match: str
) -> Table:
    """The rows that are asked for, sorted; each is formatted when it is drawn.

    Args:
        request: what is asked for.
        columns: what each row shows.
        none_yet: what to say where there is no row at all, and which key makes one.
        no_match: what to say where the filter leaves none.
    """
    figures = request.figures
    tables = {table: figures.workspace.rows(table) for table in request.tables}
    only = request.tables[0] if len(request.tables) == 1 else ""

    def table_of(row_id: int) -> str:
        return only or next(table for table, rows in tables.items() if row_id in rows)

    def row_of(row_id: int) -> TableRow:
        row = tables[table_of(row_id)][row_id]
        cells = tuple(column.cell(figures, row) for column in columns)
        return TableRow(row_id, cells, "dim" if is_archived(row) else "plain")

    return Table(
        columns=tuple(columns),
        ids=sorted_rows(figures, sorted(request.ids), request.sort, columns, table_of),
        row_of=row_of,
        sort=request.sort,
        total=request.total,
        empty=no_match if request.total else none_yet,
    )
