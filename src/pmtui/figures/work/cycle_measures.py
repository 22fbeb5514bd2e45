"""This file measures cycles of work: what was committed to, what burns down, what is carried over.

A cycle is a stretch of days with the cards that a team means to finish in it. Nothing here is kept:
all follows from the days on which cards came in, were taken out and were finished.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple


class CycleCard(NamedTuple):
    """A card in a cycle: when it came in, when it was taken out, when it was finished."""

    task: int
    added: date
    """The day it was put into the cycle; up to the first day of the cycle it is committed to."""
    removed: date | None = None
    """The day it was taken out again before it was finished; None where it stays."""
    finished: date | None = None
    size: Fraction = Fraction(1)
    """What it counts: 1, or its work."""

    def is_in(self, day: date) -> bool:
        """Whether it is in the cycle by the end of a day."""
        return self.added <= day and (self.removed is None or day < self.removed)

    def is_done_by(self, day: date) -> bool:
        """Whether it is finished by the end of a day."""
        return self.finished is not None and self.finished <= day


class BurnDownDay(NamedTuple):
    """What was in a cycle by the end of a day, and what of it was left."""

    day: date
    scope: Fraction
    left: Fraction | None
    """None of a day to come."""
    ideal: Fraction
    """What would be left if the commitment burned down evenly over the days of work."""


class CycleOutcome(NamedTuple):
    """What became of a cycle so far."""

    committed: Fraction
    """In it at the end of its first day."""
    added: Fraction
    """Came in later, and was not taken out."""
    removed: Fraction
    """Committed to, and taken out before it was finished."""
    finished: Fraction
    """Done within the cycle, of what was in it when it was done."""
    carried: tuple[int, ...]
    """Tasks left open at its end, which the next cycle has to take or let go."""

    @property
    def kept_percent(self) -> int | None:
        """What was finished in percent of what was committed to, rounded down; None of nothing."""
        return int(100 * self.finished / self.committed) if self.committed else None


def burn_down(
    cards: Sequence[CycleCard],
    first: date,
    last: date,
    today: date,
    works: Iterable[date],
) -> Iterator[BurnDownDay]:
    """What is left at the end of each day of a cycle.

    Args:
        cards: of the cycle.
        first: its first day.
        last: its last.
        today: the day it is; what is left later nobody knows.
        works: the days from first to last on which somebody works; the ideal line falls on those.
    """
    working = frozenset(works) or frozenset(_days(first, last))
    committed = sum((card.size for card in cards if card.is_in(first)), Fraction())
    gone = 0
    for day in _days(first, last):
        gone += day in working
        scope = sum((card.size for card in cards if card.is_in(day)), Fraction())
        done = sum(
            (card.size for card in cards if card.is_in(day) and card.is_done_by(day)), Fraction()
        )
        left = scope - done if day <= today else None
        yield BurnDownDay(day, scope, left, committed * (len(working) - gone) / len(working))


def outcome(cards: Sequence[CycleCard], first: date, last: date, today: date) -> CycleOutcome:
    """What became of a cycle by its last day, or by today where it is not over."""
    until = min(last, today)
    committed = [card for card in cards if card.is_in(first)]
    now = [card for card in cards if card.is_in(until)]
    added = [card for card in now if card.added > first]
    removed = [card for card in committed if not card.is_in(until)]
    open_cards = [card for card in now if not card.is_done_by(until)]
    return CycleOutcome(
        _sum(committed),
        _sum(added),
        _sum(removed),
        _sum(card for card in now if card.is_done_by(until)),
        tuple(card.task for card in open_cards),
    )


def velocity(outcomes: Sequence[CycleOutcome]) -> Fraction | None:
    """What cycles that are over finished on the mean; None where none is over."""
    done = [one_outcome.finished for one_outcome in outcomes]
    return sum(done, Fraction()) / len(done) if done else None


def _sum(cards: Iterable[CycleCard]) -> Fraction:
    return sum((card.size for card in cards), Fraction())


def _days(first: date, last: date) -> Iterator[date]:
    for away in range((last - first).days + 1):
        yield first + timedelta(days=away)
