"""This file tests that filters typed apart hold together, each as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.query.error import QueryError
from pmtui.query.filter.parser import combine_filters, parse, with_or_without
from pmtui.query.filter.terms import And, Compare, Query, Value, all_of
from tests.query.filters import QUERIES

_MINE = Compare("owner", ":", (Value("me"),))


@given(st.lists(QUERIES, max_size=4))
def test_filters_given_apart_must_all_hold(queries: list[Query]) -> None:
    wanted = all_of(one.where for one in queries if one.where is not None)
    sort = tuple(key for one in queries for key in one.sort)
    assert parse(combine_filters([str(one) for one in queries])) == Query(wanted, sort)


@given(QUERIES)
def test_a_term_that_is_put_on_a_filter_narrows_it_and_is_taken_off_again(query: Query) -> None:
    terms = query.where.terms if isinstance(query.where, And) else (query.where,)
    narrowed = with_or_without(str(query), "owner:me")
    wanted = all_of([*(one for one in terms if one is not None), _MINE])
    assert parse(narrowed) == Query(wanted, query.sort)
    assert parse(with_or_without(narrowed, "owner:me")) == query


@pytest.mark.parametrize(
    ("apart", "joined"),
    [
        (["owner:me", "#a or #b"], "owner:me (#a or #b)"),
        (["#a or #b", "owner:me"], "(#a or #b) owner:me"),
        (["a | b sort:due", "c"], "(a | b) sort:due c"),
        (["launch", "or", "brand"], "launch or brand"),
        (["(launch", "|", "brand)", "-done"], "(launch | brand) -done"),
        (["", "  ", "a b"], "a b"),
    ],
)
def test_what_was_typed_is_kept_as_it_was_typed(apart: list[str], joined: str) -> None:
    assert combine_filters(apart) == joined


def test_a_filter_that_cannot_be_read_is_left_to_its_error() -> None:
    assert combine_filters(["(a"]) == "(a"
    with pytest.raises(QueryError):
        with_or_without("(a", "owner:me")
