"""This file makes the test of a table's rows that a filter stands for."""

from operator import attrgetter

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.fields.definition import Test
from pmtui.query.filter.comparison import all_test, any_test
from pmtui.query.filter.glob import pattern
from pmtui.query.filter.row_tests import compare_test
from pmtui.query.filter.terms import And, Compare, Not, Term, Text, Value
from pmtui.query.values.entity_names import normal_key


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
        return all_test(tuple(_before(figures, table, part, after, me) for part, after in pairs))
    tests = tuple(row_test(figures, table, term, me) for term in where.terms)
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
