"""This file makes the columns of exported entities, as an import reads them back."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from pmtui.exchange.tables.column_maps.own_columns import (
    OwnColumn,
    currency_in,
    has_key,
    money_header,
    own_column,
    own_columns,
)
from pmtui.exchange.tables.export.csv_xlsx import OutColumn, OutSheet
from pmtui.exchange.tables.export.own_cells import links_cell, people_cell, written
from pmtui.model.entities.entity import Entity, Money, stored_columns
from pmtui.model.workspace.schema import FieldSpec, defaults_of, field_spec, field_specs
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.durations import says_unit
from pmtui.query.values.formatting import is_empty

_PAGE: Final = 1_000
"""Rows that are looked at together."""
_HANG_ON: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"people": ("assignments", "task"), "links": ("links", "successor")}
)
"""Where the rows lie that a column tells of, and the field by which they hang on a task."""


def sheet_of_entities(
    workspace: Workspace, table: str, ids: Iterable[int], fields: Sequence[str] = ()
) -> OutSheet:
    """Entities with a column for each field, as an import reads them back.

    Args:
        workspace: where they are.
        table: their table.
        ids: which of them, in this order.
        fields: the columns to write, by the names of `own_columns`; where empty those that any
            of them has, or all where rows have no keys, as the table is known by its columns then.
    """
    rows = [row for row_id in ids if (row := workspace.get(table, row_id)) is not None]
    columns = own_columns(table)
    if fields:
        columns = tuple(found for name in fields if (found := own_column(table, name)) is not None)
    elif has_key(table):
        columns = tuple(_telling(workspace, table, rows, columns))
    cells = [_column_cells(workspace, table, rows, column) for column in columns]
    return OutSheet(
        table.replace("_", " "),
        tuple(header for header, _ in cells),
        tuple(column for _, column in cells),
        len(rows),
    )


def written_specs(table: str) -> list[FieldSpec]:
    """The fields of a table that have a column, in their order."""
    names = {column.name for column in own_columns(table)}
    return [spec for spec in field_specs(table) if spec.name in names]


def _telling(
    workspace: Workspace, table: str, rows: Sequence[Entity], columns: Sequence[OwnColumn]
) -> Iterable[OwnColumn]:
    """The columns in which any row has something to say."""
    stated = _stated_fields(table, rows)
    for column in columns:
        if field_spec(table, column.name) is not None:
            if column.name in stated:
                yield column
        elif any(_column_cells(workspace, table, rows, column)[1]):
            yield column


def _stated_fields(table: str, rows: Sequence[Entity]) -> set[str]:
    """The fields that say something; a number or a yes that nobody changed does not."""
    specs = {spec.name: spec for spec in field_specs(table)}
    stated = {spec.name for spec in specs.values() if spec.required}
    if not rows:
        return stated | {"id", "key"}
    usual = defaults_of(table)
    for at in range(0, len(rows), _PAGE):
        stored = stored_columns(rows[at : at + _PAGE])
        for name in specs.keys() - stated:
            values = stored[name]
            alike = values.count(values[0]) == len(values)
            distinct = values[:1] if alike else {*values}
            if any(_says(specs[name], value, usual[name]) for value in distinct):
                stated.add(name)
    return stated


def _says(spec: FieldSpec, value: object, usual: object) -> bool:
    """Whether a value says more than what stands there from the start."""
    return not (isinstance(value, int) and value == usual) and not is_empty(spec, value)


def _column_cells(
    workspace: Workspace, table: str, rows: Sequence[Entity], column: OwnColumn
) -> tuple[str, OutColumn]:
    """The header of a column and its cells."""
    if column.kept in _HANG_ON:
        write = people_cell if column.kept == "people" else links_cell
        hanging = workspace.index(*_HANG_ON[column.kept]).values()
        return column.header, [
            write(workspace, row.id) if row.id in hanging else None for row in rows
        ]
    if column.kept == "place":
        components = workspace.components
        return column.header, [
            components[row.component].name if row.component in components else None for row in rows
        ]
    spec = field_spec(table, column.name)
    if spec is None:
        return column.header, [None] * len(rows)
    if spec.name == "id":
        return column.header, [str(row.id) for row in rows]
    currency = _one_currency(rows, spec.name) if spec.kind == "money" else ""
    return money_header(spec, currency), _written(workspace, spec, rows, bare=bool(currency))


def _written(
    workspace: Workspace, spec: FieldSpec, rows: Sequence[Entity], *, bare: bool
) -> OutColumn:
    """The cells of a field; those of rows that say the same are made once."""
    values = [*map(attrgetter(spec.name), rows)]
    if spec.kind in {"text", "prose"}:
        return [value or None for value in values]
    beside = [name for name in says_unit(spec.name) if rows and hasattr(rows[0], name)]
    keys: Sequence[object] = values
    if beside:
        keys = [*zip(values, *(map(attrgetter(name), rows) for name in beside), strict=True)]
    known = {
        key: written(workspace, row, spec, bare=bare)
        for key, row in dict(zip(keys, rows, strict=True)).items()
    }
    return [*map(known.__getitem__, keys)]


def _one_currency(rows: Sequence[Entity], field: str) -> str:
    amounts = [value for row in rows if isinstance(value := getattr(row, field), Money)]
    currencies = {money.currency for money in amounts}
    found = currencies.pop() if len(currencies) == 1 else ""
    return found if currency_in(f"x ({found})") else ""
