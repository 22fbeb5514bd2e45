"""This file draws a chart as rows of cells: axes, series, legend, and the values in words."""

from functools import cached_property
from typing import Final

from pmtui.text import cell_width, fit, wrap
from pmtui.views.charts.axes import (
    axis_row,
    fitted,
    label_row,
    mark_cells,
    mark_column,
    place_labels,
    value_at,
    value_labels,
    words_at,
)
from pmtui.views.charts.bars import draw_bars
from pmtui.views.charts.bubbles import draw_bubbles
from pmtui.views.charts.canvas import STROKES, Canvas, ChartCell, ChartStyle
from pmtui.views.charts.chart import Chart
from pmtui.views.charts.legend import headings
from pmtui.views.charts.plotted import Plotted, PlottedSeries, plotted
from pmtui.views.charts.traces import draw_band, draw_trace

LEAST: Final = (40, 8)
"""Cells and rows that a chart needs; where there are fewer it is cut."""
_AXIS_FROM: Final = 10
"""Rows from which the axis below is a line of its own."""
_ROOMY: Final = 14
"""Rows from which marks are named above, and the legend may take another line."""
_BESIDE: Final = 2
"""Cells right of the last place, where the letters of lines stand."""
_TRACES: Final = frozenset({"line", "area", "step"})

Row = list[ChartCell]


class DrawnChart:
    """A chart as it is drawn in some cells; a cursor is put over it without drawing it anew.

    Args:
        chart: what is drawn.
        width: cells of a row.
        height: rows.
        style: what is drawn with.
    """

    def __init__(self, chart: Chart, width: int, height: int, style: ChartStyle) -> None:
        self.width = max(1, width)
        self.height = max(1, height)
        self.plot: Final[Plotted] = plotted(chart)
        self.style: Final = style
        has_marks = bool(chart.marks) and self.height >= _ROOMY
        most = 1 + (self.height >= LEAST[1]) + (self.height >= _ROOMY)
        self._head = headings(self.plot, self.width, style, most, with_marks=not has_marks)
        self._has_axis = self.height >= _AXIS_FROM
        taken = len(self._head) + has_marks + self._has_axis + 2
        self.lines: Final = max(1, self.height - taken)
        """Rows between the axes."""
        self._labels = value_labels(self.plot.up(self.lines))
        widest = max(map(cell_width, self._labels.values()), default=0)
        self.left: Final = min(widest + 2, max(1, self.width // 2))
        """Cells left of the first place."""
        self.columns: Final = max(1, self.width - self.left)
        """Cells between the axes."""
        beside = _BESIDE if self._is_lettered and self.columns > 2 * _BESIDE else 0
        self.across: Final = self.plot.across(self.columns - beside)
        self._places = place_labels(self.plot, self.across)
        self._above = (
            [mark_cells(self.plot, self.across, self.columns, STROKES[style])] if has_marks else []
        )

    @property
    def _is_lettered(self) -> bool:
        """Whether lines end in their letters."""
        lines = sum(series.series.kind in _TRACES for series in self.plot.series)
        return lines > 0 and len(self.plot.series) > 1 and self.style != "ascii"

    @property
    def stops(self) -> int:
        """How many places a cursor can stand on."""
        return len(self.plot.stops)

    def stop_column(self, stop: int) -> int:
        """The cell of a row in which a stop lies."""
        number = self.plot.stops[max(0, min(stop, self.stops - 1))]
        return self.left + mark_column(self.plot, self.across, number)

    @property
    def top(self) -> int:
        """Rows above the first between the axes."""
        return len(self._head) + len(self._above)

    @cached_property
    def canvas(self) -> Canvas:
        """What lies between the axes, without a cursor."""
        plot, across = self.plot, self.across
        canvas = Canvas(self.columns, self.lines, self.style)
        if plot.is_empty:
            return canvas
        draw_bars(canvas, plot, across)
        for series in plot.series:
            if series.series.kind in _TRACES:
                draw_trace(canvas, plot, series, across)
        draw_bubbles(canvas, plot, across.cells)
        if self._is_lettered:
            for series in plot.series:
                self._end_in_letter(canvas, series)
        for at in range(len(plot.chart.bands)):
            draw_band(canvas, plot, at, across)
        self._draw_marks(canvas)
        return canvas

    def _draw_marks(self, canvas: Canvas) -> None:
        """The lines of marks, and that of nought, behind all else."""
        plot, strokes = self.plot, canvas.strokes
        for mark in plot.chart.marks:
            number = plot.mark_number(mark.at)
            if number is not None:
                column = mark_column(plot, self.across, number)
                for row in range(self.lines):
                    canvas.put(column, row, strokes.mark, mark.tone, over=False)
        up = plot.up(self.lines)
        if up.low < 0 < up.high:
            row = self.lines - 1 - up.part(0.0, self.lines)
            for column in range(self.columns):
                canvas.put(column, row, strokes.horizontal, "dim", over=False)

    def _end_in_letter(self, canvas: Canvas, series: PlottedSeries) -> None:
        """The letter of a line behind its last point, or near it."""
        known = [(number, value) for number, value in series.points if value is not None]
        if not known or series.series.kind not in _TRACES:
            return
        number, value = known[-1]
        column = mark_column(self.plot, self.across, number)
        if series.series.kind == "step":
            column = self.across.cells - 1
        row = self.lines - 1 - self.plot.up(self.lines).part(value, self.lines)
        for down in (0, -1, 1, -2, 2):
            for right in (1, 2):
                if canvas.is_free(column + right, row + down):
                    canvas.put(column + right, row + down, series.letter, series.ink)
                    return

    def rows(self, stop: int | None = None, chosen: int | None = None) -> list[Row]:
        """The rows of cells, each exactly as wide as asked for.

        Args:
            stop: where the cursor stands, counted from the left; None for no cursor.
            chosen: the series whose value stands out, by its place among all; None for none.
        """
        if self.plot.is_empty:
            return self._empty_rows()
        canvas, words = self.canvas, [ChartCell(" " * self.width)]
        pointer = None
        if stop is not None:
            number = self.plot.stops[max(0, min(stop, self.stops - 1))]
            pointer = mark_column(self.plot, self.across, number)
            canvas = canvas.copy()
            self._draw_cursor(canvas, number, pointer)
            words = words_at(self.plot, number, self.width, chosen)
        body = [self._labelled(at, row) for at, row in enumerate(canvas.rows())]
        margin = ChartCell(" " * self.left)
        above = [[margin, *row] for row in self._above]
        rows = [*self._head, *above, *body, *self._below(pointer), words]
        return [fitted(row, self.width) for row in rows[: self.height]]

    def _labelled(self, at: int, row: Row) -> Row:
        """A row with the value of the axis before it."""
        text = self._labels.get(self.lines - 1 - at, "")
        strokes = self.canvas.strokes
        edge = strokes.tick_left if text else strokes.vertical
        return [ChartCell(f"{fit(text, self.left - 1, 'right')}{edge}", "dim"), *row]

    def _below(self, pointer: int | None) -> list[Row]:
        """The axis across with the cursor on it, and the texts of places."""
        strokes = self.canvas.strokes
        texts = label_row(self._places, self.columns)
        margin = " " * self.left
        if not self._has_axis:
            return [[ChartCell(f"{margin}{texts}", "dim")]]
        line = axis_row(self._places, self.columns, strokes)
        corner = f"{' ' * (self.left - 1)}{strokes.corner}"
        row = [ChartCell(f"{corner}{line}", "dim")]
        if pointer is not None:
            row = [
                ChartCell(f"{corner}{line[:pointer]}", "dim"),
                ChartCell(strokes.pointer, "accent"),
                ChartCell(line[pointer + 1 :], "dim"),
            ]
        return [row, [ChartCell(f"{margin}{texts}", "dim")]]

    def _draw_cursor(self, canvas: Canvas, number: float, column: int) -> None:
        """A line through the free cells of a place, and the letter of each line on it."""
        strokes = canvas.strokes
        behind = {strokes.mark, strokes.horizontal, strokes.band}
        for row in range(self.lines):
            glyph, ink = canvas.glyphs[row][column], canvas.inks[row][column]
            if glyph in {" ", strokes.area} or (glyph in behind and not ink.startswith("series-")):
                canvas.put(column, row, strokes.cursor, "accent")
        up = self.plot.up(self.lines)
        for series in self.plot.series:
            value = value_at(series, number)
            if value is not None and series.series.kind in _TRACES:
                row = self.lines - 1 - up.part(value, self.lines)
                canvas.put(column, row, series.letter, series.ink, filled=True)

    def _empty_rows(self) -> list[Row]:
        """The title, and what to say where there is nothing to draw."""
        words = [[ChartCell(f" {line}", "dim")] for line in
                 wrap(self.plot.chart.empty, max(1, self.width - 2))]  # fmt: skip
        blank: list[Row] = [[]] * self.height
        rows = [*self._head[:1], [], *words, *blank]
        return [fitted(row, self.width) for row in rows[: self.height]]


def drawn(
    chart: Chart, width: int, height: int, style: ChartStyle = "braille", stop: int | None = None
) -> list[Row]:
    """A chart in rows of cells; texts of data are made visible, so that no terminal obeys them.

    Args:
        chart: what is drawn.
        width: cells of a row.
        height: rows.
        style: what is drawn with.
        stop: where the cursor stands, counted from the left; None for no cursor.
    """
    return DrawnChart(chart, width, height, style).rows(stop)


def plain_series(chart: Chart) -> list[dict[str, object]]:
    """The numbers of a chart as plain values, days in ISO 8601; null is a gap."""
    return [
        {
            "title": series.title,
            "kind": series.kind,
            "points": [{"at": point.at, "value": point.value} for point in series.points],
        }
        for series in chart.series
    ]
