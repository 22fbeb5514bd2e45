"""This file tests the terms of a filter as data: how they join, print and name their fields."""

from pmtui.query.filter.parser import parse
from pmtui.query.filter.terms import And, Not, Or, SortKey, Text, Value, all_of, any_of, names_asked

_A, _B, _C = (Text(Value(one)) for one in "abc")


def test_joining_flattens_and_leaves_one_term_alone() -> None:
    assert all_of([And((_A, _B)), _C]) == And((_A, _B, _C))
    assert any_of([_A, Or((_B, _C))]) == Or((_A, _B, _C))
    assert all_of([_A]) == _A
    assert any_of([]) is None


def test_groups_print_with_the_parentheses_they_need() -> None:
    assert str(And((_A, Or((_B, _C))))) == "a (b | c)"
    assert str(Or((And((_A, _B)), Not(Or((_B, _C)))))) == "a b | -(b | c)"


def test_a_place_in_the_line_makes_no_difference_to_what_is_meant() -> None:
    assert Value("x", column=1) == Value("x", column=9)
    assert not Value("x", column=1) != Value("x", column=9)  # noqa: SIM202  (!= is its own method)
    assert Value("x") != Value("x", literal=True)


def test_the_fields_a_filter_asks_for_are_known() -> None:
    where = parse("a (owner:me | -due<fri) #web").where
    assert names_asked(where) == {"owner", "due", "tag"}
    assert names_asked(None) == frozenset()


def test_parts_of_another_kind_are_never_the_same() -> None:
    assert Value("due") != SortKey("due")
    assert Value("due") != "due"


def test_only_a_star_that_is_not_quoted_stands_for_any_text() -> None:
    assert Value("a*").is_pattern
    assert not Value("a*", literal=True).is_pattern
    assert not Value("a").is_pattern
