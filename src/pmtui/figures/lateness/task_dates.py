"""This file sets the dates of one task beside each other: promised, planned, baseline."""

from datetime import date

import msgspec

from pmtui.figures.components.component_dates import baseline_row, days_from, last_day
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.planning.plans import plan_of
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


def task_day(figures: StoredFigures, task: Task) -> TaskFinish:
    """The finish of a task; where it cannot be planned, as it was typed."""
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
