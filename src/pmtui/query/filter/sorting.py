"""This file sorts rows by fields: the one order of `list`, of `sort:` and of every view."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.ids import key_parts
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import resolve_field
from pmtui.query.fields.definition import Field
from pmtui.query.filter.comparison import ORDERED, Comparison, sort_value
from pmtui.query.filter.terms import SortKey


def undefined_last(
    ids: Iterable[int], value: Callable[[int], object], *, descending: bool = False
) -> list[int]:
    """Ids by a value; what has none goes last either way, and equals stay as they came."""
    valued = [(value(row_id), row_id) for row_id in ids]
    known = [pair for pair in valued if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=descending)
    return [row_id for _, row_id in known] + [row_id for key, row_id in valued if key is None]


def sorted_ids(
    figures: Figures, table: str, ids: Sequence[int], keys: Sequence[SortKey]
) -> list[int]:
    """Ids in the order of sort keys, the first ruling; equal rows stay as they came.

    Raises:
        QueryError: the table has no such field, or it has no order.
    """
    rows = figures.workspace.rows(table)
    ordered = list(ids)
    for key in reversed(keys):
        value = field_order(figures, table, key.name, key.column)
        by_id = _of_rows(rows.__getitem__, value)
        ordered = undefined_last(ordered, by_id, descending=key.descending)
    return ordered


def _of_rows(row_of: Callable[[int], Entity], value: Getter) -> Callable[[int], object]:
    return lambda row_id: value(row_of(row_id))


def field_order(figures: Figures, table: str, name: str, column: int = 0) -> Getter:
    """Reads what the rows of a table are sorted by in a field; None where there is nothing.

    Args:
        figures: of the workspace.
        table: the table.
        name: the field, as people may call it.
        column: where it was typed, to say so.

    Raises:
        QueryError: the table has no such field, or it has no order.
    """
    field = resolve_field(table, name, column)
    getter = field.read(figures)
    if field.kind == "flag":
        raise QueryError(f"{field.name} has no order", column, "sort by status or due")
    if field.kind in ORDERED and (field.kind != "choice" or field.choices):
        return sort_value(Comparison(field, ":", figures))
    if field.kind == "key":
        return _by_number(getter)
    if field.kind in {"reference", "people", "component"}:
        return _by_title(figures, field, getter)
    return lambda row: _folded(getter(row))


def _folded(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(part).casefold() for part in value) or None
    if isinstance(value, str):
        return value.casefold() or None
    return value


def _by_number(getter: Getter) -> Getter:
    return lambda row: key_parts(getter(row))


def _by_title(figures: Figures, field: Field, getter: Getter) -> Getter:
    workspace = figures.workspace
    table = field.refers or ("components" if field.kind == "component" else "")
    names: dict[int, tuple[str, int] | None] = {}

    def title(row: object) -> tuple[str, int] | None:
        value = getter(row)
        first = next((entry for entry in value if entry), 0) if isinstance(value, tuple) else value
        if first not in names:
            names[first] = _name(workspace.get(table, first) if table else workspace.entity(first))
        return names[first]

    return title


def _name(row: Entity | None) -> tuple[str, int] | None:
    """By what a row is called; of two called alike the older first, so that neither is torn."""
    return (title_of(row).casefold() or row.key, row.id) if row is not None else None
