"""This file reads the dates that were typed or agreed for a component: no schedule is needed."""

from datetime import date

from pmtui.figures.components.component_dates import OwnDates, own_baseline_finish
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.rules.date_range import in_span
from pmtui.model.workspace.workspace import Workspace


def typed_dates(workspace: Workspace, component: int) -> OwnDates:
    """The dates of a component that were typed and agreed; the others are still to come."""
    row = workspace.components[component]
    if row.is_given_up:
        # Nothing of it is to come, so nothing above it waits for its dates.
        return OwnDates(baseline=own_baseline_finish(workspace, component), is_waiting=True)
    return OwnDates(
        typed_start=typed_moment(row.start, row.start_time),
        typed_finish=typed_moment(row.finish, None, ends=True),
        promised=row.finish if row.finish is None or in_span(row.finish) else None,
        baseline=own_baseline_finish(workspace, component),
        is_waiting=True,
    )


def typed_moment(day: date | None, time: int | None, *, ends: bool = False) -> int | None:
    """A typed date as minutes since year 1; None where it is none that can be meant."""
    return None if day is None or not in_span(day) else moment(day, time, ends=ends)
