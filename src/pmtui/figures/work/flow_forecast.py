"""This file forecasts when a board has done what is left, by drawing days that it had before.

No estimate goes in: each drawn future is a row of days of the past, in any order and as often as
the lot falls on them. How many of the futures were done by a day is how sure that day is.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import ceil
from random import Random
from typing import Final, NamedTuple

ROUNDS: Final = 10_000
"""Futures that are drawn."""
SEED: Final = 1961
"""What lots are drawn from unless somebody asks for another: the same board, the same answer."""
LONGEST: Final = 3_650
"""Days after which a future is given up: ten years."""
_LEAST_DRAWN: Final = 16
_STEPS: Final = 24
"""Days on the way of which is said how many are done by then."""


class DoneBy(NamedTuple):
    """How many of what is left are done within some days."""

    days: int
    half: int
    """As many or more in half of the futures."""
    sure: int
    """As many or more in 85 of 100."""


class Forecast(NamedTuple):
    """When what is left is done, in some futures."""

    remaining: int
    """Cards left."""
    days: tuple[int, ...]
    """Days it takes in each of the futures that came to an end, the shortest first."""
    rounds: int
    """Futures drawn."""
    done: tuple[DoneBy, ...] = ()
    """How many are done by some days on the way, the nearest first."""

    def days_at(self, percent: int) -> int | None:
        """The least days in which so many percent of all futures were done; None where none."""
        at = ceil(self.rounds * percent / 100) - 1
        return self.days[at] if 0 <= at < len(self.days) else None

    def day_at(self, percent: int, today: date) -> date | None:
        """The day of it, counted from tomorrow on."""
        days = self.days_at(percent)
        return today + timedelta(days=days) if days is not None else None

    def sure_by(self, days: int) -> int:
        """Percent of the futures that were done within some days, rounded down."""
        done = bisect_left(self.days, days + 1)
        return 100 * done // self.rounds if self.rounds else 0


def forecast(
    daily: Sequence[int], remaining: int, *, rounds: int = ROUNDS, seed: int = SEED
) -> Forecast | None:
    """When some cards are done, by resampling how many were done on each day of the past.

    Args:
        daily: cards finished on each day of a window, the idle days as 0.
        remaining: cards left, as if none came to them.
        rounds: futures drawn.
        seed: what lots are drawn from.

    Returns:
        None where nothing was finished in the window, so that no future ends.

    Source: Vacanti, Actionable Agile Metrics for Predictability (Monte Carlo: when).
    """
    if not any(daily):
        return None
    if remaining <= 0:
        return Forecast(0, (0,) * rounds, rounds)
    lots = Random(seed)  # noqa: S311  (no secret is made of it)
    likely = ceil(remaining * len(daily) / sum(daily))
    drawn = min(LONGEST, max(_LEAST_DRAWN, likely * 2))
    looked_at = tuple(dict.fromkeys(max(1, drawn * at // _STEPS) for at in range(1, _STEPS + 1)))
    counts: list[list[int]] = [[] for _ in looked_at]
    ends: list[int] = []
    for _ in range(rounds):
        sums = _sums(lots, daily, drawn)
        ends.append(_days_of(lots, daily, remaining, sums))
        for days, count in zip(looked_at, counts, strict=True):
            count.append(min(sums[days - 1], remaining))
    done = tuple(_done_by(*pair) for pair in zip(looked_at, counts, strict=True))
    return Forecast(remaining, tuple(sorted(days for days in ends if days)), rounds, done)


def _done_by(days: int, counts: list[int]) -> DoneBy:
    counts.sort()
    return DoneBy(days, least_at(counts, 50), least_at(counts, 85))


def items_within(
    daily: Sequence[int], days: int, *, rounds: int = ROUNDS, seed: int = SEED
) -> tuple[int, ...]:
    """How many cards are done in some days, in each of the futures, the fewest first.

    Args:
        daily: cards finished on each day of a window, the idle days as 0.
        days: days from now on.
        rounds: futures drawn.
        seed: what lots are drawn from.

    Source: Vacanti, Actionable Agile Metrics for Predictability (Monte Carlo: how many).
    """
    if not daily or days <= 0:
        return (0,) * rounds
    lots = Random(seed)  # noqa: S311  (no secret is made of it)
    return tuple(sorted(sum(lots.choices(daily, k=days)) for _ in range(rounds)))


def least_at(values: Sequence[int], percent: int) -> int:
    """The most that so many percent of the futures reach at least.

    Args:
        values: of each future, the fewest first; at least one.
        percent: 1 to 100.
    """
    return values[len(values) - ceil(len(values) * percent / 100)]


def _days_of(lots: Random, daily: Sequence[int], remaining: int, sums: list[int]) -> int:
    """Days in the future that begins with some sums until all is done; 0 where it never is."""
    before, left, drawn = 0, remaining, len(sums)
    while sums[-1] < left:
        before += len(sums)
        left -= sums[-1]
        if before >= LONGEST:
            return 0
        sums = _sums(lots, daily, min(drawn, LONGEST - before))
    return before + bisect_left(sums, left) + 1


def _sums(lots: Random, daily: Sequence[int], days: int) -> list[int]:
    """Cards done by the end of each of some drawn days."""
    drawn: Iterator[int] = accumulate(lots.choices(daily, k=days))
    return list(drawn)
