"""This file defines meetings of a body or a component: who comes, and what the chair set down."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import BodyId, ClockTime, Entity, MeetingId, PersonId, Prose
from pmtui.model.entities.table import TableSpec

HELD: Final = "held"
"""The state of a meeting that was closed: who was there and what was on it stay as they are."""


class Meeting(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """People of a body, or of a component, who come together on a day; its agenda is computed."""

    title: str
    body: BodyId = 0
    """Whose meeting it is; 0 where it is one of its component."""
    day: date | None = None
    start_time: ClockTime | None = None
    """When it begins, in the timezone of the store; the whole day where nobody says."""
    finish_time: ClockTime | None = None
    """When it ends."""
    place: str = ""
    """Where it is, or a link."""
    chair: PersonId = 0
    """Who leads it; the chair of its body where nobody is named."""
    state: Literal["planned", "held", "cancelled"] = "planned"
    notes: Prose = ""
    archived: bool = False


class Attendance(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That somebody is invited to a meeting, or was there."""

    meeting: MeetingId
    person: PersonId
    present: bool = False
    """Whether they are there; else they are invited, beside the members of the body."""


class AgendaItem(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What was set down about one thing on an agenda: its place, notes, and what was decided.

    What waits comes on an agenda without one. It is also an item of its own that waits nowhere.
    """

    meeting: MeetingId
    title: str
    about: Annotated[int, Meta(extra={"kind": "about"})]
    """The id of what it is about, in `about_table`: the meeting itself for an item of its own."""
    about_table: str
    position: Annotated[int, Meta(ge=0)] = 0
    """At which place the chair put it, from 1; 0 where it stands by its kind."""
    dropped: bool = False
    """Whether the chair took it off."""
    why: str = ""
    """Why it was on it, as it was when the meeting was closed."""
    outcome: str = ""
    """What was decided about it in the meeting."""
    notes: Prose = ""


MEETINGS: Final = TableSpec(
    "meetings", Meeting, "MT", "meeting",
    ended_states=frozenset({HELD, "cancelled"}),
    open_word="planned meeting",
    due="day",
    takes_place=lambda _meeting: True,
    home="scope",
    belongs_to="body",
    counts_in="component",
    searched=("title", "place", "notes"),
    rare=frozenset({"finish_time"}),
    columns=("key", "title", "body", "component", "day", "start_time", "place", "chair", "state"),
    adding="anywhere",
    letters="s=state d=day t=start_time u=finish_time l=place c=chair b=body n=title",
)  # fmt: skip
ATTENDANCES: Final = TableSpec(
    "attendances", Attendance, "", "attendance",
    is_fact=True,
    is_removed=True,
    home="scope",
    belongs_to="meeting",
    alike_in_tables=("meeting", "person"),
    columns=("meeting", "person", "present"),
    letters="p=present w=person",
)  # fmt: skip
AGENDA_ITEMS: Final = TableSpec(
    "agenda_items", AgendaItem, "AI", "agenda_item",
    is_removed=True,
    home="scope",
    belongs_to="meeting",
    start=lambda birth: {"about": birth.given.get("meeting", 0), "about_table": MEETINGS.name},
    started=("about", "about_table"),
    searched=("title", "notes", "outcome"),
    columns=("key", "meeting", "title", "about", "position", "dropped", "outcome", "notes"),
    letters="p=position d=dropped r=outcome n=title",
)  # fmt: skip
