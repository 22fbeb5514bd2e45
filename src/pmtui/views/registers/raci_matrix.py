"""This file shows who is responsible, accountable, consulted and informed: items by people."""

from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.people import Person, initials_of
from pmtui.model.governance.bodies import ACCOUNTABLE, RESPONSIBLE, ROLES, Responsibility
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow, ViewRequest

_WIDTH: Final = 4
_EMPTY: Final = (
    "nobody has a role yet: on a task, a deliverable or a risk :raci A Ann says who answers for it"
)
_NO_MATCH: Final = "nothing matches the filter: Esc shows all"
_NO_ROLE: Final = Cell("·", "dim")


def raci_matrix(request: ViewRequest) -> Table:
    """The items of a scope with the roles of people in them; a row an item."""
    figures, every = request.figures, request.figures.workspace.rows_of(Responsibility)
    rows = [every[row_id] for row_id in request.ids]
    items: dict[int, dict[int, str]] = {}
    for row in sorted(rows, key=lambda row: ROLES.index(row.role)):
        roles = items.setdefault(row.about, {})
        roles[row.person] = roles.get(row.person, "") + row.role
    tables = {row.about: row.about_table for row in rows}
    people = _people(figures, items)

    def row_of(about: int) -> TableRow:
        row = figures.workspace.get(tables[about], about)
        name = f"{row.key} {title_of(row)}".strip() if row is not None else "gone"
        cells = (_role_cell(items[about].get(person.id, "")) for person in people)
        return TableRow(about, (Cell(name), _missing([*items[about].values()]), *cells))

    return Table(
        columns=(
            TableColumn(key="about", title="item", width=16, flex=1, most=50),
            TableColumn(key="missing", title="missing", width=8),
            *(
                TableColumn(
                    key=person.key,
                    title=initials_of(person),
                    width=_WIDTH,
                    scrolls=True,
                    priority=2,
                )
                for person in people
            ),
        ),
        ids=sorted(items, key=lambda about: (tables[about], about)),
        row_of=row_of,
        total=request.total,
        empty=_NO_MATCH if request.total else _EMPTY,
        entity_of=lambda about: about,
    )


def _people(figures: Figures, items: dict[int, dict[int, str]]) -> list[Person]:
    """Who has a role in any of some items, by name."""
    ids = {person for roles in items.values() for person in roles}
    known = (figures.workspace.people.get(person) for person in ids)
    return sorted((row for row in known if row is not None), key=lambda row: (row.name, row.id))


def _role_cell(roles: str) -> Cell:
    if not roles:
        return _NO_ROLE
    return Cell(roles, "accent" if ACCOUNTABLE in roles else "plain")


def _missing(roles: list[str]) -> Cell:
    """What an item lacks: exactly one is accountable for it, and somebody does it."""
    every = "".join(roles)
    lacking = [role for role in (ACCOUNTABLE, RESPONSIBLE) if role not in every]
    if every.count(ACCOUNTABLE) > 1:
        return Cell(f"{every.count(ACCOUNTABLE)} A", "bad")
    return Cell("no " + ", ".join(lacking), "warn") if lacking else Cell("")
