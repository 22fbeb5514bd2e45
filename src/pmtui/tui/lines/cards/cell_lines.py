"""This file draws the cells of a board: which cards of each are in sight, and their lines."""

from pmtui.tui.lines.cards.cursor import CardCursor
from pmtui.tui.lines.cards.layout import CardLayout
from pmtui.tui.lines.cards.painting import (
    MOST_KEPT,
    CardPainter,
    DrawnLine,
    card_width,
    painted_note,
)
from pmtui.tui.lines.cards.protocols import Cards
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.views.shapes.table import Card


class CellLines:
    """The cards of each cell as drawn lines, from the first of them that is in sight.

    Args:
        on: the widget that they are drawn on, with its marks.
        cursor: where the cursor stands.
        layout: how wide and high cells are.
    """

    def __init__(self, on: CursorLines, cursor: CardCursor, layout: CardLayout) -> None:
        self._on = on
        self._cursor = cursor
        self._layout = layout
        self._cards: Cards | None = None
        self._offsets: dict[tuple[int, int], int] = {}
        self._drawn: dict[tuple[int, int], list[DrawnLine]] = {}
        self._made: dict[tuple[int, int, bool], Card] = {}
        self._painter = CardPainter(on)

    def take(self, cards: Cards) -> dict[tuple[int, int], list[DrawnLine]]:
        """Draw other cards from now on, on which the cursor stands already.

        Returns:
            What was drawn of those before, by lane and column.
        """
        drawn, self._drawn = self._drawn, {}
        self._cards = cards
        self._made.clear()
        self._offsets = {
            place: offset
            for place, offset in self._offsets.items()
            if offset < len(self._cursor.cell(*place))
        }
        return drawn

    def forget(self) -> None:
        """Let go of what is drawn."""
        self._drawn.clear()

    def restyle(self) -> None:
        """Paint every card anew: the styles have changed."""
        self._painter.clear()

    def pop(self, lane: int, column: int) -> list[DrawnLine] | None:
        """Let go of a cell; gives its lines, where they were drawn."""
        return self._drawn.pop((lane, column), None)

    def turn_to_cursor(self) -> bool:
        """Begin the cursor's cell so that its card is in sight; True where that is news."""
        place = (self._cursor.lane, self._cursor.column)
        offset = min(self._offsets.get(place, 0), self._cursor.index)
        while offset < self._cursor.index and not self._reaches(offset, self._cursor.index):
            offset += 1
        last = len(self._cursor.cell(*place)) - 1
        while offset and self._reaches(offset - 1, last):
            offset -= 1
        is_turned = offset != self._offsets.get(place, 0)
        if is_turned:
            self._offsets[place] = offset
        return is_turned

    def look(self, top: int, height: int) -> None:
        """Look at the cards in sight: columns grow by what their titles need.

        Args:
            top: the first line in sight.
            height: how many there are.
        """
        places = self._layout.columns()
        last = top + height
        for lane in range(len(self._layout.tops) - 1):
            if self._layout.tops[lane] >= last or self._layout.tops[lane + 1] <= top:
                continue
            for column, _, width in places:
                at, room = self._offsets.get((lane, column), 0), self._layout.lines_of(lane)
                here = self._cursor.cell(lane, column)
                while at < len(here) and room > 0:
                    card = self._card(here[at], width, whole=False)
                    self._layout.need(column, card.least)
                    room -= len(card.lines)
                    at += 1

    def _width_of(self, column: int) -> int:
        place = self._layout.column_place(column)
        return place[1] if place is not None else 1

    def _card(self, card_id: int, width: int, *, whole: bool) -> Card:
        """A card in a column of a width; it is written once."""
        place = (card_id, card_width(width), whole)
        made = self._made.get(place)
        if made is None:
            assert self._cards is not None  # noqa: S101  (there is a card)
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            made = self._made[place] = self._cards.card(*place)
        return made

    def _reaches(self, offset: int, index: int) -> bool:
        """Whether a card of the cursor's cell is drawn whole when that begins at an offset."""
        here = self._cursor.cell(self._cursor.lane, self._cursor.column)
        room = self._layout.lines_of(self._cursor.lane) - (index < len(here) - 1) - (offset > 0)
        if self._cards is None or index - offset >= room:
            return False
        width = self._width_of(self._cursor.column)
        cards = (self._card(row_id, width, whole=False) for row_id in here[offset : index + 1])
        return sum(len(card.lines) for card in cards) <= room

    def lines(self, lane: int, column: int) -> list[DrawnLine]:
        """The lines of a cell; they are drawn once."""
        drawn = self._drawn.get((lane, column))
        if drawn is None:
            drawn = self._drawn[lane, column] = self._draw(lane, column)
        return drawn

    def _draw(self, lane: int, column: int) -> list[DrawnLine]:
        here, width = self._cursor.cell(lane, column), self._width_of(column)
        room, lines = self._layout.lines_of(lane), list[DrawnLine]()
        at = self._offsets.get((lane, column), 0)
        if at and room > 1:
            lines.append(painted_note(self._on, f"{at} above", width))
        while at < len(here) and self._cards is not None:
            cursor = (lane, column, at) == self._cursor.place
            card = self._card(here[at], width, whole=cursor)
            if len(lines) + len(card.lines) > room - (at < len(here) - 1):
                break
            marked = card.id in self._on.marks
            lines += self._painter.lines(card, width, cursor=cursor, marked=marked)
            at += 1
        if at < len(here) and room:
            lines.append(painted_note(self._on, f"{len(here) - at} more", width))
        if not here and (lane, column) == (self._cursor.lane, self._cursor.column):
            lines += self._painter.lines(Card(0, ()), width, cursor=True, marked=False)
        return lines
