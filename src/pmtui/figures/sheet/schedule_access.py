"""This file asks the schedule for what the sheet needs of it; it loads when it is first asked.

Much of what is listed and drawn needs no schedule, and a start should not wait for one.
"""

from datetime import date
from typing import Protocol

import msgspec

from pmtui.figures.components.component_dates import (
    OwnDates,
    baseline_row,
    days_from,
    last_day,
)
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.work_periods import WorkPeriods
from pmtui.model.entities.tasks import Task


class TaskFinish(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The finish of a task by what was promised, is planned and was agreed."""

    promised: date | None
    """Its due date."""
    planned: date | None
    """As the schedule has it; as it happened where it is done."""
    baseline: date | None
    """In the baseline in force."""

    @property
    def slip(self) -> int | None:
        """Calendar days from the baseline finish to the planned one; late is positive."""
        return days_from(self.baseline, self.planned)

    @property
    def margin(self) -> int | None:
        """Calendar days from the planned finish to the due date; negative misses it."""
        return days_from(self.planned, self.promised)


class PendingWork(Protocol):
    """Figures that take long, to be worked out by a thread; see `planning.rest`."""

    @property
    def tasks(self) -> int:
        """How many tasks are to be planned."""
        ...

    def work_out(self) -> None:
        """Work them out."""
        ...

    def take_over(self, figures: StoredFigures) -> None:
        """Give a sheet what has been worked out by now."""
        ...


def own_dates(figures: StoredFigures, component: int) -> OwnDates:
    """The dates of a component without those below it, as far as its plan is at hand."""
    from pmtui.figures.lateness.planned_dates import own_dates as dates_of

    return dates_of(figures, component)


def late_by_plan(figures: StoredFigures, component: int) -> frozenset[int]:
    """The late tasks of a component, whatever date says so."""
    from pmtui.figures.lateness.late_tasks import late_in

    return late_in(figures, component)


def days_late(figures: StoredFigures, task: Task) -> int:
    """Days since an open task should have been done, or have begun; 0 while that is not past."""
    from pmtui.figures.lateness.late_tasks import days_late as late_days
    from pmtui.figures.planning.plans import plans_of

    return late_days(figures, task, plans_of(figures).at_hand(task.component))


def lost_plans(figures: StoredFigures) -> frozenset[int]:
    """Components whose plans the last edit may have changed."""
    from pmtui.figures.planning.plans import plans_of

    return plans_of(figures).lost


def work_periods(figures: StoredFigures, task: Task) -> WorkPeriods | None:
    """When a task is worked on by its plan; None where that does not date it."""
    from pmtui.figures.planning.task_periods import periods_of

    return periods_of(figures, task)


def task_finish(figures: StoredFigures, task: Task) -> TaskFinish:
    """The finish of a task; where it cannot be planned, as it was typed."""
    from pmtui.figures.planning.plans import plan_of

    plan = plan_of(figures, task.component)
    planned = task.actual_finish or task.finish
    if plan is not None and task.id in plan:
        planned = last_day(plan.ends(task.id)[1])
    row = baseline_row(figures.workspace, task)
    return TaskFinish(
        promised=task.due,
        planned=planned,
        baseline=row.finish if row is not None else None,
    )


def is_plan_behind(figures: StoredFigures, component: int) -> bool:
    """Whether the plan of a component is still to come, or as it was before the last edits."""
    from pmtui.figures.planning.plans import plans_of

    return plans_of(figures).is_behind(component)


def rest_of(figures: StoredFigures) -> PendingWork | None:
    """What was left out because it takes long; None where nothing was."""
    from pmtui.figures.sheet.pending_figures import rest_of as pending_of

    return pending_of(figures)
