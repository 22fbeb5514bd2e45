"""This file picks and orders the rows of a table by a query."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from pmtui.figures.sheet.declaration import Getter
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.ids import key_parts
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import resolve_field
from pmtui.query.fields.definition import Field, Test
from pmtui.query.filter.comparison import Comparison, all_test, any_test
from pmtui.query.filter.glob import pattern
from pmtui.query.filter.order_tests import ORDERED, sort_value
from pmtui.query.filter.row_tests import compare_test
from pmtui.query.filter.terms import And, Compare, Not, Query, SortKey, Term, Text, Value
from pmtui.query.values.entity_names import normal_key


def matching(
    figures: Figures, table: str, ids: Iterable[int], query: Query, me: int = 0
) -> list[int]:
    """The ids of a table whose rows a query keeps, in its order or else in the order they came.

    Args:
        figures: the workspace with its figures and the day it is.
        table: the table the ids belong to.
        ids: candidates; those without a row are left out.
        query: what to keep and how to sort it.
        me: the person at the keyboard; 0 where nobody carries the login.

    Raises:
        QueryError: the table has no such field, or a value is not of its type.
    """
    rows = figures.workspace.rows(table)
    found = [one for one in ids if one in rows]
    if query.where is not None:
        test = row_test(figures, table, query.where, me)
        found = [one for one in found if test(rows[one])]
    return sorted_ids(figures, table, found, query.sort)


def row_test(figures: Figures, table: str, where: Term, me: int = 0) -> Test:
    """The test of a table's rows that a filter stands for; names are looked up once, now.

    Raises:
        QueryError: the table has no such field, or a value is not of its type.
    """
    if isinstance(where, Compare):
        return compare_test(figures, table, where, me)
    if isinstance(where, Text):
        return _text_test(table, where.value)
    if isinstance(where, Not):
        test = row_test(figures, table, where.term, me)
        return lambda row: not test(row)
    if isinstance(where, And):
        pairs = zip(where.terms, (*where.terms[1:], None), strict=True)
        return all_test(tuple(_before(figures, table, one, after, me) for one, after in pairs))
    tests = tuple(row_test(figures, table, one, me) for one in where.terms)
    return any_test(tests)


def _before(figures: Figures, table: str, where: Term, after: Term | None, me: int) -> Test:
    """The test of a term, which may have been meant to go on in the text after it."""
    if isinstance(where, Compare) and isinstance(after, Text):
        return compare_test(figures, table, where, me, following=after)
    return row_test(figures, table, where, me)


def sorted_ids(
    figures: Figures, table: str, ids: Sequence[int], keys: Sequence[SortKey]
) -> list[int]:
    """Ids in the order of sort keys, the first ruling; equal rows stay as they came.

    A row without a value comes last, whichever way the order runs.

    Raises:
        QueryError: the table has no such field, or it has no order.
    """
    rows = figures.workspace.rows(table)
    found = list(ids)
    for key in reversed(keys):
        getter = _sort_getter(figures, table, key)
        valued = [(getter(rows[one]), one) for one in found]
        known = [pair for pair in valued if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=key.descending)
        found = [one for _, one in known] + [one for value, one in valued if value is None]
    return found


def _text_test(table: str, value: Value) -> Test:
    names = [name for name in TABLES[table].searched if field_spec(table, name) is not None]
    read = attrgetter(*names, "key")
    key = normal_key(value.text)
    if value.is_pattern:
        matches = pattern(value.text, anywhere=True)
        return lambda row: matches("\n".join(read(row)).casefold())
    wanted = value.text.casefold()
    if key:
        return lambda row: wanted in "\n".join(read(row)).casefold() or row.key == key
    return lambda row: wanted in "\n".join(read(row)).casefold()


def _sort_getter(figures: Figures, table: str, key: SortKey) -> Getter:
    field = resolve_field(table, key.name, key.column)
    getter = field.read(figures)
    if field.kind == "flag":
        raise QueryError(f"{field.name} has no order", key.column, "sort by status or due")
    if field.kind in ORDERED and (field.kind != "choice" or field.choices):
        return sort_value(Comparison(field, ":", figures))
    if field.kind == "key":
        return _by_number(getter)
    if field.kind in {"reference", "people", "component"}:
        return _by_title(figures, field, getter)
    return lambda row: _folded(getter(row))


def _folded(value: Any) -> Any:
    if isinstance(value, tuple):
        return ", ".join(str(one).casefold() for one in value) or None
    if isinstance(value, str):
        return value.casefold() or None
    return value


def _by_number(getter: Getter) -> Getter:
    def place(row: Any) -> tuple[str, int] | None:
        parts = key_parts(getter(row))
        return parts if parts is not None else None

    return place


def _by_title(figures: Figures, field: Field, getter: Getter) -> Getter:
    workspace = figures.workspace
    table = field.refers or ("components" if field.kind == "component" else "")

    def title(row: Any) -> str | None:
        value = getter(row)
        first = next((one for one in value if one), 0) if isinstance(value, tuple) else value
        referred = workspace.get(table, first) if table else workspace.entity(first)
        return _name(referred)

    return title


def _name(row: Entity | None) -> str | None:
    return title_of(row).casefold() or row.key if row is not None else None
