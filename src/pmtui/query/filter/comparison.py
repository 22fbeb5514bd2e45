"""This file turns one comparison of a filter into a test, also of what is earlier or more."""

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeVar

import msgspec

from pmtui.figures.core.amounts import Rates
from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.entities.entity import Money
from pmtui.query.dates.parsing import parse_span
from pmtui.query.error import QueryError
from pmtui.query.fields.definition import AskKind, Field, Test
from pmtui.query.filter.terms import Operator, Range, Value
from pmtui.query.values.durations import COUNTED, counting_unit
from pmtui.query.values.lengths import read_length
from pmtui.query.values.money import typed_amount
from pmtui.query.values.scalars import decimal_number, decimal_percent, one_of


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


_Operand = TypeVar("_Operand")
_Spans = list[tuple[Any, Any]]
"""The first and the last value that each operand means, of the type its kind of field has."""


def order_test(asked: Comparison, operand: Value | Range) -> Test:
    """A test of rows whose field lies in an order, against one operand.

    Raises:
        QueryError: the operand is not of the field's type, or a range ends before it begins.
    """
    if isinstance(operand, Range):
        return _range_test(asked, operand)
    getter, [(low, high)] = _measured(asked, (operand,))
    if asked.operator == "<":
        return _holds(getter, partial(operator.gt, low))
    if asked.operator == "<=":
        return _holds(getter, partial(operator.ge, high))
    if asked.operator == ">":
        return _holds(getter, partial(operator.lt, high))
    if asked.operator == ">=":
        return _holds(getter, partial(operator.le, low))
    return _between(getter, low, high)


def sort_value(asked: Comparison) -> Getter:
    """Reads what rows are sorted by in a field with an order; None where there is nothing."""
    return _measured(asked, ())[0]


def _measured(asked: Comparison, values: Sequence[Value]) -> tuple[Getter, _Spans]:
    return _MEASURES[asked.field.kind](asked, values)


def _range_test(asked: Comparison, operand: Range) -> Test:
    ends = tuple(value for value in (operand.low, operand.high) if value is not None)
    getter, spans = _measured(asked, ends)
    if operand.low is None:
        return _holds(getter, partial(operator.ge, spans[0][1]))
    if operand.high is None:
        return _holds(getter, partial(operator.le, spans[0][0]))
    low, high = spans[0][0], spans[1][1]
    if low > high:
        raise QueryError(f"{operand} ends before it begins", operand.column)
    return _between(getter, low, high)


def _holds(getter: Getter, check: Callable[[object], bool]) -> Test:
    def test(row: object) -> bool:
        value = getter(row)
        return value is not None and check(value)

    return test


def _between(getter: Getter, low: object, high: object) -> Test:
    def test(row: object) -> bool:
        value = getter(row)
        return value is not None and low <= value <= high

    return test


def _read(values: Sequence[Value], read: Callable[[str], _Operand]) -> list[_Operand]:
    read_values: list[_Operand] = []
    for value in values:
        try:
            read_values.append(read(value.text))
        except QueryError as error:
            raise error.at(value.column) from None
    return read_values


def _dates(asked: Comparison, values: Sequence[Value]) -> tuple[Getter, _Spans]:
    today = asked.figures.today
    return asked.field.read(asked.figures), _read(values, lambda text: parse_span(text, today))


def _numbers(asked: Comparison, values: Sequence[Value]) -> tuple[Getter, _Spans]:
    is_percent = asked.field.name.partition("_")[0] == "percent"
    read = decimal_percent if is_percent else decimal_number

    def number(text: str) -> tuple[Decimal | int, Decimal | int]:
        return _number(read(text))

    return asked.field.read(asked.figures), _read(values, number)


def _number(number: Decimal) -> tuple[Decimal | int, Decimal | int]:
    plain = int(number) if number == number.to_integral_value() else number
    return plain, plain


def _minutes(asked: Comparison, values: Sequence[Value]) -> tuple[Getter, _Spans]:
    """Lengths by their minutes; what is equal is so in its unit too, and a share is no length."""
    name, day = asked.field.name, asked.figures.workspace.policy.minutes_per_day
    units: set[str] = set()

    def read(text: str) -> tuple[int, int]:
        minutes, unit = read_length(text, day)
        if unit != "work" and (unit != "elapsed" or name not in COUNTED):
            raise QueryError(f"{text.strip()!r} is not working time", hint="write 3d or 24h")
        units.add(unit)
        return minutes, minutes

    getter, spans = asked.field.read(asked.figures), _read(values, read)
    if name not in COUNTED:
        return getter, spans
    is_exact = asked.operator in {":", "=", "!="} and len(values) == 1
    wanted = units if is_exact else {"work", "elapsed"}
    return (lambda row: getter(row) if counting_unit(name, row) in wanted else None), spans


def _choices(asked: Comparison, values: Sequence[Value]) -> tuple[Getter, _Spans]:
    choices = asked.field.choices
    places = {choice: at for at, choice in enumerate(choices)}
    getter = asked.field.read(asked.figures)

    def read(text: str) -> tuple[int, int]:
        place = places[one_of(text, choices)]
        return place, place

    return (lambda row: places.get(getter(row))), _read(values, read)


def _money(asked: Comparison, values: Sequence[Value]) -> tuple[Getter, _Spans]:
    base = asked.figures.workspace.policy.base_currency
    typed = _read(values, lambda text: typed_amount(text, base))
    factor = _factors(asked.figures.rates, {amount.currency for amount in typed} - {""})
    getter = asked.field.read(asked.figures)

    def worth(row: object) -> Decimal | None:
        money: Money | None = getter(row)
        rate = factor(money.currency) if money is not None else None
        return None if money is None or rate is None else money.decimal * rate

    spans: _Spans = []
    for amount in typed:
        rate = factor(amount.currency) if amount.currency else Decimal(1)
        if rate is None:
            raise QueryError(f"no rate for {amount.currency}", values[0].column)
        spans.append((amount.value * rate, amount.value * rate))
    return worth, spans


def _factors(rates: Rates, said: set[str]) -> Callable[[str], Decimal | None]:
    """What one unit of a currency counts: in the base currency where there is a rate for it.

    Without a currency in the filter an amount that has no rate counts as it is; a filter in a
    currency without a rate sees only amounts in that one.
    """
    if not said:
        return lambda currency: rates.worth.get(currency, Decimal(1))
    if len(said) == 1 and not said & rates.worth.keys():
        return lambda currency: Decimal(1) if currency in said else None
    return rates.worth.get


_MEASURES: Final[
    Mapping[AskKind, Callable[[Comparison, Sequence[Value]], tuple[Getter, _Spans]]]
] = MappingProxyType(
    {
        "date": _dates,
        "number": _numbers,
        "minutes": _minutes,
        "choice": _choices,
        "money": _money,
    }
)
ORDERED: Final = frozenset(_MEASURES)
"""Types of fields that have an order."""
