"""This file defines a fact, one thing that became of a row, and the change that a line says."""

from typing import Final, Literal

import msgspec

from pmtui.views.shapes.table import Tone

What = Literal[
    "added", "removed", "archived", "restored", "finished", "reopened", "moved", "slipped",
    "earlier", "raised", "closed", "rescored", "escalated", "changed",
]  # fmt: skip
"""What became of something."""


PLANNED: Final = "planned_finish"
"""Stands for the field in a fact about the day on which the schedule lets something end."""


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


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that changed, and what it is about."""

    component: int
    """Whose section it is in; 0 for what belongs to the whole store."""
    table: str
    id: int
    key: str
    title: str
    is_own: bool
    """Whether it became of the thing itself, not of what is tied to it."""
    fact: Fact
    row: tuple[str, int]
    """Table and id of what was edited, which may be tied to what it is about."""
    due: str = ""
    """What moved it, in words; empty where nobody asked."""
    revisions: tuple[int, ...] = ()
    """The commits that may have moved it, the newest first."""


def plain_change(change: RowChange, component: str | None) -> dict[str, object]:
    """A change as plain values for other programs, with the key of its component."""
    fact = change.fact
    return {
        "component": component,
        "table": change.table,
        "id": change.id,
        "key": change.key or None,
        "title": change.title,
        "what": fact.what,
        "text": fact.text,
        "field": fact.field or None,
        "before": fact.before or None,
        "after": fact.after or None,
        "days": fact.days,
        "due_to": change.due or None,
        "revisions": list(change.revisions),
    }
