"""This file draws a chart as SVG: one file that stands alone, for a browser, a report or paper."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

import msgspec

from pmtui.text import visible
from pmtui.views.charts.axes import place_labels, place_text, words_at
from pmtui.views.charts.chart import Chart
from pmtui.views.charts.number_ticks import number_ticks
from pmtui.views.charts.plotted import Plotted, PlottedSeries, Position, plotted
from pmtui.views.charts.scale import Scale
from pmtui.views.charts.traces import band_edges, stepped

_CELL: Final = (7, 16)
"""Points that a character takes, across and down."""
_ABOVE, _BELOW, _LEFT, _RIGHT = 58, 30, 62, 20
_DASHES: Final = ("", "7 3", "2 3", "9 3 2 3", "12 4", "1 4")
"""Lines differ by their dashes where they are printed without colour."""
_FONT: Final = 'font-family="sans-serif" font-size="12"'
_RADIUS: Final = 26
"""Points of the largest bubble."""


class Inks(msgspec.Struct, frozen=True):
    """The colours of inks, as CSS writes them, on a light ground and on a dark one."""

    light: Mapping[str, str]
    """By ink; `ground` and `text` are those of the page."""
    dark: Mapping[str, str]


class _Frame(msgspec.Struct, frozen=True):
    """Where things lie on the page, in points."""

    across: Scale
    up: Scale

    def column(self, number: float) -> float:
        """The point of a place, from the left of the page."""
        return _LEFT + self.across.cell(number)

    def row(self, value: float) -> float:
        """The point of a value, from the top of the page."""
        return _ABOVE + self.up.cells - self.up.cell(value)

    @property
    def bottom(self) -> float:
        """The point of the axis across."""
        return _ABOVE + self.up.cells

    @property
    def right(self) -> float:
        """The point at which the ground ends."""
        return _LEFT + self.across.cells


def svg(chart: Chart, inks: Inks, width: int = 720, height: int = 360, *, name: str = "") -> str:
    """A chart as a picture of its own.

    It says for readers what is on it, is drawn dark where the page is, and prints on white; lines
    differ by dashes and letters as well as by colour.

    Args:
        chart: what is drawn.
        inks: the colours.
        width: of the picture, in points.
        height: of the picture, in points.
        name: what its ids begin with, where several stand on one page.
    """
    plot = plotted(chart)
    ids = f'role="img" aria-labelledby="{name}title {name}desc"'
    across = plot.across(max(40, width - _LEFT - _RIGHT))
    frame = _Frame(across, plot.up(max(20, height - _ABOVE - _BELOW)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {ids} {_FONT}>',
        f'<title id="{name}title">{_safe(chart.title)}</title>',
        f'<desc id="{name}desc">{_safe(_description(plot))}</desc>',
        _style_sheet(inks),
        f'<rect class="ground" width="{width}" height="{height}"/>',
        _text(12, 20, chart.title, "head", weight="bold"),
        *_legend(plot, width),
    ]
    if plot.is_empty:
        parts.append(_text(12, _ABOVE + 20, chart.empty, "dim"))
    else:
        parts += [*_axes(plot, frame), *_bands(plot, frame), *_bars(plot, frame)]
        for at, series in enumerate(plot.series):
            parts += _drawn(plot, frame, series, _DASHES[at % len(_DASHES)])
        parts += _marks(plot, frame)
    return "\n".join([*parts, "</svg>\n"])


def _safe(text: str) -> str:
    """A text that neither a terminal nor a browser obeys."""
    return escape(visible(text))


def _description(plot: Plotted) -> str:
    """What the chart says at its last place, and from where to where it goes."""
    if plot.is_empty:
        return plot.chart.empty
    first, last = (place_text(plot, stop) for stop in (plot.stops[0], plot.stops[-1]))
    said = "".join(cell.text for cell in words_at(plot, plot.stops[-1], 500)).strip()
    titles = ", ".join(series.series.title for series in plot.series)
    return f"{titles}, {first} to {last}. Last: {said}"


def _style_sheet(inks: Inks) -> str:
    """The colours: light, dark on a screen that is, and light again on paper.

    They are written out in every rule, since many programs that show SVG know no CSS variables.
    """

    def rules(colours: Mapping[str, str]) -> str:
        inked = " ".join(
            f".{name} {{ fill: {colour}; }} .line-{name} {{ stroke: {colour}; fill: none; }}"
            for name, colour in ((name, escape(colours[name])) for name in inks.light)
        )
        return f"{inked} .bar {{ stroke: {escape(colours['ground'])}; stroke-width: 1; }}"

    dark = f"@media screen and (prefers-color-scheme: dark) {{ {rules(inks.dark)} }}"
    return f"<style>{rules(inks.light)} {dark} .area {{ opacity: 0.25; }}</style>"


def _text(
    across: float, down: float, text: str, ink: str, *, anchor: str = "start", weight: str = ""
) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    return (
        f'<text class="{ink}" x="{across:.1f}" y="{down:.1f}" text-anchor="{anchor}"{bold}>'
        f"{_safe(text)}</text>"
    )


def _legend(plot: Plotted, width: int) -> Iterator[str]:
    """What each series is drawn in, from left to right as far as there is room."""
    left = 12.0
    many = len(plot.series) > 1
    titles = [
        (f"{series.letter}  {series.series.title}" if many else series.series.title, series.ink)
        for series in plot.series
    ]
    titles += [(band.title, "dim") for band in plot.chart.bands]
    for title, ink in titles:
        taken = 24 + _CELL[0] * len(visible(title))
        if left + taken > width:
            return
        yield f'<rect class="{ink}" x="{left:.1f}" y="34" width="12" height="8"/>'
        yield _text(left + 16, 42, title, "plain")
        left += taken + 12
    if plot.chart.unit:
        yield _text(width - 12, 20, plot.chart.unit, "dim", anchor="end")


def _axes(plot: Plotted, frame: _Frame) -> Iterator[str]:
    """Values with a line across each, and the places below."""
    lines = Scale(frame.up.low, frame.up.high, max(2, frame.up.cells // (2 * _CELL[1])))
    for value, text in number_ticks(lines):
        row = frame.row(value)
        yield _line((_LEFT, row), (frame.right, row), "dim", "1 3")
        yield _text(_LEFT - 6, row + 4, text, "dim", anchor="end")
    cells = Scale(frame.across.low, frame.across.high, max(4, frame.across.cells // _CELL[0]))
    for cell, text in place_labels(plot, cells):
        column = _LEFT + (cell + 0.5) * frame.across.cells / cells.cells
        yield _text(column, frame.bottom + 16, text, "dim", anchor="middle")
    nought = frame.row(min(max(0.0, frame.up.low), frame.up.high))
    yield _line((_LEFT, nought), (frame.right, nought), "plain")


def _line(start: tuple[float, float], end: tuple[float, float], ink: str, dashes: str = "") -> str:
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line class="line-{ink}" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" '
        f'y2="{end[1]:.1f}"{dash}/>'
    )


def _runs(frame: _Frame, points: Sequence[Position]) -> Iterator[list[tuple[float, float]]]:
    """The points of a line on the page, a list for each stretch without a gap."""
    run: list[tuple[float, float]] = []
    for number, value in points:
        if value is not None:
            run.append((frame.column(number), frame.row(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{left:.1f} {top:.1f}" for left, top in points)


def _drawn(plot: Plotted, frame: _Frame, series: PlottedSeries, dashes: str) -> Iterator[str]:
    """A line, an area, a step or bubbles; bars are drawn together."""
    if series.series.kind == "bubble":
        yield from _bubbles(plot, frame, series)
        return
    if series.series.kind == "bar":
        return
    points: Sequence[Position] = series.points
    if series.series.kind == "step":
        points = tuple(stepped(points, frame.across.high))
    if series.series.is_dashed:
        dashes = "6 4"
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    end = None
    for run in _runs(frame, points):
        if series.series.kind == "area":
            nought = frame.row(min(max(0.0, frame.up.low), frame.up.high))
            closed = [(run[0][0], nought), *run, (run[-1][0], nought)]
            yield f'<path class="{series.ink} area" d="{_path(closed)} Z"/>'
        yield f'<path class="line-{series.ink}" stroke-width="2"{dash} d="{_path(run)}"/>'
        end = run[-1]
    if end is not None and len(plot.series) > 1:
        yield _text(end[0] + 4, end[1] + 4, series.letter, series.ink, weight="bold")


def _bubbles(plot: Plotted, frame: _Frame, series: PlottedSeries) -> Iterator[str]:
    """Circles whose area is the size of a point, the largest below the others."""
    sizes = [point.size for other in plot.series for point in other.sources]
    largest = max(sizes, default=0.0)
    pairs = sorted(zip(series.points, series.sources, strict=True), key=lambda pair: -pair[1].size)
    for (number, value), point in pairs:
        if value is None:
            continue
        share = (max(0.0, point.size) / largest) ** 0.5 if largest > 0 else 0.0
        column, row = frame.column(number), frame.row(value)
        yield (
            f'<circle class="{series.ink} bar" fill-opacity="0.7" cx="{column:.1f}" '
            f'cy="{row:.1f}" r="{max(2.0, share * _RADIUS):.1f}"/>'
        )
        yield _text(column, row + 4, point.title or series.letter, "plain", anchor="middle")


def _bands(plot: Plotted, frame: _Frame) -> Iterator[str]:
    """What lies between two lines."""
    for at in range(len(plot.chart.bands)):
        edges = band_edges(plot, at)
        if edges:
            above = [(frame.column(number), frame.row(high)) for number, _, high in edges]
            below = [(frame.column(number), frame.row(low)) for number, low, _ in edges]
            yield f'<path class="dim area" d="{_path([*above, *reversed(below)])} Z"/>'


def _bars(plot: Plotted, frame: _Frame) -> Iterator[str]:
    """Bars side by side or on one another, a rectangle each."""
    bars = [series for series in plot.series if series.series.kind == "bar"]
    room = frame.across.cells / max(1, len(plot.slots)) * 0.8
    width = room if plot.chart.is_stacked else room / max(1, len(bars))
    sums: dict[tuple[float, bool], float] = {}
    for at, series in enumerate(bars):
        for number, value in series.points:
            if not value:
                continue
            start = sums.get((number, value < 0), 0.0) if plot.chart.is_stacked else 0.0
            sums[number, value < 0] = start + value
            left = frame.column(number) - room / 2 + (0 if plot.chart.is_stacked else at * width)
            top, bottom = sorted((frame.row(start), frame.row(start + value)))
            yield (
                f'<rect class="{series.ink} bar" x="{left:.1f}" y="{top:.1f}" '
                f'width="{width:.1f}" height="{bottom - top:.1f}"/>'
            )
            if len(bars) > 1 and bottom - top > _CELL[1]:
                middle = left + width / 2
                yield _text(middle, bottom - 3, series.letter, "ground", anchor="middle")


def _marks(plot: Plotted, frame: _Frame) -> Iterator[str]:
    """Lines from top to bottom with their titles."""
    for mark in plot.chart.marks:
        number = plot.mark_number(mark.at)
        if number is not None:
            column = frame.column(number)
            anchor = "end" if column > frame.right - _CELL[0] * len(mark.title) else "start"
            yield _line((column, _ABOVE - 4), (column, frame.bottom), mark.tone, "4 3")
            yield _text(column + (3 if anchor == "start" else -3), _ABOVE - 2, mark.title,
                        mark.tone, anchor=anchor)  # fmt: skip
