"""This file tests how ratings compare, and where amber and red begin."""

import pytest

from pmtui.figures.core.rag_ratings import is_worse, rag_by, trend_of, worst
from pmtui.model.entities.components import Rag


@pytest.mark.parametrize(
    ("value", "rag"), [(-1, "G"), (4, "G"), (5, "A"), (9, "A"), (10, "R"), (11, "R")]
)
def test_amber_and_red_begin_at_their_very_number(value: int, rag: str) -> None:
    assert rag_by(value, 5, 10) == rag


def test_red_is_worse_than_amber_than_green_than_unknown() -> None:
    order = ("", "G", "A", "R")
    for at, first in enumerate(order):
        for other, second in enumerate(order):
            assert is_worse(first, second) == (at > other)  # type: ignore[arg-type]


def test_the_worst_of_none_is_unknown() -> None:
    assert worst(()) == ""
    assert worst(("G", "")) == "G"


@pytest.mark.parametrize(
    ("before", "now", "trend"),
    [
        ("", "", ""), ("G", "", ""), ("", "G", ""), ("G", "G", "same"), ("G", "A", "worse"),
        ("R", "A", "better"),
    ],
)  # fmt: skip
def test_a_rating_has_moved_where_it_was_and_is_known(before: Rag, now: Rag, trend: str) -> None:
    assert trend_of(before, now) == trend
