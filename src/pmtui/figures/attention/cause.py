"""This file defines a cause: one thing that goes wrong, and what it drags along."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.attention.need import Need, Topic
from pmtui.model.entities.remarks import Snooze
from pmtui.model.workspace.workspace import Workspace

CLEARS: Final[Mapping[Topic, str]] = MappingProxyType(
    {
        "loop": "take away one of the links between these tasks",
        "waits_for_loop": "break the loop before it",
        "rating": "clear what makes it so, or report the rating with a reason",
        "unrated": "report a rating, or give it dates, a budget, tasks or rated risks",
        "behind": "plan it earlier, or agree on a new baseline or another finish",
        "late": "finish it, or agree on another date",
        "missed": "plan it earlier, or agree on another date",
        "held": "clear what holds it up",
        "many_late": "finish them, or agree on other dates",
        "many_held": "clear what holds them up",
        "risk": "give it a rating, an owner, a response and a review to come",
        "trouble": "resolve it, or give it an owner and a day to come",
        "escalation": "accept it, send it back or decide",
        "measure": "enter a reading, or plan the next measure",
        "gate": "decide on it, or move its day",
        "report": "write its report",
        "column": "finish or move cards, or raise the limit",
        "ended": "close or move what is still open in it",
        "contract": "agree on another day, or deliver earlier",
        "budget": "raise its budget, or lower those below",
        "rights": "have it approved by who may",
        "entry": "finish it, or agree on another day",
        "checkin": 'say how it goes (checkin KEY "...")',
        "recovery": 'write one (add recovery "..." due:+14d), or bring it back to green',
        "cycle": "end it, or take its cards on to the next one",
        "recurring": "complete or skip what was missed, or give it another rule",
        "tolerance": "hand it up (escalate, raise_exception), or agree on another tolerance",
    }
)
"""What makes a cause go away, by what it is about."""


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
    def reason(self) -> str:
        """Why it needs somebody, without its name."""
        return self.need.why.removeprefix(":").strip()

    @property
    def clears(self) -> str:
        """What makes it go away."""
        return CLEARS.get(self.need.topic, "")

    @property
    def drag_text(self) -> str:
        """All that it drags, the gravest first; empty for nothing."""
        return ", ".join(drag.text for drag in self.drags)


def asleep_until(workspace: Workspace, need: Need, me: int, today: date) -> date | None:
    """The day until which somebody does not want to hear of a need; None where they do.

    Args:
        workspace: where their snoozes are.
        need: what needs somebody.
        me: the person; 0 for nobody known.
        today: the day it is.
    """
    return snoozed_until(workspace, need.table, need.id, me, today)


def snoozed_until(
    workspace: Workspace, table: str, row_id: int, me: int, today: date
) -> date | None:
    """The day until which somebody does not want to hear of a row; None where they do."""
    days = (
        row.until
        for row in workspace.rows_by(Snooze, "about", row_id)
        if row.person == me and row.about_table == table and row.until > today
    )
    return max(days, default=None)


class Causes(msgspec.Struct, frozen=True):
    """The worst causes, and how many there are in all."""

    items: tuple[Cause, ...]
    total: int
