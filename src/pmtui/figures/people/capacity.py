"""This file says how many minutes people can work on a day: calendar, units, less leave."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from pmtui.figures.people.span import Span
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.figures.planning.stale_parts import EVERY_PLAN
from pmtui.figures.planning.task_efforts import WHOLE, WITHOUT_HOURS
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import CalendarError
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.staffing.teams import LEAVES, Leave

CAPACITY_FROM: Final = EVERY_PLAN | {LEAVES.name}
"""The tables from which it is told how much time people have."""


class Share(msgspec.Struct, frozen=True, gc=False):
    """How much of somebody's time is meant, and in which days."""

    person: int
    calendar: int = 0
    """By which they work who have none of their own; 0 for the standard week."""
    percent: int = 100
    first: int = 0
    """Ordinals of the first and the last day."""
    last: int = date.max.toordinal()

    @property
    def part(self) -> float:
        """How much of their time, 1 for all."""
        return self.percent / WHOLE


class _Away(msgspec.Struct, frozen=True, gc=False):
    first: int
    last: int
    percent: int


class Capacity:
    """The minutes that people can work, looked up by calendar and day and then kept.

    capacity of a day = working minutes of the calendar x units x (1 - leave). A person without a
    calendar of their own works by the one calendar of all the components they have work in; where
    those have several, the standard week of Monday to Friday, eight hours. Of leaves that
    overlap the longest counts.

    Args:
        figures: of the workspace.
    """

    def __init__(self, figures: Figures) -> None:
        self._people = figures.workspace.people
        self._minutes: dict[int, dict[int, int]] = {}
        self._spans: dict[tuple[int, int, int], list[int]] = {}
        self._alike: dict[tuple[int, float, Span], tuple[Sequence[float], Sequence[float]]] = {}
        try:
            self._times = WorkTimes(stored_calendars(figures.workspace))
        except CalendarError:  # `check` says which; the standard week stands in
            self._times = WorkTimes({})
        self._away: dict[int, list[_Away]] = {}
        for leave in figures.workspace.rows_of(Leave).values():
            away = _Away(leave.first.toordinal(), leave.last.toordinal(), leave.percent)
            self._away.setdefault(leave.person, []).append(away)

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "Capacity":
        """The same after an edit; afresh where it is of people, calendars or leave."""
        if any(table in CAPACITY_FROM for table, _ in touched):
            return Capacity(figures)
        return self

    def over(self, shares: Iterable[Share], first: int, last: int) -> list[float]:
        """The minutes that some people can work together, on each day from one to another.

        Args:
            shares: who, with how much of their time.
            first: ordinal of the first day.
            last: of the last one.
        """
        count = last - first + 1
        total = [0.0] * count
        whole: dict[int, float] = {}
        for share in shares:
            row = self._people.get(share.person)
            if row is None or row.archived or not has_hours(row.kind):
                continue
            calendar, units = row.calendar or share.calendar, row.units / WHOLE * share.part
            if share.first <= first and share.last >= last:
                whole[calendar] = whole.get(calendar, 0.0) + units
            else:
                by_day = self.in_calendar(calendar)
                for day in range(max(first, share.first), min(last, share.last) + 1):
                    total[day - first] += by_day(day) * units
            self._take_off(total, share, calendar, units, first)
        for calendar, units in whole.items():
            days = zip(total, self._days(calendar, first, last), strict=True)
            total = [minutes + worked * units for minutes, worked in days]
        return [max(minutes, 0.0) for minutes in total]

    def by_period(
        self, shares: Sequence[Share], span: Span
    ) -> tuple[Sequence[float], Sequence[float]]:
        """What some people can work together on each day of some periods, and in each of them.

        One person has what everybody of the same calendar and units has, less their own leave.
        """
        share = shares[0] if len(shares) == 1 else None
        row = self._people.get(share.person) if share is not None else None
        if share is None or row is None or row.archived or not has_hours(row.kind):
            return self._of_all(shares, span)
        if share.first > span.first or share.last < span.ends[-1]:
            return self._of_all(shares, span)
        calendar, units = row.calendar or share.calendar, row.units / WHOLE * share.part
        name = (calendar, units, span)
        if name not in self._alike:
            worked = self._days(calendar, span.first, span.ends[-1])
            whole = [max(minutes * units, 0.0) for minutes in worked]
            self._alike[name] = whole, span.sums(whole)
        if share.person not in self._away:
            return self._alike[name]
        days, sums = map(list, self._alike[name])
        touched = self._take_off(days, share, calendar, units, span.first)
        for at in {bisect_left(span.ends, day) for day in touched}:
            sums[at] = sum(days[span.begin(at) - span.first : span.ends[at] - span.first + 1])
        return days, sums

    def _of_all(self, shares: Iterable[Share], span: Span) -> tuple[list[float], list[float]]:
        days = self.over(shares, span.first, span.ends[-1])
        return days, span.sums(days)

    def _days(self, calendar: int, first: int, last: int) -> list[int]:
        """The working minutes of a calendar on each day from one to another."""
        name = (calendar, first, last)
        if name not in self._spans:
            by_day = self.in_calendar(calendar)
            self._spans[name] = [by_day(day) for day in range(first, last + 1)]
        return self._spans[name]

    def _take_off(
        self, total: list[float], share: Share, calendar: int, units: float, first: int
    ) -> Iterable[int]:
        """Take the leave of somebody off what they could work; the days on which they are away."""
        begin, end = max(first, share.first), min(first + len(total) - 1, share.last)
        by_day = self.in_calendar(calendar)
        away: dict[int, int] = {}
        for leave in self._away.get(share.person, ()):
            for day in range(max(begin, leave.first), min(end, leave.last) + 1):
                away[day] = max(away.get(day, 0), leave.percent)
        for day, percent in away.items():
            total[day - first] -= by_day(day) * units * percent / WHOLE
        return away

    def in_calendar(self, calendar: int) -> Callable[[int], int]:
        """The working minutes of a calendar by the day, as its ordinal."""
        by_day = self._minutes.setdefault(calendar, {})
        try:
            shifts = self._times.shifts(calendar)
        except CalendarError:
            shifts = WorkTimes({}).shifts(0)

        def minutes(day: int) -> int:
            known = by_day.get(day)
            if known is None:
                known = by_day[day] = sum(last - first for first, last in shifts(day))
            return known

        return minutes

    def away(self, person: int, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """When somebody is away in some days: from, to, and how much of the time in percent."""
        for leave in self._away.get(person, ()):
            if leave.first <= last and leave.last >= first:
                yield max(leave.first, first), min(leave.last, last), leave.percent


def capacity_of(figures: Figures) -> Capacity:
    """How much time the people of a workspace have."""
    return figures.part("capacity", Capacity)


def has_hours(kind: str) -> bool:
    """Whether people of a kind, or what stands for them, work by the hour."""
    return kind not in WITHOUT_HOURS
