"""This file defines one thing that needs somebody."""

from typing import Literal

import msgspec

from pmtui.model.entities.entity import Entity, title_of

Urgency = Literal["R", "A", "w"]
"""Red, amber, or a word of warning."""
Topic = Literal[
    "", "loop", "waits_for_loop", "rating", "unrated", "behind", "late", "missed", "held",
    "many_late", "many_held", "risk", "trouble", "escalation", "measure", "gate", "report",
    "column", "ended", "contract", "budget", "rights", "entry", "tolerance",
    "recovery", "checkin", "recurring", "cycle",
]  # fmt: skip
"""What a need is about."""


class Need(msgspec.Struct, frozen=True):
    """One thing that needs somebody: how urgent, what and why, and what it is about."""

    mark: Urgency
    name: str
    why: str
    """What follows the name: the reason."""
    table: str
    id: int
    weight: int = 0
    """Orders needs of one mark, the largest first: days late, or a score."""
    topic: Topic = ""
    component: int = 0
    """Where it was found."""

    @property
    def text(self) -> str:
        """Name and reason."""
        return self.name + self.why


def named(row: Entity) -> str:
    """Key and title of what needs somebody."""
    return f"{row.key} {title_of(row)}"
