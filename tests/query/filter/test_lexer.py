"""This file tests how a typed filter is cut into tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.query.error import QueryError
from pmtui.query.filter.lexer import LONGEST, tokens
from pmtui.query.filter.terms import Range, Value


def _kinds(text: str) -> list[str]:
    return [token.kind for token in tokens(text)]


def test_a_field_and_its_values_are_one_token() -> None:
    (token, end) = tokens("owner:ann,bob")
    assert (token.field, token.operator) == ("owner", ":")
    assert token.operands == (Value("ann"), Value("bob"))
    assert (end.kind, end.column) == ("end", 14)


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("due<fri", "<", "fri"),
        ("due<=fri", "<=", "fri"),
        ("due:<fri", "<", "fri"),
        ("due > fri", ">", "fri"),
        ("score>=12", ">=", "12"),
        ("title=a:b", "=", "a:b"),
        ("owner!=ann", "!=", "ann"),
        ("owner: ann", ":", "ann"),
        ("Next-Review:fri", ":", "fri"),
    ],
)
def test_every_comparison_is_read_with_or_without_spaces(
    text: str, operator: str, value: str
) -> None:
    token = tokens(text)[0]
    assert (token.operator, token.operands) == (operator, (Value(value),))


def test_a_field_is_read_without_case_and_hyphens() -> None:
    assert tokens("Next-Review:fri")[0].field == "next_review"


def test_a_range_may_have_an_open_end_and_quoted_ones() -> None:
    assert tokens("due:mon..")[0].operands == (Range(Value("mon"), None),)
    assert tokens('due:"1 dec".."5 dec"')[0].operands == (
        Range(Value("1 dec", literal=True), Value("5 dec", literal=True)),
    )


def test_a_sign_stands_for_a_field() -> None:
    assert [(one.field, one.operands) for one in tokens("#web @ann")[:2]] == [
        ("tag", (Value("web"),)),
        ("who", (Value("ann"),)),
    ]


def test_quotes_keep_spaces_signs_and_quotes() -> None:
    assert tokens(r'"a \"b\" \\ -c | or"')[0].value == Value(r'a "b" \ -c | or', literal=True)


def test_words_may_hold_what_is_no_operator() -> None:
    assert _kinds("10:30 R&D c++ 50% it's site-build") == ["word"] * 6 + ["end"]


def test_or_is_a_sign_and_and_says_nothing() -> None:
    assert _kinds("a or b | c and d") == ["word", "or", "word", "or", "word", "word", "end"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a "b', "column 3: this quote is not closed"),
        ("due:", "column 5: a value after due: is missing"),
        ("a #", "column 4: a tag after # is missing"),
        ("@", "column 2: a person after @ is missing"),
        ("owner:a,", "column 9: another value after , is missing"),
        ("due:..", "column 5: .. needs an end"),
        ("due:a..b..c", "column 9: '..c' follows a value"),
        ('a:b"c"', "column 4: '\"c\"' follows a value"),
        ("a -", "column 3: nothing follows -"),
        ("< 3", "column 1: a field is missing before <"),
        ("due:> =3", "column 7: two comparisons in a row"),
        ("due<a,b", "column 5: due< takes one value"),
        ("due<a..b", "column 5: due< takes one value"),
        ("x" * (LONGEST + 1), "a filter has at most 4000 characters"),
    ],
)
def test_a_wrong_filter_says_the_column_and_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        tokens(text)
    assert str(refused.value).startswith(said)


@given(st.text(max_size=60) | st.text('ab:<>=!-"\\|()#@,.* ', max_size=30))
def test_no_text_makes_the_lexer_fail(text: str) -> None:
    try:
        found = tokens(text)
    except QueryError as error:
        assert 0 <= error.column <= len(text) + 1  # noqa: PT017
        return
    assert found[-1].kind == "end"


def test_a_filter_may_be_as_long_as_the_longest() -> None:
    assert _kinds("x" * LONGEST) == ["word", "end"]


def test_every_token_and_value_knows_the_column_where_it_begins() -> None:
    line = 'a or (b | "c d") -due<fri #x @y id:4..5,6'
    found = tokens(line)
    assert [line[token.column - 1] for token in found[:-1]] == list('ao(b|")-d#@i')
    operands = [operand for token in found for operand in token.operands]
    assert [line[operand.column - 1] for operand in operands] == list("fxy46")
    texts = [token.value for token in found if token.value is not None]
    assert [line[value.column - 1] for value in texts] == list('ab"')


@pytest.mark.parametrize("text", ["due<1,b", "due<a,1", 'due<1,"5"', "due<1..2,3", "due<1,2..3"])
def test_only_digits_on_both_sides_make_a_comma_a_part_of_one_value(text: str) -> None:
    with pytest.raises(QueryError, match="due< takes one value"):
        tokens(text)
    assert len(tokens("due<1,5")[0].operands) == 2


def test_a_minus_with_a_space_behind_it_denies_nothing() -> None:
    with pytest.raises(QueryError, match="column 1: nothing follows -"):
        tokens("- b")
