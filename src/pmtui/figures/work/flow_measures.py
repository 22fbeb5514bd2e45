"""This file measures flow: lead and cycle time, throughput, work in progress, cumulative flow.

Days are counted with both ends: what begins and ends on one day took one day.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple

SERVICE_LEVEL: Final = 85
"""The percentile of cycle time that a service level expectation names (Kanban Guide)."""


class FlowCard(NamedTuple):
    """The days of one piece of work; None where it has not come to that, or nobody said so."""

    id: int
    requested: date | None
    started: date | None
    finished: date | None

    @property
    def lead_days(self) -> int | None:
        """Calendar days from request to finish, both counted; None unless both are known."""
        return inclusive_days(self.requested, self.finished)

    @property
    def cycle_days(self) -> int | None:
        """Calendar days from start to finish, both counted; None unless both are known."""
        return inclusive_days(self.started, self.finished)

    def age_days(self, today: date) -> int | None:
        """Calendar days from start to today, both counted; None unless it is being worked on."""
        return None if self.finished is not None else inclusive_days(self.started, today)


class CumulativeDay(NamedTuple):
    """How many cards had come so far by the end of a day."""

    day: date
    requested: int
    started: int
    finished: int

    @property
    def in_progress(self) -> int:
        """The vertical gap: cards that were started and not finished."""
        return self.started - self.finished


class BoardFlow(NamedTuple):
    """What went through a board in a window of days."""

    first: date
    last: date
    arrivals: int
    """Cards started in the window."""
    departures: int
    """Cards finished in it."""
    card_days: int
    """Days in the window that cards were worked on, of every card."""
    cycles: tuple[int, ...]
    """Cycle days of the cards finished in it, the shortest first."""
    leads: tuple[int, ...]
    """Their lead days."""

    @property
    def days(self) -> int:
        """Calendar days of the window."""
        return (self.last - self.first).days + 1

    @property
    def throughput(self) -> Fraction | None:
        """Cards finished a day; None where none was."""
        return Fraction(self.departures, self.days) if self.departures else None

    @property
    def average_wip(self) -> Fraction:
        """Cards worked on, on the mean of all days of the window."""
        return Fraction(self.card_days, self.days)

    @property
    def is_stable(self) -> bool:
        """Whether as much came in as went out, without which Little's law says nothing."""
        return self.arrivals == self.departures > 0

    @property
    def cycle_by_law(self) -> Fraction | None:
        """Days by Little's law, WIP / throughput; None where it does not hold."""
        rate = self.throughput
        return cycle_by_law(self.average_wip, rate) if self.is_stable and rate else None


def inclusive_days(first: date | None, last: date | None) -> int | None:
    """Calendar days from one day to another, both counted: last - first + 1.

    None unless both are known and in that order.
    """
    if first is None or last is None or last < first:
        return None
    return (last - first).days + 1


def throughput_by_law(wip: Fraction | int, cycle: Fraction | int) -> Fraction:
    """What goes through in a unit of time: WIP / cycle time (Little 1961).

    Raises:
        ValueError: the cycle time is not above 0.
    """
    if cycle <= 0:
        raise ValueError("a cycle time is above 0")
    return Fraction(wip) / Fraction(cycle)


def cycle_by_law(wip: Fraction | int, throughput: Fraction | int) -> Fraction:
    """How long one takes on the mean: WIP / throughput, in its unit of time (Little 1961).

    Raises:
        ValueError: the throughput is not above 0.
    """
    if throughput <= 0:
        raise ValueError("a throughput is above 0")
    return Fraction(wip) / Fraction(throughput)


def percentile(values: Sequence[int], percent: int) -> int | None:
    """The least value that so many percent of all do not exceed (nearest rank); None of none.

    Args:
        values: the smallest first.
        percent: 1 to 100.
    """
    return values[ceil(len(values) * percent / 100) - 1] if values else None


def flow_of(cards: Iterable[FlowCard], first: date, last: date) -> BoardFlow:
    """What went through in the days from one to another, both counted."""
    arrivals = card_days = 0
    done: list[FlowCard] = []
    for card in cards:
        if card.started is not None:
            arrivals += first <= card.started <= last
            until = min(last, card.finished or last)
            card_days += inclusive_days(max(first, card.started), until) or 0
        if card.finished is not None and first <= card.finished <= last:
            done.append(card)
    cycles, leads = ([card.cycle_days for card in done], [card.lead_days for card in done])
    return BoardFlow(
        first,
        last,
        arrivals,
        len(done),
        card_days,
        tuple(sorted(days for days in cycles if days is not None)),
        tuple(sorted(days for days in leads if days is not None)),
    )


def daily_throughput(cards: Iterable[FlowCard], first: date, last: date) -> tuple[int, ...]:
    """How many cards were finished on each day from one to another, the idle ones as 0."""
    counts = [0] * max(0, (last - first).days + 1)
    for card in cards:
        if card.finished is not None and first <= card.finished <= last:
            counts[(card.finished - first).days] += 1
    return tuple(counts)


def cumulative_flow(
    cards: Iterable[FlowCard], first: date, last: date, *, step: int = 1
) -> Iterator[CumulativeDay]:
    """How many cards had been requested, started and finished by the end of each day.

    What nobody dated came when it first was on the next line: a card that was started had been
    requested, one that was finished had been started. So the lines never cross.

    Args:
        cards: of the board.
        first: the first day.
        last: the last day, which is always among them.
        step: days between two of them.
    """
    finished: list[date] = []
    started: list[date] = []
    requested: list[date] = []
    for card in cards:
        days = [day for day in card[1:] if isinstance(day, date)]
        if card.finished is not None:
            finished.append(card.finished)
        begun = [day for day in (card.started, card.finished) if day is not None]
        if begun:
            started.append(min(begun))
        if days:
            requested.append(min(days))
    lines = [sorted(days) for days in (requested, started, finished)]
    span = (last - first).days
    for away in (*range(0, span, step), span):
        day = first + timedelta(days=away)
        yield CumulativeDay(day, *(bisect_right(line, day) for line in lines))
