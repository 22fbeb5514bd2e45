"""This file tests how a quick-add line is cut into words and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.query.entry.tokens import LONGEST, words
from pmtui.query.error import QueryError


def _cut(line: str) -> list[tuple[str, str]]:
    return [(word.kind, word.text) for word in words(line)]


def test_marks_are_told_from_words() -> None:
    assert _cut("Write copy !2 @ann #web est:3d") == [
        ("word", "Write"), ("word", "copy"), ("priority", "2"), ("person", "ann"),
        ("tag", "web"), ("field", "3d"),
    ]  # fmt: skip


def test_signs_inside_or_without_a_word_are_words() -> None:
    assert _cut("ann@acme.org C# # @ !! 50% 10:30 !12") == [
        ("word", text) for text in "ann@acme.org C# # @ !! 50% 10:30 !12".split()
    ]


def test_quotes_keep_a_value_or_a_part_of_the_title_together() -> None:
    assert _cut(r'@"Ann Archer" notes:"a \"b\"" "see !2 @me"') == [
        ("person", "Ann Archer"), ("field", 'a "b"'), ("quoted", "see !2 @me"),
    ]  # fmt: skip


def test_a_single_quote_sign_is_a_word() -> None:
    assert _cut('17" monitor') == [("word", '17"'), ("word", "monitor")]
    assert _cut('"open') == [("word", '"open')]


def test_a_mark_knows_its_column_and_how_it_was_typed() -> None:
    word = words("Go  due:fri")[1]
    assert (word.column, word.name, word.whole) == (5, "due", "due:fri")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('Go notes:"open', "column 10: this quote is not closed"),
        ("x" * (LONGEST + 1), "a line has at most 10000 characters"),
    ],
)
def test_a_wrong_line_says_where(line: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        words(line)
    assert str(refused.value).startswith(said)


@given(st.text(max_size=60) | st.text('ab:@#!"\\ 2', max_size=30))
def test_no_line_makes_the_cutter_fail(line: str) -> None:
    try:
        found = words(line)
    except QueryError:
        return
    assert all(word.whole or word.kind == "quoted" for word in found)


def test_a_line_may_be_as_long_as_the_longest() -> None:
    assert _cut("x" * LONGEST) == [("word", "x" * LONGEST)]


def test_every_piece_knows_the_column_where_it_begins() -> None:
    line = 'Go "see it" 50% !2 @ann #web due:fri'
    assert [line[word.column - 1] for word in words(line)] == list('G"5!@#d')
