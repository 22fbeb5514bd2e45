"""This file works out the profile of a benefit by month: as planned, and as it is forecast now.

A profile counts in whole months. One that starts after a milestone moves with the month in which
that is planned to be reached; its end moves along or stays, as the benefit says.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.benefits.attainment import attainment, stored_number
from pmtui.figures.benefits.months import Month, Profile, first_day, month_of, shifted
from pmtui.figures.business_case.flows import Answer, undefined
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.model.benefits.profiles import PROFILE_POINTS, READINGS, ProfilePoint, Reading
from pmtui.model.entities.registers import BENEFITS, Benefit
from pmtui.model.rules.life_cycles import has_ended


class Profiles(msgspec.Struct, frozen=True):
    """A benefit's profile as planned and as forecast."""

    planned: Profile
    forecast: Profile
    shift: int | None = 0
    """Months by which it comes later; negative for earlier, None where its milestone has no day."""


def profiles_of(figures: Figures, benefit: Benefit) -> Profiles:
    """The profile of a benefit as planned, and as it follows from its milestone today."""
    points = points_of(figures, benefit)
    end = month_of(benefit.ends) if benefit.ends is not None else None
    planned = [(month_of(point.period), number(point.planned)) for point in points]
    expected = [
        (month_of(point.period), number(point.forecast or point.planned)) for point in points
    ]
    shift = months_of_slip(figures, benefit, points)
    return Profiles(
        _profile(planned, end), shifted(_profile(expected, end), shift or 0, benefit.end), shift
    )


def points_of(figures: Figures, benefit: Benefit) -> list[ProfilePoint]:
    """The points of a benefit's profile in order, without those put away."""
    rows = figures.workspace.rows_by(ProfilePoint, "benefit", benefit.id)
    return sorted((row for row in rows if not row.archived), key=lambda row: (row.period, row.id))


def months_of_slip(
    figures: Figures, benefit: Benefit, points: Sequence[ProfilePoint]
) -> int | None:
    """Months by which the start of a profile has moved with its milestone; 0 for a dated one."""
    if not benefit.start_after:
        return 0
    milestone = figures.workspace.tasks.get(benefit.start_after)
    reached = figures.finish_of(milestone).planned if milestone is not None else None
    start = benefit.starts or (points[0].period if points else None)
    if reached is None or start is None:
        return None
    return month_of(reached) + benefit.months_after - month_of(start)


def number(text: str) -> Decimal:
    """A stored number; 0 for none."""
    return Decimal(text or 0)


def _profile(points: list[tuple[Month, Decimal]], end: Month | None) -> Profile:
    return Profile(tuple(points), end)


READS: Final = (
    frozenset({BENEFITS.name, PROFILE_POINTS.name, READINGS.name, "baselines", "baseline_rows"})
    | PLANNED_FROM
)
"""The tables that a benefit's figures are computed from."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a benefit today."""

    reading: Reading | None = None
    """The newest that is not of a day to come."""
    attainment: Answer
    """Share of the way from baseline to target; above 1 past the target."""
    planned: Answer
    """What its measure should be in this month."""
    forecast: Answer
    """What it is expected to be in this month."""
    variance: Answer
    """Measured less planned, the good way positive."""
    profiles: Profiles
    has_ended: bool = False
    is_overdue: bool = False
    """Whether it should have been measured by now."""


def measured(figures: Figures, benefit: Benefit) -> Measured:
    """What is known of a benefit today."""
    reading = latest_reading(figures, benefit.id, figures.today)
    value = Answer(Decimal(reading.value)) if reading else undefined("nothing is measured yet")
    baseline, target = stored_number(benefit.baseline), stored_number(benefit.target)
    profiles = profiles_of(figures, benefit)
    month = month_of(figures.today)
    ended, due = has_ended(benefit), benefit.next_measure
    planned = _in_month(profiles.planned.value_in(month), "its profile has no value this month")
    forecast = _in_month(profiles.forecast.value_in(month), "its forecast has no value this month")
    return Measured(
        reading=reading,
        attainment=attainment(baseline, target, value),
        planned=planned,
        forecast=forecast,
        variance=_variance(value, planned, falls=_falls(baseline, target)),
        profiles=profiles,
        has_ended=ended,
        is_overdue=due is not None and due < figures.today and not ended,
    )


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """How the measure of a benefit goes: by month as planned and forecast, and as measured."""

    planned: tuple[tuple[date, Decimal], ...] = ()
    forecast: tuple[tuple[date, Decimal], ...] = ()
    measured: tuple[tuple[date, Decimal], ...] = ()
    attained: tuple[tuple[date, Decimal], ...] = ()
    """Share of the way from baseline to target by month of the forecast; none where undefined."""


def course_of(figures: Figures, benefit: Benefit) -> Course:
    """How the measure of a benefit goes, each month by its first day."""
    profiles, readings = profiles_of(figures, benefit), _readings(figures, benefit.id)
    baseline, target = stored_number(benefit.baseline), stored_number(benefit.target)
    planned, forecast = (
        tuple((first_day(month), value) for month, value in profile.months)
        for profile in (profiles.planned, profiles.forecast)
    )
    shares = ((day, attainment(baseline, target, Answer(value))) for day, value in forecast)
    return Course(
        planned=planned,
        forecast=forecast,
        measured=tuple((row.at, Decimal(row.value)) for row in readings),
        attained=tuple((day, share.value) for day, share in shares if share.value is not None),
    )


def latest_reading(figures: Figures, benefit: int, today: date) -> Reading | None:
    """The newest reading of a benefit up to a day."""
    known = [row for row in _readings(figures, benefit) if row.at <= today]
    return known[-1] if known else None


def _readings(figures: Figures, benefit: int) -> list[Reading]:
    """The readings of a benefit by their day, without those put away."""
    rows = figures.workspace.rows_by(Reading, "benefit", benefit)
    return sorted((row for row in rows if not row.archived), key=lambda row: (row.at, row.id))


def _falls(baseline: Decimal | None, target: Decimal | None) -> bool:
    """Whether less is better."""
    return baseline is not None and target is not None and target < baseline


def _variance(value: Answer, planned: Answer, *, falls: bool) -> Answer:
    if value.value is None or planned.value is None:
        return value if value.value is None else planned
    ahead = value.value - planned.value
    return Answer(-ahead if falls else ahead)


def _in_month(value: Decimal | None, otherwise: str) -> Answer:
    return undefined(otherwise) if value is None else Answer(value)
