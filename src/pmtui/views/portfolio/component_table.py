"""This file shows components as a table, in their own order or sorted by a column."""

from collections.abc import Collection, Sequence

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.portfolio.component_columns import COMPONENT_COLUMNS, WIDE_COLUMNS
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Table, TableRow


def component_table(
    figures: Figures,
    ids: Collection[int],
    columns: Sequence[str] = WIDE_COLUMNS,
    *,
    sort: str = "",
    total: int | None = None,
    empty: str = "",
) -> Table:
    """A table of components.

    Args:
        figures: of the workspace the components are in.
        ids: the components, in their own order.
        columns: keys of `COMPONENT_COLUMNS`.
        sort: a key, with a trailing `-` for descending; empty keeps the order of `ids`.
        total: how many there were before a filter.
        empty: what to say when there is none.
    """
    shown = tuple(COMPONENT_COLUMNS[key] for key in columns)
    every = tuple(COMPONENT_COLUMNS.values())
    rows = figures.workspace.components

    def row_of(component_id: int) -> TableRow:
        row = rows[component_id]
        return TableRow(component_id, tuple(column.cell(figures, row) for column in shown))

    return Table(
        columns=shown,
        ids=sorted_rows(figures, ids, sort, every, lambda _row_id: "components"),
        row_of=row_of,
        sort=sort,
        total=len(ids) if total is None else total,
        empty=empty,
    )
