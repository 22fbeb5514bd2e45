"""This file tests how a wrong line is explained."""

from pmtui.query.error import QueryError, did_you_mean, either, listed


def test_an_error_says_the_column_the_reason_and_the_hint() -> None:
    error = QueryError("a value is missing", 7, "write fri")
    assert str(error) == "column 7: a value is missing; write fri"


def test_an_error_without_a_place_says_none() -> None:
    assert str(QueryError("it is empty")) == "it is empty"


def test_the_first_place_an_error_is_given_stays() -> None:
    assert QueryError("x").at(3).at(9).column == 3


def test_a_mistyped_word_is_answered_with_what_comes_close() -> None:
    assert did_you_mean("ownr", ["owner", "due"]) == "did you mean owner?"
    assert did_you_mean("zzzz", ["owner", "due"]) == ""


def test_a_long_list_is_cut() -> None:
    assert listed(["a", "b", "c"], most=2) == "a, b and 1 more"


def test_a_list_that_fits_is_given_whole() -> None:
    assert listed(["a", "b"], most=2) == "a, b"


def test_the_last_of_the_names_to_choose_from_follows_an_or() -> None:
    assert either(["a", "b", "c"], most=3) == "a, b or c"
    assert either(["a", "b", "c"], most=2) == "a, b and 1 more"
    assert either(["a"]) == "a"
    assert either([]) == ""
