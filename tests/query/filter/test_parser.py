"""This file tests how a typed filter becomes terms, and that terms read back to themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.query.error import QueryError
from pmtui.query.filter.parser import DEEPEST, parse, sort_key
from pmtui.query.filter.terms import EVERYTHING, And, Not, Or, Query, SortKey, Text, Value
from tests.query.filters import QUERIES

_A, _B, _C = (Text(Value(one)) for one in "abc")


def test_terms_side_by_side_must_all_hold() -> None:
    assert parse("a b c").where == And((_A, _B, _C))


def test_a_choice_binds_weaker_than_side_by_side() -> None:
    assert parse("a b | c").where == Or((And((_A, _B)), _C))
    assert parse("a (b or c)").where == And((_A, Or((_B, _C))))


def test_parentheses_that_change_nothing_leave_no_trace() -> None:
    assert parse("((a) (b c))") == parse("a b c")


def test_a_minus_negates_a_term_or_a_group() -> None:
    assert parse("-a").where == Not(_A)
    assert parse("-(a | b)").where == Not(Or((_A, _B)))
    assert parse("--a").where == Not(Not(_A))


def test_a_state_word_after_a_minus_is_a_state_unless_quoted() -> None:
    assert parse("-done") == parse("-is:done")
    assert parse('-"done"').where == Not(Text(Value("done", literal=True)))
    assert parse("done").where == Text(Value("done"))


def test_sorting_may_stand_anywhere_outside_parentheses() -> None:
    sort = (SortKey("score", descending=True), SortKey("due"))
    assert parse("a | b sort:score-,due") == Query(Or((_A, _B)), sort)
    assert parse("sort:-score a | b sort:due") == Query(Or((_A, _B)), sort)
    assert parse("sort:due") == Query(None, (SortKey("due"),))


def test_nothing_typed_keeps_everything() -> None:
    assert parse("  ") == EVERYTHING
    assert str(EVERYTHING) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(a", "column 1: this ( is not closed"),
        ("a)", "column 2: this ) closes nothing"),
        ("()", "column 2: a term is missing here"),
        ("a |", "column 4: a term is missing here"),
        ("| a", "column 1: a term is missing here"),
        ("a | | b", "column 5: a term is missing here"),
        ("-)", "column 1: a term is missing after -"),
        ("(sort:due)", "column 2: sort: cannot stand in parentheses"),
        ("-sort:due", "column 2: sort: cannot stand in parentheses or after -"),
        ("sort<due", "column 1: sort: takes fields"),
        ("sort:a..b", "column 1: sort: takes fields"),
        ("sort:--", "column 6: '--' is no field to sort by"),
        ("(" * 50 + "a" + ")" * 50, f"column {DEEPEST + 2}: more than {DEEPEST} levels"),
        ("-" * 50 + "a", f"column {DEEPEST + 2}: more than {DEEPEST} levels"),
    ],
)
def test_a_wrong_filter_says_the_column_and_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(text)
    assert str(refused.value).startswith(said)


def test_a_column_to_sort_by_is_read_on_its_own() -> None:
    assert sort_key(" Score- ") == SortKey("score", descending=True)
    assert sort_key("next-review") == SortKey("next_review")


@given(QUERIES)
def test_a_query_reads_back_to_itself(query: Query) -> None:
    assert parse(str(query)) == query


@given(st.text(max_size=60) | st.text('ab:<>=!-"\\|()#@,.* ', max_size=30))
def test_every_text_is_a_query_that_reads_back_or_an_error(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(str(query)) == query
