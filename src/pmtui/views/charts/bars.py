"""This file draws bars: side by side or on one another, up from nought and down below it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pmtui.views.charts.canvas import Canvas
from pmtui.views.charts.plotted import Plotted, PlottedSeries
from pmtui.views.charts.scale import Scale

_WIDEST: Final = 12
"""Cells of a bar at most."""
_APART_FROM: Final = 3
"""Cells of a bar from which one of them is left free beside the next."""


class _Slot(NamedTuple):
    """The cells that the bars of one place have."""

    first: int
    width: int
    number: float


def draw_bars(canvas: Canvas, plot: Plotted, across: Scale) -> None:
    """Draw every series of bars."""
    series = [one_series for one_series in plot.series if one_series.series.kind == "bar"]
    values = [dict(one_series.points) for one_series in series]
    if not series:
        return
    up = plot.up(canvas.height)
    for slot in _slots(plot, across, values):
        column = [(one_series, known.get(slot.number)) for one_series, known in
                  zip(series, values, strict=True)]  # fmt: skip
        if plot.chart.is_stacked:
            _draw_stack(canvas, up, slot, column)
        else:
            _draw_group(canvas, up, slot, column)


def _slots(
    plot: Plotted, across: Scale, values: Sequence[dict[float, float | None]]
) -> Iterator[_Slot]:
    """The place of each group of bars; where several share a cell, the one with the most."""
    count = len(plot.slots)
    if count <= across.cells:
        for at in range(count):
            first = round(across.cell(at - 0.5))
            yield _Slot(first, round(across.cell(at + 0.5)) - first, float(at))
        return
    most: dict[int, tuple[float, int]] = {}
    for at in range(count):
        column = int(across.cell(at - 0.5))
        size = sum(abs(known.get(at) or 0.0) for known in values)
        if column not in most or size > most[column][0]:
            most[column] = size, at
    for column, (_, at) in most.items():
        yield _Slot(column, 1, float(at))


def _draw_group(
    canvas: Canvas, up: Scale, slot: _Slot, column: Sequence[tuple[PlottedSeries, float | None]]
) -> None:
    """Bars side by side; where they have no room they stand before one another, the least last."""
    count = len(column)
    gap = 1 if slot.width > count else 0
    pitch = min((slot.width - gap) // count, _WIDEST)
    if not pitch:
        ordered = sorted(column, key=lambda pair: -abs(pair[1] or 0.0))
        for series, value in ordered:
            _draw_bar(canvas, up, range(slot.first, slot.first + 1), value, series)
        return
    width = pitch - 1 if count > 1 and pitch >= _APART_FROM else pitch
    first = slot.first + (slot.width - pitch * count) // 2
    for at, (series, value) in enumerate(column):
        columns = range(first + at * pitch, first + at * pitch + width)
        _draw_bar(canvas, up, columns, value, series)
        if count > 1 and value is not None:
            _letter(canvas, up, columns, value, series)


def _draw_bar(
    canvas: Canvas, up: Scale, columns: range, value: float | None, series: PlottedSeries
) -> None:
    """One bar from nought: whole cells, and the part of a cell that a character shows."""
    if value is None:
        return
    nought = round(up.cell(0.0))
    height = abs(up.cell(value) - up.cell(0.0))
    steps = canvas.strokes.steps if value >= 0 else canvas.strokes.falling
    parts = len(steps) - 1
    drawn = int(height * parts + 0.5)
    if not drawn and value:
        drawn = 1 if parts > 2 else 0
    full, rest = divmod(drawn, parts)
    for at in range(full + (rest > 0)):
        glyph = steps[-1] if at < full else steps[rest]
        row = canvas.height - 1 - nought - at if value >= 0 else canvas.height - nought + at
        for column in columns:
            canvas.put(column, row, glyph, series.ink)


def _letter(canvas: Canvas, up: Scale, columns: range, value: float, series: PlottedSeries) -> None:
    """The letter of a series in the cell of its bar at nought, where that is a full one."""
    nought = round(up.cell(0.0))
    row = canvas.height - 1 - nought if value >= 0 else canvas.height - nought
    column = columns[len(columns) // 2]
    beyond = row - 1 if value >= 0 else row + 1
    if not 0 <= beyond < canvas.height or canvas.is_free(column, beyond):
        return
    canvas.put(column, row, series.letter, series.ink, filled=True)


def _draw_stack(
    canvas: Canvas, up: Scale, slot: _Slot, column: Sequence[tuple[PlottedSeries, float | None]]
) -> None:
    """Bars on one another in whole cells: their edges are rounded, so their heights add up."""
    gap = 1 if slot.width > 1 else 0
    width = min(slot.width - gap, _WIDEST)
    first = slot.first + (slot.width - width) // 2
    columns = range(first, first + width)
    above = below = 0.0
    for at, (series, value) in enumerate(column):
        if not value:
            continue
        start = above if value > 0 else below
        end = start + value
        above, below = (end, below) if value > 0 else (above, end)
        low, high = sorted((round(up.cell(start)), round(up.cell(end))))
        shades = canvas.strokes.shades
        for level in range(max(0, low), min(high, canvas.height)):
            for place in columns:
                canvas.put(place, canvas.height - 1 - level, shades[at % len(shades)], series.ink)
