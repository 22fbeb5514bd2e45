"""This file tests ranks: between any two there is room for another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.ranks import even_ranks, rank_between

_RANKS = st.lists(st.integers(0, 20), max_size=12)


def test_a_first_rank_lies_in_the_middle() -> None:
    first = rank_between("", "")
    assert rank_between("", first) < first < rank_between(first, "")


@given(_RANKS)
def test_a_rank_lies_between_its_neighbours_however_often_one_is_put_between(
    places: list[int],
) -> None:
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        low = ranks[at - 1] if at else ""
        high = ranks[at] if at < len(ranks) else ""
        ranks.insert(at, rank_between(low, high))
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(("low", "high"), [("b", "a"), ("a", "a"), ("ab", "a")])
def test_there_is_no_rank_between_what_is_not_in_order(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="no rank between"):
        rank_between(low, high)


def test_a_rank_after_the_last_grows_by_one_step_and_stays_short() -> None:
    rank = ""
    for _ in range(30):
        following = rank_between(rank, "")
        assert following > rank
        rank = following
    assert len(rank) <= 2


@pytest.mark.parametrize("count", [0, 1, 2, 9, 35, 100, 2_000])
def test_rows_that_arrive_together_get_short_ranks_with_room_between(count: int) -> None:
    ranks = list(even_ranks(count))
    assert len(ranks) == count
    assert ranks == sorted(set(ranks))
    assert all(low < rank_between(low, high) < high for low, high in pairwise(ranks))


@pytest.mark.parametrize(("count", "width"), [(14, 1), (15, 2), (960, 2), (961, 3)])
def test_ranks_are_no_longer_than_room_for_three_between_needs(count: int, width: int) -> None:
    assert max(map(len, even_ranks(count))) == width


def test_ranks_of_rows_that_arrive_together_are_evenly_spread() -> None:
    assert list(even_ranks(3)) == ["F", "U", "j"]
