"""This file says how much of the work of a plan is done on its way out, if only a percent is known.

What people noted of it goes out as they noted it. Where they noted none, the share that the task is
complete is done, which is also what the actual cost of an assignment follows from.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import structs

from pmtui.exchange.plans.plan import MoneyOut, PlanAssignment, PlanResource, PlanTask
from pmtui.exchange.plans.roll_up import percent_of
from pmtui.figures.core.amounts import amount_of
from pmtui.figures.cpm.types import regular_work
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.planned_cost import assignment_parts, spent_parts
from pmtui.model.entities.tasks import Assignment, Task

WORKERS: Final = frozenset({"work", "role", "equipment"})
"""Resources whose work counts in time."""
_ALL: Final = 100


class WorkDone(NamedTuple):
    """Work in minutes: in all, done, and still to come; None where it is not known."""

    work: int | None = None
    done: int | None = None
    left: int | None = None


def assigned(
    figures: Figures,
    tasks: Sequence[Task],
    rows: Mapping[int, PlanTask],
    resources: Mapping[int, PlanResource],
    money: MoneyOut,
) -> tuple[PlanAssignment, ...]:
    """Who works on what, and what that costs, numbered from 1.

    What is booked on a task is not shared out among those who are at work on it.

    Args:
        figures: of the workspace they are in.
        tasks: the tasks of the plan.
        rows: the row of each task by the task's id, as far as it is scheduled.
        resources: the resource of each person by the person's id.
        money: writes amounts.
    """
    found: list[PlanAssignment] = []
    for task in tasks:
        for row, parts in assignment_parts(figures, task):
            resource = resources.get(row.person)
            if not row.id or resource is None:
                continue
            is_work = resource.kind in WORKERS
            worked = _work_of_row(figures, task, row, rows[task.id], is_work=is_work)
            cost = money.sum(amount_of(parts, len(parts), figures.rates))
            spent = spent_parts(figures, task, row, parts) if task.actual_cost is None else []
            actual_cost = money.sum(amount_of(spent, len(spent), figures.rates))
            found.append(
                PlanAssignment(
                    uid=len(found) + 1,
                    task=rows[task.id].uid,
                    resource=resource.uid,
                    units=row.units / 100,
                    work=worked.work,
                    remaining_work=worked.left,
                    actual_work=worked.done,
                    overtime=row.overtime,
                    remaining_overtime=row.remaining_overtime,
                    cost=cost,
                    actual_cost=actual_cost,
                    contoured=row.is_contoured,
                )
            )
    return tuple(found)


def with_work(
    figures: Figures, task: Task, row: PlanTask, assignments: Iterable[PlanAssignment]
) -> PlanTask:
    """A row with the work that is on the task itself: its estimate, or that of those assigned.

    Args:
        figures: of the workspace it is in.
        task: the task; the estimate of a summary is that of the tasks below it.
        row: its row.
        assignments: those of people and machines.
    """
    known = [assignment for assignment in assignments if assignment.work is not None]
    shared = sum(assignment.work or 0 for assignment in known)
    work = None if row.summary else task.estimate
    if work is None:
        work = shared if known else None
    left = None if row.summary else task.remaining
    if work is None:
        return structs.replace(row, remaining_work=left)
    if left is not None:
        done = max(work - left, 0)
    elif known and shared == work:
        done = sum(assignment.actual_work or 0 for assignment in known)
    else:
        done = _share(work, _percent(figures, task))
    return structs.replace(
        row,
        work=work,
        actual_work=done,
        remaining_work=max(work - done, 0) if left is None else left,
        percent_work=percent_of(done, work),
    )


def _work_of_row(
    figures: Figures, task: Task, row: Assignment, known: PlanTask, *, is_work: bool
) -> WorkDone:
    """The work of an assignment, so that whoever plans by it comes to the same dates.

    A share of the task's estimate that does not fill its duration, and a rest that would end
    elsewhere than the rest of the duration, are left for the task itself to say.
    """
    stored = figures.workspace.rows_of(Assignment)[row.id]
    dates_it = is_work and row.units > 0 and _is_dated_by_work(known)
    work = row.work
    if stored.work is None and work is not None and dates_it:
        work = work if _lengths(work, None, row)[0] == known.duration else None
    done = row.actual_work
    if done is None and work is not None:
        done = _share(work, _percent(figures, task))
    left = row.remaining_work
    if left is None and work is not None:
        left = max(work - (done or 0), 0)
        rest = _rest(known)
        if dates_it and not row.is_contoured and _lengths(work, left, row)[1] != rest:
            left = round(rest * row.units / _ALL)
            is_same = known.actual_start is not None and _lengths(work, left, row)[1] == rest
            left = left if is_same else None
    return WorkDone(work, done, left)


def _percent(figures: Figures, task: Task) -> int:
    """How far a task itself is, as its actual cost counts it."""
    return _ALL if figures.is_done(task.id) else task.percent


def _is_dated_by_work(task: PlanTask) -> bool:
    """Whether the work on a task says when it ends."""
    keeps_hours = task.calendar and task.ignores_resource_calendars
    by_duration = task.task_type == "fixed_duration" or task.elapsed or task.summary
    return not (by_duration or keeps_hours)


def _rest(task: PlanTask) -> int:
    """What of its duration a reader of the file takes to be still to come."""
    return task.duration if task.remaining is None else task.remaining


def _lengths(work: int, left: int | None, row: Assignment) -> tuple[int, int | None]:
    """How long work takes somebody within the usual hours, in all and to come, in minutes."""
    regular, rest = regular_work(work, left, row.overtime, row.remaining_overtime)
    long = round(regular * _ALL / row.units)
    return long, None if rest is None else round(rest * _ALL / row.units)


def _share(work: int, percent: int) -> int:
    """A share of some work, halves up."""
    return (2 * work * percent + _ALL) // (2 * _ALL)
