"""This file takes in the cells of our own tables as they stand."""

from collections.abc import Mapping
from typing import Final

from pmtui.exchange.sheets.dates import CellError
from pmtui.exchange.tables.column_maps.column_map import title_field
from pmtui.exchange.tables.column_maps.own_columns import currency_in
from pmtui.exchange.tables.column_maps.source_columns import Source
from pmtui.exchange.tables.export.own_cells import is_in_usual_unit, read_own
from pmtui.exchange.tables.values.cells import fields_along, read_given
from pmtui.model.workspace.schema import field_spec

_SAID_BESIDE: Final = frozenset({"elapsed", "lag_unit"})
"""Fields that a length with its unit says as well, which then holds."""


def read_own_cell(
    source: Source, text: str, fields: dict[str, object], words: dict[str, str], table: str
) -> CellError | None:
    """Take in a cell of our own table; why it cannot be read, None where it can.

    Args:
        source: its column; a title is the caller's.
        text: the cell as it stands.
        fields: takes what feeds a field of its own.
        words: takes names and keys of others.
        table: the table of the row.
    """
    spec = source.spec
    field = source.column.field
    if spec is None or spec.kind in {"reference", "about"}:
        words.setdefault(field, text)
    elif field != title_field(table):
        try:
            value = read_own(spec, text, source.style, currency_in(source.header))
            along = fields_along(spec, text, source.style)
        except CellError as error:
            return error.with_traceback(None)
        if field in _SAID_BESIDE:
            fields.setdefault(field, value)
        else:
            fields[field] = value
        _along(source, text, along, fields, table)
    return None


def _along(
    source: Source, text: str, along: Mapping[str, object], fields: dict[str, object], table: str
) -> None:
    """What a length of our own table says beside: whether by the clock, and its unit."""
    for name, value in along.items():
        if field_spec(table, name) is None:
            continue
        if name.endswith("_in"):
            length = read_given(text, source.style)
            is_usual = is_in_usual_unit(text, length, source.style)
            fields.setdefault(name, "" if is_usual else value)
        else:
            fields[name] = value
