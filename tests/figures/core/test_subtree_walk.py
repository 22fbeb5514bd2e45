"""This file tests the walk over what lies below something."""

from pmtui.figures.core.subtree_walk import below_first

TREE = {1: [2, 3], 2: [4], 3: [], 4: [], 5: [6], 6: [5]}


def test_what_lies_below_comes_before_what_it_lies_in() -> None:
    order = [*below_first(1, TREE.__getitem__, ())]
    assert sorted(order) == [1, 2, 3, 4]
    assert order[-1] == 1
    assert order.index(4) < order.index(2)


def test_nothing_is_looked_for_below_what_is_known() -> None:
    assert [*below_first(1, TREE.__getitem__, {2})] == [3, 1]


def test_a_circle_ends() -> None:
    assert [*below_first(5, TREE.__getitem__, ())] == [6, 5]
