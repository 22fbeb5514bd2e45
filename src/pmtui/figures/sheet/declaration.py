"""This file defines what is declared of a figure: its formula, its unit and how it is read."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.entities.entity import Money

FigureKind = Literal["number", "money", "date", "choice"]
"""What the values of a figure are: int or Decimal, `Money`, `date`, or one of its choices."""
InputValue = str | int | Decimal | date | Money | None

Read = Callable[[Figures], Getter]
"""Makes the getter for one sheet of figures, so that tables are looked up once."""


class Input(msgspec.Struct, frozen=True):
    """One number that went into a figure; None where it is not known."""

    label: str
    value: InputValue


Inputs = Callable[[Figures, int], Iterable[Input]]
"""What went into a figure of an entity, by its id; 0 is the whole store."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A derived number of a table's rows; fields, columns, JSON and `=` follow from it."""

    id: str
    table: str
    """Whose figure it is; one of `components` is the whole store's too."""
    title: str
    short: str = ""
    """Heading of its column; empty for its id in words."""
    help: str
    """What it is, in a few words."""
    kind: FigureKind
    unit: str
    formula: str
    source: str
    undefined: str
    """When there is no such number."""
    reads: frozenset[str]
    """The tables it is computed from: an edit of any other leaves it as it was."""
    read: Read
    inputs: Inputs
    """What went in, for `=`."""
    choices: tuple[str, ...] = ()
    """The values of a choice, in the order they sort."""
    looks_back: bool = False
    """Whether it is a change since a former moment, of which the history says what moved it."""

    @property
    def heading(self) -> str:
        """What stands above its column."""
        return self.short or self.id.replace("_", " ")
