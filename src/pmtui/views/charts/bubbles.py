"""This file draws bubbles: circles whose area is the size of a point, with its letter inside."""

from collections.abc import Sequence
from math import isfinite, sqrt
from typing import Final

import msgspec

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


def draw_bubbles(canvas: Canvas, plot: Plotted, columns: int) -> None:
    """Draw every point as a circle over so many columns, and write titles where there is room."""
    across, up = plot.across(columns), plot.up(canvas.height)
    spots = [
        _Bubble(
            max(0, min(across.part(number, columns), canvas.width - 1)),
            canvas.height - 1 - up.part(value, canvas.height),
            (across.cell(number), up.cell(value)),
            _size(point.size),
            visible(point.title),
            series,
        )
        for series in plot.series
        if series.series.kind == "bubble"
        for (number, value), point in zip(series.points, series.sources, strict=True)
        if value is not None
    ]
    spots.sort(key=lambda spot: -spot.size)
    largest = spots[0].size if spots else 0.0
    most = max(1.0, canvas.height * _SHARE)
    for spot in spots[:_MOST_CIRCLES] if largest else ():
        _circle(canvas, spot.middle, sqrt(spot.size / largest) * most, spot.series)
    for spot in reversed(spots):
        canvas.put(spot.column, spot.row, spot.series.letter, spot.series.ink)
    _write_titles(canvas, spots)


class _Bubble(msgspec.Struct, frozen=True):
    """Where a point stands on the canvas."""

    column: int
    row: int
    middle: tuple[float, float]
    """Cells from the left and from the bottom."""
    size: float
    title: str
    series: PlottedSeries


def _write_titles(canvas: Canvas, spots: Sequence[_Bubble]) -> None:
    """Write titles into bubbles, the largest first, where they hide no point and no other title.

    The others are read at the cursor.
    """
    points = {(spot.column, spot.row) for spot in spots}
    taken: set[tuple[int, int]] = set()
    for spot in spots[:_MOST_CIRCLES]:
        name = spot.title
        if not name.isascii() or len(name) > _LONGEST:
            continue
        first = max(0, min(spot.column - (len(name) - 1) // 2, canvas.width - len(name)))
        place = {(at, spot.row) for at in range(first, first + len(name))}
        beside = {(first - 1, spot.row), (first + len(name), spot.row)}
        hides = place & points - {(spot.column, spot.row)}
        if not hides and taken.isdisjoint(place | beside):
            taken |= place
            for at, mark in enumerate(name):
                canvas.put(first + at, spot.row, mark, spot.series.ink)


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
