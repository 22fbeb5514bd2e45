"""This file tests comparisons of what has an order: spans of days, amounts, steps, choices."""

from decimal import Decimal

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import resolve_field
from pmtui.query.filter.comparison import Comparison, order_test, sort_value
from pmtui.query.filter.terms import Operator, Range, Value
from tests.query.sample import TODAY, figures

_FIGURES = figures()


def _asked(table: str, name: str, operator: Operator = ":") -> Comparison:
    return Comparison(resolve_field(table, name), operator, _FIGURES)


@pytest.mark.parametrize(
    ("operator", "kept"),
    [
        ("<", [103]),
        ("<=", [102, 103]),
        (":", [102]),
        (">=", [101, 102, 104, 106]),
        (">", [101, 104, 106]),
    ],
)
def test_a_week_is_compared_by_the_end_that_counts(operator: Operator, kept: list[int]) -> None:
    test = order_test(_asked("tasks", "due", operator), Value("w47"))
    assert [row.id for row in _FIGURES.workspace.tasks.values() if test(row)] == kept


def test_an_open_range_keeps_what_lies_on_its_end() -> None:
    test = order_test(_asked("tasks", "priority"), Range(None, Value("1")))
    assert [row.id for row in _FIGURES.workspace.tasks.values() if test(row)] == [102]


def test_amounts_are_compared_in_the_base_currency_where_there_is_a_rate() -> None:
    worth = sort_value(_asked("components", "budget"))
    rows = _FIGURES.workspace.components
    assert [worth(rows[one]) for one in (1, 3, 4, 5)] == [
        None, Decimal(120_000), Decimal(48_000), Decimal(900_000),
    ]  # fmt: skip


def test_a_filter_in_a_currency_without_a_rate_sees_only_that_one() -> None:
    rows: dict[int, Entity] = {
        one: Component(id=one, kind="project", name="x", budget=Money(amount, currency))
        for one, amount, currency in ((1, 900, "USD"), (2, 900, "CHF"), (3, 100, "USD"))
    }
    sheet = Figures(Workspace({"components": rows}), TODAY)
    asked = Comparison(resolve_field("components", "budget"), ">", sheet)
    test = order_test(asked, Value("2 USD", literal=True))
    assert [one for one, row in rows.items() if test(row)] == [1]


def test_lengths_are_asked_for_in_their_own_unit_and_compared_by_their_minutes() -> None:
    rows = [
        Task(id=1, title="A", duration=2880, elapsed=True),
        Task(id=2, title="B", duration=2880),
        Task(id=3, title="C", duration=480),
        Task(id=4, title="D"),
    ]
    cases: list[tuple[Operator, str, list[int]]] = [
        (":", "2ed", [1]), (":", "6d", [2]), (">", "1ed", [1, 2]), ("<=", "1d", [3]),
    ]  # fmt: skip
    for operator, text, kept in cases:
        test = order_test(_asked("tasks", "duration", operator), Value(text))
        assert [row.id for row in rows if test(row)] == kept, (operator, text)
    links = [
        Link(id=1, predecessor=1, successor=2, lag=50, lag_unit="percent"),
        Link(id=2, predecessor=1, successor=2, lag=1440, lag_unit="elapsed"),
    ]
    test = order_test(_asked("links", "lag", ">"), Value("30m"))
    assert [row.id for row in links if test(row)] == [2]
    with pytest.raises(QueryError, match="'2ed' is not working time"):
        order_test(_asked("tasks", "estimate", ">"), Value("2ed"))


def test_a_range_may_begin_and_end_on_the_same_day() -> None:
    test = order_test(_asked("tasks", "due"), Range(Value("fri"), Value("fri")))
    assert [row.id for row in _FIGURES.workspace.tasks.values() if test(row)] == [101]


def test_a_number_with_a_fraction_is_no_whole_one() -> None:
    test = order_test(_asked("tasks", "percent"), Value("30.5"))
    assert not [row.id for row in _FIGURES.workspace.tasks.values() if test(row)]


def test_a_range_of_lengths_takes_in_what_is_counted_either_way() -> None:
    rows = [Task(id=1, title="A", duration=2880, elapsed=True), Task(id=2, title="B", duration=480)]
    test = order_test(_asked("tasks", "duration"), Range(Value("1d"), Value("6d")))
    assert [row.id for row in rows if test(row)] == [1, 2]


def test_a_share_is_no_length_to_compare_with() -> None:
    with pytest.raises(QueryError, match="'50%' is not working time"):
        order_test(_asked("links", "lag"), Value("50%"))


def test_two_currencies_without_a_rate_cannot_be_compared() -> None:
    with pytest.raises(QueryError, match="no rate for"):
        order_test(_asked("components", "budget"), Range(Value("1USD"), Value("2CHF")))
