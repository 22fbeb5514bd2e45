"""This file shows asks and directives: from whom, to whom, by when, and how long they wait."""

from datetime import date
from typing import Final

import msgspec

from pmtui.figures.checkins.standing import age
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.governance.checkins import Ask, Directive
from pmtui.model.rules.life_cycles import has_ended
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Cell, Table, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import (
    NO_VALUE,
    choice_label,
    date_cell,
    days_away,
    number_cell,
    person_cell,
)

Wanted = Ask | Directive
"""What one level wants of another."""
_NONE_YET: Final = "nothing is asked: :ask P-1 two testers @ann asks, :direct P-1 directs"
_NONE_OPEN: Final = "nothing is open: /is:any shows what was answered or done"
_NO_MATCH: Final = "nothing matches the filter: Esc shows all"


def wanted_by(row: Wanted) -> date | None:
    """The day by which it is wanted."""
    return row.needed_by if isinstance(row, Ask) else row.due


def _from_cell(figures: Figures, row: Wanted) -> Cell:
    if isinstance(row, Ask):
        return person_cell(figures.workspace, row.raised_by)
    if row.source:
        return Cell(row.source)
    return person_cell(figures.workspace, row.issued_by)


def _due_cell(figures: Figures, row: Wanted) -> Cell:
    day = wanted_by(row)
    return date_cell(day, figures.today, "dim") if has_ended(row) else days_away(day, figures.today)


COLUMNS: Final = (
    ViewColumn[Wanted](key="key", title="key", width=5, cell=lambda _figures, row: Cell(row.key)),
    ViewColumn[Wanted](
        key="title", title="what", width=16, flex=2, cell=lambda _figures, row: Cell(row.title)
    ),
    ViewColumn[Wanted](
        key="component",
        title="of",
        width=6,
        priority=2,
        cell=lambda figures, row: Cell(
            figures.workspace.components[row.component].key
            if row.component in figures.workspace.components
            else NO_VALUE
        ),
    ),
    ViewColumn[Wanted](
        key="from",
        title="from",
        width=10,
        priority=3,
        cell=_from_cell,
        value=lambda figures, row: _from_cell(figures, row).text,
    ),
    ViewColumn[Wanted](
        key="owner",
        title="to",
        width=10,
        cell=lambda figures, row: person_cell(figures.workspace, row.owner),
    ),
    ViewColumn[Wanted](
        key="due", title="by", width=9, cell=_due_cell, value=lambda _figures, row: wanted_by(row)
    ),
    ViewColumn[Wanted](
        key="age",
        title="days",
        width=4,
        align="right",
        cell=lambda figures, row: number_cell(age(figures, row)),
    ),
    ViewColumn[Wanted](
        key="state",
        title="state",
        width=12,
        cell=lambda _figures, row: Cell(choice_label(row.state)),
    ),
    ViewColumn[Wanted](
        key="answer",
        title="answer",
        width=12,
        flex=1,
        priority=4,
        cell=lambda _figures, row: Cell(row.answer.partition("\n")[0] or NO_VALUE, "dim"),
    ),
)


def ask_table(request: ViewRequest) -> Table:
    """The asks and directives that are open; a filter may ask for the others too."""
    workspace = request.figures.workspace
    rows = {**workspace.rows_of(Ask), **workspace.rows_of(Directive)}
    ids = tuple(row_id for row_id in request.ids if not has_ended(rows[row_id]))
    asked = request if request.is_filtered else msgspec.structs.replace(request, ids=ids)
    none_yet = _NONE_OPEN if request.ids and not request.is_filtered else _NONE_YET
    shown = rows_table(asked, COLUMNS, none_yet=none_yet, no_match=_NO_MATCH)
    return shown if request.is_filtered else msgspec.structs.replace(shown, empty=none_yet)
