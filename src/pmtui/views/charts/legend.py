"""This file writes what stands above a chart: its title, and what each series is drawn as."""

from collections.abc import Iterator

from pmtui.text import cell_width, visible
from pmtui.views.charts.axes import fitted
from pmtui.views.charts.canvas import STROKES, ChartCell, ChartStyle
from pmtui.views.charts.plotted import Plotted


def headings(
    plot: Plotted, width: int, style: ChartStyle, most: int, *, with_marks: bool
) -> list[list[ChartCell]]:
    """The title, and beside it or below what each series, band and mark is drawn as.

    Args:
        plot: the chart.
        width: cells of a line.
        style: what is drawn with.
        most: lines there may be, at least one.
        with_marks: whether marks are named here.
    """
    unit = f" {visible(plot.chart.unit)}" if plot.chart.unit else ""
    title = [ChartCell(f" {visible(plot.chart.title)}", "head"), ChartCell(unit, "dim")]
    entries = [*_entries(plot, style, with_marks=with_marks)]
    taken = sum(cell_width(cell.text) for cell in title)
    wanted = sum(_width(entry) for entry in entries)
    if taken + wanted <= width:
        return [fitted([*title, *(cell for entry in entries for cell in entry)], width)]
    rows, room = [title], width - taken
    for entry in entries:
        if _width(entry) > room and len(rows) < most:
            rows.append([])
            room = width
        rows[-1] += entry
        room -= _width(entry)
    return [fitted(row, width) for row in rows]


def _width(entry: list[ChartCell]) -> int:
    return sum(cell_width(cell.text) for cell in entry)


def _entries(plot: Plotted, style: ChartStyle, *, with_marks: bool) -> Iterator[list[ChartCell]]:
    strokes = STROKES[style]
    many = len(plot.series) > 1
    bars = [series for series in plot.series if series.series.kind == "bar"]
    for series in plot.series:
        name = visible(series.series.title)
        letter = series.letter
        if plot.chart.is_stacked and series in bars:
            letter = strokes.shades[bars.index(series) % len(strokes.shades)]
        if many:
            yield [ChartCell(f"  {letter}", series.ink), ChartCell(f" {name}", "dim")]
        elif name != visible(plot.chart.title):
            yield [ChartCell(f"  {name}", series.ink)]
    for band in plot.chart.bands:
        yield [ChartCell(f"  {strokes.band * 2} {visible(band.title)}", "dim")]
    titles = dict.fromkeys((mark.title, mark.tone) for mark in plot.chart.marks if with_marks)
    for title, tone in titles:
        yield [ChartCell(f"  {strokes.mark} {visible(title)}", tone)]
