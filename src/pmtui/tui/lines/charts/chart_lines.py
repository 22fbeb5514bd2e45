"""This file shows a chart in a pane: `h` `l` go from place to place, `j` `k` between series."""

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip

from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.views.charts.axes import value_at, value_words
from pmtui.views.charts.chart import Chart, Series
from pmtui.views.charts.drawing import DrawnChart, Row

_NONE: Chart = Chart(title="", series=(), empty="")


class ChartLines(CursorLines):
    """A chart in as many cells as there are, and its values under the cursor in words."""

    DEFAULT_CSS = "ChartLines { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's own word)
        super().__init__(id=id)
        self.marks = set()
        self._chart = _NONE
        self._drawn: DrawnChart | None = None
        self._rows: Sequence[Row] = ()
        self._entities: Sequence[int] = ()
        self._stop = 0
        self._chosen = 0

    def show(self, chart: Chart, *, afresh: bool = False) -> None:
        """Show another chart.

        Args:
            chart: what is shown from now on.
            afresh: whether the cursor goes where the chart begins, or stays.
        """
        if chart == self._chart and not afresh:
            return
        self._chart, self._drawn = chart, None
        self._entities = self.drawn_chart.plot.entities
        if afresh:
            self._stop, self._chosen = self.drawn_chart.plot.first_stop, 0
        self._stop = max(0, min(self._stop, self.drawn_chart.stops - 1))
        self._draw()

    @property
    def drawn_chart(self) -> DrawnChart:
        """The chart in the cells there are."""
        if self._drawn is None:
            is_ascii = self.glyphs.full.isascii()
            self._drawn = DrawnChart(self._chart, *self.size, "ascii" if is_ascii else "braille")
        return self._drawn

    @property
    def series(self) -> Series | None:
        """The series whose value stands out; None where there is none."""
        series = self._chart.series
        return series[self._chosen] if self._chosen < len(series) else None

    @property
    def value(self) -> tuple[str, str] | None:
        """The place under the cursor and the value there of the chosen series, in words."""
        plot = self.drawn_chart.plot
        if plot.is_empty or self.series is None:
            return None
        number = plot.stops[self._stop]
        return value_words(plot, plot.series[self._chosen], number)

    @property
    def walk(self) -> tuple[Sequence[int], int]:
        """What each place is of, 0 for what the chart is of, and where the cursor stands."""
        return self._entities, self._stop

    def move(self, across: int, down: int) -> None:
        """Move the cursor from place to place, or to another series that has a value there."""
        if across:
            self.move_to(self._next(across))
        elif down:
            self._choose(down)

    def _next(self, across: int) -> int:
        """The next stop that lies in another cell: several may share one."""
        chart, step = self.drawn_chart, 1 if across > 0 else -1
        stop, here = self._stop, chart.stop_column(self._stop) if chart.stops else 0
        for _ in range(abs(across)):
            stop += step
            while 0 <= stop < chart.stops and chart.stop_column(stop) == here:
                stop += step
            if 0 <= stop < chart.stops:
                here = chart.stop_column(stop)
        return stop

    def _choose(self, down: int) -> None:
        plot = self.drawn_chart.plot
        if plot.is_empty:
            return
        number = plot.stops[self._stop]
        places = [at for at, series in enumerate(plot.series)
                  if value_at(series, number) is not None]  # fmt: skip
        after = [at for at in places if (at > self._chosen if down > 0 else at < self._chosen)]
        if after:
            self._chosen = after[0] if down > 0 else after[-1]
            self._draw()
            self.moved()

    def move_to(self, position: int) -> None:
        """Put the cursor on a stop, or the nearest there is."""
        position = max(0, min(position, self.drawn_chart.stops - 1))
        if position != self._stop:
            self._stop = position
            self._draw()
            self.moved()

    def page(self, share: float) -> None:
        """Move the cursor by a share of all places."""
        self.move_to(self._stop + round(share * self.drawn_chart.stops / 4))

    def to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last place."""
        self.move_to(self.drawn_chart.stops - 1 if last else 0)

    def size_changed(self) -> None:
        """Other cells, another drawing."""
        self._drawn = None
        self._rows = self._made_rows()

    def forget_lines(self) -> None:
        """Let go of what is drawn."""
        self._drawn, self._rows = None, ()

    def line_count(self) -> int:
        """As many as are shown: a chart does not scroll."""
        return self.size.height

    def _made_rows(self) -> Sequence[Row]:
        if not self.size.height:
            return ()
        return self.drawn_chart.rows(self._stop if self.drawn_chart.stops else None, self._chosen)

    def _draw(self) -> None:
        """Draw anew the lines that look different."""
        before, self._rows = self._rows, self._made_rows()
        for y, row in enumerate(self._rows):
            if y >= len(before) or row != before[y]:
                self.refresh_line(y)

    def render_line(self, y: int) -> Strip:
        """One row of the chart."""
        if not self._rows:
            self._rows = self._made_rows()
        row = self._rows[y] if y < len(self._rows) else []
        return self.strip_of(self._segments(row), self.size.width)

    def _segments(self, row: Row) -> Iterator[Segment]:
        for cell in row:
            look = cell.ink if cell.ink.startswith("series-") else f"tone--{cell.ink}"
            yield Segment(cell.text, self.style_of(look, *(["fill"] if cell.is_filled else [])))

    def on_click(self, event: Click) -> None:
        """A click moves the cursor to the nearest place; a second one there chooses it."""
        chart = self.drawn_chart
        if not chart.stops:
            return
        before = self._stop
        self.move_to(min(range(chart.stops), key=lambda at: abs(chart.stop_column(at) - event.x)))
        if before == self._stop and event.chain > 1:
            self.chosen()
