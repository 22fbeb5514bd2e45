"""This file declares the columns of our own tables, which `export` writes and `import` reads."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import msgspec

from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.column_maps.column_map import (
    LEFT_OUT,
    PLACE,
    ColumnMap,
    TableMap,
    title_field,
)
from pmtui.model.ids import key_parts
from pmtui.model.workspace.schema import (
    TABLE_OF_PREFIX,
    TABLES,
    FieldSpec,
    field_spec,
    field_specs,
    former_names,
)

Kept = Literal["field", "place", "people", "links"]
"""How a column is kept: a field, the name of its component, those at work on it, its links."""

ASSIGNEES: Final = "assignees"
PREDECESSORS: Final = "predecessors"
_BESIDE: Final = {"parent": "parent", "column": "status"}
"""Fields of a task that the words of a table speak of, and those words."""
_MONEY: Final = re.compile(r"(.+) \(([A-Z]{3})\)")


class OwnColumn(msgspec.Struct, frozen=True):
    """One column of our own tables."""

    header: str
    name: str
    """The field it holds, or `component_name`, `assignees`, `predecessors`."""
    kept: Kept = "field"


def has_key(table: str) -> bool:
    """Whether the rows of a table are called by keys; others are known by their id."""
    return bool(TABLES[table].prefix)


@cache
def own_columns(table: str) -> tuple[OwnColumn, ...]:
    """Every column a table has, in the order they are written: read off the schema."""
    found: list[OwnColumn] = []
    first = ("id", "key", title_field(table), "component")
    specs = field_specs(table)
    order = {spec.name: at for at, spec in enumerate(specs)}
    places = {name: at - len(first) for at, name in enumerate(first)}
    for spec in sorted(
        specs, key=lambda other_spec: places.get(other_spec.name, order[other_spec.name])
    ):
        if spec.kind == "rank" or (spec.name == "id" and has_key(table)):
            continue
        if spec.name == "key" and not has_key(table):
            continue
        found.append(OwnColumn(spec.label, spec.name))
        if spec.name == "component" and table != "components":
            found.append(
                OwnColumn("project" if table == "tasks" else "component name", PLACE, "place")
            )
        if spec.name == "owner" and table == "tasks":
            found.append(OwnColumn("assignees", ASSIGNEES, "people"))
            found.append(OwnColumn("predecessors", PREDECESSORS, "links"))
    return tuple(found)


def own_column(table: str, name: str) -> OwnColumn | None:
    """The column that a name means: its header or its field, an old or a short form too."""
    wanted = name.strip().casefold().replace("_", " ")
    if table == "tasks" and wanted == "assignee":
        return OwnColumn("assignee", ASSIGNEES, "people")
    for column in own_columns(table):
        if wanted in {column.header, column.name.replace("_", " ")}:
            return column
    for former, present in former_names(table).items():
        if wanted == former.replace("_", " "):
            return own_column(table, present)
    return None


def own_map(sheet: Sheet) -> TableMap | None:
    """The map of a table that `export` wrote; None where it is somebody else's.

    It is ours when its first column calls every row by our keys, or by ids, and the others have
    the names that we give them; columns that were put in beside them are left out.
    """
    table = _table_of(sheet)
    if not table:
        return None
    columns = [_mapped(table, header) for header in dict.fromkeys(filter(None, sheet.headers))]
    strange = [column for column in columns if column.field == LEFT_OUT]
    names = {column.field for column in columns}
    if strange and title_field(table) not in names:
        return None
    return TableMap(
        title=sheet.name,
        rows=TABLES[table].word,
        own=True,
        decimal=".",
        date_order="year",
        column=tuple(columns),
    )


def currency_in(header: str) -> str:
    """The currency that the header of our own column of money names; empty where the cells do."""
    found = _MONEY.fullmatch(header)
    return found[2] if found else ""


def money_header(spec: FieldSpec, currency: str) -> str:
    """The header of a column of money whose cells are bare numbers of one currency."""
    return f"{spec.label} ({currency})" if currency else spec.label


def _mapped(table: str, header: str) -> ColumnMap:
    column = own_column(table, header)
    if column is None and (found := _MONEY.fullmatch(header)):
        column = own_column(table, found[1])
        spec = field_spec(table, column.name) if column is not None else None
        column = column if spec is not None and spec.kind == "money" else None
    if column is None or (header != header.casefold() and not _MONEY.fullmatch(header)):
        return ColumnMap(headers=(header,), field=LEFT_OUT)
    field = _BESIDE.get(column.name, column.name) if table == "tasks" else column.name
    return ColumnMap(headers=(header,), field=field)


def _table_of(sheet: Sheet) -> str:
    """The table whose rows a sheet calls by key, or by id; empty where it does neither."""
    if "key" in sheet.headers:
        cells = _cells(sheet, "key")
        prefixes = {parts[0] if (parts := key_parts(cell)) else "" for cell in cells}
        tables = {TABLE_OF_PREFIX.get(prefix, "") for prefix in prefixes}
        return tables.pop() if len(tables) == 1 else ""
    if "id" not in sheet.headers or not all(cell.isdecimal() for cell in _cells(sheet, "id")):
        return ""
    headers = set(filter(None, sheet.headers))
    fitting = [
        table
        for table in TABLES
        if not has_key(table)
        and all(_mapped(table, header).field for header in headers)
        and {spec.name for spec in field_specs(table) if spec.required}
        <= {_mapped(table, header).field for header in headers}
    ]
    misfits = {table: _misfit(table, headers) for table in fitting}
    best = [table for table in fitting if misfits[table] == min(misfits.values())]
    return best[0] if len(best) == 1 else ""


def _misfit(table: str, headers: set[str]) -> tuple[int, int]:
    """How many headers a table has no column for, and how many of its columns have no header."""
    fields = {_mapped(table, header).field for header in headers} - {LEFT_OUT}
    return len(headers) - len(fields), len(own_columns(table)) - len(fields)


def _cells(sheet: Sheet, header: str) -> Sequence[str]:
    at = sheet.headers.index(header)
    return [cell for row in sheet.rows if (cell := row.cells[at].strip())]
