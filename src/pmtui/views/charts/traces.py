"""This file draws lines, areas, steps and bands: in one pass over their points."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite

from pmtui.views.charts.canvas import Canvas
from pmtui.views.charts.plotted import Plotted, PlottedSeries, Position
from pmtui.views.charts.scale import Scale, clipped

_DASH = 3
"""Dots of a dash, and between two."""


def dot_columns(
    points: Sequence[Position], across: Scale, up: Scale, size: tuple[int, int]
) -> list[int]:
    """The dots that a line takes, column by column, a bit for each from below.

    Args:
        points: sorted from left to right; None is a gap.
        across: the scale from left to right.
        up: the scale from below.
        size: dots from left to right, and from the bottom to the top.
    """
    columns, rows = size
    masks = [0] * columns
    last, top = columns - 1, rows - 1
    left, measure = across.low, last / (across.high - across.low)
    bottom, span = up.low, up.high - up.low
    before: tuple[int, int] | None = None
    for number, value in points:
        if value is None:
            before = None
            continue
        column = int((number - left) * measure + 0.5)
        row = int((value - bottom) / span * rows)
        column = 0 if column < 0 else min(column, last)  # min and max are slow
        row = 0 if row < 0 else min(row, top)
        if before is None or before == (column, row):
            masks[column] |= 1 << row
        elif before[0] == column:
            masks[column] |= _run(before[1], row)
        else:
            _join(masks, before, (column, row))
        before = column, row
    return masks


def _join(masks: list[int], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Add the dots between two: in each column those that the line passes."""
    (first, low), (last, high) = start, end
    rise = (high - low) / (last - first)
    begin = low
    for column in range(first, last):
        finish = round(low + rise * (column - first + 0.5))
        masks[column] |= _run(begin, finish)
        begin = finish
    masks[last] |= _run(begin, high)


def _run(first: int, second: int) -> int:
    """Dots from one row to another."""
    low, high = (first, second) if first < second else (second, first)
    return ((1 << (high - low + 1)) - 1) << low


def stepped(points: Sequence[Position], end: float) -> Iterator[Position]:
    """The points of a line that keeps each value until the next, and the last to the end."""
    for (number, value), (following, next_value) in pairwise(points):
        yield number, value
        yield following, value
        yield following, next_value
    if points:
        yield points[-1]
        yield max(end, points[-1][0]), points[-1][1]


def draw_trace(canvas: Canvas, plot: Plotted, series: PlottedSeries, across: Scale) -> None:
    """Draw a line, an area or a step."""
    up = plot.up(canvas.height)
    points = series.points
    if series.series.kind == "step":
        points = tuple(stepped(points, across.high))
    masks = dot_columns(points, across, up, (across.cells * canvas.strokes.across, canvas.dot_rows))
    if series.series.kind == "area":
        _fill(canvas, masks, up, series)
    if series.series.is_dashed:
        masks = [_dashed(mask, at, canvas.strokes.up) for at, mask in enumerate(masks)]
    canvas.put_dots(masks, series.ink, series.letter if len(plot.series) > 1 else "*")


def _dashed(mask: int, column: int, up: int) -> int:
    """A column with the gaps of a dashed line; a steep one has them on its way up."""
    if up == 1:
        return mask if column % 2 == 0 else 0
    if mask.bit_count() <= up:
        return mask if column // _DASH % 2 == 0 else 0
    pattern = int("000111" * (mask.bit_length() // 6 + 1), 2)
    return mask & pattern


def _fill(canvas: Canvas, masks: Sequence[int], up: Scale, series: PlottedSeries) -> None:
    """Shade the cells between nought and a line."""
    strokes = canvas.strokes
    nought = up.part(0.0, canvas.dot_rows)
    for column in range(len(masks) // strokes.across):
        drawn = 0
        for mask in masks[column * strokes.across : (column + 1) * strokes.across]:
            drawn |= mask
        if drawn:
            top, bottom = drawn.bit_length() - 1, (drawn & -drawn).bit_length() - 1
            low, high = min(bottom, nought) // strokes.up, max(top, nought) // strokes.up
            for at in range(low, high + 1):
                canvas.put(column, canvas.height - 1 - at, strokes.area, series.ink, over=False)


def band_edges(plot: Plotted, at: int) -> list[tuple[float, float, float]]:
    """The places of a band, by its number, with its low and high edge, from left to right."""
    band = plot.chart.bands[at]
    edges = (
        (plot.number_of(point.at), clipped(point.low), clipped(point.high)) for point in band.points
    )
    return sorted(edge for edge in edges if all(map(isfinite, edge)))


def draw_band(canvas: Canvas, plot: Plotted, at: int, across: Scale) -> None:
    """Shade what lies between the two edges of a band, by its number."""
    up = plot.up(canvas.height)
    size = across.cells, canvas.height
    edges = band_edges(plot, at)
    lows = dot_columns([(place, low) for place, low, _ in edges], across, up, size)
    highs = dot_columns([(place, high) for place, _, high in edges], across, up, size)
    for column, (low, high) in enumerate(zip(lows, highs, strict=True)):
        both = low | high
        if both:
            bottom = (both & -both).bit_length() - 1
            for level in range(bottom, both.bit_length()):
                canvas.put(
                    column, canvas.height - 1 - level, canvas.strokes.band, "dim", over=False
                )
