"""This file draws bubbles: circles whose area is the size of a point, with its letter inside."""

from math import isfinite, sqrt
from typing import Final

from pmtui.text import visible
from pmtui.views.charts.canvas import Canvas
from pmtui.views.charts.plotted import Plotted, PlottedSeries

_SHARE: Final = 0.14
"""The share of the height that the largest radius takes."""
_LONGEST: Final = 6
"""Cells of a title that is written into its bubble."""
_MOST_CIRCLES: Final = 100
"""Circles that are drawn, the largest; of other points there are letters only."""
_ROUND: Final = 2
"""How much higher than wide a cell is."""


def draw_bubbles(canvas: Canvas, plot: Plotted, series: PlottedSeries, columns: int) -> None:
    """Draw every point of a series as a circle, the largest first, over so many columns."""
    largest = max(
        (_size(point.size) for other in plot.series for point in other.sources), default=0
    )
    most = max(1.0, canvas.height * _SHARE)
    across, up = plot.across(columns), plot.up(canvas.height)

    def cell_of(number: float, value: float) -> tuple[int, int]:
        column = across.part(number, columns)
        return column, canvas.height - 1 - up.part(value, canvas.height)

    points = zip(series.points, series.sources, strict=True)
    ordered = sorted(points, key=lambda pair: -_size(pair[1].size))
    for (number, value), point in ordered[:_MOST_CIRCLES]:
        if value is None or not largest:
            continue
        share = sqrt(_size(point.size) / largest)
        _circle(canvas, (across.cell(number), up.cell(value)),
                share * most, series)  # fmt: skip
    for number, value in series.points:
        if value is not None:
            canvas.put(*cell_of(number, value), series.letter, series.ink)
    for (number, value), point in ordered[:_MOST_CIRCLES]:
        name = visible(point.title)
        if value is not None and name.isascii() and len(name) <= _LONGEST:
            column, row = cell_of(number, value)
            first = max(0, min(column - (len(name) - 1) // 2, canvas.width - len(name)))
            for at, mark in enumerate(name):
                canvas.put(first + at, row, mark, series.ink)


def _size(size: float) -> float:
    return size if isfinite(size) and size > 0 else 0.0


def _circle(
    canvas: Canvas, middle: tuple[float, float], radius: float, series: PlottedSeries
) -> None:
    """The dots of a circle, as far as they are on the ground.

    Args:
        canvas: what is drawn on.
        middle: cells from the left and from the bottom.
        radius: in rows of cells.
        series: which it belongs to.
    """
    across, up = canvas.strokes.across, canvas.strokes.up
    middle_column, middle_row = middle[0] * across, middle[1] * up
    wide, high = radius * _ROUND * across, radius * up
    if wide < 1 or high < 1:
        return
    masks = [0] * canvas.dot_columns
    for column in range(
        max(0, int(middle_column - wide)), min(canvas.dot_columns, int(middle_column + wide) + 1)
    ):
        share = 1 - ((column + 0.5 - middle_column) / wide) ** 2
        if share < 0:
            continue
        next_share = max(0.0, 1 - ((abs(column + 0.5 - middle_column) + 1) / wide) ** 2)
        outer, inner = high * sqrt(share), high * sqrt(next_share)
        for sign in (1, -1):
            edges = sorted((middle_row + sign * inner, middle_row + sign * outer))
            low = max(0, int(edges[0]))
            top = min(canvas.dot_rows - 1, int(edges[1]))
            if low <= top and edges[1] >= 0:
                masks[column] |= ((1 << (top - low + 1)) - 1) << low
    canvas.put_dots(masks, series.ink, series.letter)
