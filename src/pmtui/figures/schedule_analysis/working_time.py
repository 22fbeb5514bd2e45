"""This file says in what working time a component lies."""

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_time import WorkTime, WorkTimes


def working_time(figures: Figures, component: int) -> WorkTime:
    """The working time of a component's calendar; the usual week without one, and for 0.

    Raises:
        CalendarError: the stored calendars cannot be.
    """
    row = figures.workspace.components.get(component)
    if row is None or not row.calendar:
        return WorkTimes({}).of(0)
    plan = plan_of(figures, component)
    if plan is not None and row.calendar in plan.inputs.calendars:
        return plan.times.of(0)
    return WorkTimes(stored_calendars(figures.workspace), row.calendar).of(0)
