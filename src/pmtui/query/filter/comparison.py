"""This file holds one comparison of a filter with what is needed to turn it into a test."""

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.error import QueryError
from pmtui.query.fields.definition import Field, Test
from pmtui.query.filter.terms import Operator, Range, Value


class Comparison(msgspec.Struct, frozen=True):
    """A field that is compared, with the figures to read it from and who asks."""

    field: Field
    operator: Operator
    figures: Figures
    me: int = 0
    """The person at the keyboard; 0 where nobody carries the login."""


def one_value(asked: Comparison, operand: Value | Range) -> Value:
    """The operand of a field that knows no order.

    Raises:
        QueryError: it is a range, or the operator asks for an order.
    """
    name = asked.field.name
    if isinstance(operand, Range):
        raise QueryError(f"{name} has no order, so no range", operand.column, "list values with ,")
    if asked.operator not in {":", "=", "!="}:
        reason = f"{name} has no order, so no {asked.operator}"
        raise QueryError(reason, operand.column, f"write {name}:{operand}")
    return operand


def any_test(tests: tuple[Test, ...]) -> Test:
    """True of a row of which at least one of the tests is."""
    if len(tests) == 1:
        return tests[0]
    return lambda row: any(test(row) for test in tests)


def all_test(tests: tuple[Test, ...]) -> Test:
    """True of a row of which every test is."""
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda row: first(row) and second(row)
    return lambda row: all(test(row) for test in tests)
