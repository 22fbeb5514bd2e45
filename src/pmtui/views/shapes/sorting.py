"""This file sorts the rows of a view by its columns, and by fields as `list` and `sort:` do."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.query.error import QueryError
from pmtui.query.filter.sorting import field_order, undefined_last
from pmtui.views.shapes.table import ViewColumn


def sorted_rows(
    figures: Figures,
    ids: Iterable[int],
    sort: str,
    columns: Sequence[ViewColumn[Any]],
    table_of: Callable[[int], str],
) -> list[int]:
    """Ids of rows in the order of a view; what has no value goes last either way.

    Args:
        figures: of the workspace they are in.
        ids: the rows as they stand; those with equal values stay so.
        sort: keys of columns or names of fields with commas between, a `-` behind each that runs
            down; one that the rows do not have leaves them as they are.
        columns: of the view.
        table_of: the table of a row, by its id.
    """
    return sorted_by(ids, sort, lambda key: _values(figures, key, columns, table_of))


def sorted_by(
    ids: Iterable[int], sort: str, values: Callable[[str], Callable[[int], object]]
) -> list[int]:
    """Ids in the order of keys with commas between, a `-` behind each that runs down.

    Args:
        ids: the rows as they stand; those with equal values stay so, what has none goes last.
        sort: the keys.
        values: reads what a row sorts by under a key, by its id.
    """
    ordered = list(ids)
    for key in reversed(sort.split(",")):
        value = values(key.removesuffix("-"))
        ordered = undefined_last(ordered, value, descending=key.endswith("-"))
    return ordered


def _values(
    figures: Figures, key: str, columns: Sequence[ViewColumn[Any]], table_of: Callable[[int], str]
) -> Callable[[int], Any]:
    """Reads what a row sorts by under a key, by its id."""
    column = next((column for column in columns if column.key == key), None)
    name = column.field or key if column is not None else key
    own = column.value if column is not None else None
    orders: dict[str, Getter] = {}

    def value(row_id: int) -> Any:
        table = table_of(row_id)
        row = figures.workspace.rows(table)[row_id]
        if own is not None:
            return own(figures, row)
        if table not in orders:
            orders[table] = _field_order(figures, table, name)
        return orders[table](row)

    return value


def _field_order(figures: Figures, table: str, name: str) -> Getter:
    try:
        return field_order(figures, table, name)
    except QueryError:
        return lambda _row: None
