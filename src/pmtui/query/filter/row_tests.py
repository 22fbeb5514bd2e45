"""This file makes the test of a table's rows that a filter stands for, typed by its fields."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import fields_of, resolve_field
from pmtui.query.fields.definition import AskKind, Test
from pmtui.query.filter.comparison import Comparison, all_test, any_test, one_value, order_test
from pmtui.query.filter.glob import pattern
from pmtui.query.filter.reference_tests import component_test, people_test, reference_test
from pmtui.query.filter.terms import And, Compare, Not, Operand, Range, Term, Text, Value
from pmtui.query.filter.value_separators import operands_of, refuse_cut_value
from pmtui.query.values.entity_names import normal_key
from pmtui.query.values.scalars import one_of, yes_or_no

_EQUALITY: Final = frozenset({":", "=", "!="})


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
        return all_test(tuple(test for _, test in term_tests(figures, table, where, me)))
    tests = tuple(row_test(figures, table, term, me) for term in where.terms)
    return any_test(tests)


def term_tests(
    figures: Figures, table: str, where: Term, me: int = 0
) -> tuple[tuple[Term, Test], ...]:
    """The terms that must all hold, each with its test.

    Raises:
        QueryError: the table has no such field, or a value is not of its type.
    """
    terms = where.terms if isinstance(where, And) else (where,)
    pairs = zip(terms, (*terms[1:], None), strict=True)
    return tuple((part, _before(figures, table, part, after, me)) for part, after in pairs)


def _before(figures: Figures, table: str, where: Term, after: Term | None, me: int) -> Test:
    """The test of a term, which may have been meant to go on in the text after it."""
    if isinstance(where, Compare) and isinstance(after, Text):
        return compare_test(figures, table, where, me, following=after)
    return row_test(figures, table, where, me)


def searched_fields(table: str) -> tuple[str, ...]:
    """The stored fields of a table in which free text is looked for."""
    names = (name for name in TABLES[table].searched if field_spec(table, name) is not None)
    return (*names, "key")


def _text_test(table: str, value: Value) -> Test:
    read = attrgetter(*searched_fields(table))
    key = normal_key(value.text)
    if value.is_pattern:
        matches = pattern(value.text, anywhere=True)
        return lambda row: matches("\n".join(read(row)).casefold())
    wanted = value.text.casefold()
    if key:
        return lambda row: wanted in "\n".join(read(row)).casefold() or row.key == key
    return lambda row: wanted in "\n".join(read(row)).casefold()


def compare_test(
    figures: Figures, table: str, compare: Compare, me: int = 0, following: Text | None = None
) -> Test:
    """The test of a table's rows that a comparison stands for.

    Args:
        figures: where derived fields are read from, and what day it is.
        table: the table whose rows are tested.
        compare: the comparison.
        me: the person at the keyboard; 0 where nobody carries the login.
        following: the free text typed right after it, which may have been meant as its value.

    Raises:
        QueryError: the table has no such field, or a value is not of its type.
    """
    field = resolve_field(table, compare.name, compare.column)
    if field.ordered and compare.operator not in _EQUALITY:
        field = fields_of(table)[field.ordered]
    asked = Comparison(field, compare.operator, figures, me)
    if following is not None:
        refuse_cut_value(asked, compare, following)
    test = any_test(tuple(_operand_test(asked, operand) for operand in operands_of(asked, compare)))
    return _opposite(test) if compare.operator == "!=" else test


def _operand_test(asked: Comparison, operand: Operand) -> Test:
    keyword = "" if isinstance(operand, Range) else operand.keyword
    has_nothing = keyword in {"none", "any"} and asked.field.kind not in _WITHOUT_NOTHING
    if has_nothing and asked.operator in _EQUALITY:
        nothing = _nothing_test(asked)
        return nothing if keyword == "none" else _opposite(nothing)
    try:
        return _TESTS[asked.field.kind](asked, operand)
    except QueryError as error:
        raise error.at(operand.column) from None


def _opposite(test: Test) -> Test:
    return lambda row: not test(row)


def _nothing_test(asked: Comparison) -> Test:
    getter = asked.field.read(asked.figures)
    if asked.field.kind == "people":
        return lambda row: not any(getter(row))
    if asked.field.kind == "reference":
        return lambda row: not getter(row)

    def test(row: object) -> bool:
        value = getter(row)
        return value is None or value in ("", ())

    return test


def _text(asked: Comparison, operand: Operand) -> Test:
    value = one_value(asked, operand)
    getter = asked.field.read(asked.figures)
    if value.is_pattern:
        return _of_text(getter, pattern(value.text))
    wanted = value.text.casefold()
    if asked.operator == ":":
        return lambda row: wanted in getter(row).casefold()
    return lambda row: getter(row).casefold() == wanted


def _of_text(getter: Getter, matches: Callable[[str], bool]) -> Test:
    return lambda row: matches(getter(row).casefold())


def _key(asked: Comparison, operand: Operand) -> Test:
    value = one_value(asked, operand)
    getter = asked.field.read(asked.figures)
    if value.is_pattern:
        return _of_text(getter, pattern(value.text))
    wanted = (normal_key(value.text) or value.text).casefold()
    return lambda row: getter(row).casefold().rstrip("~") == wanted


def _yes(asked: Comparison, operand: Operand) -> Test:
    wanted = yes_or_no(one_value(asked, operand).text)
    getter = asked.field.read(asked.figures)
    return lambda row: bool(getter(row)) is wanted


def _flag(asked: Comparison, operand: Operand) -> Test:
    flags = asked.field.flags
    word = one_of(one_value(asked, operand).text, tuple(flags))
    return flags[word](asked.figures)


def _choice(asked: Comparison, operand: Operand) -> Test:
    field = asked.field
    if isinstance(operand, Range) or asked.operator not in _EQUALITY:
        return order_test(asked, operand)
    getter = field.read(asked.figures)
    if operand.is_pattern:
        return _of_text(getter, pattern(operand.text))
    if not field.choices and not field.flags:
        wanted = operand.text.casefold()
        return lambda row: getter(row).casefold() == wanted
    meant = one_of(operand.text, tuple(dict.fromkeys((*field.choices, *field.flags))))
    if meant in field.choices:
        return lambda row: getter(row) == meant
    return field.flags[meant](asked.figures)


def _tags(asked: Comparison, operand: Operand) -> Test:
    value = one_value(asked, operand)
    getter = asked.field.read(asked.figures)
    if value.is_pattern:
        matches = pattern(value.text)
        return lambda row: any(matches(str(entry).casefold()) for entry in getter(row))
    wanted = value.text.casefold().removeprefix("#")
    return lambda row: any(str(entry).casefold() == wanted for entry in getter(row))


_WITHOUT_NOTHING: Final[frozenset[AskKind]] = frozenset({"component", "flag", "yes", "key"})
_TESTS: Final[Mapping[AskKind, Callable[[Comparison, Operand], Test]]] = MappingProxyType(
    {
        "text": _text,
        "key": _key,
        "date": order_test,
        "number": order_test,
        "money": order_test,
        "minutes": order_test,
        "yes": _yes,
        "choice": _choice,
        "tags": _tags,
        "reference": reference_test,
        "people": people_test,
        "component": component_test,
        "flag": _flag,
    }
)
