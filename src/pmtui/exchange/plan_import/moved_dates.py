"""This file compares the schedule of an imported plan with the dates that its file says."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from pmtui.exchange.date_changes import FileDates, MovedTask, differ
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of


def file_dates(
    figures: Figures, placed: Iterable[tuple[int, Plan, Mapping[int, int]]]
) -> FileDates:
    """Compares the schedules of projects with the dates that a file says for their tasks.

    A begun task is compared by its actual start, a finished one by its actual finish, whatever
    else the file says of them: Primavera's early dates are those of what is left.

    Args:
        figures: of the workspace as it is after the import.
        placed: each project, what the file says of it, and the stored task of each row's uid.
    """
    compared = 0
    moved: list[tuple[datetime, bool, MovedTask]] = []
    for component, plan, ids in placed:
        scheduled = plan_of(figures, component)
        if scheduled is None:
            continue
        if scheduled.problem or scheduled.loops.first:
            return FileDates(problem=problem_text(figures, scheduled))
        rows = [task for task in plan.tasks if task.uid in ids and _is_dated(task)]
        compared += len(rows)
        for task in rows:
            found = _moved(figures, scheduled, task, ids[task.uid])
            if found is not None:
                moved.append((found.first, task.summary, found))
    moved.sort(key=lambda row: row[:2])
    return FileDates(compared, tuple(moved_task for _, _, moved_task in moved))


def _is_dated(task: PlanTask) -> bool:
    return any((task.actual_start, task.start, task.actual_finish, task.finish))


def _moved(figures: Figures, scheduled: ProjectPlan, task: PlanTask, id_: int) -> MovedTask | None:
    """A task whose dates are not those of its row; None where they are."""
    start, finish = task.actual_start or task.start, task.actual_finish or task.finish
    row = figures.workspace.tasks[id_]
    dates = scheduled.dates(id_)
    here = None if dates is None else moment_of(dates.start)
    ends = None if dates is None else moment_of(dates.finish)
    if not (differ(here, start) or differ(ends, finish)):
        return None
    return MovedTask(row.key, row.title, here, ends, start, finish)
