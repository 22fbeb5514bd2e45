"""This file defines teams, what people can do, when they are away, and what roles are asked for."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import Entity, Percent, PersonId, Prose, Step, Tags
from pmtui.model.entities.table import Copying, TableSpec

TeamId = Annotated[int, Meta(extra={"refers": "teams"})]
"""Id of a team; 0 for none."""
Units = Annotated[int, Meta(ge=0)]
"""Share of one whole person in percent; 200 is two of them."""
ASKED: Final = frozenset({"requested", "proposed", "confirmed"})
"""The states of a request for a role that wants somebody's time."""


class Team(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """People who work together, for a component or for the whole store."""

    name: str
    lead: PersonId = 0
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


class TeamMember(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That somebody is in a team, with how much of their time."""

    team: TeamId
    person: PersonId
    units: Units = 100
    """How much of their time they have for the team, in percent."""
    since: date | None = None
    """The first day; always, where nobody says."""
    until: date | None = None
    """The last one."""


class Skill(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Something that somebody can do, and how well."""

    person: PersonId
    name: str
    """What it is called; capitals do not count."""
    level: Step = 0
    """From 1, has begun to learn it, to 5, teaches it; 0 while nobody has rated it."""
    notes: Prose = ""


class Leave(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Days on which somebody is away, beside those that their calendar leaves free."""

    person: PersonId
    first: date
    last: date
    kind: Literal["holiday", "sickness", "parental", "training", "other"] = "holiday"
    percent: Percent = 100
    """How much of their time they are away: 50 is every afternoon."""
    notes: Prose = ""


class RoleRequest(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That a component wants somebody with a role for some time, and who that is to be."""

    title: str
    """What it is for; the name of the role where nobody says more."""
    role: str = ""
    """Which role, as people have it; capitals do not count."""
    skill: str = ""
    """What they have to be able to do."""
    units: Units = 100
    """How much of a person is wanted, in percent."""
    first: date | None = None
    last: date | None = None
    state: Literal["requested", "proposed", "confirmed", "declined"] = "requested"
    person: PersonId = 0
    """Who is proposed or confirmed."""
    owner: PersonId = 0
    """Who asks for it."""
    notes: Prose = ""
    archived: bool = False


TEAMS: Final = TableSpec(
    "teams", Team, "TM", "team",
    roles=("lead",),
    home="scope",
    searched=("name", "notes"),
    columns=("key", "name", "component", "lead", "notes"),
    adding="anywhere",
    letters="n=name l=lead t=tags N=notes",
)  # fmt: skip
TEAM_MEMBERS: Final = TableSpec(
    "team_members", TeamMember, "TB", "team_member",
    roles=("person",),
    is_removed=True,
    noun="team member",
    home="store",
    spans=(("since", "until"),),
    columns=("key", "team", "person", "units", "since", "until"),
    letters="p=person u=units s=since e=until t=team",
)  # fmt: skip
SKILLS: Final = TableSpec(
    "skills", Skill, "SK", "skill",
    is_removed=True,
    home="store",
    searched=("name", "notes"),
    columns=("key", "person", "name", "level", "notes"),
    letters="l=level n=name p=person N=notes",
)  # fmt: skip
LEAVES: Final = TableSpec(
    "leaves", Leave, "LV", "leave",
    is_removed=True,
    many="leaves",
    noun="leave",
    home="store",
    day="first",
    spans=(("first", "last"),),
    searched=("notes",),
    columns=("key", "person", "first", "last", "kind", "percent", "notes"),
    letters="f=first l=last k=kind %=percent p=person N=notes",
)  # fmt: skip
ROLE_REQUESTS: Final = TableSpec(
    "role_requests", RoleRequest, "RQ", "role_request",
    noun="request for a role",
    counts_in="component",
    ended_states=frozenset({"confirmed", "declined"}),
    open_word="open request for a role",
    roles=("person",),
    due="first",
    spans=(("first", "last"),),
    start=lambda birth: {"role": str(birth.given.get("title", ""))},
    started=("role",),
    searched=("title", "role", "skill", "notes"),
    columns=(
        "key", "title", "role", "skill", "component", "units", "first", "last", "state", "person",
        "owner",
    ),
    adding="anywhere",
    letters="s=state p=person r=role k=skill u=units f=first l=last o=owner n=title N=notes",
    copying=Copying(fresh="person", ends="last", part="register"),
)  # fmt: skip
