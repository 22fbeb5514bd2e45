"""This file defines check-ins, asks going up, directives coming down, and recovery plans."""

from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pmtui.model.entities.entity import CheckInId, Entity, PersonId, Prose, Tags
from pmtui.model.entities.states import ASK, DIRECTIVE
from pmtui.model.entities.table import TableSpec


class CheckIn(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What the manager of a component says of one period.

    Whether it was on time is worked out from its period and the day it came, never stored.
    """

    text: Prose
    """How it goes."""
    rag: Literal["", "G", "A", "R"] = ""
    """The rating its manager gives; empty where none was given with it."""
    needs: Prose = ""
    """What the team needs, a line each."""
    next_steps: Prose = ""
    period: date | None = None
    """A day of the period it is about; None for the one in which it came."""
    at: date | None = None
    """The day it came."""
    by: PersonId = 0
    archived: bool = False


class Ask(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Something that a team needs from above."""

    title: str
    description: Prose = ""
    raised_by: PersonId = 0
    """Who asks."""
    owner: PersonId = 0
    """Who is asked, and answers."""
    asked_at: date | None = None
    needed_by: date | None = None
    acknowledged_at: date | None = None
    """The day on which who is asked has said that it is seen."""
    answer: Prose = ""
    answered_by: PersonId = 0
    answered_at: date | None = None
    state: str = "open"
    checkin: CheckInId = 0
    """The check-in it came with; 0 where it was asked alone."""
    tags: Tags = ()
    archived: bool = False


class Directive(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What a board, a PMO or a program manager wants done below."""

    title: str
    description: Prose = ""
    source: str = ""
    """The body it comes from, such as `Board` or `PMO`; empty where a person gave it."""
    issued_by: PersonId = 0
    owner: PersonId = 0
    """Who carries it out."""
    issued_at: date | None = None
    due: date | None = None
    acknowledged_at: date | None = None
    done_at: date | None = None
    answer: Prose = ""
    """What was done, or why it is not."""
    state: str = "issued"
    tags: Tags = ()
    archived: bool = False


class Recovery(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """How a component that is red or amber comes back to green."""

    title: str
    """The path to green in one line."""
    steps: Prose = ""
    owner: PersonId = 0
    due: date | None = None
    """The day on which it is green again."""
    opened: date | None = None
    state: Literal["open", "done", "dropped"] = "open"
    tags: Tags = ()
    archived: bool = False


CHECKINS: Final = TableSpec(
    "checkins", CheckIn, "CI", "checkin",
    is_fact=True,
    noun="check-in",
    day="at",
    start=lambda birth: {"at": birth.today},
    started=("at",),
    counts_in="component",
    searched=("text", "needs", "next_steps"),
    columns=("key", "component", "period", "rag", "text", "needs", "by", "at", "days_late"),
    adding="by_line",
    letters="r=rag h=text n=needs x=next_steps p=period a=at b=by",
)  # fmt: skip
ASKS: Final = TableSpec(
    "asks", Ask, "AK", "ask",
    cycles=MappingProxyType({"": ASK}),
    ways=MappingProxyType({"": ("open", "acknowledged", "answered")}),
    ended_states=frozenset({"answered", "withdrawn"}),
    open_word="open ask",
    due="needed_by",
    start=lambda birth: {"asked_at": birth.today},
    started=("asked_at",),
    counts_in="component",
    columns=("key", "title", "component", "raised_by", "owner", "needed_by", "age", "state"),
    adding="by_line",
    in_update_sheets=True,
    letters="s=state o=owner d=needed_by a=answer n=title D=description r=raised_by t=tags",
)  # fmt: skip
DIRECTIVES: Final = TableSpec(
    "directives", Directive, "DV", "directive",
    cycles=MappingProxyType({"": DIRECTIVE}),
    ways=MappingProxyType({"": ("issued", "acknowledged", "done")}),
    ended_states=frozenset({"done", "withdrawn"}),
    open_word="open directive",
    due="due",
    start=lambda birth: {"issued_at": birth.today},
    started=("issued_at",),
    counts_in="component",
    columns=("key", "title", "component", "source", "owner", "due", "age", "state"),
    adding="by_line",
    in_update_sheets=True,
    letters=(
        "s=state o=owner d=due a=answer f=source n=title D=description i=issued_by t=tags"
    ),
)  # fmt: skip
RECOVERIES: Final = TableSpec(
    "recoveries", Recovery, "RC", "recovery",
    noun="recovery plan",
    ended_states=frozenset({"done", "dropped"}),
    open_word="open recovery plan",
    due="due",
    start=lambda birth: {"opened": birth.today},
    started=("opened",),
    counts_in="component",
    columns=("key", "title", "component", "owner", "due", "state"),
    adding="by_line",
    letters="s=state o=owner d=due p=steps n=title t=tags",
)  # fmt: skip
