"""This file says when tasks are worked on by their plan, or were as it happened."""

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.work_periods import WorkPeriods, by_clock
from pmtui.figures.planning.plans import plan_of
from pmtui.model.entities.tasks import Task


def periods_of(figures: StoredFigures, task: Task) -> WorkPeriods | None:
    """When a task is worked on; None where its plan does not date it."""
    plan = plan_of(figures, task.component)
    if plan is None or task.id not in plan:
        return None
    planned = plan.inputs.tasks[task.id]
    parts = (plan.ends(task.id),) if plan.is_summary(task.id) else plan.parts(task.id)
    if planned.elapsed:
        return WorkPeriods(parts, by_clock)
    periods = WorkPeriods(parts, plan.times.of(planned.calendar).between)
    return periods if periods.minutes > 0 else WorkPeriods(parts, by_clock)
