"""This file is `chart`: a chart of a view as text, as SVG, or its numbers as JSON."""

from typing import Final

from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.svg_inks import shipped_inks
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.views.catalogue import VIEWS
from pmtui.views.charts.drawing import LEAST, DrawnChart, plain_series
from pmtui.views.charts.vector import svg
from pmtui.views.shapes.table import request_of_scope
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
    name = call.args.name
    if name not in _CHARTS:
        raise Stop(USAGE, f"there is no chart {name!r}; there is {', '.join(_CHARTS)}")
    part, view = _CHARTS[name]
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
            series=plain_series(chart),
        )
    else:
        _draw(call, DrawnChart(chart, *_size(call), "ascii" if call.args.ascii else "braille"))
    return DONE


def _size(call: Call) -> tuple[int, int]:
    """Cells and lines: those asked for, else as wide as the terminal."""
    width = call.args.width or min(call.out.width or _SIZE[0], 160)
    return max(LEAST[0], width), max(LEAST[1], call.args.height or _SIZE[1])


def _draw(call: Call, drawn: DrawnChart) -> None:
    """The chart; one over time with the values of the day it begins at."""
    # Values are said of a day; names side by side have no place that comes first.
    stop = drawn.plot.first_stop if drawn.stops and drawn.plot.axis == "date" else None
    for row in drawn.rows(stop):
        call.out.line("".join(cell.text for cell in row).rstrip())


def _chart_arguments(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help=f"which chart: {', '.join(_CHARTS)}")
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
