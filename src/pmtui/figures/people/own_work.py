"""This file finds what is somebody's in all projects, what waits for them, and their week."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from pmtui.figures.attention.decisions_wanted import decisions_wanted
from pmtui.figures.attention.open_rows import ids_of_person
from pmtui.figures.people.load_cells import cell_between
from pmtui.figures.people.load_rows import row_of_person
from pmtui.figures.people.loads import work_on
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.time_entries import TimeEntry
from pmtui.model.staffing.teams import RoleRequest

_WEEK: Final = 7


class OwnWeek(NamedTuple):
    """The hours of somebody in the week of today, in minutes."""

    first: date
    assigned: float
    available: float
    booked: int


def own_rows(figures: Figures, person: int) -> frozenset[int]:
    """The open rows that somebody answers for or works on, and those that wait for them."""
    requests = figures.workspace.rows_of(RoleRequest)
    answered = (
        row_id
        for row_id in ids_of_person(figures, person)
        if row_id not in requests or _is_offered(requests[row_id], person)
    )
    return frozenset(answered) | decisions_of(figures, person)


def decisions_of(figures: Figures, person: int) -> frozenset[int]:
    """The rows that wait for a decision of somebody."""
    return frozenset(row.id for row in decisions_wanted(figures) if row.whom == person)


def _is_offered(request: RoleRequest, person: int) -> bool:
    """Whether somebody is proposed for a role, and nobody has confirmed that yet."""
    return request.person == person and request.state == "proposed"


def own_week(figures: Figures, person: int) -> OwnWeek:
    """What somebody is assigned, can work and has booked in the week of today."""
    first = figures.today - timedelta(days=figures.today.weekday())
    last = first + timedelta(days=_WEEK - 1)
    cell = cell_between(figures, row_of_person(figures, person), first, last)
    entries = figures.workspace.rows_by(TimeEntry, "person", person)
    booked = sum(entry.minutes for entry in entries if first <= entry.day <= last)
    return OwnWeek(first, cell.assigned, cell.capacity, booked)


def minutes_ahead(figures: Figures, task: int, person: int) -> float:
    """The minutes of somebody on a task from today on; of everybody for no person."""
    row, today = figures.workspace.tasks.get(task), figures.today.toordinal()
    return sum(
        piece.minutes
        for piece in (work_on(figures, row) if row is not None else ())
        if piece.day >= today and (not person or piece.person == person)
    )
