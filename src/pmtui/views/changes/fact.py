"""This file defines a fact: one thing that became of a row, as a line says it."""

from typing import Literal

import msgspec

from pmtui.views.shapes.table import Tone

What = Literal[
    "added", "removed", "archived", "restored", "finished", "reopened", "moved", "slipped",
    "earlier", "raised", "closed", "rescored", "escalated", "changed",
]  # fmt: skip
"""What became of something."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that became of a row."""

    what: What
    text: str
    tone: Tone = "plain"
    field: str = ""
    """The field that changed; empty where it is the whole row, or several fields."""
    before: str = ""
    """Its value as it could be typed, before."""
    after: str = ""
    days: int | None = None
    """Days by which a date is later."""
