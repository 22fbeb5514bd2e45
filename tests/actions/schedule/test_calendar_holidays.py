"""This file tests calendars: the hours a new one has, and public holidays."""

from datetime import date
from typing import cast

import pytest

from pmtui.actions.adding.creation import new_entity
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.changes.ops import apply, settle_keys
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal
from tests.conftest import a_workspace, id_of

OFFICE = WorkingCalendar(id=id_of("K-1"), key="K-1", name="Office", monday="09:00-17:00")


def free_days(workspace: Workspace) -> dict[date, str]:
    """The exceptions of a workspace, by their day."""
    rows = workspace.rows("calendar_exceptions").values()
    return {one.first: one.name for one in (cast("CalendarException", row) for row in rows)}


def test_a_new_calendar_keeps_the_hours_of_an_office_unless_told_otherwise() -> None:
    situation = at(a_workspace())
    ops = new_entity(situation, "calendars", "", {"name": "Berlin"})
    ops += new_entity(situation, "calendars", "", {"name": "Shift", "sunday": "19:00-24:00"})
    made = apply(situation.workspace, settle_keys(situation.workspace, ops))
    berlin, shift = cast("list[WorkingCalendar]", list(made.rows("calendars").values()))
    assert (berlin.key, berlin.monday, berlin.saturday) == ("K-1", "08:00-12:00 13:00-17:00", "off")
    assert (shift.monday, shift.sunday) == ("", "19:00-24:00")


def test_public_holidays_become_days_off_that_can_be_edited() -> None:
    then = after("calendar.holidays", at(a_workspace(OFFICE), "K-1"), country="DE-BY 2026")
    days = free_days(then)
    assert date(2026, 12, 25) in days
    assert date(2026, 1, 6) in days
    assert all(day.year == 2026 for day in days)
    again = after("calendar.holidays", at(then, "K-1"), country="de-by 2026-2027")
    assert len(free_days(again)) > len(days)
    assert len(again.rows("calendar_exceptions")) == len(free_days(again))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Narnia", "is no country"),
        ("QQ", "holidays of QQ are not known"),
        ("DE 20x", "are no years"),
        ("DE soon", "no holidays of the kind 'soon': it has catholic, school"),
        ("DE 2030-2026", "the first one first"),
    ],
)
def test_a_country_nobody_knows_is_refused(text: str, reason: str) -> None:
    assert reason in refusal("calendar.holidays", at(a_workspace(OFFICE), "K-1"), country=text)
