"""This file draws the S-curve of a scope: planned value, earned value, actual cost, forecast."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pmtui.figures.earned_value.scope_performance import ScopePerformance, performance
from pmtui.figures.earned_value.series import PeriodValues, series
from pmtui.figures.funding.funding import funded, funding_in
from pmtui.views.charts.chart import Band, BandPoint, Chart, ChartMark, DataPoint, Series
from pmtui.views.shapes.table import ViewRequest
from pmtui.views.wording.formatting import short_money

_WEEKS: Final = 40 * 7
"""Days up to which a scope is drawn by the week; a longer one by the month."""
_FLAT: Final = 2
"""A budget so many times as large as what was planned would flatten all other lines."""
_WHOLE: Final = 100
_MOST: Final = 90
"""Tasks that hold so many percent of a budget stand for it."""
_TITLE: Final = "S-curve"
_NEXT_KEY: Final = ": B freezes a baseline, whose cost by when is drawn here"


def s_curve(request: ViewRequest) -> Chart:
    """What was planned, earned and spent by when, up to the data date, and where it leads.

    The forecast goes from what is spent to the estimate at completion at the planned finish; the
    band lies between the lowest and the highest of the estimates.
    """
    figures, measured = request.figures, performance(request.figures, request.scope)
    values = series(figures, measured, "week")
    if len(values) > _WEEKS // 7:
        values = series(figures, measured, "month")
    data_dates = measured.data_dates
    if not values or not data_dates:
        reason = measured.now.bac.reason or "nothing is planned"
        return Chart(title=_TITLE, series=(), empty=f"{reason}{_NEXT_KEY}")
    now = data_dates[-1]
    ends = _ends(request, now)
    return Chart(
        title=_title(request, measured),
        unit=measured.currency,
        series=(
            *_known(values),
            *_forecast(measured, now, ends),
            *_budget(request, measured, values[0].at),
            *_funding(request, measured),
        ),
        bands=tuple(_band(measured, now, ends)),
        marks=tuple(_marks(request, now)),
        begin=now,
        empty=_NEXT_KEY,
    )


def _title(request: ViewRequest, measured: ScopePerformance) -> str:
    """What it is of; where tasks hold only part of the budget, how much of it."""
    budget = request.figures.money(request.scope).budget.value
    planned = measured.now.money(measured.now.bac)
    if budget is None or planned is None or budget.currency != planned.currency:
        return _TITLE
    if planned.amount * _WHOLE >= budget.amount * _MOST:
        return _TITLE
    base = request.figures.rates.base
    return f"{_TITLE} of tasks, {short_money(planned, base)} of {short_money(budget, base)} budget"


def _known(values: Sequence[PeriodValues]) -> Iterator[Series]:
    for title, figure, amounts in (
        ("PV", "pv", [value.pv for value in values]),
        ("EV", "ev", [value.ev for value in values]),
        ("AC", "ac", [value.ac for value in values]),
    ):
        points = tuple(
            DataPoint(value.at, None if amount is None else float(amount.decimal))
            for value, amount in zip(values, amounts, strict=True)
        )
        if any(point.value is not None for point in points):
            yield Series(title=title, figure=figure, points=points)


def _ends(request: ViewRequest, now: date) -> date | None:
    """When the scope is planned to finish; None where that is no later than the data date."""
    finish = request.figures.rollup(request.scope).finish
    return finish if finish is not None and finish > now else None


def _forecast(measured: ScopePerformance, now: date, ends: date | None) -> Iterator[Series]:
    performed = measured.now
    spent, at_end = performed.money(performed.ac), performed.money(performed.eac_cpi)
    if spent is not None and at_end is not None and ends is not None:
        points = (
            DataPoint(now, float(spent.decimal)),
            DataPoint(ends, float(at_end.decimal)),
        )
        yield Series(title="forecast", figure="eac", is_dashed=True, points=points)


def _band(measured: ScopePerformance, now: date, ends: date | None) -> Iterator[Band]:
    """Between the estimates at completion: costs go on, the rest as planned, both indices go on."""
    performed = measured.now
    estimates = performed.eac_cpi, performed.eac_planned, performed.eac_cpi_spi
    spent, *known = (performed.money(amount) for amount in (performed.ac, *estimates))
    amounts = [float(money.decimal) for money in known if money is not None]
    if spent is None or ends is None or not amounts or min(amounts) == max(amounts):
        return
    begin = float(spent.decimal)
    edges = BandPoint(now, begin, begin), BandPoint(ends, min(amounts), max(amounts))
    yield Band(title="estimates", points=edges)


def _budget(request: ViewRequest, measured: ScopePerformance, first: date) -> Iterator[Series]:
    """The budget of the scope, as a line that costs should stay under."""
    budget = request.figures.money(request.scope).budget.value
    if budget is None or budget.currency != measured.currency:
        return
    largest = max(measured.now.bac.minor or 0, measured.now.eac_cpi.minor or 0)
    if budget.amount <= _FLAT * largest:
        point = DataPoint(first, float(budget.decimal))
        yield Series(title="budget", letter="B", figure="budget", kind="step", points=(point,))


def _funding(request: ViewRequest, measured: ScopePerformance) -> Iterator[Series]:
    """What the scope is given by when, added up: costs should stay under it too."""
    figures, scope = request.figures, request.scope
    days = sorted({funding.at for funding in funding_in(figures, scope)})
    sums = [(day, funded(figures, scope, day).value) for day in days]
    points = tuple(
        DataPoint(day, float(value.decimal))
        for day, value in sums
        if value is not None and value.currency == measured.currency
    )
    largest = max(measured.now.bac.minor or 0, measured.now.eac_cpi.minor or 0)
    last = sums[-1][1] if sums else None
    if points and last is not None and last.amount <= _FLAT * largest:
        yield Series(title="funded", letter="G", figure="funded", kind="step", points=points)


def _marks(request: ViewRequest, now: date) -> Iterator[ChartMark]:
    yield ChartMark(at=now, title="data date", tone="accent")
    finish = request.figures.rollup(request.scope).finish
    if finish is not None:
        yield ChartMark(at=finish, title="planned finish")
