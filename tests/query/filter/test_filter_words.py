"""This file tests what a filter is called in a count, and how far it reaches."""

import pytest

from pmtui.query.filter.filter_words import filter_words
from pmtui.query.filter.parser import parse
from pmtui.query.filter.terms import asks_archived


@pytest.mark.parametrize(
    "typed",
    ["is:archived", "is:any", "is:ANY", "archived:yes", "archived:no", "-archived", "is:open,any"],
)
@pytest.mark.parametrize("around", ["{}", "launch {}", "launch | {}", "-(launch {})"])
def test_a_filter_that_says_something_of_archived_rows_reaches_them(
    typed: str, around: str
) -> None:
    where = parse(around.format(typed)).where
    assert where is not None
    assert asks_archived(where)


@pytest.mark.parametrize("typed", ["archived", "is:open", "title:any", "owner:any", "-launch"])
def test_a_filter_of_anything_else_leaves_archived_rows_out(typed: str) -> None:
    where = parse(typed).where
    assert where is not None
    assert not asks_archived(where)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("owner:me", "*"),
        ("owner:me #web", "* and the filter"),
        ("#web owner:me", "* and the filter"),
        ("#web", "the filter"),
        ("#web launch", "the filter"),
        ("owner:me | #web", "the filter"),
        ("(a", "the filter"),
    ],
)
def test_a_count_names_the_filter_that_made_it_smaller(typed: str, words: str) -> None:
    assert filter_words(typed) == words
