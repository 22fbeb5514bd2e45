"""This file keeps the rows of a grid where they are while others change what they are sorted by."""

from collections.abc import Sequence
from typing import Protocol

from pmtui.views.shapes.table import TableColumn, TableRow


class Rows(Protocol):
    """What a grid shows: columns, and rows that are formatted when they are drawn."""

    @property
    def columns(self) -> tuple[TableColumn, ...]:
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

    def row(self, index: int) -> TableRow:
        """The row at a position."""
        ...


class ReorderedRows:
    """Rows in another order than their own.

    Args:
        rows: the rows.
        ids: the same ids in the order to show.
    """

    def __init__(self, rows: Rows, ids: Sequence[int]) -> None:
        self._rows = rows
        self._places = {row_id: at for at, row_id in enumerate(rows.ids)}
        self.columns = rows.columns
        self.ids = ids
        self.sort = rows.sort
        self.empty = rows.empty

    def row(self, index: int) -> TableRow:
        """The row at a position."""
        return self._rows.row(self._places[self.ids[index]])


def in_previous_order(rows: Rows, before: Sequence[int]) -> Rows:
    """Rows in the order they were in; a new one stands below the row it would stand below."""
    ids = ids_in_previous_order(rows.ids, before)
    return rows if ids is rows.ids else ReorderedRows(rows, ids)


def ids_in_previous_order(now: Sequence[int], before: Sequence[int]) -> Sequence[int]:
    """The ids there are now, those that were there before in the order of then."""
    there = set(now)
    kept = [row_id for row_id in before if row_id in there]
    known = set(kept)
    if len(known) == len(now) and all(map(int.__eq__, kept, now)):
        return now
    following: dict[int | None, list[int]] = {}
    above: int | None = None
    for number in now:
        if number in known:
            above = number
        else:
            following.setdefault(above, []).append(number)
    ids = following.get(None, [])
    for number in kept:
        ids += (number, *following.get(number, ()))
    return ids


def has_same_columns(rows: Rows, others: Rows) -> bool:
    """Whether rows have the columns that others have."""
    return [column.key for column in rows.columns] == [column.key for column in others.columns]


def is_at(rows: Rows, at: int, row_id: int) -> bool:
    """Whether a row stands at a position."""
    return at < len(rows.ids) and rows.ids[at] == row_id


def position_of(ids: Sequence[int], row_id: int) -> int | None:
    """Where a row stands among others; None where it is not among them."""
    try:
        return ids.index(row_id)
    except ValueError:
        return None
