"""This file defines a cause: one thing that goes wrong, and what it drags along."""

from datetime import date

import msgspec

from pmtui.figures.attention.need import Need


class Consequence(msgspec.Struct, frozen=True):
    """Something that a cause makes late, red or wait."""

    table: str
    id: int
    text: str


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that goes wrong, and what it drags along."""

    need: Need
    """What goes wrong, as urgent as the worst that it drags."""
    drags: tuple[Consequence, ...] = ()
    since: date | None = None
    """The day from which it goes wrong; None where nobody knows."""
    stands_for: tuple[Need, ...] = ()
    """What needs somebody because of it; each need of a scope stands in one cause."""

    @property
    def drag_text(self) -> str:
        """All that it drags, the gravest first; empty for nothing."""
        return ", ".join(drag.text for drag in self.drags)


class Causes(msgspec.Struct, frozen=True):
    """The worst causes, and how many there are in all."""

    items: tuple[Cause, ...]
    total: int
