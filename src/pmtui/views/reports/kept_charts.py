"""This file keeps the charts of a report as plain data, and makes them charts again."""

from collections.abc import Iterator
from datetime import date

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import BENEFITS
from pmtui.views.benefits.realisation_chart import realisation_chart
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series
from pmtui.views.money.s_curve import s_curve
from pmtui.views.reports.content import KeptChart, KeptSeries
from pmtui.views.shapes.table import request_of_scope


def kept_charts(figures: Figures, scope: int) -> Iterator[KeptChart]:
    """The charts of a scope that have something to draw: money by time, benefits by month."""
    for section, chart in (
        ("money", s_curve(request_of_scope(figures, scope, ("components",)))),
        ("realisation", realisation_chart(request_of_scope(figures, scope, (BENEFITS.name,)))),
    ):
        series = tuple(kept for drawn in chart.series if (kept := _kept(drawn)).points)
        if series:
            marks = tuple(
                (mark.at, mark.title) for mark in chart.marks if isinstance(mark.at, date)
            )
            yield KeptChart(
                section=section, title=chart.title, unit=chart.unit, series=series, marks=marks
            )


def _kept(series: Series) -> KeptSeries:
    points = tuple((point.at, point.value) for point in series.points if isinstance(point.at, date))
    return KeptSeries(series.title, series.kind, points, series.ink, series.is_dashed)


def chart_of(kept: KeptChart) -> Chart:
    """The chart that was kept."""
    return Chart(
        title=kept.title,
        unit=kept.unit,
        series=tuple(
            Series(
                title=series.title,
                kind=series.kind,
                points=tuple(DataPoint(day, value) for day, value in series.points),
                ink=series.ink,
                is_dashed=series.is_dashed,
            )
            for series in kept.series
        ),
        marks=tuple(ChartMark(at=day, title=title) for day, title in kept.marks),
    )
