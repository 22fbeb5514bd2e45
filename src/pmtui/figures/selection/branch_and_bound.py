"""This file finds the best columns of 0 and 1 by branch and bound, and proves them in integers.

The bounds come from a dual simplex on one dense tableau in floating point: where every column lies
between two whole numbers any basis is dual feasible, so there is no first phase. What the tableau
says is only a hint: its multipliers are rounded to whole numbers, and every bound that cuts off a
branch, and every proof that nothing keeps the rows, is worked out again from them exactly.
"""

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from itertools import count
from math import gcd, inf
from typing import Final, TypeAlias

from pmtui.figures.selection.program import Found, Program
from pmtui.figures.selection.tableau import Tableau

_SCALE: Final = 1 << 24
_TINY: Final = 1e-9
_WHOLE: Final = 1e-6
_CELLS: Final = 2_000_000
"""Of all tableaus that may wait at the same time; with more the next one is gone on with."""
_LOST: Final = 300
"""Steps at one node after which the tableau is taken for spoilt."""


_Node: TypeAlias = tuple[int, Tableau, list[int], list[int]]
"""What it can be worth at most, its tableau, and the least and the most of each column."""


class _BranchSearch:
    """One search: the best so far, and the nodes that are still open."""

    def __init__(self, program: Program, enough: Callable[[], bool]) -> None:
        self.program = program
        self.enough = enough
        self.count = len(program.gains)
        self.step = gcd(*program.gains) or 1
        self.best: tuple[int, ...] | None = None
        self.value = 0
        self.rows_of: list[list[tuple[int, int]]] = [[] for _ in range(self.count)]
        for at, row in enumerate(program.rows):
            for column, factor in zip(row.columns, row.factors, strict=True):
                self.rows_of[column].append((at, factor))
        self.scaled = [gain * _SCALE for gain in program.gains]

    def floor(self, bound: int) -> int:
        """The most that whole columns can be worth under a bound that is scaled."""
        return bound // _SCALE // self.step * self.step

    def is_hopeless(self, bound: int) -> bool:
        """Whether nothing under a bound is better than what there is."""
        return self.best is not None and bound <= self.value

    def offer(self, columns: Sequence[int]) -> bool:
        """Take columns for the best if they keep the rows and are worth more."""
        if not self.program.is_kept_by(columns):
            return False
        value = self.program.worth(columns)
        if self.best is None or value > self.value:
            self.best, self.value = tuple(columns), value
        return True

    def bound(
        self,
        multipliers: Sequence[tuple[int, int]],
        lows: Sequence[int],
        highs: Sequence[int],
        gains: Sequence[int],
    ) -> tuple[int, list[int]]:
        """What whole multipliers of rows prove: a bound, scaled, and what each column adds.

        One below nought proves something where the most that is left of the row is known.
        """
        left = [*gains]
        total = 0
        for at, factor in multipliers:
            row = self.program.rows[at]
            total += factor * row.most
            if at < self.program.grouped:
                over = self.count + at
                total -= factor * (lows[over] if factor > 0 else highs[over])
            for column, use in zip(row.columns, row.factors, strict=True):
                left[column] -= factor * use
        total += sum(
            (high if gain > 0 else low) * gain
            for gain, low, high in zip(left, lows, highs, strict=False)
        )
        return total, left

    def run(self) -> Found:
        """Look until all is proved, or it has been enough.

        From each node on it goes down as far as there is something to win, which finds good columns
        early, then on with what can be worth most, which has to be looked at in any case.
        """
        grouped = self.program.grouped
        lows = [*self.program.lows, *(0 for _ in range(grouped))]
        highs = [*self.program.highs, *(1 for _ in range(grouped))]
        start = Tableau(self.program, highs)
        top = sum(max(gain, 0) for gain in self.program.gains)
        most = _CELLS // max(len(self.program.rows) * self.count, 1)
        going: list[_Node] = [(top, start, lows, highs)]
        waiting: list[tuple[int, int, _Node]] = []
        for turn in count():
            if not going:
                if not waiting:
                    break
                going.append(heappop(waiting)[2])
            if self.enough():
                left = max(node[0] for node in (*going, *(node for *_, node in waiting)))
                return Found(self.best, self.value, max(left, self.value) if self.best else left)
            node = going.pop()
            below = [] if self.is_hopeless(node[0]) else self._node(node)
            if len(below) > 1 and len(waiting) < most:
                other = below.pop(0)
                heappush(waiting, (-other[0], -turn, other))
            going += below
        return Found(self.best, self.value, self.value if self.best is not None else None)

    def _node(self, node: _Node) -> list[_Node]:
        """What is left open below one node, the more promising last."""
        above, tableau, lows, highs = node
        values = self._solve(tableau, lows, highs)
        if values is None:
            return []
        multipliers = [
            (other - self.count, round(-gain * _SCALE))
            for other, gain in zip(tableau.others, tableau.gains, strict=True)
            if other >= self.count and (gain < 0 or other < len(lows))
        ]
        bound, left = self.bound(multipliers, lows, highs, self.scaled)
        worth = min(above, self.floor(bound))
        if self.is_hopeless(worth):
            return []
        self._fix(bound, left, lows, highs)
        point = self._point(tableau, values, lows, highs)
        whole = [round(value) for value in point]
        if not self.offer(whole):
            self._round(point, whole, lows, highs)
        if self.is_hopeless(worth):
            return []
        column, value = self._branch(tableau, values, lows, highs)
        if column < 0:
            return []
        tableau.drop_fixed(lows, highs)
        return self._children((worth, tableau, lows, highs), column, value)

    def _children(self, node: _Node, column: int, value: float) -> list[_Node]:
        worth, tableau, lows, highs = node
        down = (worth, tableau.copy(), [*lows], [*highs])
        up = (worth, tableau, [*lows], [*highs])
        down[3][column] = 0
        up[2][column] = 1
        if column >= self.count:
            for own in self.program.rows[column - self.count].columns:
                up[3][own] = 0
        return [down, up] if value >= 0.5 else [up, down]

    def _fix(self, bound: int, left: list[int], lows: list[int], highs: list[int]) -> None:
        """Fix what would cost more than there is to win, for all below."""
        if self.best is None:
            return
        least = (self.value + self.step) * _SCALE
        for column, gain in enumerate(left):
            if lows[column] != highs[column] and bound - abs(gain) < least:
                lows[column] = highs[column] = int(gain > 0)

    def _point(
        self, tableau: Tableau, values: list[float], lows: list[int], highs: list[int]
    ) -> list[float]:
        point = [float(low) for low in lows[: self.count]]
        for other, end in zip(tableau.others, tableau.ends(lows, highs), strict=True):
            if other < self.count:
                point[other] = float(end)
        for basic, value in zip(tableau.basic, values, strict=True):
            if basic < self.count:
                point[basic] = min(max(value, lows[basic]), highs[basic])
        return point

    def _round(
        self, point: list[float], whole: list[int], lows: list[int], highs: list[int]
    ) -> None:
        """Try to make whole columns of a point: leave what is split, then put in what fits."""
        columns = [
            int(value > 1 - _WHOLE) if low != high else low
            for value, low, high in zip(point, lows, highs, strict=False)
        ]
        room = [row.most for row in self.program.rows]
        rows_of = self.rows_of
        for column, is_in in enumerate(columns):
            if is_in:
                for at, factor in rows_of[column]:
                    room[at] -= factor
        order = sorted(
            (at for at, is_in in enumerate(columns) if highs[at] and not is_in),
            key=lambda at: (-point[at], -self.program.gains[at]),
        )
        for column in order:
            helps = self.program.gains[column] > 0
            if helps and all(room[at] >= factor for at, factor in rows_of[column]):
                columns[column] = 1
                for at, factor in rows_of[column]:
                    room[at] -= factor
        if columns != whole:
            self.offer(columns)

    def _branch(
        self,
        tableau: Tableau,
        values: Sequence[float],
        lows: list[int],
        highs: list[int],
    ) -> tuple[int, float]:
        """The split column whose whole values cost the most on either side; -1 for none.

        Whether a candidate is in comes before how it is.
        """
        best, column, split = (False, -1.0), -1, 0.0
        bounded = len(lows)
        free = [other >= bounded or lows[other] != highs[other] for other in tableau.others]
        for at, (basic, part) in enumerate(zip(tableau.basic, values, strict=True)):
            if basic >= bounded or lows[basic] == highs[basic]:
                continue
            if not _WHOLE < part < 1 - _WHOLE:
                continue
            ups = downs = inf
            for at_high, is_free, factor, gain in zip(
                tableau.at_high, free, tableau.rows[at], tableau.gains, strict=True
            ):
                if is_free and abs(factor) > _TINY:
                    if (factor < 0) != at_high:
                        ups = min(ups, abs(gain / factor))
                    else:
                        downs = min(downs, abs(gain / factor))
            up, down = ups * (1 - part), downs * part
            score = min(up, down, 1e15) * 1e3 + min(max(up, down), 1e15)
            if (basic >= self.count, score) > best:
                best, column, split = (basic >= self.count, score), basic, part
        if column < 0:
            column = next((at for at in range(self.count) if lows[at] != highs[at]), -1)
        return column, split

    def _solve(self, tableau: Tableau, lows: list[int], highs: list[int]) -> list[float] | None:
        """Walk to the best point of a node; None where it is proved that there is none."""
        tableau.turn(lows, highs)
        values = tableau.values(lows, highs)
        for _ in range(_LOST):
            row, missing, is_low = tableau.worst(values, lows, highs)
            if row < 0:
                return values
            enters = tableau.entering(row, missing, lows, highs, is_low=is_low)
            if enters < 0:
                impossible = self._is_impossible(tableau, row, lows, highs, is_low=is_low)
                return None if impossible else values
            tableau.swap(row, enters, leaves_high=not is_low)
            values = tableau.values(lows, highs)
        return values

    def _is_impossible(
        self,
        tableau: Tableau,
        row: int,
        lows: list[int],
        highs: list[int],
        *,
        is_low: bool,
    ) -> bool:
        """Whether the multipliers of a row prove, in whole numbers, that nothing keeps them."""
        sign = 1 if is_low else -1
        line = tableau.rows[row]
        pairs = [*zip(tableau.others, line, strict=True), (tableau.basic[row], 1.0)]
        scale = _SCALE / (max(abs(factor) for _, factor in pairs) or 1)
        multipliers = [
            (other - self.count, weight)
            for other, factor in pairs
            if other >= self.count
            and ((weight := round(sign * factor * scale)) > 0 or other < len(lows))
        ]
        bound, _ = self.bound(multipliers, lows, highs, [0] * self.count)
        return bound < 0


def best_columns(
    program: Program, start: Sequence[int] | None, enough: Callable[[], bool]
) -> Found:
    """The columns that keep the rows and gain the most.

    Args:
        program: what is to be kept.
        start: columns to begin from; None for none.
        enough: whether to stop with what there is.
    """
    search = _BranchSearch(program, enough)
    if start is not None:
        search.offer(start)
    return search.run()
