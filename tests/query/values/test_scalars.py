"""This file tests plain typed values: numbers, tags, yes or no, one of several words."""

from decimal import Decimal

import pytest

from pmtui.query.error import QueryError
from pmtui.query.values.scalars import (
    decimal_number,
    decimal_percent,
    number_words,
    one_of,
    tag_words,
    whole_percent,
    yes_or_no,
)

_STATES = ("", "on_hold", "active", "authorised", "closed", "closing")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("on hold", "on_hold"), ("ON-HOLD", "on_hold"), ("act", "active"), ("closed", "closed")],
)
def test_a_choice_is_meant_by_its_unique_start(typed: str, meant: str) -> None:
    assert one_of(typed, _STATES) == meant


def test_an_ambiguous_choice_names_its_candidates() -> None:
    with pytest.raises(QueryError, match="'clos' can be closed or closing"):
        one_of("clos", _STATES)


def test_a_wrong_choice_names_what_there_is() -> None:
    with pytest.raises(QueryError, match="'x' is not one of on_hold, active, authorised"):
        one_of("x", _STATES)


def test_a_colour_may_be_written_out() -> None:
    assert one_of("Amber", ("", "G", "A", "R")) == "A"


def test_numbers_may_have_marks_and_a_percent_sign() -> None:
    assert decimal_number("1,200.5") == Decimal("1200.5")
    assert decimal_number("60%") == 60
    assert decimal_number("12,5 %") == Decimal("12.5")


@pytest.mark.parametrize("typed", ["", "nan", "inf", "x", "1e99"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(QueryError, match="not a number"):
        decimal_number(typed)


def test_yes_and_no_have_several_spellings() -> None:
    assert yes_or_no("Yes")
    assert not yes_or_no("off")
    with pytest.raises(QueryError, match="neither yes nor no"):
        yes_or_no("maybe")


def test_tags_come_once_each_and_without_their_sign() -> None:
    assert tag_words("#web, gdpr  web") == ("web", "gdpr")
    assert tag_words(" , ") == ()


@pytest.mark.parametrize(("count", "hinted"), [(8, False), (9, True)])
def test_the_option_that_was_meant_is_named_where_the_list_is_too_long_to_read(
    count: int,
    hinted: bool,  # noqa: FBT001
) -> None:
    options = tuple(f"option{number}" for number in range(count))
    with pytest.raises(QueryError) as refused:
        one_of("optoin1", options)
    assert ("did you mean option1" in str(refused.value)) is hinted


def test_a_colour_is_meant_only_where_there_is_one() -> None:
    assert one_of("red", ("reduced", "closed")) == "reduced"


def test_a_number_can_be_compared_below_ten_to_the_nineteenth() -> None:
    assert decimal_number("9" * 19) == 10**19 - 1
    with pytest.raises(QueryError, match="not a number that can be compared"):
        decimal_number("1" + "0" * 19)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("60", "60"), ("100", "100"), ("1", "1"), ("12,5", "12.5"), ("0.5%", "0.5"), ("-5 %", "-5"),
     ("120", "120"), ("1.5", "1.5"), ("0", "0")],
)  # fmt: skip
def test_a_percentage_is_a_number_of_hundredths(typed: str, value: str) -> None:
    assert decimal_percent(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0.5", "'0.5' can be 0.5 % or 50 %; write 50%"),
        ("1.0", "'1.0' can be 1 % or 100 %; write 100%"),
        ("0,125", "'0,125' can be 0.125 % or 12.5 %; write 12% or 13%"),
    ],
)
def test_a_share_of_one_can_be_a_percentage_too(typed: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        decimal_percent(typed)
    assert str(refused.value) == said


def test_a_percentage_with_a_fraction_is_answered_with_the_whole_ones_beside() -> None:
    with pytest.raises(QueryError, match="not a whole number of percent; write 62% or 63%"):
        whole_percent("62.5")
    assert whole_percent("62") == 62


def test_numbers_are_parted_by_commas_or_spaces_but_not_by_both() -> None:
    assert number_words("10,10,30") == ("10", "10", "30")
    assert number_words("0.1 0.3") == ("0.1", "0.3")
    with pytest.raises(QueryError, match="in two ways"):
        number_words("0,1 0,3")
