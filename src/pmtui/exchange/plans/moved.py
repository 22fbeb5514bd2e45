"""This file compares the schedule of an imported plan with the dates that its file says."""

from collections.abc import Mapping
from datetime import datetime

from pmtui.exchange.filedates import FileDates, MovedTask, differ
from pmtui.exchange.plans.plan import Plan
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.sheet import Figures
from pmtui.model.workcal import moment_of


def file_dates(figures: Figures, component: int, plan: Plan, ids: Mapping[int, int]) -> FileDates:
    """Compares the schedule of a project with the dates that a file says for its tasks.

    A begun task is compared by its actual start, a finished one by its actual finish, whatever
    else the file says of them: Primavera's early dates are those of what is left.

    Args:
        figures: of the workspace as it is after the import.
        component: the project.
        plan: what the file says.
        ids: the stored task of each row's uid.
    """
    scheduled = plan_of(figures, component)
    if scheduled is None:
        return FileDates()
    if scheduled.problem or scheduled.loops.first:
        return FileDates(problem=problem_text(figures, scheduled))
    compared = 0
    moved: list[tuple[datetime, bool, MovedTask]] = []
    for task in plan.tasks:
        start, finish = task.actual_start or task.start, task.actual_finish or task.finish
        if task.uid not in ids or (start is None and finish is None):
            continue
        compared += 1
        row = figures.workspace.tasks[ids[task.uid]]
        dates = scheduled.dates(row.id)
        here = None if dates is None else moment_of(dates.start)
        ends = None if dates is None else moment_of(dates.finish)
        if differ(here, start) or differ(ends, finish):
            found = MovedTask(row.key, row.title, here, ends, start, finish)
            moved.append((found.first, task.summary, found))
    moved.sort(key=lambda one: one[:2])
    return FileDates(compared, tuple(one for _, _, one in moved))
