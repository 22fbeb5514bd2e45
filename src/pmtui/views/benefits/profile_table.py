"""This file shows the profiles of benefits, point by point: planned, forecast and measured."""

from decimal import Decimal
from typing import Final

from pmtui.figures.benefits.months import first_day, month_of, months_text
from pmtui.figures.benefits.profile import latest_reading, number, profiles_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import ProfilePoint
from pmtui.model.entities.registers import Benefit
from pmtui.views.benefits.number_cells import number_cell
from pmtui.views.shapes.table import Cell, ViewColumn


def _benefit(figures: Figures, benefit_id: int) -> Cell:
    benefit = figures.workspace.rows_of(Benefit).get(benefit_id)
    return Cell(f"{benefit.key} {benefit.title}" if benefit is not None else "")


def _forecast_month(figures: Figures, point: ProfilePoint) -> Cell:
    benefit = figures.workspace.rows_of(Benefit).get(point.benefit)
    profiles = profiles_of(figures, benefit) if benefit is not None else None
    if profiles is None or profiles.shift is None:
        return number_cell(None)
    month = month_of(point.period) + profiles.shift
    if profiles.forecast.last is not None and month > profiles.forecast.last:
        return Cell("after its end", "bad")
    return Cell(months_text(month), "bad" if profiles.shift > 0 else "plain")


def _measured_then(figures: Figures, point: ProfilePoint) -> Decimal | None:
    """The newest reading of the month of a point."""
    month = month_of(point.period)
    if month > month_of(figures.today):
        return None
    following = first_day(month + 1).toordinal() - 1
    last = point.period.fromordinal(following)
    reading = latest_reading(figures, point.benefit, last)
    if reading is None or month_of(reading.at) != month:
        return None
    return number(reading.value)


POINT_COLUMNS: Final = (
    ViewColumn[ProfilePoint](
        key="benefit",
        title="benefit",
        width=18,
        flex=1,
        cell=lambda figures, point: _benefit(figures, point.benefit),
    ),
    ViewColumn[ProfilePoint](
        key="period",
        title="from",
        width=8,
        cell=lambda _figures, point: Cell(months_text(month_of(point.period))),
    ),
    ViewColumn[ProfilePoint](
        key="planned",
        title="planned",
        width=10,
        align="right",
        cell=lambda _figures, point: number_cell(number(point.planned)),
    ),
    ViewColumn[ProfilePoint](
        key="moved",
        title="forecast from",
        width=13,
        priority=2,
        cell=_forecast_month,
        value=lambda figures, point: _forecast_month(figures, point).text,
    ),
    ViewColumn[ProfilePoint](
        key="forecast",
        title="forecast",
        width=10,
        align="right",
        priority=1,
        cell=lambda _figures, point: number_cell(number(point.forecast or point.planned)),
    ),
    ViewColumn[ProfilePoint](
        key="measured",
        title="measured",
        width=10,
        align="right",
        priority=3,
        cell=lambda figures, point: number_cell(_measured_then(figures, point)),
        value=_measured_then,
    ),
)
