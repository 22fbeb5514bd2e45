"""This file says how far along in time a scope is: earned schedule in working days."""

from bisect import bisect_right
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.periods import period_ends
from pmtui.figures.earned_value.earned_schedule import NOTHING_PLANNED, EarnedSchedule
from pmtui.figures.earned_value.measure import Measure, known, undefined
from pmtui.figures.earned_value.scope_performance import ScopePerformance, planned_at
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.model.calendar.work_calendar import (
    MINUTES_PER_DAY,
    CalendarError,
    minutes_of,
    moment,
    moment_of,
)
from pmtui.model.calendar.work_time import WorkTime, WorkTimes

_FEW_DAYS: Final = 62


class ScopeSchedule(msgspec.Struct, frozen=True, kw_only=True):
    """Earned schedule of a scope in working days, and the moments that stand for it."""

    times: EarnedSchedule
    time: WorkTime | None = None
    """The working time the days are counted in."""
    start: int = 0
    """When the first planned value comes, in minutes since year 1."""
    day: int = 480
    """Working minutes of a day."""

    def moment(self, days: Measure) -> int | None:
        """The moment so many working days after the start; None where that is not defined."""
        if days.value is None or self.time is None:
            return None
        try:
            return self.time.after(self.start, round(days.value * self.day))
        except CalendarError:
            return None

    def reached_on(self, days: Measure) -> date | None:
        """The day that lies so many working days after the start."""
        at = self.moment(days)
        return None if at is None else moment_of(at).date()


def data_moment(at: date | datetime) -> int:
    """A data date as a moment: a day at its end, or a minute of one."""
    return minutes_of(at) if isinstance(at, datetime) else moment(at, None, ends=True)


def scope_schedule(figures: StoredFigures, measured: ScopePerformance) -> ScopeSchedule:
    """Earned schedule of a scope: by the day, in the working time of its calendar."""
    spans = [span for standing in measured.standings if (span := standing.plan.span) is not None]
    at, bac = measured.at, measured.now.bac
    if not spans or at is None or bac.value is None or bac.value <= 0:
        nothing = undefined(bac.reason or NOTHING_PLANNED)
        return ScopeSchedule(times=EarnedSchedule(nothing, nothing, nothing))
    row = figures.workspace.components.get(measured.scope)
    day = figures.workspace.day_minutes(row)
    start, finish = min(span[0] for span in spans), max(span[1] for span in spans)
    calendar = row.calendar if row is not None else 0
    try:
        time = WorkTimes(stored_calendars(figures.workspace), calendar).of(0)
        planned = Fraction(time.between(start, finish), day)
        actual = Fraction(max(time.between(start, at), 0), day)
        earned = _earned(figures, measured, (start, finish, at), time, day)
    except CalendarError as error:
        nothing = undefined(str(error))
        return ScopeSchedule(times=EarnedSchedule(nothing, nothing, nothing))
    times = EarnedSchedule(known(planned), known(actual), earned)
    return ScopeSchedule(times=times, time=time, start=start, day=day)


def _earned(
    figures: StoredFigures,
    measured: ScopePerformance,
    moments: tuple[int, int, int],
    time: WorkTime,
    day: int,
) -> Measure:
    """ES: the working days from the start to when PV should have reached today's EV."""
    start, finish, at = moments
    ev, bac, pv = measured.now.ev, measured.now.bac, measured.now.pv
    if ev.value is None:
        return ev
    if pv.value is None:
        return pv
    if bac.value is not None and ev.value >= bac.value:
        at = finish
    elif ev.value != pv.value:
        at = _reached(figures, measured, (start, finish), ev.value, time)
    return known(Fraction(max(time.between(start, at), 0), day))


def _reached(
    figures: StoredFigures,
    measured: ScopePerformance,
    span: tuple[int, int],
    ev: Fraction,
    time: WorkTime,
) -> int:
    """The moment by which PV should have reached EV, linear within the day it lies in.

    The months are looked at first, then the days of one: so most tasks are looked at twice.
    """
    start, finish = span
    first, last = (date.fromordinal(end // MINUTES_PER_DAY) for end in span)
    while True:
        is_close = (last - first).days <= _FEW_DAYS
        if is_close:
            ends = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        else:
            ends = period_ends(first, last, "month")
        begun = max(moment(first, None), start)
        points = [begun, *(min(moment(end, None, ends=True), finish) for end in ends)]
        values = planned_at(figures, measured, points)
        place = max(min(bisect_right(values, ev) - 1, len(values) - 2), 0)
        if is_close:
            break
        first, last = (date.fromordinal(points[place + step] // MINUTES_PER_DAY) for step in (0, 1))
    before, after = points[place], points[place + 1]
    step = values[place + 1] - values[place]
    part = (ev - values[place]) / step if step else Fraction(0)
    worked = time.between(before, after)
    return after if worked <= 0 else time.after(before, round(worked * part))
