"""This file lists entities of any table under chosen columns, for people and as plain data."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, Money, is_archived
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec
from pmtui.query.dates.parsing import date_text
from pmtui.query.fields.catalogue import fields_of, resolve_field
from pmtui.query.fields.definition import Field
from pmtui.query.values.formatting import DASH, money_text, value_text
from pmtui.views.registers.plain_data import plain_value
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow, Tone, ViewRequest
from pmtui.views.wording.formatting import NOTHING

NO_MATCH: Final = "nothing matches the filter: Esc shows all"
USUAL: Final = ("key", "title", "name", "text", "component", "owner", "due", "state", "decision")
"""Fields that say most of an entity whose table names no columns."""
_WIDTHS: Final[Mapping[str, int]] = MappingProxyType(
    {"date": 15, "number": 6, "money": 14, "key": 6, "yes": 5, "minutes": 7}
)
_WIDEST: Final = 12
"""Cells of a column of words."""
_LEAST: Final = 6
_UNSAID: Final = ("assured ", "assurance ")
"""What names of figures of assurance begin with, and their headings leave out."""
_TONES: Final[Mapping[str, Tone]] = MappingProxyType(
    {"ok": "good", "missing": "bad", "expired": "warn", "owed": "warn", "waived": "dim"}
)
"""Words of figures that say how something stands."""
_FLEXIBLE: Final = frozenset({"title", "name", "text"})


def listing(
    figures: Figures,
    table: str,
    columns: Sequence[str] = (),
    *,
    ids: Collection[int] | None = None,
    sort: str = "",
    total: int | None = None,
) -> Table:
    """Entities of one table under chosen columns; each is formatted when it is asked for.

    Args:
        figures: of the workspace to list.
        table: the table.
        columns: names of fields, stored or derived; none takes the table's usual ones.
        ids: the entities in their order; None lists every one that is not archived, by id.
        sort: what `ids` are sorted by, to show it in the heading.
        total: how many there were before a filter.

    Raises:
        QueryError: the table has no such field; says what comes close.
    """
    names = tuple(columns) or default_columns(table)
    fields = tuple(resolve_field(table, name) for name in names)
    specs = tuple(_spec_of(table, field) for field in fields)
    getters = tuple(field.read(figures) for field in fields)
    rows = figures.workspace.rows(table)
    shown = live_ids(rows) if ids is None else tuple(ids)

    def row_of(entity_id: int) -> TableRow:
        row = rows[entity_id]
        parts = zip(fields, specs, getters, strict=True)
        cells = tuple(_cell(figures, field, spec, get(row), row) for field, spec, get in parts)
        return TableRow(entity_id, cells, "dim" if is_archived(row) else "plain")

    return Table(
        columns=tuple(map(_column, fields, specs)),
        ids=shown,
        row_of=row_of,
        sort=sort,
        total=len(shown) if total is None else total,
        empty="nothing matches" if rows else "nothing of this kind here yet",
    )


def listed_part(none_yet: str, columns: Sequence[str] = ()) -> Callable[[ViewRequest], Table]:
    """What gives the rows of a part of a view under the columns that are usual for their table.

    Args:
        none_yet: what to say where there is no row at all, and which key makes one.
        columns: names of fields; none takes those that are usual for the table.
    """

    def rows(request: ViewRequest) -> Table:
        figures, (table,) = request.figures, request.tables
        ids = sorted_rows(figures, sorted(request.ids), request.sort, (), lambda _id: table)
        shown = listing(figures, table, columns, ids=ids, sort=request.sort, total=request.total)
        text = NO_MATCH if request.total else none_yet
        return Table(shown.columns, ids, shown.row_of, request.sort, request.total, text)

    return rows


def default_columns(table: str) -> tuple[str, ...]:
    """The fields that say most of a table's entities."""
    known = fields_of(table)
    return TABLES[table].columns or tuple(name for name in USUAL if name in known)


def live_ids(rows: Mapping[int, Entity]) -> tuple[int, ...]:
    """Ids of entities that have not been put away, oldest first."""
    return tuple(sorted(row_id for row_id, row in rows.items() if not is_archived(row)))


def _spec_of(table: str, field: Field) -> FieldSpec | None:
    """The stored field that a field shows as it is; None for a derived one, or one in words."""
    spec = None if field.kind == "component" else field_spec(table, field.name)
    return None if spec is None or spec.kind == "gaps" else spec


def _column(field: Field, spec: FieldSpec | None) -> TableColumn:
    right = field.kind in {"number", "money", "minutes"}
    return TableColumn(
        key=field.name,
        title=_heading(field),
        width=20 if field.name in _FLEXIBLE else _width(field),
        align="right" if right else "left",
        flex=1 if field.name in _FLEXIBLE else 0,
        priority=0 if field.name in _FLEXIBLE | {"key"} else 2 - (spec is None and right),
    )


def _heading(field: Field) -> str:
    words = field.name.replace("_", " ")
    return next((words.removeprefix(word) for word in _UNSAID if words.startswith(word)), words)


def _width(field: Field) -> int:
    """Cells of a column: as a rule those of its kind; of a few words those of the longest."""
    if field.kind == "choice" and field.choices:
        longest = max(map(len, field.choices))
        return max(_LEAST, min(longest, _WIDEST), len(_heading(field)))
    return _WIDTHS.get(field.kind, _WIDEST)


def _cell(
    figures: Figures, field: Field, spec: FieldSpec | None, value: object, row: Entity
) -> Cell:
    if value is None:
        return NOTHING
    if spec is not None:
        text = value_text(figures.workspace, spec, value, figures.today, row)
    else:
        text = _text(figures, field, value)
    if text in {DASH, ""}:
        return NOTHING
    tone = _TONES.get(text, "plain") if field.kind == "choice" and spec is None else "plain"
    return Cell(text, tone, day=value if isinstance(value, date) else None)


def _text(figures: Figures, field: Field, value: object) -> str:
    if isinstance(value, Money):
        return money_text(value)
    if isinstance(value, date):
        return date_text(value, figures.today)
    if isinstance(value, bool):
        return "yes" if value else "no"
    plain = plain_value(figures, field, value)
    if isinstance(plain, list):
        return ", ".join(str(entry) for entry in plain)
    return DASH if plain is None else str(plain)
