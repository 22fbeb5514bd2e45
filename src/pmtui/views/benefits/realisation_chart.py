"""This file draws how benefits come: one in its own unit, several by how far each gets."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from pmtui.figures.benefits.profile import Course, course_of
from pmtui.model.entities.registers import Benefit
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series
from pmtui.views.shapes.table import ViewRequest

MOST: Final = 6
"""Benefits that are drawn, those planned to be worth most: as many as there are colours."""
_EMPTY: Final = "no benefit here has a profile yet: a adds a point of it, a month with its value"
_NO_SHARES: Final = "no benefit here has a profile, a baseline and a target: s sets them"


def realisation_chart(request: ViewRequest) -> Chart:
    """The benefits of a scope by month; a filter that leaves one shows it in its own unit.

    Several have units of their own, so each is drawn by its attainment, the share of the way from
    its baseline to its target; a dis-benefit below the line.
    """
    rows = request.figures.workspace.rows_of(Benefit)
    benefits = [rows[row_id] for row_id in request.ids]
    courses = {benefit.id: course_of(request.figures, benefit) for benefit in benefits}
    with_profile = [benefit for benefit in benefits if courses[benefit.id].forecast]
    if len(with_profile) == 1:
        return _one(request, with_profile[0], courses[with_profile[0].id])
    drawn = sorted(with_profile, key=_worth, reverse=True)
    drawn = [benefit for benefit in drawn if courses[benefit.id].attained][:MOST]
    drawn.sort(key=lambda benefit: (benefit.kind == "dis_benefit", benefit.id))
    more = f", {len(drawn)} of {len(benefits)} benefits" if 0 < len(drawn) < len(benefits) else ""
    series = [_attained(benefit, courses[benefit.id]) for benefit in drawn]
    return Chart(
        title=f"Forecast of attainment{more}",
        unit="%",
        series=tuple(series),
        marks=tuple(_marks(request, request.scope)),
        begin=request.figures.today,
        empty=_NO_SHARES if with_profile else _EMPTY,
    )


def _one(request: ViewRequest, benefit: Benefit, course: Course) -> Chart:
    """One benefit in its own unit: planned, forecast, measured."""
    series = (
        Series(title="planned", kind="area", points=_points(course.planned)),
        Series(title="forecast", is_dashed=True, points=_points(course.forecast)),
        Series(title="measured", points=_points(course.measured)),
    )
    return Chart(
        title=f"{benefit.key} {benefit.title}",
        unit=benefit.unit,
        series=tuple(drawn for drawn in series if drawn.points),
        marks=tuple(_marks(request, benefit.component)),
        begin=request.figures.today,
        empty=_EMPTY,
    )


def _attained(benefit: Benefit, course: Course) -> Series:
    """A benefit by its attainment in percent."""
    sign = -100 if benefit.kind == "dis_benefit" else 100
    points = _points((day, sign * share) for day, share in course.attained)
    return Series(title=benefit.key, letter=benefit.key[-1:], points=points)


def _points(values: Iterable[tuple[date, Decimal]]) -> tuple[DataPoint, ...]:
    return tuple(DataPoint(day, float(value)) for day, value in values)


def _worth(benefit: Benefit) -> int:
    return benefit.value.amount if benefit.value is not None else 0


def _marks(request: ViewRequest, component: int) -> Iterator[ChartMark]:
    """Today, and when the projects close that the benefits come from."""
    yield ChartMark(at=request.figures.today, title="today", tone="accent")
    finish = request.figures.rollup(component).finish
    if finish is not None:
        yield ChartMark(at=finish, title="projects close")
