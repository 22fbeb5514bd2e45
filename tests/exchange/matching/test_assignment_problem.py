"""This file tests pmtui.exchange.matching.assignment_problem, against trying every pairing."""

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pmtui.exchange.matching.assignment_problem import NEVER, best_pairs

_COSTS = st.integers(0, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([NEVER, *range(6)]), min_size=width, max_size=width), max_size=4
    )
)


def _value(costs: Sequence[Sequence[int]], pairs: Sequence[int]) -> tuple[int, int]:
    """Fewer pairs are worse, then a higher cost."""
    taken = [(row, column) for row, column in enumerate(pairs) if column >= 0]
    return -len(taken), sum(costs[row][column] for row, column in taken)


def _is_pairing(costs: Sequence[Sequence[int]], pairs: Sequence[int]) -> bool:
    taken = [(row, column) for row, column in enumerate(pairs) if column >= 0]
    columns = [column for _, column in taken]
    return len(set(columns)) == len(columns) and all(
        costs[row][column] < NEVER for row, column in taken
    )


@given(costs=_COSTS)
def test_no_pairing_has_more_pairs_or_costs_less(costs: list[list[int]]) -> None:
    found = best_pairs(costs)
    assert _is_pairing(costs, found)
    width = len(costs[0]) if costs else 0
    every = product(range(-1, width), repeat=len(costs))
    best = min(_value(costs, pairs) for pairs in every if _is_pairing(costs, pairs))
    assert _value(costs, found) == best


def test_sixty_rows_are_paired_in_a_moment() -> None:
    costs = [[abs(row - (column * 7) % 60) for column in range(60)] for row in range(60)]
    assert sorted(best_pairs(costs)) == list(range(60))
