"""This file deals the cells of a line out among columns by what each of them needs."""

from collections.abc import Mapping, Sequence

from pmtui.text import cell_width, visible
from pmtui.tui.lines.row_order import Rows
from pmtui.views.shapes.table import TableColumn, TableRow

LEAST_WIDTH = 6
"""Cells that a flexible column keeps when nothing else can give way."""
FOLD = 2
"""Cells before a name for the sign that opens and closes its row."""
MOST_KEPT = 512
"""Rows that are kept as they were written: some screens of them."""


class ColumnNeeds:
    """The cells that the columns of a table need, by the rows that were in sight.

    Rows out of sight are not written: there may be 100,000. So a column may need more when longer
    texts come into sight; it never needs less while the same rows are walked.
    """

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        """Cells of the longest text seen, by the key of its column."""
        self._rows: dict[int, TableRow] = {}

    def forget(self, *, rows_only: bool) -> None:
        """The rows are written anew; other rows have other needs as well."""
        self._rows.clear()
        if not rows_only:
            self.known = {}

    def row(self, rows: Rows, position: int) -> TableRow:
        """A row as it is written; one that was looked at is not written again."""
        row = self._rows.get(position)
        if row is None:
            if len(self._rows) >= MOST_KEPT:
                self._rows.clear()
            row = self._rows[position] = rows.row(position)
        return row

    def look(self, rows: Rows, window: range) -> bool:
        """Look at the rows in sight; True where a column needs more than was known."""
        grown = not self.known
        if grown:
            self.known = {column.key: _heading_width(column, rows.sort) for column in rows.columns}
        widths: dict[str, int] = {}
        for position in window:
            if position in self._rows:
                continue
            row = self.row(rows, position)
            outline = row.depth + FOLD if row.depth or row.fold else 0
            for column, cell in zip(rows.columns, row.cells, strict=False):
                text, key = cell.text, column.key
                need = widths.get(text)
                if need is None:
                    # A table by month has hundreds of columns with few texts.
                    need = widths[text] = cell_width(visible(text))
                if column.flex:
                    need, outline = need + outline, 0
                if need > self.known[key]:
                    self.known[key], grown = need, True
        return grown


def _heading_width(column: TableColumn, sort: str) -> int:
    arrow = sort.removesuffix("-") == column.key
    return min(cell_width(column.title) + arrow, max(1, column.width))


def share_width(needs: Sequence[int], leasts: Sequence[int], room: int) -> list[int]:
    """Cells for each of some columns that share a room: who needs little leaves its rest to others.

    None falls below its least or goes above its need; where needs do not fit, the largest give way
    first, evenly. What is left over when every need is met is not dealt out.

    Args:
        needs: cells each can use.
        leasts: cells each keeps in any case.
        room: cells there are.
    """
    dealt = [min(need, least) for need, least in zip(needs, leasts, strict=True)]
    left = room - sum(dealt)
    waiting = sorted(
        (at for at, need in enumerate(needs) if need > dealt[at]), key=lambda at: needs[at]
    )
    while left > 0 and waiting:
        # The level to which all that wait can be filled: those who need less are done with it.
        lowest = min(dealt[at] for at in waiting)
        low = [at for at in waiting if dealt[at] == lowest]
        level = min(
            *(needs[at] for at in low),
            *(dealt[at] for at in waiting if dealt[at] > lowest),
            lowest + max(1, left // len(low)),
        ) if len(waiting) > 1 else min(needs[low[0]], lowest + left)  # fmt: skip
        for at in low:
            more = min(level - dealt[at], left)
            dealt[at] += more
            left -= more
        waiting = [at for at in waiting if dealt[at] < needs[at]]
    return dealt


def fitted_columns(
    columns: Sequence[TableColumn], needs: Mapping[str, int], room: int
) -> list[tuple[TableColumn, int]]:
    """The columns that are shown and the cells of each, a space behind every one.

    Where space is short, those of the highest priority, the last of them first, give way to what a
    flexible column needs (as far as its `most` goes), none keeps more than its texts take, and
    those that can be cut share what is left by need. Where there is more, each has its usual width
    and the first flexible one the rest.

    Args:
        columns: the columns, left to right.
        needs: cells of the longest text of a column, by its key, as far as it is known.
        room: cells there are.
    """
    kept = list(columns)
    while _wanted(kept, needs) > room and any(column.priority for column in kept):
        kept.remove(max(reversed(kept), key=lambda column: column.priority))
    wishes = [needs.get(column.key, column.width) for column in kept]
    leasts = [min(column.width, LEAST_WIDTH) if column.flex else min(column.width, wish)
              for column, wish in zip(kept, wishes, strict=True)]  # fmt: skip
    wishes = [wish if column.flex or column.align == "left" else least
              for column, wish, least in zip(kept, wishes, leasts, strict=True)]  # fmt: skip
    dealt = share_width(wishes, leasts, room - len(kept))
    usual = [
        dealt[at] if column.flex else max(dealt[at], column.width) for at, column in enumerate(kept)
    ]
    dealt = share_width(usual, dealt, room - len(kept))
    first = next((at for at, column in enumerate(kept) if column.flex), None)
    if first is not None:
        dealt[first] += max(0, room - len(kept) - sum(dealt))
    return list(zip(kept, dealt, strict=True))


def _wanted(columns: Sequence[TableColumn], needs: Mapping[str, int]) -> int:
    return sum(_least(column, needs.get(column.key, column.width)) + 1 for column in columns)


def _least(column: TableColumn, need: int) -> int:
    """The cells a column has before others give way to it."""
    if not column.flex:
        return min(column.width, need)
    return min(need, max(column.width, column.most))
