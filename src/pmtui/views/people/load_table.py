"""This file shows load as a heat map: people, roles or teams by week or month, in percent."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from pmtui.figures.people.load_rows import GroupedBy, LoadRow, role_of
from pmtui.views.people.load_words import (
    ASKED_FOR,
    ShownLoads,
    behind,
    explained,
    hours,
    load_text,
    peak_text,
    percent,
    waiting,
)
from pmtui.views.shapes.sorting import sorted_by
from pmtui.views.shapes.table import (
    Cell,
    Table,
    TableColumn,
    TableRow,
    Tone,
    ViewRequest,
)
from pmtui.views.shapes.view import TableFunction
from pmtui.views.wording.period_names import period_names

_WIDTH: Final = 8
_BESIDE: Final = 1 << 62
"""More than any id, so that the lines beside rows have ids that no row has."""
_NO_MATCH: Final = "nobody matches the filter: Esc shows all"
_EMPTY: Final[Mapping[GroupedBy, str]] = {
    "person": "nobody has work here yet: o in `s` gives a task an owner, :assign assigns people",
    "role": "nobody here yet: 7 ] to the roster, and a adds people; s r gives them a role",
    "department": "nobody here yet: 7 ] to the roster, a adds, such as Ann organisation:Sales",
    "team": "no team yet: a adds one; :members, then a puts people in it",
}


def load_by_person(request: ViewRequest) -> Table:
    """The load of people: in a project of its own, above of everybody."""
    return _table(ShownLoads(request, "person"))


def load_by_role(request: ViewRequest) -> Table:
    """The load of all people of a role together, and what is asked for of it."""
    return _table(ShownLoads(request, "role"))


def load_by_team(request: ViewRequest) -> Table:
    """The load of the people of a team, each with the share that the team has."""
    return _table(ShownLoads(request, "team"))


def load_by_department(request: ViewRequest) -> Table:
    """The load of the people of a department: of the run of operations, and of change."""
    return _table(ShownLoads(request, "department"))


def _table(loads: ShownLoads) -> Table:
    request, by = loads.request, loads.by
    ids = [*_sorted(loads)]
    shown = [
        line for row in ids for line in (row, *([_asked(row)] if _has_asked(loads, row) else []))
    ]
    of = {line: row for row in ids for line in (row, _asked(row))}
    columns = _columns(loads)

    def row_of(row_id: int) -> TableRow:
        row, cells = loads.rows[of[row_id]], loads.cells(of[row_id])
        if row_id != row.id:
            texts = (_share_cell(cell.requested, cell.capacity) for cell in cells)
            return TableRow(row_id, (Cell(ASKED_FOR, "dim"), Cell(""), Cell(""), *texts), depth=1)
        person = request.figures.workspace.people.get(row.id)
        about = role_of(person) if person is not None else _members(row)
        tone: Tone = "dim" if person is not None and person.archived else "plain"
        drawn = tuple(map(load_text, cells))
        return TableRow(
            row_id, (Cell(row.name), Cell(about, "dim"), peak_text(cells), *drawn), tone
        )

    return Table(
        columns=columns,
        ids=shown,
        row_of=row_of,
        sort=request.sort,
        total=len(ids) + request.total - len(request.ids),
        extra=len(shown) - len(ids),
        empty=_NO_MATCH if request.is_filtered else _EMPTY[by],
        foot=tuple(waiting(request.figures)),
        entity_of=lambda row_id: max(of.get(row_id, 0), 0),
        explained=lambda row_id, key: explained(loads, of[row_id], key),
        behind=lambda row_id, key: behind(loads, of[row_id], key),
    )


def _asked(row_id: int) -> int:
    """The id of the line with what is asked for beside a row."""
    return -_BESIDE - row_id


def _has_asked(loads: ShownLoads, row_id: int) -> bool:
    return bool(loads.rows[row_id].requests)


def _sorted(loads: ShownLoads) -> Sequence[int]:
    """Rows by name, by their peak, or by what they have in one period."""
    names = {row_id: row.name.casefold() for row_id, row in loads.rows.items()}
    ordered = sorted(loads.rows, key=lambda row_id: names[row_id] if row_id > 0 else "")
    return sorted_by(ordered, loads.request.sort, lambda key: partial(_value, loads, key))


def _value(loads: ShownLoads, key: str, row_id: int) -> object:
    """What a row sorts by under the key of a column."""
    if key == "name":
        return None if loads.rows[row_id].is_rest else loads.rows[row_id].name.casefold()
    if key == "role":
        person = loads.request.figures.workspace.people.get(row_id)
        return (role_of(person).casefold() or None) if person is not None else None
    if key == "peak":
        return loads.peak(row_id)
    pointed = loads.period(key)
    return loads.fullness(row_id, pointed[0]) if pointed is not None else None


def _columns(loads: ShownLoads) -> tuple[TableColumn, ...]:
    today = loads.request.figures.today
    begun = [period for period in loads.periods if period.first <= today]
    now = max(0, len(begun) - 1)
    titles = period_names(loads.periods, loads.request.period, loads.year)
    return (
        TableColumn(key="name", title=loads.by, width=12, flex=1, most=28),
        TableColumn(
            key="role",
            title="role" if loads.by == "person" else "people",
            width=14 if loads.by == "person" else 6,
            priority=3,
        ),
        TableColumn(key="peak", title="peak", width=6, align="right", priority=2),
        *(
            TableColumn(
                key=period.key,
                title=title,
                width=_WIDTH,
                align="right",
                priority=4 + abs(place - now),
                scrolls=True,
                begins=place == now,
            )
            for place, (title, period) in enumerate(zip(titles, loads.periods, strict=True))
        ),
    )


def _share_cell(minutes: float, capacity: float) -> Cell:
    if not minutes:
        return Cell("")
    return Cell(f"{percent(minutes, capacity)}%" if capacity else hours(minutes), "accent")


def _members(row: LoadRow) -> str:
    return str(len({share.person for share in row.shares}))


LOADS: Final[Mapping[GroupedBy, TableFunction]] = MappingProxyType(
    {
        "person": load_by_person,
        "role": load_by_role,
        "team": load_by_team,
        "department": load_by_department,
    }
)
"""What gives the load by what a row is."""
