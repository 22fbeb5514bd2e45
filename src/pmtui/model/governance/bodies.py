"""This file defines who decides: bodies and their meetings, roles, rights and tolerances."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from pmtui.model.entities.entity import (
    BodyId,
    Cost,
    Entity,
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
