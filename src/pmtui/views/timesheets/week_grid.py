"""This file lays out the week of a person: a row for each task, a column for each day, and sums."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.time_entries import TimeEntry, Timesheet, hours_text, week_of
from pmtui.model.entities.tasks import Assignment, Task

DAYS: Final = 7
_MOST_OFFERED: Final = 30
"""Open tasks of somebody that are offered beside those that have time booked."""


class WeekRow(msgspec.Struct, frozen=True):
    """One task of a week."""

    task: int
    name: str
    minutes: tuple[int, ...]
    """Booked on each day, from Monday."""

    @property
    def total(self) -> int:
        """Booked in the week."""
        return sum(self.minutes)


class WeekGrid(msgspec.Struct, frozen=True):
    """The week of a person."""

    person: int
    who: str
    week: date
    """Its Monday."""
    state: str
    """`open`, `submitted` or `approved`."""
    rows: tuple[WeekRow, ...]

    @property
    def booked(self) -> "WeekGrid":
        """The same without the tasks that nothing is booked on."""
        return msgspec.structs.replace(self, rows=tuple(row for row in self.rows if row.total))

    @property
    def sums(self) -> tuple[int, ...]:
        """Booked on each day, whatever task."""
        return tuple(sum(row.minutes[day] for row in self.rows) for day in range(DAYS))

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return tuple(self.week + timedelta(days=day) for day in range(DAYS))


def week_grid(figures: Figures, person: int, day: date) -> WeekGrid:
    """The week that a day is in, of a person: what is booked, and the open tasks that are theirs.

    Args:
        figures: of the workspace it is in.
        person: whose week it is.
        day: any day of it.
    """
    workspace = figures.workspace
    monday = week_of(day)
    minutes: dict[int, list[int]] = {}
    for entry in workspace.rows_by(TimeEntry, "person", person):
        if week_of(entry.day) == monday:
            of_task = minutes.setdefault(entry.task, [0] * DAYS)
            of_task[entry.day.weekday()] += entry.minutes
    for task in _offered(figures, person):
        minutes.setdefault(task, [0] * DAYS)
    rows = [
        WeekRow(row_id, _name(workspace.tasks.get(row_id)), tuple(booked))
        for row_id, booked in minutes.items()
    ]
    sheets = workspace.rows_by(Timesheet, "person", person)
    state = next((sheet.state for sheet in sheets if week_of(sheet.week) == monday), "open")
    who = workspace.people[person].name if person in workspace.people else "nobody"
    return WeekGrid(person, who, monday, state, tuple(rows))


def week_lines(grid: WeekGrid, letters: int = 3) -> Iterable[tuple[str, ...]]:
    """The cells of a week as texts: a head, a line for each task, and the sums at the foot.

    Args:
        grid: the week.
        letters: how many the names of days have.
    """
    yield ("task", *(f"{day:%a}"[:letters] + f" {day.day}" for day in grid.days), "sum")
    for row in grid.rows:
        yield (row.name, *map(cell_text, row.minutes), cell_text(row.total))
    yield ("sum", *map(cell_text, grid.sums), cell_text(sum(grid.sums)))


def cell_text(minutes: int) -> str:
    """The time of a cell; empty for none."""
    return hours_text(minutes) if minutes else ""


def _offered(figures: Figures, person: int) -> list[int]:
    """The open tasks that somebody is assigned to or owns, those under way first."""
    workspace = figures.workspace
    ids = [row.task for row in workspace.rows_by(Assignment, "person", person)]
    ids += workspace.ids_by("tasks", "owner", person)
    tasks = [workspace.tasks[task] for task in dict.fromkeys(ids) if task in workspace.tasks]
    is_open = [
        task
        for task in tasks
        if not (task.archived or figures.is_done(task.id) or figures.is_summary(task.id))
        and task.kind != "milestone"
    ]
    is_open.sort(key=lambda task: (task.actual_start is None, task.due or date.max, task.id))
    return [task.id for task in is_open[:_MOST_OFFERED]]


def _name(task: Task | None) -> str:
    return f"{task.key} {task.title}" if task is not None else "a task that is gone"
