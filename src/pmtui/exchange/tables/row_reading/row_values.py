"""This file defines what one row of a table says, typed where its fields are."""

from collections.abc import Mapping
from datetime import date

import msgspec

from pmtui.model.entities.components import ComponentKind


class LevelRead(msgspec.Struct, frozen=True):
    """A component above a row."""

    kind: ComponentKind
    name: str
    code: str
    start_with: Mapping[str, str]


class RowRead(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says, typed where its fields are."""

    line: int
    title: str
    fields: Mapping[str, object]
    """Values of the entity's own fields, empty ones where the cell gives a reason instead.

    A field whose cell says nothing is not in it.
    """
    references: Mapping[str, str]
    """Names of people and keys of others, by field."""
    words: Mapping[str, str]
    """What it says of a task beyond its fields: status, parent, predecessors ..."""
    levels: tuple[LevelRead, ...]
    remarks: tuple[tuple[str, str], ...]
    """Topic and text."""
    as_of: date | None = None
    indent: int = 0
    """Spaces before its title."""


class TitleRequest(msgspec.Struct, frozen=True):
    """A row that looks for what it is about by its title."""

    at: int
    """Its place among the rows."""
    row: RowRead
    within: int
    """The component it lies in."""
    parent: int | None
    """The row it lies under; None where that says nothing."""
    anywhere: bool = False
    """Whether it may be what the sheet named before under another row, or by another title."""
