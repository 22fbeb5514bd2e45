"""This file holds what teams, skills, leave and requests for roles keep, in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.entities.entity import Entity
from pmtui.model.staffing.teams import (
    LEAVES,
    ROLE_REQUESTS,
    SKILLS,
    TEAM_MEMBERS,
    Leave,
    RoleRequest,
    Skill,
    TeamMember,
)
from pmtui.model.workspace.workspace import Workspace

_WITHOUT_HOURS: Final = frozenset({"material", "cost"})
_NAMED: Final = frozenset({"proposed", "confirmed"})
"""States of a request that say who it is to be."""


def folded(text: str) -> str:
    """A role or a skill as it is compared: capitals and blanks do not count."""
    return " ".join(text.split()).casefold()


def _member(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    member = cast("TeamMember", row)
    if not member.team:
        yield f"{name}: team: a team member is of a team: say which with team:KEY"
    if not member.person:
        yield f"{name}: person: a team member is a person: say who with person:NAME"
    yield from _order(name, "since", member.since, "until", member.until)
    for other in workspace.rows_by(TeamMember, "team", member.team):
        if other.id != member.id and other.person == member.person and _meet(member, other):
            yield (
                f"{name}: team, person: {other.key or 'another row'} has them in that team already"
                " on the same days: change it instead"
            )
            return


def _meet(one: TeamMember, other: TeamMember) -> bool:
    """Whether two memberships hold on one day."""
    pairs = ((one, other), (other, one))
    return not any(
        first.until is not None and second.since is not None and first.until < second.since
        for first, second in pairs
    )


def _skill(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    skill = cast("Skill", row)
    if not skill.person:
        yield f"{name}: person: a skill is of a person: say whose with person:NAME"
    for other in workspace.rows_by(Skill, "person", skill.person):
        if other.id != skill.id and folded(other.name) == folded(skill.name):
            yield f"{name}: name: {other.key or 'another row'} says that already: change its level"
            return


def _leave(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    leave = cast("Leave", row)
    if not leave.person:
        yield f"{name}: person: leave is of a person: say whose with person:NAME"
    person = workspace.people.get(leave.person)
    if person is not None and person.kind in _WITHOUT_HOURS:
        yield f"{name}: person: {person.name} is a {person.kind} and has no hours to be away from"
    yield from _order(name, "first", leave.first, "last", leave.last)


def _request(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    request = cast("RoleRequest", row)
    if not request.role.strip():
        yield f"{name}: role: a request is for a role: say which with role:NAME"
    if request.state in _NAMED and not request.person:
        yield f"{name}: person: it is {request.state}, so somebody is: say who with person:NAME"
    person = workspace.people.get(request.person)
    if person is not None and person.kind in _WITHOUT_HOURS:
        yield f"{name}: person: {person.name} is a {person.kind} and has no hours to give"
    yield from _order(name, "first", request.first, "last", request.last)


def _order(
    name: str, begins: str, first: date | None, ends: str, last: date | None
) -> Iterator[str]:
    if first is not None and last is not None and last < first:
        yield f"{name}: {ends}: {last} is before {first}, when it begins ({begins})"


STAFFING_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType(
        {
            TEAM_MEMBERS.name: _member,
            SKILLS.name: _skill,
            LEAVES.name: _leave,
            ROLE_REQUESTS.name: _request,
        }
    )
)
"""What a row of a table keeps beside its references, in words where it does not."""
