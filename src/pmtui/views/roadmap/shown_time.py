"""This file finds the time that a roadmap shows: from when to when, and which days are worked."""

from collections.abc import Callable
from typing import Final

from pmtui.figures.planning.plans import plans_of
from pmtui.figures.schedule_analysis.component_span import component_ends
from pmtui.figures.schedule_analysis.working_time import working_time
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, CalendarError, moment
from pmtui.views.shapes.gantt_chart import is_weekday

_MOST_LOOKED_THROUGH: Final = 400
"""Open tasks up to which the earliest start among them is looked for."""


def shown_span(figures: Figures, scope: int) -> tuple[int, int] | None:
    """First start to last finish, and today where it is no farther off than they are apart."""
    ends = component_ends(figures, scope)
    if ends is None:
        return None
    start, finish, today = *ends, moment(figures.today, None)
    if start - (finish - start) <= today <= finish + (finish - start):
        return min(start, today), max(finish, today + MINUTES_PER_DAY)
    return ends


def open_span(figures: Figures, scope: int) -> tuple[int, int] | None:
    """First start and last finish of the tasks that are not done; None where none is planned.

    Of very many tasks the earliest start is not looked for: what is open goes on from today.
    """
    found = [row_id for row_id in figures.live_subtree(scope) if figures.work(row_id).work.open]
    planned = [
        (row_id, plan)
        for row_id in found
        if (plan := plans_of(figures).at_hand(row_id)) is not None
    ]
    finishes = [plan.finish for _, plan in planned if plan.finish is not None]
    if not finishes:
        return None
    starts = [moment(figures.today, None)]
    if sum(figures.work(row_id).work.open for row_id in found) <= _MOST_LOOKED_THROUGH:
        for component_id, plan in planned:
            ids = figures.workspace.ids_by("tasks", "component", component_id)
            starts += (plan.ends(at)[0] for at in ids if at in plan and not figures.is_done(at))
    return min(starts), max(finishes)


def works_on(figures: Figures, scope: int) -> Callable[[int], bool]:
    """Which days, by number, are worked in the calendar of a scope, or else in the usual week."""
    try:
        time = working_time(figures, scope)
        time.between(moment(figures.today, None), moment(figures.today, None, ends=True))
    except CalendarError:
        return is_weekday

    def is_worked(day: int) -> bool:
        try:
            return time.between(day * MINUTES_PER_DAY, (day + 1) * MINUTES_PER_DAY) > 0
        except CalendarError:
            return False

    return is_worked
