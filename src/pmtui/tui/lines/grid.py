"""This file draws a table of any length by line: header, cursor row, marks, widths by column."""

from collections.abc import Callable, Sequence

from textual.events import Click
from textual.strip import Strip

from pmtui.tui.lines.column_widths import ColumnNeeds, fitted_columns
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.glyphs import Glyphs
from pmtui.tui.lines.row_order import Rows, has_same_columns, in_previous_order, is_at, position_of
from pmtui.tui.lines.row_painting import GUTTER, painted_heading, painted_row
from pmtui.views.shapes.table import TableColumn

MOST_KEPT = 128
"""Drawn lines that are kept: some screens of them, however far somebody walks."""


class Grid(CursorLines):
    """Rows under a header; the cursor keeps to its row's id when the rows change."""

    takes_marks = True
    chosen_column = ""  # the key of the column that is pointed at; empty for none

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
        self._widths: list[tuple[TableColumn, int]] = []
        self._lines: dict[int, Strip] = {}
        self._needs = ColumnNeeds()
        self.marks = set()
        self._range_start: int | None = None

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self._rows.ids) if self._rows is not None else 0

    @property
    def columns(self) -> Sequence[TableColumn]:
        """The columns, those without room too; none until rows are shown."""
        return self._rows.columns if self._rows is not None else ()

    @property
    def first_id(self) -> int | None:
        """Id of the first row; None where there is no row."""
        return self._rows.ids[0] if self._rows is not None and self.count else None

    @property
    def ids(self) -> Sequence[int]:
        """Ids of the rows in order."""
        return self._rows.ids if self._rows is not None else ()

    @property
    def cursor(self) -> int:
        """Position of the cursor."""
        return self._cursor

    @property
    def cursor_id(self) -> int | None:
        """Id of the row under the cursor; None where there is no row."""
        return self._rows.ids[self._cursor] if self._rows is not None and self.count else None

    def show(self, rows: Rows, turned: Callable[[], None] = lambda: None) -> None:
        """Show other rows; cursor and view stay with the row they were on.

        Only lines that look different are drawn anew.

        Args:
            rows: what is shown from now on.
            turned: called between the last look at the rows before and the first at these.
        """
        before, was = self.cursor_id, self._rows
        offset = self._cursor - self.top
        drawn = self._drawn()
        if self.keeps_order and was is not None:
            rows = in_previous_order(rows, was.ids)
        self._rows = rows
        turned()
        if before is not None and rows.ids and not is_at(rows, self._cursor, before):
            found = position_of(rows.ids, before)
            self._cursor = min(self._cursor, len(rows.ids) - 1) if found is None else found
        self._cursor = max(0, min(self._cursor, self.count - 1))
        self.top = max(0, self._cursor - offset)
        if self.marks:
            self.marks &= set(rows.ids)
        self._lines.clear()
        # Other rows have widths of their own; the same ones keep those they had.
        same = self.cursor_id == before and was is not None and has_same_columns(was, rows)
        self._needs.forget(rows_only=same)
        is_dealt_out = self._measure()
        self._into_view()
        if was is None or is_dealt_out or was.sort != rows.sort:
            self.refresh()
        else:
            self._refresh_changed(drawn)

    def _drawn(self) -> list[Strip]:
        return [self.render_line(y) for y in range(self.size.height)] if self._rows else []

    def _refresh_changed(self, drawn: list[Strip]) -> None:
        for y, strip in enumerate(self._drawn()):
            if y >= len(drawn) or strip != drawn[y]:
                self.refresh_line(y)

    @property
    def walk(self) -> tuple[Sequence[int], int]:
        """The rows, top to bottom, and the position of the cursor."""
        return self.ids, self._cursor

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on a row; False where it is not shown."""
        found = position_of(self._rows.ids, entity_id) if self._rows is not None else None
        if found is not None:
            self.move_to(found)
        return found is not None

    def move(self, across: int, down: int) -> None:  # noqa: ARG002  (rows have no cells to go to)
        """Move the cursor by rows."""
        self.move_cursor(down)

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
            self._draw_anew()
        self._redraw(before)
        self._redraw(position)
        self._into_view()
        self.moved()

    def page(self, share: float) -> None:
        """Move the cursor by a share of the height."""
        self.move_cursor(round(share * max(1, self.body_height() - 1)))

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
            self.marks |= set(self.ids[self._cursor : self._cursor + 1])
            self._redraw(self._cursor)
        else:
            self._range_start = None

    def mark_all(self) -> None:
        """Mark every row, or take all marks away."""
        self.marks = set() if self.marks == set(self.ids) else set(self.ids)
        self._draw_anew()

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._range_start = None
        if self.marks:
            self.marks = set()
            self._draw_anew()

    def _draw_anew(self) -> None:
        self._lines.clear()
        self.refresh()

    def line_count(self) -> int:
        """A line a row."""
        return self.count

    def body_height(self) -> int:
        """The lines below the header."""
        return max(1, self.size.height - self._head)

    @property
    def _head(self) -> int:
        return 1 if self._header else 0

    def _into_view(self) -> None:
        height = self.body_height()
        top = min(self.top, max(0, self.count - height))
        top = max(min(top, self._cursor), self._cursor - height + 1)
        if top != self.top:
            self.top = top
            self.refresh()
        self._see()

    def _see(self) -> None:
        """Deal the columns out again where what came into sight needs more than they have."""
        if self._look() and self._measure():
            self._draw_anew()

    def scroll_lines(self, count: int) -> None:
        """Show lines further down or up, as far as there are any."""
        super().scroll_lines(count)
        self._see()

    def _redraw(self, position: int) -> None:
        self._lines.pop(position, None)
        self.refresh_line(position - self.top + self._head)

    def size_changed(self) -> None:
        """Other width, other columns."""
        self._lines.clear()
        self._measure()
        self._into_view()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._lines.clear()
        super().notify_style_update()

    def cursor_changed(self) -> None:
        """The cursor became bright or dim."""
        self._redraw(self._cursor)

    def _table_width(self) -> int:
        """The cells that columns share."""
        return self.size.width

    def _measure(self) -> bool:
        """Deal the cells out among the columns, by what the rows in sight need; True where anew."""
        before = self._widths
        self._look()
        room = self._table_width() - GUTTER - 1
        self._widths = fitted_columns(self.columns_in(room), self._needs.known, room)
        return self._widths != before

    def columns_in(self, room: int) -> Sequence[TableColumn]:  # noqa: ARG002  (all share it)
        """The columns that share so many cells."""
        return self.columns

    def _look(self) -> bool:
        """Look at the rows in sight; True where a column needs more cells than it did before."""
        if self._rows is None or not self.size.height:
            return False
        shown = range(self.top, min(self.count, self.top + self.body_height()))
        return self._needs.look(self._rows, shown)

    def forget_lines(self) -> None:
        """Let go of the rows that are drawn."""
        self._lines.clear()

    def render_line(self, y: int) -> Strip:
        """The header, a row, or what there is to say where no row is."""
        width = self.size.width
        if y < self._head:
            return self._heading(y, width)
        position = y - self._head + self.top
        if self._rows is None or position >= self.count:
            empty = self._rows.empty if self._rows is not None and not self.count else ""
            return self.words(empty, position, width)
        strip = self._lines.get(position)
        if strip is None or strip.cell_length != width - 1:
            if len(self._lines) >= MOST_KEPT:
                self._lines.clear()
            strip = self._lines[position] = self._row(position, width - 1)
        return Strip([*strip, self.scrollbar(y, self._head)], width)

    def _heading(self, y: int, width: int) -> Strip:  # noqa: ARG002  (one line, unless drawn otherwise)
        sort = self._rows.sort if self._rows is not None else ""
        return painted_heading(self, self._widths, sort, width, self.chosen_column)

    def _row(self, position: int, width: int) -> Strip:
        assert self._rows is not None  # noqa: S101  (rows were there to be counted)
        row, at_cursor = self._needs.row(self._rows, position), position == self._cursor
        return painted_row(self, row, self._rows.columns, self._widths, width, at_cursor=at_cursor)

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a second one on the same row chooses it."""
        position = event.y - self._head + self.top
        if event.y < self._head or position >= self.count:
            return
        again = position == self._cursor
        self.move_to(position)
        if again and event.chain > 1:
            self.chosen()
