"""This file finds good columns of 0 and 1 quickly: filled by price, then emptied and refilled.

A search that begins from good columns can cut off more; nothing is proved here.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Final

from pmtui.figures.selection.program import Found, Program

_ROUNDS: Final = 3
"""How often all are looked at: what needs another fits once that is in."""
_LOOKS: Final = 60_000
"""Columns looked at while refilling, over all rounds."""
_EACH: Final = 20
"""Rounds for each column at most: few columns are soon tried in every way."""
_LEAST_ROUNDS: Final = 20
_EMPTIED: Final = 4
"""Columns that are taken out before a refill, at most."""


class _Filling:
    """Columns that are in, and the room that is left of each row."""

    def __init__(self, program: Program, columns: Sequence[int]) -> None:
        self.program = program
        self.columns = [*columns]
        self.room = [row.most for row in program.rows]
        self.rows_of: list[list[tuple[int, int]]] = [[] for _ in columns]
        for at, row in enumerate(program.rows):
            for column, factor in zip(row.columns, row.factors, strict=True):
                self.rows_of[column].append((at, factor))
                self.room[at] -= factor * self.columns[column]
        lows = program.lows
        self.free = [at for at, high in enumerate(program.highs) if high and not lows[at]]
        sizes = [max(abs(row.most), 1) for row in program.rows]
        self.prices = [
            gain / (sum(max(factor, 0) / sizes[at] for at, factor in rows) or 1e-9)
            for gain, rows in zip(program.gains, self.rows_of, strict=True)
        ]

    def put(self, column: int, is_in: int) -> None:
        """Put a column in, or take it out."""
        self.columns[column] = is_in
        sign = 1 if is_in else -1
        for at, factor in self.rows_of[column]:
            self.room[at] -= sign * factor

    def fill(self, order: Iterable[int]) -> list[int]:
        """Put in what rows ask for or what gains, as far as it fits; gives what was put in."""
        room, gains = self.room, self.program.gains
        put = []
        for column in order:
            if self.columns[column]:
                continue
            rows = self.rows_of[column]
            if not all(factor <= 0 or room[at] >= factor for at, factor in rows):
                continue
            if gains[column] > 0 or any(room[at] < 0 and factor < 0 for at, factor in rows):
                self.put(column, 1)
                put.append(column)
        return put

    def refill(self, lots: Random) -> int:
        """Take some columns out and fill by other prices; undone where that keeps less or worse."""
        inside = [at for at in self.free if self.columns[at]]
        if not inside:
            return 0
        out = lots.sample(inside, min(lots.randint(1, _EMPTIED), len(inside)))
        for column in out:
            self.put(column, 0)
        prices = {at: self.prices[at] * lots.uniform(0.6, 1.4) for at in self.free}
        put = self.fill(sorted(self.free, key=prices.__getitem__, reverse=True))
        gains = self.program.gains
        more = sum(gains[at] for at in put) - sum(gains[at] for at in out)
        if more >= 0 and min(self.room, default=0) >= 0:
            return more
        for column in put:
            self.put(column, 0)
        for column in out:
            self.put(column, 1)
        return 0


def found_quickly(program: Program, start: Sequence[int] | None = None) -> Found:
    """Columns that keep the rows where some are easily found, and a bound without much thought."""
    bound = sum(max(gain, 0) for gain in program.gains)
    is_begun = start is not None and program.is_kept_by(start)
    filling = _Filling(program, start if start is not None and is_begun else program.lows)
    order = sorted(filling.free, key=filling.prices.__getitem__, reverse=True)
    for _ in range(_ROUNDS):
        filling.fill(order)
    if min(filling.room, default=0) < 0:
        return Found(None, 0, bound)
    lots = Random(1)  # noqa: S311  (lots, not secrets; the same each time)
    count = len(order)
    for _ in range(max(min(_LOOKS // max(count, 1), _EACH * count), _LEAST_ROUNDS)):
        filling.refill(lots)
    return Found(tuple(filling.columns), program.worth(filling.columns), bound)
