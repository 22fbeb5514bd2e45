"""This file defines how a view is declared: keys, contexts, words and panes follow from that."""

from collections.abc import Callable

import msgspec

from pmtui.figures.attention.need import Topic
from pmtui.views.charts.chart import Chart
from pmtui.views.shapes.table import PeriodKind, Table, ViewRequest

Sign = tuple[str, str]
"""What stands on the screen, and what it means."""
TableFunction = Callable[[ViewRequest], Table]
"""What gives the table of a view for what is asked for."""
ChartFunction = Callable[[ViewRequest], Chart]
"""What gives a chart of a view for what is asked for."""


class RowList(msgspec.Struct, frozen=True):
    """Rows that a view lists under a word of their own, such as `:milestones`."""

    word: str
    part: str = ""
    """The part of the view that lists them; empty for its first."""
    query: str = ""
    """The filter under which only they are shown."""


class TablePart(msgspec.Struct, frozen=True, kw_only=True):
    """A table that a view shows: the whole view, or a part that `[` and `]` go to."""

    name: str = ""
    """What `:` and kept places call the part; empty for the first."""
    tables: tuple[str, ...] = ()
    """Tables whose rows it shows; none for all of its view's."""
    sort: str = ""
    """What it is sorted by until somebody chooses."""
    noun: str = "entry"
    """What one of its rows is called where they are counted."""
    title: str = ""
    """What stands before the count of a part."""
    label: str = ""
    """What the line of parts calls it, where that is not its title or name."""
    sorts: bool = True
    """Whether its rows can be sorted; else they stand in an order of their own."""
    lengths: tuple[PeriodKind, ...] = ()
    """How long its periods may be, the usual one first; none where it is not by period."""
    splits: bool = False
    """Whether a key tells capital and revenue of its periods apart."""
    hides: str = ""
    """Why rows are left out without a filter, where some are."""
    leads: tuple[tuple[str, str], ...] = ()
    """Columns of components, each with the part that has the rows its amount is made of."""
    table: Callable[[], TableFunction] | None = None
    """Loads what gives its table, when it is first shown; None for what the first part has, or
    where the pane of the view gives it.
    """

    @property
    def called(self) -> str:
        """What the line of parts calls it."""
        return self.label or self.title or self.name


class ChartPart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart that a view shows, as a part that `[` and `]` go to."""

    name: str
    """What `:` and kept places call the part."""
    chart: Callable[[], ChartFunction]
    """Loads what gives its chart, when it is first shown."""
    tables: tuple[str, ...] = ()
    """Tables whose rows it is made of; none for all of its view's."""

    @property
    def called(self) -> str:
        """What the line of parts calls it."""
        return self.name


ViewPart = TablePart | ChartPart


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One way to look at a scope, declared once for every face."""

    id: str
    """As `--view` and kept filters name it, and the context of its own keys."""
    title: str
    key: str
    tables: tuple[str, ...]
    """Tables whose rows it shows; its filter is completed for the first."""
    parts: tuple[ViewPart, ...] = ()
    """Its tables and charts, a table first: all it is, or what stands beside a pane of its own."""
    hints: tuple[str, ...] = ()
    """Ids of the actions that the foot names; none for those of registers."""
    sorts: bool = True
    """Whether its rows can be sorted by a column."""
    topics: frozenset[Topic] = frozenset()
    """What it deals with of what a component is said to need."""
    lists: tuple[RowList, ...] = ()
    """What `:` and a word show in it, beside its title."""
    signs: tuple[Sign, ...] = ()
    """What its short signs mean; the list of its keys ends with them."""
