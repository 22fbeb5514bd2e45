"""This file ranks who could take on what is asked for: skill or role, and free time in its days."""

from collections.abc import Iterator

import msgspec

from pmtui.figures.people.capacity import Share, capacity_of
from pmtui.figures.people.load_rows import role_of
from pmtui.figures.people.loads import loads_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.staffing.staffing_checks import folded
from pmtui.model.staffing.teams import RoleRequest, Skill


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """Somebody who could do what is asked for."""

    person: int
    free: float
    """Minutes that they could work in its days and have no work for, nor are promised elsewhere."""
    level: int
    """How well they can do it, 0 where nobody has rated it."""


def wanted(figures: Figures, request: RoleRequest) -> float | None:
    """The minutes that are asked for: units of the standard week; None without both days."""
    if request.first is None or request.last is None:
        return None
    first, last = request.first.toordinal(), request.last.toordinal()
    by_day = capacity_of(figures).in_calendar(0)
    return sum(map(by_day, range(first, last + 1))) * request.units / 100


def candidates(figures: Figures, request: RoleRequest) -> tuple[Candidate, ...]:
    """Who has the skill that is asked for, else the role, most free time first.

    Free is, of each day, what can be worked less what is assigned and what other confirmed requests
    have of them, never less than nothing. Of equals the better skilled comes first.

    Args:
        figures: the sheet.
        request: what is asked for; without both days nobody can be told free.
    """
    if request.first is None or request.last is None:
        return ()
    return tuple(
        sorted(_able(figures, request), key=lambda able: (-able.free, -able.level, able.person))
    )


def _able(figures: Figures, request: RoleRequest) -> Iterator[Candidate]:
    skill, role = folded(request.skill), folded(request.role)
    levels = {
        owned.person: owned.level
        for owned in figures.workspace.rows_of(Skill).values()
        if folded(owned.name) == skill
    }
    for person in figures.workspace.people.values():
        is_able = person.id in levels if skill else bool(role) and folded(role_of(person)) == role
        if is_able and not person.archived:
            yield Candidate(person.id, _free(figures, request, person.id), levels.get(person.id, 0))


def _free(figures: Figures, request: RoleRequest, person: int) -> float:
    if request.first is None or request.last is None:
        return 0.0
    first, last = request.first.toordinal(), request.last.toordinal()
    capacity = capacity_of(figures)
    available = capacity.over((Share(person),), first, last)
    assigned = loads_of(figures).by_day(person)
    left = [minutes - assigned.get(first + at, 0.0) for at, minutes in enumerate(available)]
    whole = capacity.in_calendar(figures.workspace.people[person].calendar)
    for other in figures.workspace.rows_by(RoleRequest, "person", person):
        is_promised = other.state == "confirmed" and not other.archived and other.id != request.id
        if is_promised and other.first is not None and other.last is not None:
            low, high = max(first, other.first.toordinal()), min(last, other.last.toordinal())
            for day in range(low, high + 1):
                left[day - first] -= whole(day) * other.units / 100
    return sum(max(minutes, 0.0) for minutes in left)
