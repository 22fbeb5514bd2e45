"""This file shows the people of a store: who they are, their logins, what is open with them."""

from typing import Final

from pmtui.figures.attention.open_rows import open_rows
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.people import Person, initials_of
from pmtui.query.values.formatting import DASH
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Cell, Table, ViewColumn, ViewRequest

_TASKS: Final = frozenset({"tasks", "assignments"})


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
    assignments = figures.workspace.rows("assignments")
    found: set[int] = set()
    for kind in open_rows(figures, "people", person):
        if kind.table == "tasks":
            found.update(kind.ids)
        elif kind.table == "assignments":
            found.update(
                getattr(assignments[assignment_id], "task", 0) for assignment_id in kind.ids
            )
    return len(found)


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
        key="open",
        title="open tasks",
        width=10,
        align="right",
        cell=lambda figures, person: Cell(str(open_tasks(figures, person.id))),
        value=lambda figures, person: open_tasks(figures, person.id),
    ),
)
