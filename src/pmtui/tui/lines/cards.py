"""This file draws a board of cards by line: columns side by side, lanes below one another."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

from rich.segment import Segment
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.lines.glyphs import Glyphs
from pmtui.views.table import Card, Cell

HEADER = 2
"""Lines above the cards: names and a rule."""
LEAST_WIDTH = 14
"""Cells a column never falls below; columns that do not fit are paged."""
LANE_CARDS = 4
"""Cards a lane shows of a column where there are several lanes."""


class ColumnHead(Protocol):
    """What a column's header shows."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def count(self) -> int:
        """Cards in it."""
        ...

    @property
    def limit(self) -> int:
        """Most it should hold; 0 for none."""
        ...

    @property
    def over(self) -> bool:
        """Whether it holds more."""
        ...


class LaneHead(Protocol):
    """What a lane's first line shows."""

    @property
    def name(self) -> str:
        """Its name."""
        ...


class Cards(Protocol):
    """What a board shows."""

    @property
    def columns(self) -> Sequence[ColumnHead]:
        """The columns, left to right."""
        ...

    @property
    def lanes(self) -> Sequence[LaneHead]:
        """The lanes, top to bottom; one where the board is not cut."""
        ...

    @property
    def shown(self) -> int:
        """Cards there are to show."""
        ...

    @property
    def empty(self) -> str:
        """What to say where there is no card."""
        ...

    def cards(self, lane: int, column: int) -> Sequence[int]:
        """Ids of the cards of one cell in their order."""
        ...

    def card(self, card_id: int, width: int) -> Card:
        """A card as it is shown in so many cells."""
        ...


class CardBoard(LineWidget):
    """Cards in columns and lanes; a key redraws two cards, never the board."""

    DEFAULT_CSS = "CardBoard { overflow-x: hidden; }"

    class Moved(Message):
        """The cursor stands on another card."""

        def __init__(self, board: "CardBoard") -> None:
            super().__init__()
            self.board = board

    class Chosen(Moved):
        """A card was clicked twice."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs | None = None) -> None:  # noqa: A002
        super().__init__(id=id, glyphs=glyphs)
        self._cards: Cards | None = None
        self.lane = 0
        """Lane of the cursor."""
        self.column = 0
        """Column of the cursor."""
        self._index = 0
        self._offsets: dict[tuple[int, int], int] = {}
        self._first_column = 0
        self._tops: list[int] = [0]
        self._drawn: dict[tuple[int, int], list[tuple[int, list[Segment]]]] = {}
        self.marks: set[int] = set()
        """Ids of the marked cards."""

    @property
    def cursor_id(self) -> int | None:
        """The card under the cursor; None in an empty cell."""
        here = self._cell(self.lane, self.column)
        return here[self._index] if 0 <= self._index < len(here) else None

    def show(self, cards: Cards) -> None:
        """Show other cards; the cursor stays with its card, wherever that is now."""
        before = self.cursor_id
        self._cards = cards
        self._drawn.clear()
        self.lane = max(0, min(self.lane, len(cards.lanes) - 1))
        self.column = max(0, min(self.column, len(cards.columns) - 1))
        if before is None or not self._seek(before):
            self._index = max(0, min(self._index, len(self._cell(self.lane, self.column)) - 1))
        self._arrange()
        self._into_view()
        self.refresh()

    def follow(self, card_id: int) -> bool:
        """Put the cursor on a card; False where it is not shown."""
        found = self._seek(card_id)
        if found:
            self._drawn.clear()
            self._into_view()
            self.refresh()
            self.post_message(self.Moved(self))
        return found

    def move(self, across: int, down: int) -> None:
        """Move the cursor by columns or by cards; past the end of a lane into the next."""
        if self._cards is None or not self._cards.columns:
            return
        before = (self.lane, self.column, self._index)
        if across:
            self.column = max(0, min(self.column + across, len(self._cards.columns) - 1))
            held = len(self._cell(self.lane, self.column))
            self._index = max(0, min(self._index, held - 1))
        if down:
            self._down(down)
        self._moved(before)

    def page(self, share: float) -> None:
        """Move the cursor by a share of the height."""
        self.move(0, round(share * max(1, (self.size.height - HEADER) // 2)))

    def to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last card of its column."""
        before = (self.lane, self.column, self._index)
        self._index = len(self._cell(self.lane, self.column)) - 1 if last else 0
        self._index = max(0, self._index)
        self._moved(before)

    def mark(self) -> None:
        """Mark the card under the cursor or take its mark away, and go on to the next."""
        card_id = self.cursor_id
        if card_id is not None:
            self.marks ^= {card_id}
            self._redraw_cell(self.lane, self.column)
            self.move(0, 1)

    def mark_all(self) -> None:
        """Mark every card of the cursor's column, or take all marks away."""
        here = set(self._cell(self.lane, self.column))
        self.marks = set() if self.marks >= here else self.marks | here
        self._drawn.clear()
        self.refresh()

    def clear_marks(self) -> None:
        """Take all marks away."""
        if self.marks:
            self.marks = set()
            self._drawn.clear()
            self.refresh()

    def _cell(self, lane: int, column: int) -> Sequence[int]:
        if self._cards is None or not self._cards.columns or not self._cards.lanes:
            return ()
        return self._cards.cards(lane, column)

    def _seek(self, card_id: int) -> bool:
        if self._cards is None:
            return False
        lanes, columns = range(len(self._cards.lanes)), range(len(self._cards.columns))
        cells = [(self.lane, self.column)] + [(lane, at) for lane in lanes for at in columns]
        for lane, column in cells:
            here = self._cell(lane, column)
            if card_id in here:
                self.lane, self.column, self._index = lane, column, here.index(card_id)
                return True
        return False

    def _down(self, step: int) -> None:
        self._index += step
        lanes = len(self._cards.lanes) if self._cards is not None else 0
        while self._index >= len(self._cell(self.lane, self.column)) and self.lane < lanes - 1:
            self._index -= max(0, len(self._cell(self.lane, self.column)))
            self.lane += 1
        while self._index < 0 and self.lane > 0:
            self.lane -= 1
            self._index += max(1, len(self._cell(self.lane, self.column)))
        self._index = max(0, min(self._index, len(self._cell(self.lane, self.column)) - 1))

    def _moved(self, before: tuple[int, int, int]) -> None:
        lane, column, index = before
        if before == (self.lane, self.column, self._index):
            return
        self._redraw_card(lane, column, index)
        self._into_view()
        self._redraw_card(self.lane, self.column, self._index)
        self.post_message(self.Moved(self))

    @property
    def _shown(self) -> int:
        """How many columns fit."""
        return max(1, (self.scrollable_content_region.width + 1) // (LEAST_WIDTH + 1))

    def _columns(self) -> list[tuple[int, int, int]]:
        """The columns shown: position, x, width."""
        count = len(self._cards.columns) if self._cards is not None else 0
        shown = min(count, self._shown)
        if not shown:
            return []
        room = self.scrollable_content_region.width - (shown - 1)
        share, spare = divmod(room, shown)
        made: list[tuple[int, int, int]] = []
        x = 0
        for at in range(shown):
            width = share + (at < spare)
            made.append((self._first_column + at, x, width))
            x += width + 1
        return made

    def _width_of(self, column: int) -> int:
        return next((width for at, _, width in self._columns() if at == column), LEAST_WIDTH)

    def _arrange(self) -> None:
        """Where each lane begins, and how much there is to scroll."""
        lanes = len(self._cards.lanes) if self._cards is not None else 0
        if lanes <= 1:
            heights = [max(1, self.size.height - HEADER)]
        else:
            columns = range(len(self._cards.columns) if self._cards is not None else 0)
            most = (max((len(self._cell(one, at)) for at in columns), default=0)
                    for one in range(lanes))
            heights = [1 + 2 * max(1, min(LANE_CARDS, count)) + (count > LANE_CARDS)
                       for count in most]
        self._tops = [0, *accumulate(heights)]
        size = Size(self.size.width, self._tops[-1] + HEADER)
        if self.virtual_size != size:
            self.virtual_size = size

    def _lane_lines(self, lane: int) -> int:
        return self._tops[lane + 1] - self._tops[lane] - (1 if len(self._tops) > 2 else 0)

    def _into_view(self) -> None:
        shown = min(self._shown, len(self._cards.columns) if self._cards is not None else 1)
        first = max(self.column - shown + 1, min(self._first_column, self.column))
        if first != self._first_column:
            self._first_column = first
            self._drawn.clear()
            self.refresh()
        place = (self.lane, self.column)
        offset = min(self._offsets.get(place, 0), self._index)
        while offset < self._index and not self._reaches(offset):
            offset += 1
        if offset != self._offsets.get(place, 0):
            self._offsets[place] = offset
            self._redraw_cell(*place)
        if len(self._tops) > 2:
            self._scroll_to_lane()

    def _scroll_to_lane(self) -> None:
        top, bottom = self._tops[self.lane], self._tops[self.lane + 1]
        height = self.size.height - HEADER
        if top < self.scroll_offset.y or bottom - top > height:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)

    def _reaches(self, offset: int) -> bool:
        """Whether the cursor's card is drawn whole when its cell begins at an offset."""
        here = self._cell(self.lane, self.column)
        room = self._lane_lines(self.lane) - (self._index < len(here) - 1)
        if self._index - offset >= room:
            return False
        return sum(self._lines_of(here[at]) for at in range(offset, self._index + 1)) <= room

    def _lines_of(self, card_id: int) -> int:
        assert self._cards is not None  # noqa: S101  (there is no card without cards)
        return len(self._cards.card(card_id, self._width_of(self.column) - 1).lines)

    def on_resize(self, event: Resize) -> None:
        """Other size, other columns."""
        self._drawn.clear()
        self._arrange()
        self._into_view()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._drawn.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        """The cursor is bright while the board has the keys."""
        self._redraw_cell(self.lane, self.column)

    def on_blur(self) -> None:
        """The cursor is dim while another pane has them."""
        self._redraw_cell(self.lane, self.column)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another part is shown."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    def _redraw_cell(self, lane: int, column: int) -> None:
        self._drawn.pop((lane, column), None)
        place = next(((x, width) for at, x, width in self._columns() if at == column), None)
        if place is not None and lane + 1 < len(self._tops):
            y = self._tops[lane] + HEADER - self.scroll_offset.y
            height = self._tops[lane + 1] - self._tops[lane]
            self.refresh(Region(place[0], y, place[1], height))

    def _redraw_card(self, lane: int, column: int, index: int) -> None:
        here = self._cell(lane, column)
        place = next(((x, width) for at, x, width in self._columns() if at == column), None)
        if place is None or not 0 <= index < len(here):
            return
        before = [at for at, (one, _) in enumerate(self._drawn.get((lane, column), ()))
                  if one == here[index]]
        self._drawn.pop((lane, column), None)
        lines = self._drawn_cell(lane, column)
        rows = before + [at for at, (one, _) in enumerate(lines) if one == here[index]]
        if rows:
            top = self._tops[lane] + (1 if len(self._tops) > 2 else 0) + HEADER
            y = top + min(rows) - self.scroll_offset.y
            self.refresh(Region(place[0], y, place[1], max(rows) - min(rows) + 1))

    def render_line(self, y: int) -> Strip:
        """The header, a lane's title, or one line of every column."""
        width = self.size.width
        if self._cards is None or not self._cards.columns:
            words = self._cards.empty if self._cards is not None and y == HEADER else ""
            return self.strip_of([self.painted(Cell(f" {words}", "dim"), width)], width)
        if y < HEADER:
            return self._heads(width) if y == 0 else self._rule(width)
        if not self._cards.shown:
            words = f" {self._cards.empty}" if y == HEADER else ""
            return self.strip_of([self.painted(Cell(words, "dim"), width)], width)
        line = y - HEADER + self.scroll_offset.y
        lane = min(bisect_right(self._tops, line) - 1, len(self._tops) - 2)
        within = line - self._tops[lane]
        if len(self._tops) > 2:
            if within == 0:
                return self._lane_head(lane, width)
            within -= 1
        return self._line(lane, within, width)

    def _heads(self, width: int) -> Strip:
        assert self._cards is not None  # noqa: S101  (the caller looked)
        pieces: list[Segment] = []
        for at, x, room in self._columns():
            head = self._cards.columns[at]
            if x:
                pieces.append(Segment(self.glyphs.vertical, self.style_of("tone--dim")))
            limit = f"/{head.limit}" if head.limit else ""
            text = f" {head.name} {head.count}{limit}{' !' if head.over else ''}"
            tone = "bad" if head.over else "head" if at == self.column else "dim"
            pieces.append(self.painted(Cell(text, tone), room))
        more = len(self._cards.columns) - self._shown - self._first_column
        if more > 0:
            pieces.append(self.painted(Cell(f"+{more}", "accent"), 2))
        return self.strip_of(pieces, width)

    def _rule(self, width: int) -> Strip:
        line, cross = self.glyphs.horizontal, self.glyphs.cross
        text = cross.join(line * room for _, _, room in self._columns())
        return self.strip_of([Segment(text, self.style_of("tone--dim"))], width)

    def _lane_head(self, lane: int, width: int) -> Strip:
        assert self._cards is not None  # noqa: S101  (the caller looked)
        title = self._cards.lanes[lane].name
        tone = "accent" if lane == self.lane else "dim"
        held = sum(len(self._cell(lane, at)) for at in range(len(self._cards.columns)))
        text = f"{self.glyphs.horizontal * 2} {title or 'none'}  {held} "
        return self.strip_of([self.painted(Cell(text, tone), width)], width)

    def _line(self, lane: int, within: int, width: int) -> Strip:
        pieces: list[Segment] = []
        for at, x, room in self._columns():
            if x:
                pieces.append(Segment(self.glyphs.vertical, self.style_of("tone--dim")))
            lines = self._drawn_cell(lane, at)
            if within < len(lines):
                pieces += lines[within][1]
            else:
                pieces.append(Segment(" " * room, self.style_of("tone--plain")))
        return self.strip_of(pieces, width)

    def _drawn_cell(self, lane: int, column: int) -> list[tuple[int, list[Segment]]]:
        drawn = self._drawn.get((lane, column))
        if drawn is None:
            drawn = self._drawn[lane, column] = self._draw_cell(lane, column)
        return drawn

    def _draw_cell(self, lane: int, column: int) -> list[tuple[int, list[Segment]]]:
        assert self._cards is not None  # noqa: S101  (the caller looked)
        here = self._cell(lane, column)
        room = self._lane_lines(lane)
        width = self._width_of(column)
        lines: list[tuple[int, list[Segment]]] = []
        at = self._offsets.get((lane, column), 0)
        while at < len(here):
            card = self._cards.card(here[at], width - 1)
            last = at == len(here) - 1
            if len(lines) + len(card.lines) > room - (not last):
                break
            focused = (lane, column, at) == (self.lane, self.column, self._index)
            lines += [(card.id, self._card_line(card, line, width, cursor=focused, first=not n))
                      for n, line in enumerate(card.lines)]
            at += 1
        if at < len(here) and room:
            more = Cell(f"  {self.glyphs.ellipsis}{len(here) - at} more", "dim")
            lines.append((0, [self.painted(more, width)]))
        return lines

    def _card_line(
        self, card: Card, line: Sequence[Cell], width: int, *, cursor: bool, first: bool
    ) -> list[Segment]:
        over: tuple[str, ...] = ()
        if cursor:
            over = ("line--cursor",) if self.has_focus else ("line--idle",)
        mark = self.glyphs.mark if card.id in self.marks else self.glyphs.cursor if cursor else " "
        pieces = [Segment(mark if first or cursor else " ", self.style_of("line--mark", *over))]
        room = width - 1
        for at, cell in enumerate(line):
            if at == len(line) - 1:
                pieces.append(self.painted(cell, room, "left", *over))
                room = 0
                break
            taken = min(room, len(cell.text) + 1)
            pieces.append(self.painted(cell, taken, "left", *over))
            room -= taken
        if room:
            pieces.append(Segment(" " * room, self.style_of("tone--plain", *over)))
        return pieces

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a double click chooses."""
        column = next(
            (at for at, x, width in self._columns() if x <= event.x < x + width), None
        )
        line = event.y - HEADER + self.scroll_offset.y
        if column is None or line < 0 or self._cards is None:
            return
        lane = min(bisect_right(self._tops, line) - 1, len(self._tops) - 2)
        within = line - self._tops[lane] - (1 if len(self._tops) > 2 else 0)
        drawn = self._drawn_cell(lane, column)
        if 0 <= within < len(drawn) and drawn[within][0]:
            self.follow(drawn[within][0])
            if event.chain > 1:
                self.post_message(self.Chosen(self))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel walks the cards."""
        event.stop()
        self.move(0, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel walks the cards."""
        event.stop()
        self.move(0, -1)
