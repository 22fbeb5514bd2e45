"""This file tests that numbers are read whatever marks people put into them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.query.error import AmbiguousError, QueryError
from pmtui.query.values.numerals import numerals, typed_number, typed_whole


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1200", "1200"), ("12,5", "12.5"), ("12.5", "12.5"), (".5", "0.5"), (",5", "0.5"),
        ("1.200,50", "1200.50"), ("1,200.50", "1200.50"), ("1 200,50", "1200.50"),
        ("1\u00a0200,50", "1200.50"), ("1\u202f200,50", "1200.50"), ("1'200", "1200"),
        ("1\u2019200.5", "1200.5"), ("1_200", "1200"), ("1.234.567", "1234567"),
        ("1,234,567", "1234567"), ("12,34,567.8", "1234567.8"), ("1234.567", "1234.567"),
        ("0,125", "0.125"), ("-3", "-3"), ("\u22123", "-3"), ("+3", "3"), ("(3,5)", "-3.5"),
        ("3-", "-3"), ("1,234.567", "1234.567"),
    ],
)  # fmt: skip
def test_a_number_is_read_with_the_marks_of_the_world(typed: str, number: str) -> None:
    assert typed_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "both"),
    [("1,200", "1200 or 1.2"), ("1.200", "1200 or 1.2"), ("-12,345", "12345 or 12.3450")],
)
def test_one_mark_before_three_digits_has_two_readings(typed: str, both: str) -> None:
    with pytest.raises(AmbiguousError, match=f"can be {both}"):
        typed_number(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "-", "1,2,3", "1.2.3", "1 20", "12 34", "1,20.5", "1.200.50", "1''2", "1e5", "1,,2", "x",
     "\u0661", "1. 2", "0,200,300", "()", "9" * 41],
)  # fmt: skip
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(QueryError, match="is not a number"):
        typed_number(typed)


def test_the_mark_of_a_column_decides() -> None:
    assert [one.value for one in numerals("1.200", ",")] == [1200]
    assert [one.value for one in numerals("1.200", ".")] == [Decimal("1.2")]
    assert not numerals("1,5", ".")
    assert not numerals("1.5", ",")


def test_a_whole_number_is_only_grouped_by_its_comma() -> None:
    assert typed_whole("1,200") == 1200
    assert typed_whole("1 200") == 1200
    assert typed_whole("-3") == -3
    with pytest.raises(AmbiguousError, match="can be 1200 or 1"):
        typed_whole("1.200")


@pytest.mark.parametrize("typed", ["", "1.5", "1,5", "x", "9" * 16, "\u0661"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(QueryError, match="not a whole number"):
        typed_whole(typed)


@settings(deadline=None)
@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from([",.", ".,", " ,", " .", "'.", "',", "\u202f,", "\u00a0,", "_."]),
)
def test_a_number_with_both_marks_reads_as_itself(number: Decimal, marks: str) -> None:
    text = f"{number:,.2f}".translate({ord(","): marks[0], ord("."): marks[1]})
    assert typed_number(text) == number


@settings(deadline=None)
@given(st.text("0123456789., '_-+()", max_size=12), st.sampled_from(["", ".", ","]))
def test_two_readings_are_two_numbers(text: str, decimal: str) -> None:
    found = [one.value for one in numerals(text, decimal)]  # type: ignore[arg-type]
    assert len(found) == len(set(found)) <= (1 if decimal else 2)


def test_a_number_may_have_forty_digits() -> None:
    assert numerals("9" * 40) == ((Decimal("9" * 40), 0),)
    assert numerals("9" * 41) == ()


@pytest.mark.parametrize("typed", ["(35", "35)", "12 34 567", "12.34.567"])
def test_parentheses_stand_on_both_sides_and_only_commas_part_by_two(typed: str) -> None:
    with pytest.raises(QueryError, match="is not a number"):
        typed_number(typed)


def test_a_whole_number_has_at_most_fifteen_digits() -> None:
    assert typed_whole("9" * 15) == 10**15 - 1
    with pytest.raises(QueryError, match="not a whole number"):
        typed_whole("1" + "0" * 15)
