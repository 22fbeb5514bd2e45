"""This file lays a board out: which columns are shown and how wide, where each lane begins."""

from bisect import bisect_right
from itertools import accumulate

from pmtui.tui.lines.cardcursor import CardCursor
from pmtui.tui.lines.cardshapes import Cards

LEAST_WIDTH = 14
"""Cells a column never falls below; columns that do not fit are paged."""
LANE_CARDS = 4
"""Cards a lane shows of a column where there are several lanes."""


class CardLayout:
    """Columns and lanes of a board in so many cells; lines count from the first lane's top."""

    def __init__(self) -> None:
        self._count = 0
        self._width = 0
        self.first = 0
        """The first column shown."""
        self.tops = [0, 1]
        """The line each lane begins on, and the line after the last."""

    @property
    def has_lanes(self) -> bool:
        """Whether each lane has a title line."""
        return len(self.tops) > 2

    @property
    def shown(self) -> int:
        """How many columns are shown at once."""
        return min(self._count, max(1, (self._width + 1) // (LEAST_WIDTH + 1)))

    def arrange(self, cards: Cards, cursor: CardCursor, width: int, height: int) -> None:
        """Lay cards out in a width, and in a height where there is one lane only."""
        self._count, self._width = len(cards.columns), width
        columns = range(len(cards.columns))
        if len(cards.lanes) <= 1:
            self.tops = [0, height]
            return
        most = [
            max((len(cursor.cell(lane, at)) for at in columns), default=0)
            for lane in range(len(cards.lanes))
        ]
        heights = (1 + 2 * max(1, min(LANE_CARDS, count)) + (count > LANE_CARDS) for count in most)
        self.tops = [*accumulate(heights, initial=0)]

    def page_to(self, column: int) -> bool:
        """Show a column; True where other columns are shown now."""
        before = self.first
        last = max(0, self._count - self.shown)
        self.first = max(0, column - self.shown + 1, min(self.first, column, last))
        return self.first != before

    def columns(self) -> list[tuple[int, int, int]]:
        """The columns shown: position, x, width."""
        shown = self.shown
        if not shown:
            return []
        share, spare = divmod(max(0, self._width - (shown - 1)), shown)
        widths = [share + (at < spare) for at in range(shown)]
        starts = accumulate((width + 1 for width in widths), initial=0)
        return [
            (self.first + at, x, width)
            for at, (x, width) in enumerate(zip(starts, widths, strict=False))
        ]

    def column_place(self, column: int) -> tuple[int, int] | None:
        """The x and width of a column; None where it is not shown."""
        return next(((x, width) for at, x, width in self.columns() if at == column), None)

    def lines_of(self, lane: int) -> int:
        """How many lines of cards a lane has."""
        return self.tops[lane + 1] - self.tops[lane] - self.has_lanes

    def first_line(self, lane: int) -> int:
        """The line of a lane's first card."""
        return self.tops[lane] + self.has_lanes

    def lane_at(self, line: int) -> tuple[int, int]:
        """The lane a line is in, and which of its lines of cards it is; -1 for its title."""
        lane = min(bisect_right(self.tops, line) - 1, len(self.tops) - 2)
        return lane, line - self.first_line(lane)
