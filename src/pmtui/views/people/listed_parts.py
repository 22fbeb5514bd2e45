"""This file lists who is assigned to what, members of teams, skills and leave, a row each."""

from typing import Final

from pmtui.figures.people.loads import work_on
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.query.values.formatting import DASH
from pmtui.views.people.load_words import hours
from pmtui.views.registers.listing import listed_part
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Cell, Table, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import NOTHING, person_cell, short_date

members: Final = listed_part("nobody is in a team yet: a adds them, such as team:TM-1 person:H-2")
skills: Final = listed_part("no skill yet: a adds one, such as Python person:H-2 level:4")
leaves: Final = listed_part(
    "nobody is away yet: a adds leave, such as person:H-2 first:21dec last:31dec"
)


def work(request: ViewRequest) -> Table:
    """Who is assigned to which task, with what of it lies ahead."""
    return rows_table(
        request,
        COLUMNS,
        none_yet="nobody is assigned yet: :assign T-1 ann assigns",
        no_match="no assignment matches the filter: Esc shows all",
    )


def _task(figures: Figures, row: Assignment) -> Task | None:
    return figures.workspace.tasks.get(row.task)


def _title_cell(figures: Figures, row: Assignment) -> Cell:
    task = _task(figures, row)
    return Cell(f"{task.key} {task.title}") if task is not None else NOTHING


def _place_cell(figures: Figures, row: Assignment) -> Cell:
    task = _task(figures, row)
    place = figures.workspace.components.get(task.component) if task is not None else None
    return Cell(place.name, "dim") if place is not None else NOTHING


def _days(figures: Figures, row: Assignment) -> dict[int, float]:
    """The minutes of an assignment by the day, as its ordinal."""
    task = _task(figures, row)
    if task is None:
        return {}
    pieces = work_on(figures, task)
    return {piece.day: piece.minutes for piece in pieces if piece.person == row.person}


def _hours_cell(figures: Figures, row: Assignment) -> Cell:
    total = sum(_days(figures, row).values())
    return Cell(hours(total)) if total else Cell(DASH, "dim")


def _left_cell(figures: Figures, row: Assignment) -> Cell:
    today = figures.today.toordinal()
    left = sum(minutes for day, minutes in _days(figures, row).items() if day >= today)
    return Cell(hours(left), "plain" if left else "dim")


def _span_cell(figures: Figures, row: Assignment) -> Cell:
    days = _days(figures, row)
    if not days:
        return NOTHING
    ends = (type(figures.today).fromordinal(day) for day in (min(days), max(days)))
    return Cell(" - ".join(short_date(day, figures.today) for day in ends))


COLUMNS: Final[tuple[ViewColumn[Assignment], ...]] = (
    ViewColumn(
        key="person",
        title="person",
        width=14,
        cell=lambda figures, row: person_cell(figures.workspace, row.person),
    ),
    ViewColumn(key="task", title="task", width=16, flex=2, cell=_title_cell),
    ViewColumn(key="component", title="of", width=10, flex=1, priority=3, cell=_place_cell),
    ViewColumn(
        key="units",
        title="units",
        width=5,
        align="right",
        priority=1,
        cell=lambda _figures, row: Cell(f"{row.units}%"),
    ),
    ViewColumn(
        key="work",
        title="hours",
        width=6,
        align="right",
        cell=_hours_cell,
    ),
    ViewColumn(
        key="left",
        title="ahead",
        width=6,
        align="right",
        priority=2,
        cell=_left_cell,
    ),
    ViewColumn(
        key="span",
        title="planned",
        width=17,
        cell=_span_cell,
    ),
)
