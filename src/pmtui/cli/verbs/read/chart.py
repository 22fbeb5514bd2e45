"""This file is `chart`: a chart of a view as text, as SVG, or its numbers as JSON."""

from datetime import date
from typing import Final

from pmtui.cli.console.exit_codes import DONE
from pmtui.cli.core.scope_argument import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.svg_inks import shipped_inks
from pmtui.cli.core.verb import Call, Parser, ReadVerb
from pmtui.views.catalogue import VIEWS
from pmtui.views.charts.chart import Chart, Place
from pmtui.views.charts.drawing import LEAST, DrawnChart
from pmtui.views.charts.vector import svg
from pmtui.views.shapes.request import request_of_scope
from pmtui.views.shapes.view import ChartPart

_CHARTS: Final = {
    part.name: (part, view)
    for view in VIEWS.values()
    for part in view.parts
    if isinstance(part, ChartPart)
}
"""Every chart that a view declares, by name."""
_SIZE: Final = (100, 24)
"""Cells and lines where the terminal says nothing."""


def _chart(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    part, view = _CHARTS[call.args.name]
    chart = part.chart()(request_of_scope(figures, scope, part.tables or view.tables))
    if call.args.svg:
        call.out.raw(svg(chart, shipped_inks()))
    elif call.out.as_json:
        call.out.document(
            "chart",
            scope=scope_key(figures, scope),
            revision=figures.workspace.revision,
            name=part.name,
            title=chart.title,
            unit=chart.unit,
            series=_series(chart),
        )
    else:
        _draw(call, chart)
    return DONE


def _draw(call: Call, chart: Chart) -> None:
    """The chart as wide as the terminal; over time with the values of the day it begins at."""
    width = max(LEAST[0], call.args.width or min(call.out.width or _SIZE[0], 160))
    height = max(LEAST[1], call.args.height or _SIZE[1])
    drawn = DrawnChart(chart, width, height, "ascii" if call.args.ascii else "braille")
    # Values are said of a day; names side by side have no place that comes first.
    stop = drawn.plot.first_stop if drawn.stops and drawn.plot.axis == "date" else None
    for row in drawn.rows(stop):
        call.out.line("".join(cell.text for cell in row).rstrip())


def _series(chart: Chart) -> list[dict[str, object]]:
    return [
        {
            "title": series.title,
            "kind": series.kind,
            "points": [{"at": _place(point.at), "value": point.value} for point in series.points],
        }
        for series in chart.series
    ]


def _place(place: Place) -> str | float:
    return place.isoformat() if isinstance(place, date) else place


def _chart_arguments(parser: Parser) -> None:
    parser.add_argument("name", choices=tuple(_CHARTS), metavar="NAME", help="which chart")
    scope_argument(parser)
    parser.add_argument("--svg", action="store_true", help="a picture, for a browser or paper")
    parser.add_argument("--width", type=int, default=0, metavar="CELLS", help="cells of a line")
    parser.add_argument("--height", type=int, default=0, metavar="LINES", help="lines")
    parser.add_argument("--ascii", action="store_true", help="draw without box characters")


VERB: Final = ReadVerb(
    name="chart",
    help="Draws a chart of a scope as text or as SVG.",
    arguments=_chart_arguments,
    run=_chart,
)
