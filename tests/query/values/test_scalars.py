"""This file tests plain typed values: numbers, tags, yes or no, one of several words."""

from decimal import Decimal

import pytest

from pmtui.query.error import QueryError
from pmtui.query.values.scalars import decimal_number, one_of, tag_words, yes_or_no

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
