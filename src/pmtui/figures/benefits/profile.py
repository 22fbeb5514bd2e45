"""This file works out the profile of a benefit by month: as planned, and as it is forecast now.

A profile counts in whole months. One that starts after a milestone moves with the month in which
that is planned to be reached; its end moves along or stays, as the benefit says.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from pmtui.figures.benefits.months import Month, Profile, month_of, shifted
from pmtui.figures.lateness.task_dates import task_day
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import ProfilePoint
from pmtui.model.entities.registers import Benefit


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
    reached = task_day(figures, milestone).planned if milestone is not None else None
    start = benefit.starts or (points[0].period if points else None)
    if reached is None or start is None:
        return None
    return month_of(reached) + benefit.months_after - month_of(start)


def number(text: str) -> Decimal:
    """A stored number; 0 for none."""
    return Decimal(text or 0)


def _profile(points: list[tuple[Month, Decimal]], end: Month | None) -> Profile:
    return Profile(tuple(points), end)
