"""This file shows the people of a store: who they are, their logins, what is open with them."""

from datetime import date
from typing import Final

from pmtui.figures.attention.open_rows import open_rows
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.people import PEOPLE, Person, initials_of
from pmtui.model.entities.tasks import ASSIGNMENTS
from pmtui.model.staffing.teams import Leave, Skill, Team, TeamMember
from pmtui.query.values.formatting import DASH
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Cell, Table, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import short_date

_TASKS: Final = frozenset({"tasks", ASSIGNMENTS.name})


def people(request: ViewRequest) -> Table:
    """Everybody in the store who is asked for."""
    return rows_table(
        request,
        _COLUMNS,
        none_yet="nobody here yet: a adds one",
        no_match="nobody matches the filter: Esc shows all",
    )


def open_tasks(figures: Figures, person: int) -> int:
    """How many open tasks somebody owns or is assigned to."""
    assignments = figures.workspace.rows(ASSIGNMENTS.name)
    found: set[int] = set()
    for kind in open_rows(figures, PEOPLE.name, person):
        if kind.table == "tasks":
            found.update(kind.ids)
        elif kind.table == ASSIGNMENTS.name:
            found.update(
                getattr(assignments[assignment_id], "task", 0) for assignment_id in kind.ids
            )
    return len(found)


def _skills(figures: Figures, person: Person) -> str:
    """What somebody can do, the best first, each with its level: `Python 4, SQL`."""
    owned = figures.workspace.rows_by(Skill, "person", person.id)
    ordered = sorted(owned, key=lambda skill: (-skill.level, skill.name.casefold()))
    return ", ".join(f"{skill.name} {skill.level or ''}".strip() for skill in ordered)


def _teams(figures: Figures, person: Person) -> str:
    """The teams somebody is in today."""
    teams, today = figures.workspace.rows_of(Team), figures.today
    names = [
        teams[member.team].name
        for member in figures.workspace.rows_by(TeamMember, "person", person.id)
        if (member.since or today) <= today <= (member.until or today) and member.team in teams
    ]
    return ", ".join(sorted(names))


def _next_leave(figures: Figures, person: Person) -> date | None:
    """When somebody is away next; today where they are now."""
    leaves = figures.workspace.rows_by(Leave, "person", person.id)
    days = [max(leave.first, figures.today) for leave in leaves if leave.last >= figures.today]
    return min(days, default=None)


def _away_text(figures: Figures, person: Person) -> str:
    first = _next_leave(figures, person)
    if first is None:
        return DASH
    leaves = figures.workspace.rows_by(Leave, "person", person.id)
    last = max(leave.last for leave in leaves if leave.first <= first <= leave.last)
    return f"{short_date(first, figures.today)} - {short_date(last, figures.today)}"


_COLUMNS: Final[tuple[ViewColumn[Person], ...]] = (
    ViewColumn(key="key", title="key", width=5, cell=lambda _figures, person: Cell(person.key)),
    ViewColumn(
        key="name", title="name", width=18, flex=1, cell=lambda _figures, person: Cell(person.name)
    ),
    ViewColumn(
        key="initials",
        title="initials",
        width=8,
        priority=3,
        cell=lambda _figures, person: Cell(initials_of(person)),
        value=lambda _figures, person: initials_of(person),
    ),
    ViewColumn(
        key="logins",
        title="logins",
        width=14,
        priority=1,
        cell=lambda _figures, person: Cell(", ".join(person.logins) or DASH),
    ),
    ViewColumn(
        key="role",
        title="role",
        width=16,
        priority=2,
        cell=lambda _figures, person: Cell(person.role or DASH),
    ),
    ViewColumn(
        key="skills",
        title="skills",
        width=12,
        priority=4,
        most=30,
        cell=lambda figures, person: Cell(_skills(figures, person)),
        value=lambda figures, person: _skills(figures, person) or None,
    ),
    ViewColumn(
        key="teams",
        title="teams",
        width=10,
        priority=5,
        cell=lambda figures, person: Cell(_teams(figures, person)),
        value=lambda figures, person: _teams(figures, person) or None,
    ),
    ViewColumn(
        key="units",
        title="units",
        width=5,
        align="right",
        priority=6,
        cell=lambda _figures, person: Cell(f"{person.units}%"),
    ),
    ViewColumn(
        key="away",
        title="next leave",
        width=15,
        priority=3,
        cell=lambda figures, person: Cell(_away_text(figures, person)),
        value=_next_leave,
    ),
    ViewColumn(
        key="open",
        title="open tasks",
        width=10,
        align="right",
        cell=lambda figures, person: Cell(str(open_tasks(figures, person.id))),
        value=lambda figures, person: open_tasks(figures, person.id),
    ),
)
