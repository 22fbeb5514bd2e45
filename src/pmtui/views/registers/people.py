"""This file shows the people of a store: who they are, their logins, what is open with them."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

import msgspec

from pmtui.figures.attention.open_rows import open_rows
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.people import Person, initials_of
from pmtui.query.values.formatting import DASH
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow

_TASKS: Final = frozenset({"tasks", "assignments"})


class _PeopleColumn(msgspec.Struct, frozen=True):
    column: TableColumn
    text: Callable[[Figures, Person], str]
    value: Callable[[Figures, Person], Any]
    """What it sorts by."""


def people(figures: Figures, *, ids: Collection[int] | None = None, sort: str = "name") -> Table:
    """Everybody in the store who is not archived.

    Args:
        figures: of the workspace to show.
        ids: people who pass a filter; None filters nothing.
        sort: key of a column, with a trailing `-` for descending.
    """
    rows = figures.workspace.people
    live = [one for one in rows.values() if not one.archived]
    shown = [one for one in live if ids is None or one.id in ids]
    known = {one.column.key: one for one in _COLUMNS}
    by = known.get(sort.removesuffix("-"), known["name"]).value
    ordered = sorted(shown, key=lambda one: one.id)
    ordered.sort(key=lambda one: by(figures, one), reverse=sort.endswith("-"))

    def row_of(person_id: int) -> TableRow:
        person = rows[person_id]
        return TableRow(person_id, tuple(Cell(one.text(figures, person)) for one in _COLUMNS))

    return Table(
        columns=tuple(one.column for one in _COLUMNS),
        ids=tuple(one.id for one in ordered),
        row_of=row_of,
        sort=sort,
        total=len(live),
        empty="nobody matches the filter: Esc shows all" if live else "nobody here yet: a adds one",
    )


def open_tasks(figures: Figures, person: int) -> int:
    """How many open tasks somebody owns or is assigned to."""
    assignments = figures.workspace.rows("assignments")
    found: set[int] = set()
    for kind in open_rows(figures, "people", person):
        if kind.table == "tasks":
            found.update(kind.ids)
        elif kind.table == "assignments":
            found.update(getattr(assignments[one], "task", 0) for one in kind.ids)
    return len(found)


def columns() -> Sequence[str]:
    """Keys of the columns."""
    return [one.column.key for one in _COLUMNS]


_COLUMNS: Final = (
    _PeopleColumn(
        TableColumn(key="key", title="key", width=5),
        lambda _figures, person: person.key,
        lambda _figures, person: person.id,
    ),
    _PeopleColumn(
        TableColumn(key="name", title="name", width=18, flex=1),
        lambda _figures, person: person.name,
        lambda _figures, person: person.name.casefold(),
    ),
    _PeopleColumn(
        TableColumn(key="initials", title="initials", width=8, priority=3),
        lambda _figures, person: initials_of(person),
        lambda _figures, person: initials_of(person),
    ),
    _PeopleColumn(
        TableColumn(key="logins", title="logins", width=14, priority=1),
        lambda _figures, person: ", ".join(person.logins) or DASH,
        lambda _figures, person: person.logins,
    ),
    _PeopleColumn(
        TableColumn(key="role", title="role", width=16, priority=2),
        lambda _figures, person: person.role or DASH,
        lambda _figures, person: person.role.casefold(),
    ),
    _PeopleColumn(
        TableColumn(key="open", title="open tasks", width=10, align="right"),
        lambda figures, person: str(open_tasks(figures, person.id)),
        lambda figures, person: open_tasks(figures, person.id),
    ),
)
