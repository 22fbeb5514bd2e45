"""This file draws a table of any length by line: header, cursor row, marks, widths by column."""

from collections.abc import Sequence
from typing import Protocol

from rich.segment import Segment
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.lines.glyphs import Glyphs
from pmtui.views.table import Cell, Column, Row

GUTTER = 1
"""Cells left of the first column, where marks stand."""


class Rows(Protocol):
    """What a grid shows: columns, and rows that are formatted when they are drawn."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns."""
        ...

    @property
    def ids(self) -> Sequence[int]:
        """The ids of the rows in order."""
        ...

    @property
    def sort(self) -> str:
        """Column key it is sorted by, `-` behind it when descending."""
        ...

    @property
    def empty(self) -> str:
        """What to say where there is no row."""
        ...

    def row(self, index: int) -> Row:
        """The row at a position."""
        ...


class Grid(LineWidget):
    """Rows under a header; the cursor keeps to its row's id when the rows change."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, grid: "Grid") -> None:
            super().__init__()
            self.grid = grid

        @property
        def control(self) -> "Grid":
            """The grid."""
            return self.grid

    class Chosen(Moved):
        """A row was clicked again."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002  (Textual's own word)
        header: bool = True,
        glyphs: Glyphs | None = None,
    ) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._rows: Rows | None = None
        self._header = header
        self._cursor = 0
        self._widths: list[tuple[Column, int, int]] = []
        self._lines: dict[int, Strip] = {}
        self.marks: set[int] = set()
        """Ids of the marked rows."""
        self._range_start: int | None = None

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self._rows.ids) if self._rows is not None else 0

    @property
    def cursor(self) -> int:
        """Position of the cursor."""
        return self._cursor

    @property
    def cursor_id(self) -> int | None:
        """Id of the row under the cursor; None where there is no row."""
        return self._rows.ids[self._cursor] if self._rows is not None and self.count else None

    def show(self, rows: Rows) -> None:
        """Show other rows; cursor and scroll stay with the row they were on."""
        before = self.cursor_id
        offset = self._cursor - self.scroll_offset.y
        was = self._rows
        self._rows = rows
        if before is not None and rows.ids and not self._is_at(rows, self._cursor, before):
            found = _position(rows.ids, before)
            self._cursor = min(self._cursor, len(rows.ids) - 1) if found is None else found
        self._cursor = max(0, min(self._cursor, self.count - 1))
        if self.marks:
            self.marks &= set(rows.ids)
        if was is None or was.columns != rows.columns:
            self._measure()
        self._resize()
        self._lines.clear()
        top = max(0, self._cursor - offset)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        self.refresh()

    @staticmethod
    def _is_at(rows: Rows, at: int, row_id: int) -> bool:
        return at < len(rows.ids) and rows.ids[at] == row_id

    def follow(self, row_id: int) -> bool:
        """Put the cursor on a row; False where it is not shown."""
        found = _position(self._rows.ids, row_id) if self._rows is not None else None
        if found is not None:
            self.move_to(found)
        return found is not None

    def move_cursor(self, down: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self._cursor + down)

    def move_to(self, position: int) -> None:
        """Put the cursor on a position, or the nearest there is."""
        position = max(0, min(position, self.count - 1))
        if position == self._cursor:
            return
        before, self._cursor = self._cursor, position
        if self._range_start is not None and self._rows is not None:
            low, high = sorted((self._range_start, position))
            self.marks |= set(self._rows.ids[low : high + 1])
            self._lines.clear()
            self.refresh()
        self._redraw(before)
        self._redraw(position)
        self._into_view()
        self.post_message(self.Moved(self))

    def page(self, share: float) -> None:
        """Move the cursor by a share of the height."""
        self.move_cursor(round(share * max(1, self._height - 1)))

    def to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.move_to(self.count - 1 if last else 0)

    def mark(self) -> None:
        """Mark the row under the cursor or take its mark away, and go on to the next."""
        row_id = self.cursor_id
        if row_id is not None:
            self.marks ^= {row_id}
            self._redraw(self._cursor)
            self.move_cursor(1)

    def mark_range(self) -> None:
        """Start a range at the cursor, or end it."""
        if self._range_start is None:
            self._range_start = self._cursor
            row_id = self.cursor_id
            self.marks |= {row_id} if row_id is not None else set()
            self._redraw(self._cursor)
        else:
            self._range_start = None

    def mark_all(self) -> None:
        """Mark every row, or take all marks away."""
        every = set(self._rows.ids) if self._rows is not None else set()
        self.marks = set() if self.marks == every else every
        self._lines.clear()
        self.refresh()

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._range_start = None
        if self.marks:
            self.marks = set()
            self._lines.clear()
            self.refresh()

    @property
    def _top(self) -> int:
        return 1 if self._header else 0

    @property
    def _height(self) -> int:
        return max(1, self.size.height - self._top)

    def _into_view(self) -> None:
        top = self.scroll_offset.y
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False, force=True)
        elif self._cursor >= top + self._height:
            self.scroll_to(y=self._cursor - self._height + 1, animate=False, force=True)

    def _redraw(self, position: int) -> None:
        self._lines.pop(position, None)
        y = position - self.scroll_offset.y + self._top
        self.refresh(Region(0, y, self.size.width, 1))

    def _resize(self) -> None:
        size = Size(self.size.width, self.count + self._top)
        if self.virtual_size != size:
            self.virtual_size = size

    def on_resize(self, event: Resize) -> None:
        """Other width, other columns."""
        self._measure()
        self._resize()
        self._lines.clear()
        self._into_view()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._lines.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        """The cursor row is bright while the grid has the keys."""
        self._redraw(self._cursor)

    def on_blur(self) -> None:
        """The cursor row is dim while another pane has them."""
        self._redraw(self._cursor)

    def _measure(self) -> None:
        columns = list(self._rows.columns) if self._rows is not None else []
        room = self.scrollable_content_region.width - GUTTER
        while _needed(columns) > room and any(one.priority for one in columns):
            columns.remove(max(columns, key=lambda one: one.priority))
        spare = max(0, room - _needed(columns))
        shares = sum(one.flex for one in columns)
        self._widths = []
        x = GUTTER
        for column in columns:
            width = column.width + (spare * column.flex // shares if shares else 0)
            self._widths.append((column, x, width))
            x += width + 1

    def render_line(self, y: int) -> Strip:
        """The header, a row, or what there is to say where no row is."""
        width = self.size.width
        if self._header and y == 0:
            return self._head(width)
        position = y - self._top + self.scroll_offset.y
        if self._rows is None or position >= self.count:
            words = self._rows.empty if self._rows is not None and not self.count else ""
            text = Cell(f" {words}" if position == 0 else "", "dim")
            return self.strip_of([self.painted(text, width)], width)
        strip = self._lines.get(position)
        if strip is None or strip.cell_length != width:
            strip = self._lines[position] = self._row(position, width)
        return strip

    def _head(self, width: int) -> Strip:
        sort = self._rows.sort if self._rows is not None else ""
        pieces = [Segment(" " * GUTTER, self.style_of("line--head"))]
        for column, _, room in self._widths:
            arrow = ""
            if sort.removesuffix("-") == column.key:
                arrow = self.glyphs.down if sort.endswith("-") else self.glyphs.up
            cell = Cell(column.title + arrow, "dim")
            pieces.append(self.painted(cell, room, column.align, "line--head"))
            pieces.append(Segment(" ", self.style_of("line--head")))
        return self.strip_of(pieces, width, "line--head")

    def _row(self, position: int, width: int) -> Strip:
        assert self._rows is not None  # noqa: S101  (rows were there to be counted)
        row = self._rows.row(position)
        line: tuple[str, ...] = ()
        if position == self._cursor:
            line = ("line--cursor",) if self.has_focus else ("line--idle",)
        marked = row.id in self.marks
        gutter = self.glyphs.mark if marked else " "
        pieces = [Segment(gutter, self.style_of("line--mark", *line))]
        index = {column.key: at for at, column in enumerate(self._rows.columns)}
        first = next((column for column, _, _ in self._widths if column.flex), None)
        for column, _, room in self._widths:
            cell = row.cells[index[column.key]]
            if column is first and (row.depth or row.fold):
                cell = Cell(self._outline(row) + cell.text, cell.tone)
            pieces.append(self.painted(cell, room, column.align, *line))
            pieces.append(Segment(" ", self.style_of("tone--plain", *line)))
        return self.strip_of(pieces, width, "tone--plain", *line)

    def _outline(self, row: Row) -> str:
        fold = {"open": self.glyphs.open, "closed": self.glyphs.closed}.get(row.fold, " ")
        return f"{'  ' * row.depth}{fold} "

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a second one on the same row chooses it."""
        position = event.y - self._top + self.scroll_offset.y
        if event.y < self._top or position >= self.count:
            return
        if position == self._cursor and event.chain > 1:
            self.post_message(self.Chosen(self))
        self.move_to(position)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the view, not the cursor."""
        event.stop()
        self.scroll_relative(y=3, animate=False)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the view, not the cursor."""
        event.stop()
        self.scroll_relative(y=-3, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another part is shown."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.refresh()


def _needed(columns: Sequence[Column]) -> int:
    return sum(one.width + 1 for one in columns)


def _position(ids: Sequence[int], row_id: int) -> int | None:
    try:
        return ids.index(row_id)
    except ValueError:
        return None
