"""This file shows all that a person answers for, which is a briefing for who takes over."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import attrgetter

from pmtui.figures.attention.open_rows import open_rows
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.people import Person
from pmtui.model.governance.bodies import BODIES, Membership, Responsibility
from pmtui.model.workspace.schema import TABLES
from pmtui.query.values.formatting import DASH
from pmtui.views.shapes.table import Cell, Entry, Section
from pmtui.views.wording.formatting import date_cell, display_title


def person_sections(
    figures: Figures, person: Person, lines: Mapping[str, Callable[[Figures, int], Entry]]
) -> Iterator[Section]:
    """All that a person answers for, a section a kind: what somebody reads who takes over.

    Open rows by the day they are due, seats in bodies, responsibilities.

    Args:
        figures: of the workspace.
        person: who.
        lines: makes the line of a row, for tables that say more than its name, place and day.
    """
    kinds = open_rows(figures, "people", person.id)
    for table in dict.fromkeys(kind.table for kind in kinds):
        ids = [row_id for kind in kinds if kind.table == table for row_id in kind.ids]
        title = TABLES[table].plural.replace("_", " ")
        rows = tuple(_rows(figures, table, ids, lines.get(table)))
        yield Section(title[:1].upper() + title[1:], rows, str(len(rows)))
    yield Section("Seats", tuple(_seats(figures, person.id)))
    yield Section("Responsibilities", tuple(_responsibilities(figures, person.id)))


def _rows(
    figures: Figures, table: str, ids: list[int], line: Callable[[Figures, int], Entry] | None
) -> Iterator[Entry]:
    rows = figures.workspace.rows(table)

    def day_of(row_id: int) -> date:
        due = TABLES[table].due
        day: date | None = attrgetter(due)(rows[row_id]) if due else None
        return day or date.max

    for row_id in sorted(ids, key=lambda row_id: (day_of(row_id), row_id)):
        if line is not None:
            yield line(figures, row_id)
            continue
        day = day_of(row_id)
        due = Cell("") if day == date.max else date_cell(day, figures.today, "plain")
        yield _entry(figures, table, rows[row_id], due)


def _entry(figures: Figures, table: str, row: Entity, *more: Cell) -> Entry:
    place = figures.workspace.components.get(row.component)
    cells = (
        Cell(row.key or DASH, "dim"),
        Cell(display_title(figures.workspace, table, row)),
        Cell(place.name if place is not None else "", "dim"),
        *more,
    )
    return Entry(cells=cells, target=(table, row.id))


def _seats(figures: Figures, person: int) -> Iterator[Entry]:
    workspace = figures.workspace
    for seat in workspace.rows_by(Membership, "person", person):
        body = workspace.get(BODIES.name, seat.body)
        if body is not None and (seat.until is None or seat.until >= figures.today):
            yield _entry(figures, BODIES.name, body, Cell(seat.seat))


def _responsibilities(figures: Figures, person: int) -> Iterator[Entry]:
    workspace = figures.workspace
    for own in workspace.rows_by(Responsibility, "person", person):
        row = workspace.get(own.about_table, own.about)
        if row is not None:
            yield _entry(figures, own.about_table, row, Cell(own.role))
