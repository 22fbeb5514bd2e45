"""This file tests in what working time a component lies."""

from datetime import date

import pytest

from pmtui.figures.schedule_analysis.working_time import working_time
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.calendar.work_calendar import CalendarError
from tests.conftest import a_component, a_project, a_task, figures_of, id_of

SUNDAY = date(2026, 11, 22).toordinal() * 1440
CALENDAR = WorkingCalendar(id=id_of("K-1"), key="K-1", name="Sundays", sunday="09:00-12:00")


def test_a_project_and_a_program_lie_in_their_own_calendar_with_tasks_or_without() -> None:
    figures = figures_of(
        a_component("PG-1", name="Program", calendar=id_of("K-1")),
        a_project("P-1", "PG-1", calendar=id_of("K-1")),
        a_project("P-2", "PG-1"),
        a_task("T-1"),
        CALENDAR,
    )
    worked = {
        key: working_time(figures, id_of(key)).between(SUNDAY, SUNDAY + 1440)
        for key in ("PG-1", "P-1", "P-2")
    }
    assert worked == {"PG-1": 180, "P-1": 180, "P-2": 0}


def test_everything_together_lies_in_the_usual_week() -> None:
    assert working_time(figures_of(CALENDAR), 0).between(SUNDAY, SUNDAY + 2 * 1440) == 480


def test_hours_that_cannot_be_are_told() -> None:
    wrong = WorkingCalendar(id=id_of("K-1"), key="K-1", name="Wrong", monday="noon")
    figures = figures_of(a_project(calendar=id_of("K-1")), wrong)
    with pytest.raises(CalendarError):
        working_time(figures, id_of("P-1"))
