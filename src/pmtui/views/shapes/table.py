"""This file defines what a view is handed, rows, and what it returns: tables of cells, cards."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, Generic, Literal, TypeVar, get_args

import msgspec

from pmtui.figures.attention.need import Topic
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.scope import Lens, Scope, ids_in

LaneKind = Literal["", "owner", "priority", "parent", "component"]
"""What makes a lane; empty is one lane without a name."""
PeriodKind = Literal["week", "month", "quarter", "year"]
"""How long a period is; quarters and years are those of the financial year."""


class ViewRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a scope to be shown, and how a person wants to see them."""

    figures: Figures
    scope: int
    """The component; 0 for the whole store."""
    tables: tuple[str, ...]
    ids: tuple[int, ...]
    """The rows of the tables in scope that pass the filter, of what was put away none unless the
    filter asks for it.
    """
    total: int
    """Rows before the filter."""
    is_filtered: bool
    lens: Lens = "project"
    sort: str = ""
    """Keys of columns or names of fields, with commas between and `-` behind what runs down."""
    lanes: LaneKind = ""
    period: PeriodKind = "month"
    """How long a period is, where something is shown by period."""
    first: date | None = None
    """The day with whose period those of a load begin; None for the usual one."""
    last: date | None = None
    """The day with whose period they end."""
    splits: bool = False
    """Whether money is told apart as capital and revenue."""
    me: int = 0
    """The person who asks; 0 where nobody carries their login."""


def request_of_scope(figures: Figures, scope: int, tables: tuple[str, ...]) -> ViewRequest:
    """All rows of some tables in a scope, without a filter."""
    ids = tuple(row for table in tables for row in ids_in(figures.workspace, table, Scope(scope)))
    return ViewRequest(
        figures=figures, scope=scope, tables=tables, ids=ids, total=len(ids), is_filtered=False
    )


Tone = Literal["plain", "good", "warn", "bad", "dim", "head", "accent"]
"""The meaning of a cell before any colour is chosen for it."""

SeriesInk = Literal["series-1", "series-2", "series-3", "series-4", "series-5", "series-6"]
"""The colour of a series of a chart, which says nothing but which it is."""
SERIES_INKS: Final[tuple[SeriesInk, ...]] = get_args(SeriesInk)
Ink = Tone | SeriesInk
"""What a cell of a chart is drawn in."""

Align = Literal["left", "right"]


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One piece of text with its tone; the text is as stored and made safe when drawn."""

    text: str
    tone: Tone = "plain"
    kept: int = 0
    """Characters at the end that stay where the text is too long; those before them are cut."""
    day: date | None = None
    """The date that the text says in short, for whoever reads it with another program."""


Line = tuple[Cell, ...]
"""Cells side by side, with a space between when drawn."""


class TableColumn(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a table: fixed width in cells, or a share of what is left when `flex`."""

    key: str
    """The query field it shows and sorts by."""
    title: str
    width: int
    """Cells it takes; the least it takes when `flex` is set."""
    align: Align = "left"
    flex: int = 0
    """Share of the space left over; 0 keeps `width`."""
    priority: int = 0
    """Columns with the highest number are dropped first where space is short; 0 always stays."""
    most: int = 0
    """Of a flexible one: cells up to which others are dropped before its text is cut."""
    scrolls: bool = False
    """Whether it is one of many that are walked: as many as have room are shown."""
    begins: bool = False
    """Whether it is the one of those that is pointed at first."""


Row = TypeVar("Row")


class ViewColumn(TableColumn, Generic[Row], frozen=True, kw_only=True):
    """A column of rows of one kind, declared once: what it shows, and what it sorts by.

    It sorts as `sort:` does by the field of its key, unless it shows something of its own.
    """

    cell: Callable[[Figures, Row], Cell]
    field: str = ""
    """What `sort:` calls it; empty for its key."""
    value: Callable[[Figures, Row], Any] | None = None
    """What it sorts by where that is no field; None goes last."""


class TableRow(msgspec.Struct, frozen=True):
    """One row: an entity's id and a cell per column."""

    id: int
    cells: tuple[Cell, ...]
    tone: Tone = "plain"
    depth: int = 0
    """Outline depth, drawn as indent before the first flexible column."""
    fold: Literal["", "open", "closed"] = ""
    """Whether the row has children and whether they are shown."""


class Card(msgspec.Struct, frozen=True):
    """One card of a board: one or two lines of cells."""

    id: int
    lines: tuple[Line, ...]
    tone: Tone = "plain"
    least: int = 0
    """Cells of a line in which its title is whole beside what is said of it."""


class Behind(msgspec.Struct, frozen=True):
    """The rows that a figure is made of, for whoever wants to see them, and what it comes to."""

    table: str
    ids: tuple[int, ...]
    words: str = ""
    view: str = ""
    """The view that shows them; empty for the one that asks."""
    scope: int = 0
    """The component in which all of them lie; 0 for the whole store."""


class Table(msgspec.Struct, frozen=True):
    """A table whose rows are formatted only when asked for, so that 100,000 cost nothing unseen."""

    columns: tuple[TableColumn, ...]
    ids: Sequence[int]
    row_of: Callable[[int], TableRow]
    """Formats the row of one id."""
    sort: str = ""
    """Column key it is sorted by, with a trailing `-` when descending."""
    total: int = 0
    """Rows before the filter, for "12 of 31 shown"."""
    empty: str = ""
    """What to say, and which key to press, when there is no row."""
    foot: tuple[Line, ...] = ()
    """What its rows come to, a line each, that stays in sight below them."""
    entity_of: Callable[[int], int] | None = None
    """What a row is about, where several are about one entity; None where its id says so."""
    explained: Callable[[int, str], "Section | None"] | None = None
    """How the figure in a row and a column is made; None where the column's figure says so."""
    behind: Callable[[int, str], Behind | None] | None = None
    """What the figure in a row and a column is made of; None where Enter opens the row."""
    beside: Callable[[int, int], int | None] | None = None
    """The row that `h` (-1) and `l` (1) go to from one; None where they go between columns."""
    extra: int = 0
    """How many lines only stand beside a row, and are not counted."""

    @property
    def count(self) -> int:
        """Number of rows shown."""
        return len(self.ids)

    @property
    def counted(self) -> int:
        """Number of rows shown, without lines beside them."""
        return self.count - self.extra

    def row(self, index: int) -> TableRow:
        """The row at a position."""
        return self.row_of(self.ids[index])

    def row_id(self, index: int) -> int:
        """The entity shown at a position."""
        return self.ids[index]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line a cursor can stand on, and where it leads."""

    cells: Line
    target: tuple[str, int] | None = None
    """The table and id of what it is about; None where there is nothing to go to."""
    topic: Topic = ""
    """What it says needs somebody, where it says that of a component."""
    field: str = ""
    """The field it shows, where it can be edited here."""
    figure: str = ""
    """Id of the figure it shows, for `=`; empty where it shows none."""
    revision: int = 0
    """The commit that a line of a history is of; 0 for any other line."""
    folds: bool = False
    """Whether it stands for lines that it shows or hides."""
    tone: Tone = "plain"
    below: Cell | None = None
    """What stands on a line of its own below the last cell."""


class Section(msgspec.Struct, frozen=True):
    """Entries under one heading."""

    title: str
    entries: tuple[Entry, ...] = ()
    note: str = ""
    """What stands at the right of the heading, such as `7 of 12`."""
    empty: str = ""
    """What to say when there is no entry."""
    heads: Line = ()
    """What stands over the cells of its entries."""
    looks_back: int | None = None
    """The component of whose change the history says what moved it; None for anything else."""
