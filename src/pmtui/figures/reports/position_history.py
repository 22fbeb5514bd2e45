"""This file says how the money and the benefits of a scope have gone, at the days it was told."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from pmtui.figures.benefits.attainment import attainment, stored_number
from pmtui.figures.business_case.flows import Answer
from pmtui.figures.core.amounts import in_currency
from pmtui.figures.costs.position import cost_position
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Reading
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.registers import Benefit

MOST: Final = 12
"""Days of which each has a value, the newest ones."""


def forecast_course(figures: Figures, scope: int) -> tuple[int, ...]:
    """What a scope was forecast to cost at each status, and now: minor units of the base currency.

    Days on which fewer components had reported than by the newest are left out, since a sum that
    grows as more report would tell of nothing; so is what has no rate.
    """
    if not figures.workspace.rows_of(StatusPoint):
        return ()
    places = (scope, *(row for row in figures.live_subtree(scope) if row != scope))
    points = {
        place: sorted(
            figures.workspace.rows_by(StatusPoint, "component", place),
            key=lambda point: (point.data_date, point.id),
        )
        for place in places
    }
    days = sorted({point.data_date for known in points.values() for point in known})[-MOST:]
    sums = [_reported(figures, scope, points, day) for day in days]
    count = max((count for count, _ in sums), default=0)
    course = [amount for reported, amount in sums if reported == count and count]
    forecast = cost_position(figures, scope).forecast.value
    now = in_currency(forecast, figures.rates.base, figures.rates) if forecast is not None else None
    return (*course, now.amount) if now is not None else tuple(course)


def _reported(
    figures: Figures, scope: int, points: Mapping[int, Sequence[StatusPoint]], day: date
) -> tuple[int, int]:
    """How many components had reported by a day, their own or those below, and the sum."""
    waiting, total, count = [scope], 0, 0
    while waiting:
        place = waiting.pop()
        newest = next(
            (point for point in reversed(points.get(place, ())) if point.data_date <= day), None
        )
        if newest is None or newest.eac is None:
            waiting += figures.live_children(place)
            continue
        worth = in_currency(newest.eac, figures.rates.base, figures.rates)
        if worth is not None:
            total, count = total + worth.amount, count + 1
    return count, total


def benefit_course(figures: Figures, scope: int) -> tuple[int, ...]:
    """What the benefits of a scope had brought at each day one was measured.

    Each brings the share of its worth that its measure has come from baseline to target; minor
    units of the base currency, dis-benefits apart.
    """
    if not figures.workspace.rows_of(Reading):
        return ()
    steps: list[tuple[date, int, int]] = []
    for component in figures.live_subtree(scope):
        for benefit in figures.benefits_in(component):
            if not benefit.archived and benefit.kind == "benefit":
                steps += _brought(figures, benefit)
    newest: dict[int, int] = {}
    course: dict[date, int] = {}
    for day, benefit_id, amount in sorted(steps):
        newest[benefit_id] = amount
        course[day] = sum(newest.values())
    return tuple(course.values())[-MOST:]


def _brought(figures: Figures, benefit: Benefit) -> list[tuple[date, int, int]]:
    """The day of each reading of a benefit up to today, its id, and what it had brought then."""
    value = benefit.value
    worth = in_currency(value, figures.rates.base, figures.rates) if value is not None else None
    if worth is None:
        return []
    ends = stored_number(benefit.baseline), stored_number(benefit.target)
    steps: list[tuple[date, int, int]] = []
    for row in figures.workspace.rows_by(Reading, "benefit", benefit.id):
        share = attainment(*ends, Answer(Decimal(row.value))).value
        if share is not None and not row.archived and row.at <= figures.today:
            steps.append((row.at, benefit.id, int(worth.amount * share)))
    return steps
