"""This file defines recurrences: what recurs, for whom, and by which rule."""

from datetime import date
from typing import Final, Literal

from pmtui.model.entities.entity import Entity, PersonId, Prose, RecurrenceId, Tags
from pmtui.model.entities.table import Copying, TableSpec

RecurrenceKind = Literal["action", "task", "milestone"]
"""What is made of an occurrence once somebody writes to it."""


class Recurrence(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Work that recurs: each of its occurrences is computed until somebody writes to it."""

    title: str
    kind: RecurrenceKind = "action"
    rule: str = "FREQ=WEEKLY"
    """By which days it recurs, as RFC 5545 has it; `normalised` gives its one spelling."""
    starts: date | None = None
    """The day from which the rule holds; none while it has not begun."""
    owner: PersonId = 0
    """Who does it."""
    skipped: Tags = ()
    """Days of the rule on which it is left out, as ISO 8601."""
    follows: RecurrenceId = 0
    """The recurrence that it goes on from by another rule; what was made of that is not again."""
    state: Literal["active", "paused"] = "active"
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


RECURRENCES: Final = TableSpec(
    "recurrences", Recurrence, "RE", "recurrence",
    start=lambda birth: {"starts": birth.today},
    started=("starts",),
    day="starts",
    roles=("owner",),
    counts_in="component",
    searched=("title", "rule", "notes"),
    rare=frozenset({"skipped", "follows"}),
    columns=(
        "key", "title", "kind", "component", "owner", "rule", "starts", "next_day", "missed",
        "state",
    ),
    adding="anywhere",
    letters="s=state r=rule S=starts k=kind o=owner x=skipped n=title N=notes t=tags",
    copying=Copying(fresh="skipped"),
)  # fmt: skip
