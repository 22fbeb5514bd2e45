"""This file guesses the map of a table from its headers and cells, to be shown and corrected."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.exchange.sheets.dates import DateOrder
from pmtui.exchange.sheets.header_spelling import plain_header, without_unit
from pmtui.exchange.sheets.header_synonyms import (
    BOARD_PLACES,
    FIELDS,
    LEVEL_CODES,
    LEVELS,
    NO_FIELD,
    SECOND_PARENTS,
    Words,
)
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.column_maps.column_map import (
    LEFT_OUT,
    REMARK,
    ColumnMap,
    Level,
    TableMap,
    Unfed,
    fed_field,
    fields_for,
    title_field,
)
from pmtui.exchange.tables.column_maps.headerless_guess import bare_fields, fits
from pmtui.exchange.tables.column_maps.own_columns import ASSIGNEES, own_map
from pmtui.exchange.tables.column_maps.row_kind_guess import kind_of_rows
from pmtui.exchange.tables.column_maps.style_guess import (
    cells_of,
    currency_of,
    date_order_of,
    decimal_of,
    unit_of,
)
from pmtui.exchange.tables.values.people_names import are_several, name_style_of
from pmtui.exchange.tables.values.value_synonyms import VALUES
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.components import ComponentKind
from pmtui.model.ids import key_parts
from pmtui.model.workspace.schema import TABLE_OF_PREFIX, TABLES, field_spec
from pmtui.query.values.entity_names import slug
from pmtui.query.values.numerals import DecimalMark

_REPEATED: Final = frozenset({"tags", ASSIGNEES, "also", REMARK})
"""Fields that every column of a fitting name feeds."""
_ANY_COMMENT: Final = "comment"
_NUMBERS: Final = frozenset({"money", "minutes", "int"})


def guess(sheet: Sheet, rows: str = "", within: str = "") -> TableMap:
    """A map for a table that nobody has mapped: rows, columns, levels, units, translations.

    A column that no rule knows is in the map as left out, so that it can be seen and corrected.

    Args:
        sheet: the table.
        rows: what a row is, where somebody said it; guessed where empty.
        within: the kind of the component it goes into, where there is one; no project lies in one
            that holds tasks.
    """
    ours = own_map(sheet) if not rows else None
    if ours is not None:
        return ours
    heads = {header: plain_header(header) for header in sheet.headers if header}
    if not sheet.header_line:
        heads = dict.fromkeys(heads, "")
    rows = rows or kind_of_rows(sheet, frozenset(heads.values()), within)
    levels, taken = _levels(sheet, heads, rows)
    bare = not sheet.header_line
    fed = bare_fields(sheet, rows) if bare else _fields(sheet, heads, rows, taken)
    numbers = [name for name, field in fed if _kind(rows, field) in _NUMBERS]
    values: dict[str, dict[str, str]] = {}
    columns = [column_fed(sheet, header, field, rows, values) for header, field in fed]
    mentioned = {header for header, _ in fed} | taken
    fields = [field for _, field in fed]
    columns += [
        ColumnMap(headers=(header,), field=LEFT_OUT, unfed=_unfed(header, plain, rows, fields))
        for header, plain in heads.items()
        if header not in mentioned
    ]
    nested = any(field in {"wbs", "level", "parent"} for _, field in fed)
    mapping = TableMap(
        title=sheet.name,
        rows=rows,
        currency=currency_of(sheet, numbers),
        time_unit="hours" if rows == "time_entry" else "days",
        indent=rows == "task" and not nested and _is_indented(sheet, fed),
        above=levels,
        column=tuple(columns),
        values=values,
    )
    date_order, decimal = marks_of(sheet, mapping)
    return msgspec.structs.replace(mapping, date_order=date_order, decimal=decimal)


def marks_of(sheet: Sheet, mapping: TableMap) -> tuple[DateOrder, DecimalMark]:
    """The order of dates and the decimal mark on which the columns of a map agree."""
    kinds = {
        header: spec.kind
        for column in mapping.column
        for header in column.headers
        if (spec := fed_field(mapping, column)) is not None
    }
    dates = [header for header, kind in kinds.items() if kind == "date"]
    numbers = [header for header, kind in kinds.items() if kind in _NUMBERS]
    return date_order_of(sheet, dates), decimal_of(sheet, numbers)


def _levels(
    sheet: Sheet, heads: Mapping[str, str], rows: str
) -> tuple[tuple[Level, ...], frozenset[str]]:
    found: list[Level] = []
    taken: set[str] = set()
    if TABLES[TableMap(rows=rows).table].identified_by:
        return (), frozenset()
    kinds: tuple[ComponentKind, ...] = ("portfolio", "program")
    if rows == "task":
        kinds = (*kinds, "project")
    for kind in kinds:
        header = _first(heads, LEVELS[kind], taken)
        code = _first(heads, LEVEL_CODES.get(kind, ()), taken)
        if header and any(cells_of(sheet, header)):
            taken |= {header} | ({code} if code else set())
            name = f"{{{header}}}"
            found.append(Level(kind=kind, name=name, code=f"{{{code}}}" if code else ""))
    if rows == "task" and not any(level.kind == "project" for level in found):
        found.append(
            Level(kind="project", name=" ".join(re.split(r"[\s_{}]+", sheet.name)).strip())
        )
    return tuple(found), frozenset(taken)


def _fields(
    sheet: Sheet, heads: Mapping[str, str], rows: str, taken: Iterable[str]
) -> list[tuple[str, str]]:
    """Headers and the fields they feed, in the order of the table."""
    used = set(taken)
    found: dict[tuple[str, str], None] = {}
    allowed = fields_for(rows)
    for field, words in FIELDS[rows].items():
        if field not in allowed:
            continue
        unfit: set[str] = set()
        while header := _first(heads, words, used | unfit):
            header = _fullest(sheet, heads, words, used) if field == "parent" else header
            if not fits(sheet, header, field, rows):
                unfit.add(header)
                continue
            found |= {(header, name): None for name in _meant(sheet, header, field, rows)}
            used.add(header)
            if field not in _REPEATED:
                break
    if rows == "task":
        found |= {
            (header, "parent"): None
            for header, plain in heads.items()
            if plain in SECOND_PARENTS and header not in used
        }
    title = title_field(TableMap(rows=rows).table)
    if title and not any(field == title for _, field in found):
        spare = next(
            (head for head in heads if head not in used and any(cells_of(sheet, head))), ""
        )
        found |= {(spare, title): None} if spare else {}
    order = {header: at for at, header in enumerate(sheet.headers)}
    return sorted(found, key=lambda pair: order[pair[0]])


def _meant(sheet: Sheet, header: str, field: str, rows: str) -> tuple[str, ...]:
    """What a column feeds that was found for a field, as its cells show."""
    if field == "code" and _are_our_keys(sheet, header):
        return ("key",)
    if field == "reported_rating":
        return (field, "reported_rag")
    if field == "owner" and rows == "task" and _names_several(sheet, header):
        return (ASSIGNEES,)
    return (field,)


def _fullest(
    sheet: Sheet, heads: Mapping[str, str], words: Sequence[str], used: Iterable[str]
) -> str:
    """Of several columns for one field the one that says most, of equals the earlier word."""
    given: dict[str, int] = {}
    while header := _first(heads, words, {*used, *given}):
        given[header] = sum(map(bool, cells_of(sheet, header)))
    return max(given, key=lambda name: given[name], default="")


def _names_several(sheet: Sheet, header: str) -> bool:
    cells = list(cells_of(sheet, header))
    return are_several(cells, name_style_of(cells, listed=False))


def _unfed(header: str, plain: str, rows: str, fed: Iterable[str]) -> Unfed:
    """Why a column feeds nothing."""
    if rows == "task" and {plain, without_unit(plain)} & NO_FIELD:
        return "no field"
    taken = set(fed)
    said = any(
        field in taken and {plain, without_unit(plain)} & set(words)
        for field, words in FIELDS[rows].items()
    )
    return "said" if said and header else "unknown"


def _first(heads: Mapping[str, str], words: Sequence[str], used: Iterable[str]) -> str:
    """The first header that is one of the words, the earlier word first."""
    free = {header: plain for header, plain in heads.items() if header not in used}
    for word in words:
        for header, plain in free.items():
            if word in {plain, without_unit(plain)} or (
                word == _ANY_COMMENT and plain.endswith(f" {word}")
            ):
                return header
    return ""


def _are_our_keys(sheet: Sheet, header: str) -> bool:
    cells = [cell for cell in cells_of(sheet, header) if cell]
    prefixes = {parts[0] for cell in cells if (parts := key_parts(cell))}
    return header.casefold() == "key" and bool(cells) and prefixes <= set(TABLE_OF_PREFIX)


def column_fed(
    sheet: Sheet, header: str, field: str, rows: str, values: dict[str, dict[str, str]]
) -> ColumnMap:
    """A column that feeds a field, with its unit and the translations its cells need.

    Args:
        sheet: the table.
        header: the column's name.
        field: what it feeds.
        rows: what a row is.
        values: tables of translations by name; the column's own is added.
    """
    words = VALUES.get(f"{rows}.{field}") or VALUES.get(field)
    if field == "status" and plain_header(header) in BOARD_PLACES:
        words = None
    table = _translations(sheet, header, words) if words else {}
    if table:
        values.setdefault(field, {}).update(table)
    return ColumnMap(
        headers=(header,),
        field=field,
        topic=header if field == REMARK else "",
        values=field if table else "",
        unit=unit_of(sheet, header, _kind(rows, field)),
    )


def _translations(sheet: Sheet, header: str, words: Words) -> dict[str, str]:
    """Translations of the words that occur in a column; whatever stands for itself needs none."""
    meaning = {word: value for value, listed in words.items() for word in listed}
    found: dict[str, str] = {}
    for cell in dict.fromkeys(cells_of(sheet, header)):
        value = meaning.get(slug(cell).replace("-", " "))
        if value and folded(cell) != folded(value):
            found.setdefault(cell, value)
    return found


def _kind(rows: str, field: str) -> str:
    spec = field_spec(TableMap(rows=rows).table, field)
    return spec.kind if spec is not None else ""


def _is_indented(sheet: Sheet, fed: Iterable[tuple[str, str]]) -> bool:
    title = next((header for header, field in fed if field == "title"), "")
    return any(
        row.cells[at][:1].isspace() and row.cells[at].strip()
        for at in sheet.places(title)
        for row in sheet.rows
    )
