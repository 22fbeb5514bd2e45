"""This file draws a board of cards by line: columns side by side, lanes below one another."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from rich.segment import Segment
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.strip import Strip

from pmtui.tui.lines.cards.cell_lines import CellLines
from pmtui.tui.lines.cards.cursor import CardCursor
from pmtui.tui.lines.cards.layout import CardLayout
from pmtui.tui.lines.cards.painting import (
    DrawnLine,
    painted_heads,
    painted_lane,
    painted_rule,
)
from pmtui.tui.lines.cards.protocols import Cards, shape_of
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.glyphs import Glyphs

HEADER = 2
"""Lines above the cards: names and a rule."""


class CardBoard(CursorLines):
    """Cards in columns and lanes; a key redraws two cards, never the board."""

    takes_marks = True

    def __init__(self, *, id: str | None = None, glyphs: Glyphs | None = None) -> None:  # noqa: A002
        super().__init__(id=id, glyphs=glyphs)
        self._cards: Cards | None = None
        self._cursor = CardCursor()
        self._layout = CardLayout()
        self._cells = CellLines(self, self._cursor, self._layout)
        self.marks = set()
        self.widened: Callable[[], None] = lambda: None
        """Called when titles that came into sight want another width."""

    @property
    def cursor_id(self) -> int | None:
        """The card under the cursor; None in an empty cell."""
        return self._cursor.card_id

    @property
    def is_on_nothing(self) -> bool:
        """Whether the cursor stands in an empty column."""
        return self.cursor_id is None

    @property
    def walk(self) -> tuple[Sequence[int], int]:
        """Every card in the order it is read, column by column, and the cursor's place in it."""
        return self._cursor.walk

    @property
    def lane(self) -> int:
        """Lane of the cursor."""
        return self._cursor.lane

    @property
    def column(self) -> int:
        """Column of the cursor."""
        return self._cursor.column

    def show(self, cards: Cards) -> None:
        """Show other cards; the cursor stays with its card, wherever that is now.

        Only lines that look different are drawn anew.
        """
        was, tops = self._cards, self._layout.tops
        before, places = self.cursor_id, self._layout.columns()
        self._cards = cards
        self._cursor.take(cards)
        drawn = self._cells.take(cards)
        if was is None or shape_of(was) != shape_of(cards) or self.cursor_id != before:
            self._layout.forget()
        self._arrange()
        self._into_view()
        same = tops == self._layout.tops and places == self._layout.columns()
        if was is None or not same or shape_of(was) != shape_of(cards):
            self.refresh()
            return
        self.refresh_line(0)
        for (lane, column), lines in drawn.items():
            self._refresh_lines(lane, column, lines)

    def move_to(self, position: int) -> None:
        """Put the cursor on a card by its place among all."""
        self.follow(self.walk[0][position])

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on a card; False where it is not shown."""
        before = self._cursor.place
        found = self._cursor.seek(entity_id)
        if found:
            self._moved(before)
        return found

    def move(self, across: int, down: int) -> None:
        """Move the cursor by columns or by cards; past the end of a lane into the next."""
        before = self._cursor.place
        if across:
            self._cursor.across(across)
        if down:
            self._cursor.down(down)
        self._moved(before)

    def page(self, share: float) -> None:
        """Move the cursor by a share of the height."""
        self.move(0, round(share * max(1, self.body_height() // 2)))

    def to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last card of its column."""
        before = self._cursor.place
        self._cursor.to_end(last=last)
        self._moved(before)

    def mark(self) -> None:
        """Mark the card under the cursor or take its mark away, and go on to the next."""
        card_id = self.cursor_id
        if card_id is not None:
            self.marks ^= {card_id}
            self._redraw(self.lane, self.column)
            self.move(0, 1)

    def mark_all(self) -> None:
        """Mark every card of the cursor's column, or take all marks away."""
        lanes = range(len(self._cards.lanes) if self._cards is not None else 0)
        here = {row_id for lane in lanes for row_id in self._cursor.cell(lane, self.column)}
        self._mark_only(set() if self.marks >= here else self.marks | here)

    def clear_marks(self) -> None:
        """Take all marks away."""
        if self.marks:
            self._mark_only(set())

    def _mark_only(self, marks: set[int]) -> None:
        self.marks = marks
        self._cells.forget()
        self.refresh()

    def _moved(self, before: tuple[int, int, int]) -> None:
        lane, column, _ = before
        if before == self._cursor.place:
            return
        self._into_view()
        self._redraw(lane, column)
        self._redraw(self.lane, self.column)
        if column != self.column:
            self._refresh_heads(column, self.column)
        if lane != self.lane:
            for row_id in (lane, self.lane):
                self.refresh_line(self._layout.tops[row_id] + HEADER - self.top)
        self.moved()

    def _arrange(self) -> None:
        if self._cards is not None:
            self._layout.arrange(self._cards, self._cursor, self.size.width, self.body_height())

    def line_count(self) -> int:
        """The lines of all lanes."""
        return self._layout.tops[-1]

    def body_height(self) -> int:
        """The lines below the header."""
        return max(1, self.size.height - HEADER)

    def _into_view(self) -> None:
        if self._layout.page_to(self.column):
            self._cells.forget()
            self.refresh()
        if not self.size.height:
            return
        if self._cells.turn_to_cursor():
            self._redraw(self.lane, self.column)
        top = self._layout.top_for(self.lane, self.top, self.body_height())
        if top != self.top:
            self.top = top
            self.refresh()
        self._look()

    def _look(self) -> None:
        """Look at the cards in sight; where their titles need other columns, deal these out anew.

        Cards out of sight are not written: there may be 100,000. So a column may grow when longer
        titles come into sight; it never shrinks while the same board is walked.
        """
        places, wanted = self._layout.columns(), self._layout.wanted
        self._cells.look(self.top, self.body_height())
        if places != self._layout.columns():
            self._cells.forget()
            self.refresh()
        if wanted != self._layout.wanted:
            self.widened()

    @property
    def wanted_width(self) -> int:
        """Cells in which every title that was in sight is whole."""
        return self._layout.wanted

    def size_changed(self) -> None:
        """Other size, other columns."""
        self._cells.forget()
        self._arrange()
        self._into_view()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._cells.forget()
        self._cells.restyle()
        super().notify_style_update()

    def cursor_changed(self) -> None:
        """The cursor became bright or dim."""
        self._cells.restyle()
        self._redraw(self.lane, self.column)

    def _refresh_heads(self, *columns: int) -> None:
        for place in filter(None, map(self._layout.column_place, columns)):
            self.refresh(Region(place[0], 0, place[1], 1))

    def _redraw(self, lane: int, column: int) -> None:
        self._refresh_lines(lane, column, self._cells.pop(lane, column) or [])

    def _refresh_lines(self, lane: int, column: int, before: Sequence[DrawnLine]) -> None:
        """Draw anew the lines of a cell that look different from what was drawn."""
        place = self._layout.column_place(column)
        if place is None or lane + 1 >= len(self._layout.tops):
            return
        now = self._cells.lines(lane, column)
        first = self._layout.first_line(lane) + HEADER - self.top
        seen = range(HEADER, self.size.height)
        changed = [
            Region(place[0], first + at, place[1], 1)
            for at, (old, new) in enumerate(zip_longest(before, now))
            if first + at in seen and (old is None or new is None or old[1] != new[1])
        ]
        if changed:
            self.refresh(*changed)

    def forget_lines(self) -> None:
        """Let go of the cards that are drawn."""
        self._cells.forget()

    def render_line(self, y: int) -> Strip:
        """The header, a lane's title, or one line of every column."""
        width = self.size.width
        cards = self._cards
        if cards is None or not cards.columns or (not cards.shown and y >= HEADER):
            return self.words(cards.empty if cards is not None else "", y - HEADER, width)
        if y < HEADER:
            heads = painted_heads(self, cards, self._layout, self.column) if y == 0 else None
            return heads or painted_rule(self, self._layout)
        lane, within = self._layout.lane_at(y - HEADER + self.top)
        if within >= 0:
            return self._line(lane, within, width)
        count = sum(len(cards.cards(lane, at)) for at in range(len(cards.columns)))
        return painted_lane(self, cards.lanes[lane].name, count, current=lane == self.lane)

    def _line(self, lane: int, within: int, width: int) -> Strip:
        pieces: list[Segment] = []
        for at, row_id, room in self._layout.columns():
            if row_id:
                pieces.append(Segment(self.glyphs.vertical, self.style_of("tone--dim")))
            lines = self._cells.lines(lane, at)
            if within < len(lines):
                pieces += lines[within][1]
            else:
                pieces.append(Segment(" " * room, self.style_of("tone--plain")))
        return self.strip_of(pieces, width)

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a double click chooses."""
        columns = self._layout.columns()
        column = next(
            (at for at, row_id, width in columns if row_id <= event.x < row_id + width), None
        )
        if column is None or event.y < HEADER:
            return
        lane, within = self._layout.lane_at(event.y - HEADER + self.top)
        drawn = self._cells.lines(lane, column)
        if 0 <= within < len(drawn) and drawn[within][0]:
            self.follow(drawn[within][0])
            if event.chain > 1:
                self.chosen()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel walks the cards."""
        event.stop()
        self.move(0, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel walks the cards."""
        event.stop()
        self.move(0, -1)
