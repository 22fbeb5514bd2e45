"""This file picks and orders the rows of a table by a query."""

from collections.abc import Iterable
from operator import attrgetter

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.fields.definition import Test
from pmtui.query.filter.comparison import all_test, any_test
from pmtui.query.filter.glob import pattern
from pmtui.query.filter.row_tests import compare_test
from pmtui.query.filter.sorting import sorted_ids
from pmtui.query.filter.terms import And, Compare, Not, Query, Term, Text, Value
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
