"""This file defines the map of a table: which column feeds which field, kept as TOML."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final, Literal

import msgspec

from pmtui.actions.core.action import table_of_word
from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.sheets.dates import DateOrder
from pmtui.exchange.tables.values.cells import MoneyUnit, TimeUnit
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.components import ComponentKind
from pmtui.model.workspace.schema import (
    TABLES,
    FieldSpec,
    field_spec,
    field_specs,
    present_document,
    present_field,
)
from pmtui.query.values.numerals import DecimalMark

LEFT_OUT: Final = ""
"""The field of a column that is left out on purpose."""
REMARK: Final = "remark"
"""The field of a column whose text becomes a remark on the row."""
OF_A_TASK: Final = (
    *("status", "parent", "level", "wbs", "number", "also", "predecessors", "assignees"),
)
"""What a column may say of a task beyond the task's own fields."""
OF_THE_BOOKS: Final = ("component", "currency")
"""What a column of the books may say beside the fields of an entry: its place, its currency."""
SEVERAL: Final = frozenset({REMARK, LEFT_OUT, "tags", "assignees", "also", "parent"})
"""What several columns may feed at once."""

PLACE: Final = "component_name"
"""The field of a column of our own tables that names the component of a row."""

TIME_UNITS: Final = frozenset({"seconds", "minutes", "hours", "days", "weeks"})
"""Units of a column of working time; the others are of money."""
_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_NOT_READ: Final = frozenset({"rank", "about", "numbers", "gaps"})
_NOT_IMPORTED: Final = frozenset(
    "policy rates saved_views columns checks links assignments remarks references".split()
)
_ALONE: Final = frozenset({"id", "component", "column", "parent"})

Unfed = Literal["", "unknown", "no field", "said"]
"""Why a guess leaves a column out: nobody knows it, nothing holds it, another column says it."""


class ColumnMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one column feeds."""

    headers: tuple[str, ...]
    """Names the column may have; every column so called is read, the first cell with text holds."""
    field: str
    """A field of the row's entity, `remark`, a word of `OF_A_TASK`, or empty to leave it out."""
    topic: str = ""
    """The topic of the remarks it makes."""
    values: str = ""
    """The table of translations its cells go through first."""
    unit: TimeUnit | MoneyUnit | Literal[""] = ""
    """What a bare number is, where it differs from the rest of the table."""
    unfed: Unfed = ""
    """Why a guess feeds nothing with it; never kept in a file, where somebody answers for it."""


class Level(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One level of components above the rows, made where it is missing."""

    kind: ComponentKind
    name: str
    """May hold `{header}`, which stands for the row's cell."""
    code: str = ""
    """What it is matched by when the table is imported again; may hold `{header}`."""
    values: str = ""
    """The table of translations its name goes through."""
    start_with: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Fields a new one starts with."""


class TableMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a table is read: what its rows are and what its columns feed."""

    title: str = ""
    credit: str = ""
    """Whose data it is, where that must be said."""
    rows: str = "task"
    """What a row is, in one word: task, project, risk, person ..."""
    date_order: DateOrder = ""
    """The order of dates whose column does not prove one; empty refuses what can be two days."""
    decimal: DecimalMark = ""
    """The decimal mark of columns that do not prove one; empty refuses what can be two numbers."""
    currency: str = ""
    """Currency of bare amounts; the store's own where empty."""
    money_unit: MoneyUnit = "one"
    time_unit: TimeUnit = "days"
    indent: bool = False
    """Whether spaces before a title make it a sub-task of the row above."""
    as_of: str = ""
    """The day the table speaks of; may hold `{header}`; dates said ratings and remarks."""
    own: bool = False
    """Whether `export` wrote the table, so that a cell says exactly what stands in it."""
    unknown: tuple[str, ...] = ()
    """Beginnings of cells that give a reason instead of a value."""
    start_with: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Fields that a new row starts with."""
    above: tuple[Level, ...] = ()
    column: tuple[ColumnMap, ...] = ()
    values: Mapping[str, Mapping[str, str]] = msgspec.field(default_factory=dict)
    """Tables of translations by name; compared without case."""

    @property
    def table(self) -> str:
        """The store's table that rows go into."""
        return _table_and_kind(self.rows, any_table=self.own)[0]

    @property
    def kind(self) -> str:
        """The kind of the rows, where their table has several."""
        return _table_and_kind(self.rows, any_table=self.own)[1]


def read_map(text: str, name: str) -> TableMap:
    """A map from TOML.

    Raises:
        UnreadableError: it is no TOML, or says something no map can say; the reason names where.
    """
    try:
        mapping = msgspec.convert(tomllib.loads(text), TableMap)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UnreadableError(f"{name}: {error}", "see sample_data/maps for a map") from error
    mapping = _under_present_names(mapping)
    for problem in map_problems(mapping):
        raise UnreadableError(f"{name}: {problem}", "correct the map")
    return mapping


def _under_present_names(mapping: TableMap) -> TableMap:
    """A map with the names of today, for one that was written when fields had former ones."""
    return msgspec.structs.replace(
        mapping,
        column=tuple(
            msgspec.structs.replace(column, field=present_field(mapping.table, column.field))
            for column in mapping.column
        ),
        start_with=present_document(mapping.table, mapping.start_with),
        above=tuple(
            msgspec.structs.replace(
                level, start_with=present_document("components", level.start_with)
            )
            for level in mapping.above
        ),
    )


def map_problems(mapping: TableMap) -> Iterator[str]:
    """What a map says that cannot be, in sentences."""
    if not mapping.table:
        yield f"rows = {mapping.rows!r} is no kind of thing; write task, project, risk ..."
        return
    allowed = own_fields(mapping.table) if mapping.own else fields_for(mapping.rows)
    for at, column in enumerate(mapping.column, 1):
        place = f"column {at} ({', '.join(column.headers)})"
        if not column.headers:
            yield f"column {at} names no header"
        if column.field not in allowed:
            yield f"{place}: a {mapping.rows} has no field {column.field!r}"
        if column.values and column.values not in mapping.values:
            yield f"{place}: there is no table values.{column.values}"
    for level in mapping.above:
        if level.values and level.values not in mapping.values:
            yield f"above {level.name}: there is no table values.{level.values}"
    name = title_field(mapping.table)
    if name and not mapping.own and not any(column.field == name for column in mapping.column):
        yield f"no column feeds the {name} of a {mapping.rows}"


def fields_for(rows: str) -> tuple[str, ...]:
    """What a column may feed when rows are of a kind, the most usual first."""
    table, _ = _table_and_kind(rows)
    own = tuple(spec.name for spec in field_specs(table) if _may_be_fed(spec)) if table else ()
    beside = OF_THE_BOOKS if table and TABLES[table].identified_by else ()
    return (*own, *beside, *(OF_A_TASK if table == "tasks" else ()), REMARK, LEFT_OUT)


def own_fields(table: str) -> tuple[str, ...]:
    """What the columns of our own table of some rows feed."""
    words = (*OF_A_TASK, PLACE) if table == "tasks" else (PLACE,)
    return (*(spec.name for spec in field_specs(table)), *words, LEFT_OUT)


def title_field(table: str) -> str:
    """The field a table's rows are called by: name, title or text; empty where they have none."""
    fields = {spec.name for spec in field_specs(table)}
    return next((name for name in ("name", "title", "text") if name in fields), "")


def fed_field(mapping: TableMap, column: ColumnMap) -> FieldSpec | None:
    """The entity's field that a column feeds; None for a column that feeds something else."""
    if mapping.table == "tasks" and column.field in OF_A_TASK:
        return None
    return field_spec(mapping.table, column.field)


def filled(template: str, cells: Mapping[str, str]) -> str:
    """A template with each `{header}` replaced; empty where one of those cells is.

    Args:
        template: such as `Portfolio {year}`.
        cells: the row's cells by folded header.
    """
    if "{" not in template:
        return template
    given = {hole: cells.get(folded(hole), "").strip() for hole in holes(template)}
    if not all(given.values()):
        return ""
    return _HOLE.sub(lambda match: given[match.group(1)], template)


def holes(template: str) -> tuple[str, ...]:
    """The headers a template asks for."""
    return tuple(match.group(1) for match in _HOLE.finditer(template))


def with_field(mapping: TableMap, header: str, field: str) -> TableMap:
    """The map with one column corrected: `header` feeds `field` and nothing else does."""
    single = field not in SEVERAL
    kept = []
    for column in mapping.column:
        headers = tuple(name for name in column.headers if name.casefold() != header.casefold())
        if headers and single and column.field == field:
            kept.append(msgspec.structs.replace(column, headers=headers, field=LEFT_OUT))
        elif headers:
            kept.append(msgspec.structs.replace(column, headers=headers))
    spec = field_spec(mapping.table, field)
    values = field if field in mapping.values and (spec or field in OF_A_TASK) else ""
    topic = header if field == REMARK else ""
    fresh = ColumnMap(headers=(header,), field=field, topic=topic, values=values)
    return msgspec.structs.replace(mapping, column=(*kept, fresh))


def _may_be_fed(spec: FieldSpec) -> bool:
    return spec.name not in _ALONE and spec.kind not in _NOT_READ


def _table_and_kind(word: str, *, any_table: bool = False) -> tuple[str, str]:
    found = table_of_word(word)
    return found if found and (any_table or found[0] not in _NOT_IMPORTED) else ("", "")
