"""This file sets what people are assigned against what they can work, period by period."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import truediv
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.core.periods import Period, PeriodLength, financial_year, periods_between
from pmtui.figures.people.capacity import capacity_of
from pmtui.figures.people.load_rows import LoadRow
from pmtui.figures.people.loads import loads_of, work_of
from pmtui.figures.people.span import Span
from pmtui.figures.sheet.figures_sheet import Figures

LEAST_OVER: Final = 0.5
"""Minutes over what somebody can work from which a day is over-allocated."""
MOST_PERIODS: Final = 104
_BEFORE: Final = timedelta(days=28)
"""How far back a load begins that reaches to today and on."""
_AHEAD: Final = timedelta(days=12 * 7)
"""How far ahead it goes at the least."""


class LoadCell(msgspec.Struct, frozen=True, gc=False):
    """Work against capacity in one period, in minutes."""

    capacity: float = 0.0
    assigned: float = 0.0
    """In every component there is."""
    here: float = 0.0
    """What of that is in the scope."""
    requested: float = 0.0
    """What roles are asked for beside; not in what is assigned."""
    over: float = 0.0
    """What is more than can be worked, added up over the days on which it is."""
    over_days: int = 0

    @property
    def percent(self) -> float | None:
        """Utilisation: assigned / available; None where nothing is available."""
        return 100 * self.assigned / self.capacity if self.capacity else None

    @property
    def fullness(self) -> float:
        """How full it is; work where nothing is available comes before all."""
        return fullness(self.assigned, self.capacity)


class DayOver(msgspec.Struct, frozen=True):
    """A day on which more is assigned than can be worked, and what it is."""

    day: date
    capacity: float
    assigned: float
    tasks: tuple[tuple[int, float], ...]
    """Ids with their minutes, most first."""


def load_periods(
    figures: Figures,
    length: PeriodLength,
    first: date | None = None,
    last: date | None = None,
    scope: int = 0,
) -> tuple[Period, ...]:
    """The periods of a load: those asked for, else from four weeks ago to the end of the work.

    Where all work lies behind, from where it begins; twelve weeks ahead at the least, and no more
    than `MOST_PERIODS`.
    """
    today = figures.today
    if first is None or last is None:
        places = figures.live_subtree(scope)
        loads = loads_of(figures)
        ends = [
            day
            for place in places
            for days in loads.of(place).days.values()
            for day in (min(days), max(days))
            if days
        ]
        begun = date.fromordinal(min(ends)) if ends else today
        ended = date.fromordinal(max(ends)) if ends else today
        goes_on = ended >= today
        first = first or (max(min(begun, today), today - _BEFORE) if goes_on else begun)
        last = last or max(ended, today + _AHEAD, first) if goes_on else last or ended
    year = financial_year(figures.workspace.policy)
    return tuple(periods_between(first, max(first, last), length, year)[:MOST_PERIODS])


def span_of(periods: Sequence[Period]) -> Span:
    """The days of some periods, of which there is one at least."""
    return Span(periods[0].first.toordinal(), tuple(row.last.toordinal() for row in periods))


def load_cells(
    figures: Figures,
    row: LoadRow,
    periods: Sequence[Period],
    here: Collection[int] | None = None,
    span: Span | None = None,
) -> tuple[LoadCell, ...]:
    """The load of a row by period.

    Over-allocated is a day on which more is assigned than can be worked:
    sum(units on the day) > max_units x calendar. Source: DOMAIN 2.9, MS Project.

    Args:
        figures: the sheet.
        row: whose.
        periods: in order, without a gap.
        here: the components whose share is told apart; None where that is all.
        span: their days, where they are known.
    """
    if not periods:
        return ()
    span = span or span_of(periods)
    capacity, available = capacity_of(figures).by_period(row.shares, span)
    assigned = _minutes(figures, row, span, None)
    work = span.minutes(assigned)
    inside = work if here is None else span.minutes(_minutes(figures, row, span, here))
    asked = _asked(figures, row, span) if row.requests else [0.0] * len(periods)
    over, over_days = [0.0] * len(periods), [0] * len(periods)
    for day, minutes in assigned.items():
        time = capacity[day - span.first]
        if minutes > time + LEAST_OVER:
            at = bisect_left(span.ends, day)
            over[at] += minutes - time
            over_days[at] += 1
    return tuple(map(LoadCell, available, work, inside, asked, over, over_days))


def fullest(figures: Figures, row: LoadRow, span: Span) -> float:
    """How full a row is in the fullest of some periods."""
    _, available = capacity_of(figures).by_period(row.shares, span)
    work = span.minutes(_minutes(figures, row, span, None))
    if all(available):
        return 100 * max(map(truediv, work, available), default=0.0)
    return max(map(fullness, work, available), default=0.0)


def fullness(assigned: float, capacity: float) -> float:
    """How full a period is, in percent; work where nothing is available comes before all."""
    if capacity:
        return 100 * assigned / capacity
    return 1e6 + assigned if assigned else 0.0


def cell_between(figures: Figures, row: LoadRow, first: date, last: date) -> LoadCell:
    """The load of a row from one day to another."""
    (cell,) = load_cells(figures, row, (Period(first, last, first.year, 1),))
    return cell


def _minutes(
    figures: Figures, row: LoadRow, span: Span, here: Collection[int] | None
) -> Mapping[int, float]:
    """The minutes of a row by day, in order."""
    loads, total = loads_of(figures), dict[int, float]()
    first, last = span.first, span.ends[-1]
    if here is None and len(row.shares) == 1 and row.shares[0].part == 1.0:
        days = loads.by_day(row.shares[0].person)  # in order as it is
        low, high = max(first, row.shares[0].first), min(last, row.shares[0].last)
        if not days or (low <= next(iter(days)) and next(reversed(days)) <= high):
            return days
        return {day: minutes for day, minutes in days.items() if low <= day <= high}
    for share in row.shares:
        low, high, part = max(first, share.first), min(last, share.last), share.part
        if here is None:
            own: Iterable[Mapping[int, float]] = (loads.by_day(share.person),)
        else:
            own = (loads.of(place).days.get(share.person, _NONE) for place in here)
        for part_days in own:
            for day, minutes in part_days.items():
                if low <= day <= high:
                    total[day] = total.get(day, 0.0) + minutes * part
    return {day: total[day] for day in sorted(total) if total[day]}


_NONE: Final[Mapping[int, float]] = MappingProxyType({})


def _asked(figures: Figures, row: LoadRow, span: Span) -> list[float]:
    """What is asked for by period: units of the time of who is named, or of a standard week.

    A team has of it what it has of the person.
    """
    first, last = span.first, span.ends[-1]
    total, capacity, people = [0.0] * len(span.ends), capacity_of(figures), figures.workspace
    parts = {share.person: share for share in row.shares}
    for request in row.requests:
        if request.first is None or request.last is None:
            continue
        share, person = parts.get(request.person), people.people.get(request.person)
        own = person.calendar if person is not None else 0
        by_day = capacity.in_calendar(own or (share.calendar if share is not None else 0))
        part = request.units / 100 * (share.part if share is not None else 1.0)
        for day in range(
            max(first, request.first.toordinal()), min(last, request.last.toordinal()) + 1
        ):
            total[bisect_left(span.ends, day)] += by_day(day) * part
    return total


def tasks_behind(figures: Figures, row: LoadRow, period: Period) -> dict[int, dict[int, float]]:
    """What a row has to do in a period: by task and day (as its ordinal), in minutes."""
    first, last = period.first.toordinal(), period.last.toordinal()
    by_task: dict[int, dict[int, float]] = {}
    for share in row.shares:
        for place in loads_of(figures).places(share.person):
            for task, piece in work_of(figures, share.person, place):
                if max(first, share.first) <= piece.day <= min(last, share.last):
                    days = by_task.setdefault(task, {})
                    part = piece.minutes * share.part
                    days[piece.day] = days.get(piece.day, 0.0) + part
    return by_task


def days_over(figures: Figures, row: LoadRow, period: Period) -> Iterator[DayOver]:
    """The over-allocated days of a period, each with the tasks that make it so."""
    first, last = period.first.toordinal(), period.last.toordinal()
    behind = tasks_behind(figures, row, period)
    capacity = capacity_of(figures).over(row.shares, first, last)
    for day in range(first, last + 1):
        tasks = [(task, days[day]) for task, days in behind.items() if day in days]
        assigned = sum(minutes for _, minutes in tasks)
        if assigned > capacity[day - first] + LEAST_OVER:
            tasks.sort(key=lambda task: (-task[1], task[0]))
            yield DayOver(date.fromordinal(day), capacity[day - first], assigned, tuple(tasks))
