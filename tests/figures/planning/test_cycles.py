"""This file tests in which order components wait for each other, and which do so in a circle."""

import pytest

from pmtui.figures.planning.cycles import dependency_groups


def groups(start: int, waits: dict[int, list[int]]) -> list[set[int]]:
    """The groups in their order."""
    return [set(group) for group in dependency_groups(start, lambda row_id: waits.get(row_id, []))]


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        ({}, [{1}]),
        ({1: [2], 2: [3]}, [{3}, {2}, {1}]),
        ({1: [1]}, [{1}]),
        ({1: [2], 2: [1]}, [{1, 2}]),
        ({1: [2], 2: [3], 3: [1]}, [{1, 2, 3}]),
        ({1: [2], 2: [3], 3: [2]}, [{2, 3}, {1}]),
        ({1: [2], 2: [3], 3: [4], 4: [2], 5: [1]}, [{2, 3, 4}, {1}]),
        # Two circles, one of which waits for the other.
        ({1: [2], 2: [1, 3], 3: [4], 4: [3]}, [{3, 4}, {1, 2}]),
        # Two ways to the same component.
        ({1: [2], 2: [3, 4], 3: [5], 4: [5]}, [{5}, {3}, {4}, {2}, {1}]),
        # A circle through one that was met before.
        ({1: [2, 3], 2: [4], 4: [2], 3: [4]}, [{2, 4}, {3}, {1}]),
        ({1: [2], 2: [3, 4], 3: [2], 4: [1]}, [{1, 2, 3, 4}]),
    ],
)
def test_those_waited_for_come_first_and_circles_come_together(
    waits: dict[int, list[int]], expected: list[set[int]]
) -> None:
    made = groups(1, waits)
    assert sorted(map(sorted, made)) == sorted(map(sorted, expected))
    places = {row_id: place for place, group in enumerate(made) for row_id in group}
    for row_id, others in waits.items():
        if row_id in places:
            assert all(places[other] <= places[row_id] for other in others)
