"""This file says whose load is shown in a scope: a row for each person, role or team."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec
from msgspec import structs

from pmtui.figures.people.capacity import Share, has_hours
from pmtui.figures.people.loads import loads_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.people import Person
from pmtui.model.staffing.staffing_checks import folded
from pmtui.model.staffing.teams import ASKED, RoleRequest, Team, TeamMember

GroupedBy = Literal["person", "role", "team", "department"]


class LoadRow(msgspec.Struct, frozen=True):
    """Somebody, or people of one role or team, whose load is shown."""

    id: int
    """Of the person or team; below nought for a role or a department."""
    name: str
    shares: tuple[Share, ...]
    requests: tuple[RoleRequest, ...] = ()
    is_rest: bool = False
    """Whether it is those who are of no role or department, who stand last."""


def load_rows(figures: Figures, scope: int, by: GroupedBy, ids: Iterable[int]) -> list[LoadRow]:
    """Whose load is shown in a scope.

    In a project or operation only those who have work or are asked for there; above such everybody.

    Args:
        figures: the sheet.
        scope: the component; 0 for the whole store.
        by: a row for each person, role, team or department.
        ids: the people who are meant, such as those that a filter keeps.
    """
    workspace, meant = figures.workspace, frozenset(ids)
    people = [
        workspace.people[row_id]
        for row_id in sorted(_people_in(figures, scope) & meant)
        if has_hours(workspace.people[row_id].kind)
    ]
    requests = [*_requests(figures, scope)]
    if by == "team":
        return [*_teams(figures, people, requests)]
    if by == "role":
        return [*_roles(figures, people, requests)]
    if by == "department":
        return [*_departments(figures, people, requests)]
    return [
        structs.replace(
            row_of_person(figures, person.id),
            requests=tuple(request for request in requests if request.person == person.id),
        )
        for person in people
    ]


def row_of_person(figures: Figures, person: int) -> LoadRow:
    """Somebody with all their time, without what they are asked for."""
    return LoadRow(person, figures.workspace.people[person].name, (_share(figures, person),))


def _people_in(figures: Figures, scope: int) -> set[int]:
    workspace = figures.workspace
    component = workspace.components.get(scope)
    if component is None or component.kind not in {"project", "operation"}:
        return {*workspace.people}
    loads, places = loads_of(figures), (*figures.live_subtree(scope),)
    workers = {person for place in places for person in loads.of(place).days}
    workers.update(request.person for request in _requests(figures, scope) if request.person)
    return workers & workspace.people.keys()


def _requests(figures: Figures, scope: int) -> Iterator[RoleRequest]:
    """The requests of a scope that want somebody's time on days that are known."""
    places = {*figures.live_subtree(scope)}
    for request in figures.workspace.rows_of(RoleRequest).values():
        is_dated = request.first is not None and request.last is not None
        is_here = request.component in places or not (scope or request.component)
        if request.state in ASKED and not request.archived and is_dated and is_here:
            yield request


def role_of(person: Person) -> str:
    """The role of somebody: what is said, or the name of what stands for a role."""
    return person.role or (person.name if person.kind == "role" else "")


def _roles(
    figures: Figures, people: Iterable[Person], requests: Iterable[RoleRequest]
) -> Iterator[LoadRow]:
    names: dict[str, str] = {}
    members: dict[str, list[Share]] = {}
    asked: dict[str, list[RoleRequest]] = {}
    for person in people:
        name = role_of(person)
        names.setdefault(folded(name), name)
        members.setdefault(folded(name), []).append(_share(figures, person.id))
    for request in requests:
        names.setdefault(folded(request.role), request.role)
        asked.setdefault(folded(request.role), []).append(request)
    for number, role in enumerate(sorted(names, key=lambda name: (not name, name)), 1):
        yield LoadRow(
            -number,
            names[role] or "no role",
            tuple(members.get(role, ())),
            tuple(asked.get(role, ())),
            is_rest=not role,
        )


def _departments(
    figures: Figures, people: Iterable[Person], requests: Sequence[RoleRequest]
) -> Iterator[LoadRow]:
    """The people of each organisation, with requests that name one of them."""
    names: dict[str, str] = {}
    members: dict[str, list[Share]] = {}
    for person in people:
        names.setdefault(folded(person.organisation), person.organisation)
        members.setdefault(folded(person.organisation), []).append(_share(figures, person.id))
    for number, name in enumerate(sorted(names, key=lambda name: (not name, name)), 1):
        persons = {share.person for share in members[name]}
        asked = tuple(request for request in requests if request.person in persons)
        shares, title = tuple(members[name]), names[name] or "no department"
        yield LoadRow(-number, title, shares, asked, is_rest=not name)


def _teams(
    figures: Figures, people: Iterable[Person], requests: Sequence[RoleRequest]
) -> Iterator[LoadRow]:
    here = {person.id for person in people}
    teams = figures.workspace.rows_of(Team).values()
    for team in sorted(teams, key=lambda team: (team.name.casefold(), team.id)):
        shares = tuple(
            _share(figures, member.person, member)
            for member in figures.workspace.rows_by(TeamMember, "team", team.id)
            if member.person in here
        )
        persons = {share.person for share in shares}
        asked = tuple(request for request in requests if request.person in persons)
        if not team.archived and shares:
            yield LoadRow(team.id, team.name, shares, asked)


def _share(figures: Figures, person: int, member: TeamMember | None = None) -> Share:
    """All of somebody's time, or what of it a team has."""
    components = figures.workspace.components
    calendars = {components[place].calendar for place in loads_of(figures).places(person)}
    calendar = calendars.pop() if len(calendars) == 1 else 0
    if member is None:
        return Share(person, calendar)
    first, last = member.since or date.min, member.until or date.max
    return Share(person, calendar, member.units, first.toordinal(), last.toordinal())
