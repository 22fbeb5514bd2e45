"""This file tests how far a filter reaches: to archived rows, or to one's own only."""

import pytest

from pmtui.query.filter.mine_and_archived import asks_archived, filter_words
from pmtui.query.filter.parser import parse


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
