"""This file tests patterns in which `*` stands for any text."""

import re
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.query.filter.glob import pattern


@pytest.mark.parametrize(
    ("typed", "text", "held"),
    [
        ("launch*", "launch copy", True),
        ("launch*", "the launch", False),
        ("*launch", "the launch", True),
        ("l*h", "launch", True),
        ("ab*ba", "aba", False),
        ("*", "", True),
        ("LAUNCH", "launch", True),
        ("a*b*c", "a-b-c", True),
        ("a*b*c", "a-c-b", False),
    ],
)
def test_a_pattern_covers_the_whole_text(typed: str, text: str, held: bool) -> None:  # noqa: FBT001
    assert pattern(typed)(text) is held


def test_a_pattern_may_lie_inside_a_text() -> None:
    assert pattern("lau*co", anywhere=True)("the launch copy")
    assert not pattern("co*lau", anywhere=True)("the launch copy")


@given(st.text("ab*", max_size=12), st.text("ab", max_size=12))
def test_a_pattern_agrees_with_the_shell(typed: str, text: str) -> None:
    assert pattern(typed)(text) is fnmatchcase(text, typed)


def test_many_stars_cost_no_more_than_the_length_of_the_text() -> None:
    hostile = pattern("*a" * 500 + "b")
    assert not hostile("a" * 20_000)


@given(st.text(max_size=10), st.text(max_size=10))
def test_without_a_star_a_pattern_is_the_text_itself(typed: str, text: str) -> None:
    literal = re.sub(r"\*", "", typed)
    assert pattern(literal)(text.casefold()) is (text.casefold() == literal.casefold())
