"""This file defines what a filter may ask for: a field's name, type and how it is read."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from pmtui.figures.sheet.declaration import Read
from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.query.values.durations import gaps_text

AskKind = Literal[
    "text", "key", "date", "number", "money", "minutes", "yes", "choice", "tags", "reference",
    "people", "component", "flag",
]  # fmt: skip

Test = Callable[[Any], bool]
"""Whether something is true of a row."""

NO_FLAGS: Mapping[str, Read] = MappingProxyType({})


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a filter may ask of a table, stored or derived."""

    name: str
    kind: AskKind
    read: Read
    help: str
    """What it is, in a few words."""
    choices: tuple[str, ...] = ()
    """The values of a choice, in the order they sort."""
    refers: str = ""
    """The table its names are looked up in."""
    within: str = ""
    """The kind of component it asks for; empty for any."""
    flags: Mapping[str, Read] = NO_FLAGS
    """Words that are true or not of a row, beside its choices."""
    ordered: str = ""
    """The field that stands in for it under `<` and `>`."""


class Stored:
    """Reads a stored attribute as it is.

    Args:
        name: what it is called.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, _figures: Figures) -> Getter:
        """The getter; the same for every sheet."""
        return attrgetter(self.name)


def stored_gaps(name: str) -> Read:
    """Reads the gaps of a split task as they are typed: `2d+1w`."""
    getter = attrgetter(name)

    def read(figures: Figures) -> Getter:
        day = figures.workspace.policy.minutes_per_day
        return lambda row: gaps_text(gaps, day) if (gaps := getter(row)) else ""

    return read


def stored_rating(name: str) -> Read:
    """Reads a stored number where 0 means that nobody has said."""

    def read(_figures: Figures) -> Getter:
        getter = attrgetter(name)
        return lambda row: getter(row) or None

    return read


def stored_decimal(name: str) -> Read:
    """Reads a stored decimal text as a number; None for none, and for words of older stores."""
    getter = attrgetter(name)

    def number(row: object) -> Decimal | None:
        try:
            value = Decimal(getter(row))
        except InvalidOperation:
            return None
        return value if value.is_finite() else None

    return lambda _figures: number
