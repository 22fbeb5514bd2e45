"""This file lays a board out: which columns are shown and how wide, where each lane begins."""

from bisect import bisect_right
from itertools import accumulate

from pmtui.text import cell_width, visible
from pmtui.tui.lines.cards.cursor import CardCursor
from pmtui.tui.lines.cards.protocols import Cards, ColumnHead
from pmtui.tui.lines.column_widths import share_width

LEAST_WIDTH = 14
"""Cells a column that needs them never falls below; columns that do not fit are paged."""
MOST_WANTED = 40
"""Cells of a column for which other panes give way."""
ROOMY = 20
"""Cells of a column from which the second line of a card is set in."""
LANE_CARDS = 4
"""Cards a lane shows of a column where there are several lanes."""


class CardLayout:
    """Columns and lanes of a board in so many cells; lines count from the first lane's top."""

    def __init__(self) -> None:
        self._count = 0
        self._width = 0
        self.first = 0
        """The first column shown."""
        self._heads: tuple[int, ...] = ()
        self._needs: dict[int, int] = {}
        self._columns: list[tuple[int, int, int]] | None = None
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
        self._count, self._width, self._columns = len(cards.columns), width, None
        self._heads = tuple(cell_width(visible(head_text(column))) + 2 for column in cards.columns)
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
        if self.first != before:
            self._columns = None
        return self.first != before

    def need(self, column: int, least: int) -> bool:
        """A card of a column needs so many cells for its title; True where that is news."""
        cells = least + 1 + (least + 1 >= ROOMY)
        grown = cells > self._needs.get(column, 0)
        if grown:
            self._needs[column] = cells
            self._columns = None
        return grown

    def forget(self) -> None:
        """Other cards have other needs."""
        self._needs.clear()
        self._columns = None

    @property
    def wanted(self) -> int:
        """Cells in which every title seen is whole, and every name of a column."""
        needs = (min(MOST_WANTED, self._need(at)) + 1 for at in range(self._count))
        return max(0, sum(needs) - 1)

    def _need(self, column: int) -> int:
        return max(self._heads[column], self._needs.get(column, 0))

    def columns(self) -> list[tuple[int, int, int]]:
        """The columns shown: position, x, width.

        They are as wide as one another, unless by that a title were cut: then each gives what it
        can spare, an empty one all but its name.
        """
        if self._columns is None:
            shown = range(self.first, self.first + self.shown)
            room = max(0, self._width - (len(shown) - 1))
            needs = [self._need(at) for at in shown]
            widths = share_width(needs, [min(LEAST_WIDTH, need) for need in needs], room)
            widths = share_width([room] * len(shown), widths, room)
            starts = accumulate((width + 1 for width in widths), initial=0)
            self._columns = list(zip(shown, starts, widths, strict=False))
        return self._columns

    def column_place(self, column: int) -> tuple[int, int] | None:
        """The x and width of a column; None where it is not shown."""
        return next(((row_id, width) for at, row_id, width in self.columns() if at == column), None)

    def lines_of(self, lane: int) -> int:
        """How many lines of cards a lane has."""
        return self.tops[lane + 1] - self.tops[lane] - self.has_lanes

    def first_line(self, lane: int) -> int:
        """The line of a lane's first card."""
        return self.tops[lane] + self.has_lanes

    def top_for(self, lane: int, top: int, height: int) -> int:
        """The first line to show of some, so that a lane is in sight, or its beginning.

        Args:
            lane: the lane.
            top: the first line shown now.
            height: how many lines are shown.
        """
        first, after = self.tops[lane : lane + 2]
        top = max(0, min(top, self.tops[-1] - height))
        if first < top or after - first > height:
            return first
        return after - height if after > top + height else top

    def lane_at(self, line: int) -> tuple[int, int]:
        """The lane a line is in, and which of its lines of cards it is; -1 for its title."""
        lane = min(bisect_right(self.tops, line) - 1, len(self.tops) - 2)
        return lane, line - self.first_line(lane)


def head_text(head: ColumnHead) -> str:
    """The name of a column, how many cards it holds and how many it may."""
    limit = f"/{head.limit}" if head.limit else ""
    return f"{head.name} {head.count}{limit}{' !' if head.over else ''}"
