"""This file guesses the map of a table from its headers and cells, to be shown and corrected."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.exchange.tables.cells import NO, YES
from pmtui.exchange.tables.days import DateOrder
from pmtui.exchange.tables.guess_style import (
    cells_of,
    currency_of,
    date_order_of,
    decimal_of,
    plain_header,
    unit_of,
    without_unit,
)
from pmtui.exchange.tables.mapping import (
    LEFT_OUT,
    REMARK,
    ColumnMap,
    Level,
    TableMap,
    fed_field,
    fields_for,
    title_field,
)
from pmtui.exchange.tables.own import own_map
from pmtui.exchange.tables.synonyms import FIELDS, LEVEL_CODES, LEVELS, RAG, VALUES, Words
from pmtui.exchange.tables.tables_in import Sheet, folded
from pmtui.model.components import ComponentKind
from pmtui.model.ids import key_parts
from pmtui.model.schema import TABLE_OF_PREFIX, field_spec
from pmtui.query.names import slug
from pmtui.query.numerals import DecimalMark

_SEVERAL: Final = frozenset({"tags", "assignees", REMARK})
_RAG_WORDS: Final = frozenset(word for words in RAG.values() for word in words)
_SEVERITY_OF_RISK: Final = (("probability", "likelihood"), ("impact", "severity"))
_NUMBER: Final = re.compile(r"[\d.,]+ ?%?")
_ANY_COMMENT: Final = "comment"
_NUMBERS: Final = frozenset({"money", "minutes", "int"})


def guess(sheet: Sheet, rows: str = "") -> TableMap:
    """A map for a table that nobody has mapped: rows, columns, levels, units, translations.

    A column that no rule knows is in the map as left out, so that it can be seen and corrected.

    Args:
        sheet: the table.
        rows: what a row is, where somebody said it; guessed where empty.
    """
    ours = own_map(sheet) if not rows else None
    if ours is not None:
        return ours
    heads = {header: plain_header(header) for header in sheet.headers if header}
    rows = rows or _kind_of_rows(sheet, frozenset(heads.values()))
    levels, taken = _levels(sheet, heads, rows)
    fed = _fields(sheet, heads, rows, taken)
    numbers = [one for one, field in fed if _kind(rows, field) in _NUMBERS]
    values: dict[str, dict[str, str]] = {}
    columns = [column_fed(sheet, header, field, rows, values) for header, field in fed]
    mentioned = {header for header, _ in fed} | taken
    columns += [
        ColumnMap(headers=(header,), field=LEFT_OUT) for header in heads if header not in mentioned
    ]
    nested = any(field in {"wbs", "level", "parent"} for _, field in fed)
    mapping = TableMap(
        title=sheet.name,
        rows=rows,
        currency=currency_of(sheet, numbers),
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


def _kind_of_rows(sheet: Sheet, heads: frozenset[str]) -> str:
    bare = {without_unit(head) for head in heads}
    if all(any(word in bare for word in words) for words in _SEVERITY_OF_RISK):
        return "risk"
    signs = sum(bool(bare & set(FIELDS["project"][field])) for field in _PROJECT_SIGNS)
    of_tasks = sum(bool(bare & set(FIELDS["task"][field])) for field in _TASK_SIGNS)
    titled = bool(bare & (set(FIELDS["task"]["title"]) - set(LEVELS["project"])))
    named = bool(bare & set(LEVELS["project"]))
    if named and not titled:
        return "project"
    return "project" if signs > of_tasks and not _names_repeat(sheet) else "task"


_PROJECT_SIGNS: Final = ("said_rating", "whole_life_cost", "budget", "sponsor", "forecast")
_TASK_SIGNS: Final = ("owner", "assignees", "predecessors", "wbs", "level", "estimate", "status")


def _names_repeat(sheet: Sheet) -> bool:
    """Whether the cells of the project column come again, as they do above tasks."""
    for header in sheet.headers:
        if plain_header(header) in LEVELS["project"]:
            cells = [cell for cell in cells_of(sheet, header) if cell]
            return len(set(cells)) < len(cells)
    return False


def _levels(
    sheet: Sheet, heads: Mapping[str, str], rows: str
) -> tuple[tuple[Level, ...], frozenset[str]]:
    found: list[Level] = []
    taken: set[str] = set()
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
            if not _fits(sheet, header, field, rows):
                unfit.add(header)
                continue
            if field == "code" and _are_our_keys(sheet, header):
                found[header, "key"] = None
            elif field == "said_rating":
                found[header, field] = None
                found[header, "said_rag"] = None
            else:
                found[header, field] = None
            used.add(header)
            if field not in _SEVERAL:
                break
    title = title_field("components" if rows == "project" else "tasks")
    if not any(field == title for _, field in found):
        spare = next((one for one in heads if one not in used and any(cells_of(sheet, one))), "")
        found |= {(spare, title): None} if spare else {}
    order = {header: at for at, header in enumerate(sheet.headers)}
    return sorted(found, key=lambda one: order[one[0]])


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


def _fits(sheet: Sheet, header: str, field: str, rows: str) -> bool:
    """Whether the cells of a column can be what its header promises."""
    cells = [cell.casefold() for cell in cells_of(sheet, header) if cell]
    if field == "number" or (rows == "task" and field == "code"):
        return _counts_rows(cells) == (field == "number")
    if field == "said_rating":
        return any(slug(cell).replace("-", " ") in _RAG_WORDS for cell in cells)
    if rows == "task" and field == "status":
        return not all(_NUMBER.fullmatch(cell) for cell in cells)
    if rows == "task" and field == "percent":
        return all(re.search(r"\d", cell) or cell in YES or cell in NO for cell in cells)
    return True


def _counts_rows(cells: Sequence[str]) -> bool:
    """Whether a column only numbers the rows, so that a row put in between shifts what follows."""
    return bool(cells) and list(cells) in (
        [str(at) for at in range(len(cells))],
        [str(at + 1) for at in range(len(cells))],
    )


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
    table = {"task": "tasks", "project": "components", "risk": "risks"}[rows]
    spec = field_spec(table, field)
    return spec.kind if spec is not None else ""


def _is_indented(sheet: Sheet, fed: Iterable[tuple[str, str]]) -> bool:
    title = next((header for header, field in fed if field == "title"), "")
    return any(
        row.cells[at][:1].isspace() and row.cells[at].strip()
        for at in sheet.places(title)
        for row in sheet.rows
    )
