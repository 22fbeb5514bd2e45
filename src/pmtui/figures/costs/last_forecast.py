"""This file says what the forecast of a component was by the end of last month, and its change."""

from typing import Final

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import Amount, amount_of, difference, in_currency
from pmtui.figures.costs.position import BUDGETED_FROM, cost_position
from pmtui.model.costing.status_points import STATUS_POINTS, StatusPoint

NO_STATUS: Final = "no status point was taken by the end of last month"
"""Why there is nothing to compare a forecast with."""
STATUS_TABLE: Final = STATUS_POINTS.name
"""The table of what was reported."""
FORECAST_FROM: Final = BUDGETED_FROM | {STATUS_TABLE}
"""The tables from which the forecast of now and of last month come, beside those of plans."""


def last_points(figures: StoredFigures, component: int) -> list[StatusPoint]:
    """The newest status point up to the end of last month: its own, else those below."""
    end, points, waiting = figures.today.replace(day=1), [], [component]
    while waiting:
        place = waiting.pop()
        taken = figures.workspace.rows_by(StatusPoint, "component", place)
        known = [point for point in taken if point.data_date < end]
        if known:
            points.append(max(known, key=lambda point: (point.data_date, point.id)))
        else:
            waiting += figures.live_children(place)
    return points


def last_forecast(figures: StoredFigures, component: int) -> Amount:
    """What was forecast by the end of last month, as far as it was reported."""
    reported = [point.eac for point in last_points(figures, component) if point.eac is not None]
    return amount_of(reported, len(reported), figures.rates)


def last_spent(figures: StoredFigures, component: int) -> Amount:
    """What had been spent by then, as far as it was reported."""
    paid = [point.ac for point in last_points(figures, component) if point.ac is not None]
    return amount_of(paid, len(paid), figures.rates)


def forecast_change(figures: StoredFigures, component: int) -> Amount:
    """The forecast less that of last month, where as many components say one now as did then."""
    points = last_points(figures, component)
    if not points:
        return Amount(reason=NO_STATUS)
    now, reported = cost_position(figures, component), last_forecast(figures, component)
    is_own = any(point.component == component for point in points)
    if reported.counted and reported.counted != now.forecasts and not is_own:
        return Amount(reason=_unlike(reported.counted, now.forecasts))
    return difference(now.forecast, reported, figures.rates)


def _unlike(then: int, now: int) -> str:
    """Why what so many components forecast then is not compared with what so many do now."""
    if then < now:
        return f"{then} of {now} forecasts were reported then"
    reported = f"{then} forecasts were" if then > 1 else "1 forecast was"
    return f"{reported} reported then, and {now or 'none'} {'stand' if now > 1 else 'stands'} now"


def reported_in(figures: StoredFigures, point: StatusPoint, currency: str) -> int:
    """What a status point forecast, in minor units of a currency; nothing without a rate to it."""
    converted = in_currency(point.eac, currency, figures.rates) if point.eac is not None else None
    return 0 if converted is None else converted.amount


def forecast_in(figures: StoredFigures, component: int, currency: str) -> int | None:
    """What is forecast, in minor units of a currency: nothing where nobody says any.

    None where a rate is not known.
    """
    forecast = cost_position(figures, component).forecast
    if not forecast.counted:
        return 0
    if forecast.value is None:
        return None
    converted = in_currency(forecast.value, currency, figures.rates)
    return None if converted is None else converted.amount
