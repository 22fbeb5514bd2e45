"""This file shows who has checked in, late or not at all: a row a component, a column a period."""

from collections.abc import Iterator
from typing import Final

from pmtui.figures.checkins.standing import (
    COMINGS,
    PERIODS,
    CheckInStanding,
    Coming,
    first_period,
    open_asks,
    standings,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.governance.rhythm import periods_until
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Cell, Table, TableRow, Tone, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import NOTHING, person_cell, rag_cell, short_date

_NONE_YET: Final = "nobody has checked in yet: stand on a project in the tree, then :checkin"
_NONE_ASKED: Final = "no project under way here: only those are asked to check in"
_NO_MATCH: Final = "no component matches the filter: Esc shows all"
_TONES: Final[dict[Coming, Tone]] = {
    "received": "good", "late": "warn", "missing": "bad", "due": "plain", "": "dim",
}  # fmt: skip
_KEYS: Final = ("last_3", "last_2", "last", "now")
"""Keys of the columns of periods, the oldest first."""


def checkin_board(request: ViewRequest) -> Table:
    """The components that check in, with the last periods side by side.

    A row is the newest check-in of its component, so that Enter opens it; where there is none it
    is the component.
    """
    figures = request.figures
    known = {
        place: standings(figures, place)
        for place in figures.live_subtree(request.scope)
        if any(standing.coming for standing in standings(figures, place))
    }
    kept = frozenset(request.ids)
    columns = tuple(_columns(figures, known))
    ids = [place for place in known if place in kept or not request.is_filtered]
    order = sorted_rows(figures, ids, request.sort, columns, lambda _row_id: "components")
    rows = {_row_id(place, known[place]): place for place in order}

    def row_of(row_id: int) -> TableRow:
        component = figures.workspace.components[rows[row_id]]
        return TableRow(row_id, tuple(column.cell(figures, component) for column in columns))

    empty = _NONE_YET if first_period(figures.workspace) is None else _NONE_ASKED
    return Table(
        columns=columns,
        ids=tuple(rows),
        row_of=row_of,
        sort=request.sort,
        total=len(known),
        empty=_NO_MATCH if known else empty,
    )


def _row_id(component: int, known: tuple[CheckInStanding, ...]) -> int:
    given = [standing.checkin.id for standing in known if standing.checkin is not None]
    return given[-1] if given else component


def _columns(
    figures: Figures, known: dict[int, tuple[CheckInStanding, ...]]
) -> Iterator[ViewColumn[Component]]:
    yield ViewColumn(key="key", title="key", width=5, cell=lambda _figures, row: Cell(row.key))
    yield ViewColumn(
        key="name", title="component", width=12, flex=1, cell=lambda _figures, row: Cell(row.name)
    )
    yield ViewColumn(
        key="owner",
        title="owner",
        width=10,
        priority=3,
        cell=lambda figures, row: person_cell(figures.workspace, row.owner),
    )
    periods = periods_until(figures.workspace.policy, figures.today, PERIODS)
    for at, (key, due) in enumerate(zip(_KEYS, periods, strict=False)):
        yield _period(at, key, short_date(due, figures.today), known)
    yield ViewColumn(
        key="open_asks",
        title="ask",
        width=4,
        align="right",
        priority=1,
        cell=_asks_cell,
    )
    yield ViewColumn(
        key="text",
        title="how it goes",
        width=14,
        flex=2,
        priority=2,
        cell=lambda _figures, row: _words_cell(known[row.id]),
        value=lambda _figures, row: _words_cell(known[row.id]).text or None,
    )


def _period(
    at: int, key: str, title: str, known: dict[int, tuple[CheckInStanding, ...]]
) -> ViewColumn[Component]:
    """The column of a period, the oldest of which are left out first."""
    return ViewColumn(
        key=key,
        title=title,
        width=9,
        priority=5 - at if at < PERIODS - 2 else 0,
        cell=lambda _figures, row: came_cell(known[row.id][at]),
        value=lambda _figures, row: _order(known[row.id][at]),
    )


def _order(standing: CheckInStanding) -> int | None:
    return COMINGS.index(standing.coming) if standing.coming else None


def came_cell(standing: CheckInStanding) -> Cell:
    """How a check-in came, with its rating or the days it is late: `in G`, `late 2 d`."""
    tone = _TONES[standing.coming]
    if not standing.coming:
        return NOTHING
    if standing.checkin is None:
        days = f" {standing.days} d" if standing.days else ""
        return Cell("due" if standing.coming == "due" else f"miss{days}", tone)
    rag = f" {standing.checkin.rag}" if standing.checkin.rag else ""
    if standing.coming == "late":
        return Cell(f"late{rag} {standing.days}d", tone)
    return Cell(f"in{rag}", rag_cell(standing.checkin.rag).tone if rag else tone)


def _asks_cell(figures: Figures, component: Component) -> Cell:
    count = sum(1 for _ in open_asks(figures, component.id))
    return Cell(str(count), "warn") if count else Cell("0", "dim")


def _words_cell(known: tuple[CheckInStanding, ...]) -> Cell:
    given = [standing.checkin.text for standing in known if standing.checkin is not None]
    return Cell(given[-1].partition("\n")[0]) if given else NOTHING
