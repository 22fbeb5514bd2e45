"""This file finds what is somebody's in all projects, what waits for them, and their week."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from pmtui.figures.attention.decisions_wanted import decisions_wanted
from pmtui.figures.attention.open_rows import open_rows
from pmtui.figures.people.load_cells import cell_between
from pmtui.figures.people.load_rows import row_of_person
from pmtui.figures.people.loads import work_on
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.time_entries import TimeEntry

DECIDED: Final = frozenset({"changes", "gates"})
"""Of these only what waits for a decision of theirs."""
_WEEK: Final = 7


class OwnWeek(NamedTuple):
    """The hours of somebody in the week of today, in minutes."""

    first: date
    assigned: float
    available: float
    booked: int


def own_rows(figures: Figures, person: int, tables: Collection[str]) -> frozenset[int]:
    """The open rows that somebody answers for or works on, and those that wait for them.

    Args:
        figures: of the workspace looked at.
        person: whose.
        tables: of which tables.
    """
    waiting = (wanted for wanted in decisions_wanted(figures) if wanted.whom == person)
    return frozenset(
        (
            *_answered(figures, person, tables),
            *(wanted.id for wanted in waiting if wanted.table in tables),
        )
    )


def _answered(figures: Figures, person: int, tables: Collection[str]) -> Iterator[int]:
    workspace = figures.workspace
    for kind in open_rows(figures, "people", person):
        if kind.table == "assignments" and "tasks" in tables:
            rows = workspace.rows(kind.table)
            yield from (getattr(rows[row_id], "task", 0) for row_id in kind.ids)
        elif kind.table == "role_requests":
            rows = workspace.rows(kind.table)
            yield from (row_id for row_id in kind.ids if _is_offered(rows[row_id], person))
        elif kind.table in tables and kind.table not in DECIDED:
            yield from kind.ids


def _is_offered(request: object, person: int) -> bool:
    """Whether somebody is proposed for a role, and nobody has confirmed that yet."""
    of, state = getattr(request, "person", 0), getattr(request, "state", "")
    return bool(of == person and state == "proposed")


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
