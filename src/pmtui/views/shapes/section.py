"""This file defines the parts of a view that is read from top to bottom: entries in sections."""

import msgspec

from pmtui.figures.attention.need import Topic
from pmtui.views.shapes.table import Cell, Line, Tone


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
