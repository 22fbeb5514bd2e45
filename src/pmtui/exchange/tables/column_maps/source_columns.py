"""This file finds the columns of a sheet that a map speaks of, and says which are not read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.sheets.header_synonyms import FIELDS
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.column_maps.column_map import (
    LEFT_OUT,
    TIME_UNITS,
    ColumnMap,
    TableMap,
    Unfed,
    fed_field,
    holes,
    title_field,
)
from pmtui.exchange.tables.column_maps.own_columns import ASSIGNEES
from pmtui.exchange.tables.values.cells import Style
from pmtui.exchange.tables.values.number_style import decimal_in, order_in, shares_in
from pmtui.exchange.tables.values.people_names import name_style_of
from pmtui.exchange.text_folding import folded
from pmtui.model.workspace.schema import FieldSpec

_UNFED: Final[Mapping[Unfed, str]] = {
    "unknown": "columns not recognised, so not imported",
    "no field": "columns there is no field for",
    "said": "columns that another column says as well",
    "": "columns that the map leaves out",
}


class Source(msgspec.Struct, frozen=True):
    """A column of the map as it stands in the sheet."""

    column: ColumnMap
    header: str
    places: tuple[int, ...]
    """Where its columns stand; several when the header is doubled."""
    spec: FieldSpec | None
    """The field it feeds; None for a remark or a word about a task."""
    style: Style


def sources_of(sheet: Sheet, mapping: TableMap, style: Style) -> tuple[Source, ...]:
    """The columns of a map that the sheet has; of several names the first that is there."""
    found: list[Source] = []
    for column in mapping.column:
        places = next(filter(None, map(sheet.places, column.headers)), ())
        if places and column.field != LEFT_OUT:
            spec = fed_field(mapping, column)
            header = sheet.headers[places[0]]
            cells = [row.cells[at].strip() for row in sheet.rows for at in places]
            styled = _styled(style, column, spec, cells)
            if not mapping.own and (column.field == ASSIGNEES or names_people(spec)):
                listed = plain_header(header) in FIELDS["task"][ASSIGNEES]
                styled = msgspec.structs.replace(styled, naming=name_style_of(cells, listed=listed))
            found.append(Source(column, header, places, spec, styled))
    return tuple(found)


def names_people(spec: FieldSpec | None) -> bool:
    """Whether a field names somebody."""
    return spec is not None and spec.kind == "reference" and spec.refers == "people"


def missing(sheet: Sheet, mapping: TableMap) -> Iterator[ImportFinding]:
    """Errors for what the map cannot do without: the title's column, the headers in `{}`."""
    if mapping.own:
        return
    title = title_field(mapping.table)
    wanted = [
        name
        for column_map in mapping.column
        if column_map.field == title
        for name in column_map.headers
    ]
    if title and not any(sheet.places(name) for name in wanted):
        names = " or ".join(wanted) or "none is mapped"
        what = f"no column gives the {title} ({names})"
        yield ImportFinding(sheet.header_line, "", what, "name that column in the map", "error")
    for hole in _asked(mapping):
        if not sheet.places(hole):
            what = "the map asks for this column and the table has none"
            yield ImportFinding(
                sheet.header_line, hole, what, "correct the header or the map", "error"
            )


def left_out(sheet: Sheet, mapping: TableMap) -> tuple[str, ...]:
    """Which columns are not read, and why: nobody knows them, nothing holds them, a map says so."""
    asked = {folded(hole) for hole in _asked(mapping)}
    read = {
        folded(name)
        for column_map in mapping.column
        if column_map.field
        for name in column_map.headers
    } | asked
    unfed = {
        folded(name): column_map.unfed
        for column_map in mapping.column
        for name in column_map.headers
    }
    reasons: dict[str, list[str]] = {}
    for header in dict.fromkeys(filter(None, sheet.headers)):
        name = folded(header)
        if name not in read:
            reasons.setdefault(_UNFED[unfed.get(name, "unknown")], []).append(header)
    return tuple(
        f"{words}: {', '.join(reasons[words])}" for words in _UNFED.values() if words in reasons
    )


def _asked(mapping: TableMap) -> tuple[str, ...]:
    levels = (text for level in mapping.above for text in (level.name, level.code))
    return tuple(hole for text in (*levels, mapping.as_of) for hole in holes(text))


def _styled(style: Style, column: ColumnMap, spec: FieldSpec | None, cells: Sequence[str]) -> Style:
    """The style of one column: what its own cells prove comes before what the map says."""
    kind = spec.kind if spec is not None else ""
    own: dict[str, object] = {}
    if column.unit:
        own["time_unit" if column.unit in TIME_UNITS else "money_unit"] = column.unit
    if kind == "date":
        own["date_order"] = order_in(cells) or style.date_order
    elif kind == "percent":
        own["shares"] = shares_in(cells)
    elif kind in {"money", "minutes", "int"}:
        own["decimal"] = decimal_in(cells) or style.decimal
    return msgspec.structs.replace(style, **own) if own else style
