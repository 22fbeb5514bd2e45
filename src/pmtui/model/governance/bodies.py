"""This file defines who decides: bodies and their meetings, roles, rights and tolerances."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from pmtui.model.entities.entity import (
    BodyId,
    ClockTime,
    Cost,
    Entity,
    MeetingId,
    PersonId,
    Prose,
)
from pmtui.model.entities.table import ApprovalKind, Copying, TableSpec

BodyKind = Literal["board", "project_board", "pmo", "committee"]
RuleLevel = Literal["", "portfolio", "program", "project", "operation"]
"""Whose owner or sponsor is meant; empty for that of the component that something belongs to."""
ToleranceKind = Literal["time", "cost", "scope", "quality", "benefit", "risk"]
"""What may go otherwise than agreed, as PRINCE2 tells them apart."""
Count = Annotated[int, Meta(ge=0)]

OWNER: Final = "owner"
"""The role of who answers for the component."""
SPONSOR: Final = "sponsor"
"""The role of its sponsor."""
RaciRole = Literal["R", "A", "C", "I"]
"""Responsible, who does it; accountable, who answers for it; consulted before; informed after."""
ROLES: Final[tuple[RaciRole, ...]] = get_args(RaciRole)
ACCOUNTABLE: Final[RaciRole] = "A"
RESPONSIBLE: Final[RaciRole] = "R"
HELD: Final = "held"
"""The state of a meeting that was closed: who was there and what was on it stay as they are."""


class Body(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A group of people that decides together; of the whole store where it has no component."""

    name: str
    kind: BodyKind = "board"
    remit: Prose = ""
    """What it was set up to decide."""
    quorum: Count = 0
    """Members it needs to decide; 0 where one is enough."""
    chair: PersonId = 0
    archived: bool = False


class Membership(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A seat of a person in a body."""

    body: BodyId
    person: PersonId
    seat: str = ""
    """What they are in it, such as `senior user`."""
    since: date | None = None
    """The first day of it; always, where nobody says."""
    until: date | None = None
    """The last one."""


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


class Responsibility(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What somebody is for one item: a task, a deliverable, a risk, a component, anything."""

    about: Annotated[int, Meta(extra={"kind": "about"})]
    """The id of the item, in `about_table`."""
    about_table: str
    person: PersonId
    role: RaciRole = "R"


class ApprovalRule(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Who may approve one kind of thing, and up to which size.

    It holds for its component and all below, until a component below has rules of its own for the
    kind; without a component for the whole store.
    """

    title: str
    kind: ApprovalKind = "change"
    level: RuleLevel = ""
    role: str = ""
    """`owner` or `sponsor` of the component of that level, or a role that people have."""
    body: BodyId = 0
    days: Count | None = None
    """Most days that it may cost; no limit where empty."""
    amount: Cost | None = None
    """Most money; no limit where empty."""
    changes_scope: bool = True
    """Whether what changes the scope may be approved as well."""
    since: date | None = None
    """The first day it holds; always, where nobody says."""
    notes: Prose = ""
    archived: bool = False


class Tolerance(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """How far a component may go from what was agreed before the level above has to be asked.

    It holds for its component and all below, until a component below has its own of the kind;
    without a component for the whole store.
    """

    title: str
    kind: ToleranceKind = "time"
    days: Count | None = None
    """Most calendar days past the agreed finish; of time."""
    percent: Count | None = None
    """Most percent over the budget; of a benefit most points short of its profile."""
    amount: Cost | None = None
    """Most money over the budget; of risk the largest exposure."""
    count: Count | None = None
    """Of scope requirements dropped or late, of quality deliverables rejected, of risk a score."""
    since: date | None = None
    """The first day it holds; always, where nobody says."""
    notes: Prose = ""
    archived: bool = False


TOLERANCE_LIMITS: Final[Mapping[ToleranceKind, tuple[str, ...]]] = MappingProxyType(
    {
        "time": ("days",),
        "cost": ("percent", "amount"),
        "scope": ("count",),
        "quality": ("count",),
        "benefit": ("percent",),
        "risk": ("count", "amount"),
    }
)
"""The fields that may limit each kind."""
BODIES: Final = TableSpec(
    "bodies", Body, "BD", "body",
    roles=("chair",),
    home="scope",
    searched=("name", "remit"),
    columns=("key", "name", "kind", "component", "chair", "quorum", "remit"),
    adding="by_line",
    letters="n=name k=kind c=chair q=quorum r=remit",
)  # fmt: skip
MEMBERSHIPS: Final = TableSpec(
    "memberships", Membership, "MB", "membership",
    roles=("person",),
    is_removed=True,
    home="scope",
    spans=(("since", "until"),),
    searched=("seat",),
    columns=("key", "body", "person", "seat", "since", "until"),
    letters="p=person n=seat s=since e=until b=body",
)  # fmt: skip
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
RESPONSIBILITIES: Final = TableSpec(
    "responsibilities", Responsibility, "", "responsibility",
    roles=("person",),
    is_removed=True,
    home="about",
    alike=("about", "person", "role"),
    columns=("about", "person", "role"),
    copying=Copying(),
)  # fmt: skip
APPROVAL_RULES: Final = TableSpec(
    "approval_rules", ApprovalRule, "AR", "approval_rule",
    noun="approval rule",
    home="scope",
    start=lambda birth: {"role": "" if birth.given.get("body") else OWNER},
    started=("role",),
    columns=(
        "key", "title", "component", "kind", "level", "role", "body", "days", "amount",
        "changes_scope", "since",
    ),
    adding="by_line",
    letters="n=title k=kind l=level r=role b=body d=days a=amount c=changes_scope s=since",
)  # fmt: skip
TOLERANCES: Final = TableSpec(
    "tolerances", Tolerance, "TL", "tolerance",
    home="scope",
    counts_in="everything",
    columns=(
        "key", "title", "component", "kind", "days", "percent", "amount", "count", "since",
    ),
    adding="by_line",
    letters="n=title k=kind d=days p=percent a=amount c=count s=since",
    copying=Copying(),
)  # fmt: skip
