"""This file pairs rows with candidates so that all pairs together fit best (assignment problem)."""

from collections.abc import Mapping, Sequence
from typing import Final

NEVER: Final = 1 << 60
"""The cost of a pair that cannot be."""


def best_pairs(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row, -1 for none: as many pairs as can be, of the least total cost.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957), in O(rows^2 (rows + columns)).
    The same costs always give the same pairs.

    Args:
        costs: a row for each row, a whole number from 0 for each candidate; `NEVER` for a pair
            that cannot be.
    """
    if not costs:
        return []
    columns = len(costs[0])
    highest = max((row_id for row in costs for row_id in row if row_id < NEVER), default=0)
    alone = (highest + 1) * (len(costs) + 1)
    padded = [[*row, *([alone] * len(costs))] for row in costs]
    return [
        at if at < columns and costs[row][at] < NEVER else -1
        for row, at in enumerate(_solved(padded))
    ]


def _solved(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row; there are no fewer columns than rows."""
    work = _Work(costs)
    for row in range(1, len(costs) + 1):
        work.take(row)
    found = [-1] * len(costs)
    for column, row in enumerate(work.successor[1:]):
        if row:
            found[row - 1] = column
    return found


class _Work:
    """The potentials of rows and columns, and who takes which column; both count from 1."""

    def __init__(self, costs: Sequence[Sequence[int]]) -> None:
        self._costs = costs
        self._width = len(costs[0])
        self._of_row = [0] * (len(costs) + 1)
        self._of_column = [0] * (self._width + 1)
        self.successor = [0] * (self._width + 1)

    def take(self, row: int) -> None:
        """Give one more row a column, along the cheapest path of exchanges."""
        self.successor[0] = row
        least = [NEVER << 2] * (self._width + 1)
        way = [0] * (self._width + 1)
        done: dict[int, None] = {}
        at = 0
        while self.successor[at] or not done:
            done[at] = None
            at = self._step(at, least, way, done)
        while at:
            self.successor[at] = self.successor[way[at]]
            at = way[at]

    def _step(self, at: int, least: list[int], way: list[int], done: Mapping[int, None]) -> int:
        """The next column of the path, after the potentials have made room for it."""
        holder = self.successor[at]
        line, own = self._costs[holder - 1], self._of_row[holder]
        free = [column for column in range(1, self._width + 1) if column not in done]
        for column in free:
            cost = line[column - 1] - own - self._of_column[column]
            if cost < least[column]:
                least[column], way[column] = cost, at
        following = min(free, key=least.__getitem__)
        delta = least[following]
        for column in done:
            self._of_row[self.successor[column]] += delta
            self._of_column[column] -= delta
        for column in free:
            least[column] -= delta
        return following
