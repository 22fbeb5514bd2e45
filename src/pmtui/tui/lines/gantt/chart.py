"""This file draws a Gantt chart by line: a table at the left, bars over time at the right."""

from typing import Literal

from rich.segment import Segment
from textual.strip import Strip

from pmtui.tui.lines.gantt.bars import BEHIND, Drawn, draw, ground, merged
from pmtui.tui.lines.gantt.link_lines import overlay
from pmtui.tui.lines.gantt.table_share import table_width, wanted_width
from pmtui.tui.lines.gantt.time_axis import (
    ZOOMS,
    Axis,
    axis_at,
    dates_above,
    days_off,
    fitting,
    fitting_from,
)
from pmtui.tui.lines.glyphs import Glyphs
from pmtui.tui.lines.grid import Grid
from pmtui.views.shapes.gantt_chart import GanttChart
from pmtui.views.shapes.table import Cell

_Fitted = Literal["", "open", "all"]
"""What the time shown was fitted to; empty once somebody has gone elsewhere."""


class Gantt(Grid):
    """Rows with a bar each; a cursor move redraws two rows, a scroll in time the chart."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs | None = None) -> None:  # noqa: A002
        super().__init__(id=id, glyphs=glyphs)
        self._bars: GanttChart | None = None
        self._axis: Axis | None = None
        self._fitted: _Fitted = "open"
        self._fitted_width = 0
        self._is_zoomed = False
        self._grounds: Drawn | None = None
        self._ties_shown = False
        self._overlay: dict[int, dict[int, str]] = {}
        self._note = ""
        self._off: tuple[bool, ...] = ()

    @property
    def axis(self) -> Axis | None:
        """The stretch of time shown; None until something is."""
        return self._axis

    @property
    def step(self) -> str:
        """The span by which a bar is moved at this zoom: `1d`."""
        return ZOOMS[self._axis.zoom].step if self._axis is not None else "1d"

    def show_bars(self, bars: GanttChart, *, afresh: bool = False, fuller: bool = False) -> None:
        """Show other rows; zoom and place stay as they are.

        Args:
            bars: the rows with their bars.
            afresh: whether it is another scope: what is open of it is fitted into sight with today,
                unless the person has chosen a zoom.
            fuller: whether more is planned of the same than there was: it is fitted again where
                nobody has gone anywhere else since.
        """
        if afresh and not self._is_zoomed:
            self._fitted = "open"
        fits = self._axis is None or (bool(self._fitted) and (afresh or fuller))

        def turned() -> None:
            self._bars = bars
            self._grounds = None
            if fits and self.size.width:
                self._fit()
            elif afresh:
                self._stay_near()

        self.show(bars, turned)
        self._link()
        off = days_off(self._axis, bars.works_on) if self._axis is not None else ()
        if afresh or off != self._off:
            self._changed()
        self._off = off

    def show_note(self, note: str) -> None:
        """Say something above the table, such as how good the schedule is."""
        if note != self._note:
            self._note = note
            self.refresh_line(0)

    def scroll_time(self, cells: int) -> None:
        """Show what lies later, or earlier."""
        if self._axis is not None:
            self._take(self._axis.scrolled(cells))

    def zoom(self, step: int) -> None:
        """Show less time more closely (below zero), or more; the cursor's bar stays in sight."""
        if self._axis is None or self._bars is None:
            return
        self._is_zoomed = True
        bar = self._bars.bar_of(self.cursor_id) if self.cursor_id is not None else None
        around = self._bars.today
        for moment in (bar.start, bar.finish) if bar is not None else ():
            if self._axis.origin <= moment < self._axis.end:
                around = moment
                break
        if not self._axis.origin <= around < self._axis.end:
            around = (self._axis.origin + self._axis.end) // 2
        self._take(self._axis.zoomed(step, around))

    def fit(self) -> None:
        """Show all that is planned."""
        self._fitted, self._is_zoomed = "all", False
        self._fit()
        self._changed()

    def to_bar(self) -> None:
        """Show the bar of the row under the cursor, where it is out of sight."""
        bar = self._bars.bar_of(self.cursor_id) if self._bars and self.cursor_id else None
        if bar is None or self._axis is None:
            return
        if bar.finish <= self._axis.origin or bar.start >= self._axis.end:
            lead = self._axis.width // 4 * self._axis.minutes
            self._take(axis_at(self._axis.zoom, bar.start - lead, self._axis.width))

    def to_today(self) -> None:
        """Show today, a third from the left."""
        if self._axis is not None and self._bars is not None:
            lead = self._axis.width // 3 * self._axis.minutes
            self._take(axis_at(self._axis.zoom, self._bars.today - lead, self._axis.width))

    @property
    def shows_ties(self) -> bool:
        """Whether the links of the row under the cursor are drawn."""
        return self._ties_shown

    def toggle_ties(self) -> None:
        """Draw the links of the row under the cursor, or no longer."""
        self._ties_shown = not self._ties_shown
        self._link()
        self._changed()

    def move(self, across: int, down: int) -> None:
        """Move by rows, or in time."""
        super().move(across, down)
        if across and self._axis is not None:
            self.scroll_time(across * max(1, self._axis.width // 8))

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on a row and its bar in sight."""
        is_shown = super().follow(entity_id)
        if is_shown:
            self.to_bar()
        return is_shown

    def move_to(self, position: int) -> None:
        """Put the cursor on a position; the lines of its links go with it."""
        super().move_to(position)
        if self._ties_shown:
            before = self._overlay.keys()
            self._link()
            for at in {*before, *self._overlay}:
                self._redraw(at)

    def size_changed(self) -> None:
        """Other width, other columns and other time."""
        if self._bars is not None:
            width = self._chart_width()
            if self._axis is None or (self._fitted and width != self._fitted_width):
                self._fit()
            else:
                self._axis = self._axis.wide(width)
        self._grounds = None
        super().size_changed()
        self._link()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._grounds = None
        super().notify_style_update()

    @property
    def _head(self) -> int:
        return 2

    def _table_width(self) -> int:
        width = self.size.width
        return width if self._bars is None else table_width(self._bars, self._needs.known, width)

    @property
    def wanted_width(self) -> int:
        """Cells in which titles and what tells most beside them are whole, the chart as wide."""
        return 0 if self._bars is None else wanted_width(self._bars)

    def _chart_width(self) -> int:
        return max(1, self.size.width - self._table_width() - 2)

    def _fit(self) -> None:
        if self._bars is None:
            return
        day, width = self._bars.today, self._chart_width()
        span = self._bars.open_span() if self._fitted != "all" else None
        if span is not None:
            self._axis = fitting_from(day, span, width)
        else:
            self._axis = fitting(self._bars.span or (day, day + 1440 * 30), width)
        self._fitted_width = width
        self._grounds = None

    def _stay_near(self) -> None:
        """Another scope at the zoom that was chosen: today, where nothing of it is in sight."""
        if self._axis is None or self._bars is None:
            return
        start, finish = self._bars.open_span() or self._bars.span or (0, 0)
        if finish <= self._axis.origin or start >= self._axis.end:
            lead = self._axis.width // 3 * self._axis.minutes
            self._axis = axis_at(self._axis.zoom, self._bars.today - lead, self._axis.width)

    def _take(self, axis: Axis) -> None:
        if axis != self._axis:
            self._axis = axis
            self._fitted = ""
            self._link()
            self._changed()

    def _changed(self) -> None:
        self._grounds = None
        self._lines.clear()
        self.refresh()

    def _link(self) -> None:
        self._overlay = {}
        row_id = self.cursor_id
        if not self._ties_shown or self._bars is None or self._axis is None or row_id is None:
            return
        ties = self._bars.ties_of(row_id)
        ends = {end for tie in ties for end in (tie.predecessor, tie.successor)}
        window = range(self.top, min(self.count, self.top + self.body_height()))
        places = {number: at for at, number in enumerate(self.ids) if number in ends}
        bars = {place: self._bars.bar_of(place) for place in places}
        lines = overlay(self._axis, self.glyphs, ties, places, bars)
        self._overlay = {at: cells for at, cells in lines.items() if at in window}

    def _heading(self, y: int, width: int) -> Strip:
        table = self._table_width()
        if y == 0 or self._axis is None:
            words = f" {ZOOMS[self._axis.zoom].name}" if self._axis is not None else ""
            note = Cell(f" {self._note}", "dim")
            room = max(0, table - len(words))
            pieces = [self.painted(note, room), Segment(words, self.style_of("line--head"))]
        else:
            pieces = list(super()._heading(y, table))
        if self._axis is not None:
            pieces.append(Segment(self.glyphs.vertical, self.style_of("tone--dim")))
            text = dates_above(self._axis, upper=y == 0)
            pieces += self._with_today(text) if y else [Segment(text, self.style_of("line--head"))]
        return self.strip_of(pieces, width, "line--head")

    def _with_today(self, text: str) -> list[Segment]:
        """The lower line of dates, with today's cell in its colour."""
        head = self.style_of("line--head")
        at = self._axis.cell(self._bars.today) if self._axis and self._bars else -1
        if not 0 <= at < len(text):
            return [Segment(text, head)]
        mark = text[at] if text[at] != " " else self.glyphs.vertical
        today = self.style_of("bar--today")
        return [Segment(text[:at], head), Segment(mark, today), Segment(text[at + 1 :], head)]

    def _row(self, position: int, width: int) -> Strip:
        table = self._table_width()
        left = super()._row(position, table)
        line: tuple[str, ...] = ()
        if position == self.cursor:
            line = ("line--cursor",) if self.active else ("line--idle",)
        rule = Segment(self.glyphs.vertical, self.style_of("tone--dim", *line))
        return self.strip_of([*left, rule, *self._chart(position, line)], width)

    def _chart(self, position: int, line: tuple[str, ...]) -> list[Segment]:
        if self._bars is None or self._axis is None:
            return []
        if self._grounds is None:
            now = (self._bars.today, self._bars.status)
            off = days_off(self._axis, self._bars.works_on)
            self._grounds = ground(self._axis, self.glyphs, *now, off)
        marks, looks = self._grounds[0].copy(), self._grounds[1].copy()
        bar = self._bars.bar_of(self.ids[position])
        if bar is not None:
            draw(self._axis, bar, self.glyphs, (marks, looks))
        for at, mark in self._overlay.get(position, {}).items():
            if looks[at] in BEHIND:
                marks[at], looks[at] = mark, "bar--link"
        return merged(marks, looks, lambda look: self.style_of(look, *line))
