"""This file moves a cursor over the cards of a board: by column, by card, from lane to lane."""

from collections.abc import Sequence

from pmtui.tui.lines.cards.protocols import Cards


class CardCursor:
    """Where on a board the cursor stands; in an empty cell it stands on no card."""

    def __init__(self) -> None:
        self._cards: Cards | None = None
        self.lane = 0
        self.column = 0
        self.index = 0
        """Position in its cell, top first."""

    @property
    def card_id(self) -> int | None:
        """The card under the cursor; None in an empty cell."""
        here = self.cell(self.lane, self.column)
        return here[self.index] if 0 <= self.index < len(here) else None

    @property
    def place(self) -> tuple[int, int, int]:
        """Lane, column and position."""
        return self.lane, self.column, self.index

    @property
    def walk(self) -> tuple[Sequence[int], int]:
        """Every card in the order it is read, column by column, and the cursor's place in it."""
        cards = self._cards
        if cards is None:
            return (), 0
        ids: list[int] = []
        here = 0
        for lane in range(len(cards.lanes)):
            for column in range(len(cards.columns)):
                if (lane, column) == (self.lane, self.column):
                    here = len(ids) + self.index
                ids += cards.cards(lane, column)
        return ids, here

    def take(self, cards: Cards) -> None:
        """Stand on other cards: on the same card where it is still there, else close by."""
        before = self.card_id
        self._cards = cards
        self.lane = max(0, min(self.lane, len(cards.lanes) - 1))
        self.column = max(0, min(self.column, len(cards.columns) - 1))
        if before is None or not self.seek(before):
            self._hold()

    def cell(self, lane: int, column: int) -> Sequence[int]:
        """Ids of the cards of a cell."""
        if self._cards is None or not self._cards.columns or not self._cards.lanes:
            return ()
        return self._cards.cards(lane, column)

    def seek(self, card_id: int) -> bool:
        """Stand on a card; False where it is not shown."""
        if self._cards is None:
            return False
        lanes, columns = range(len(self._cards.lanes)), range(len(self._cards.columns))
        cells = [(self.lane, self.column), *((lane, at) for lane in lanes for at in columns)]
        for lane, column in cells:
            here = self.cell(lane, column)
            if card_id in here:
                self.lane, self.column, self.index = lane, column, here.index(card_id)
                return True
        return False

    def across(self, step: int) -> None:
        """Go to another column, to the card nearest in height."""
        columns = len(self._cards.columns) if self._cards is not None else 0
        self.column = max(0, min(self.column + step, columns - 1))
        self._hold()

    def down(self, step: int) -> None:
        """Go down or up by cards; past the end of a cell into the lane there."""
        lanes = len(self._cards.lanes) if self._cards is not None else 0
        self.index += step
        while self.index >= len(self.cell(self.lane, self.column)) and self.lane < lanes - 1:
            self.index -= len(self.cell(self.lane, self.column))
            self.lane += 1
        while self.index < 0 and self.lane > 0:
            self.lane -= 1
            self.index += max(1, len(self.cell(self.lane, self.column)))
        self._hold()

    def to_end(self, *, last: bool) -> None:
        """Go to the first or last card of the cell."""
        self.index = len(self.cell(self.lane, self.column)) - 1 if last else 0
        self._hold()

    def _hold(self) -> None:
        self.index = max(0, min(self.index, len(self.cell(self.lane, self.column)) - 1))
