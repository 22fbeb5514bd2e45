"""This file counts who works when, half hour by half hour, by the calendars alone."""

from collections import Counter
from collections.abc import Iterator

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, bases, day_shifts
from pmtui.model.calendar.work_calendar import OFFICE as WEEK
from pmtui.model.entities.tasks import Assignment, Task

HALF_HOUR = 30


def working_half_hours(figures: Figures, task: Task) -> Iterator[int]:
    """The half hours in which a task is worked on by its plan, in the hours of its calendar."""
    plan = plan_of(figures, task.component)
    assert plan is not None
    start, finish = plan.ends(task.id)
    known = stored_calendars(figures.workspace)
    calendar = task.calendar or figures.workspace.components[task.component].calendar
    shifts = day_shifts(bases(known, calendar) or (WEEK,))
    for day in range(start // MINUTES_PER_DAY, finish // MINUTES_PER_DAY + 1):
        for begins, ends in shifts(day):
            midnight = day * MINUTES_PER_DAY
            for at in range(midnight + begins, midnight + ends, HALF_HOUR):
                if start <= at < finish:
                    yield at


def too_much(figures: Figures) -> dict[str, set[str]]:
    """By the name of each person the keys of the tasks that need more of them than there is."""
    workspace = figures.workspace
    units: dict[int, Counter[int]] = {}
    there: dict[tuple[int, int], set[str]] = {}
    for row in workspace.rows("assignments").values():
        assert isinstance(row, Assignment)
        task = workspace.tasks[row.task]
        if figures.is_done(task.id) or not task.active or task.actual_finish is not None:
            continue
        for at in working_half_hours(figures, task):
            units.setdefault(row.person, Counter())[at] += row.units
            there.setdefault((row.person, at), set()).add(task.key)
    found: dict[str, set[str]] = {}
    for person, counted in units.items():
        row_of = workspace.people[person]
        for at, needed in counted.items():
            if needed > row_of.units:
                found.setdefault(row_of.name, set()).update(there[person, at])
    return found
