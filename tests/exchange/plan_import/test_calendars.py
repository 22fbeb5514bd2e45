"""This file imports the calendars of plans."""

from datetime import date
from types import MappingProxyType

from msgspec.structs import replace

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.plans.plan import Plan, PlanResource, PlanTask
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.model.calendar.work_calendar import (
    AROUND_THE_CLOCK,
    OFFICE,
    Calendar,
    DateException,
    WorkWeek,
)
from tests.exchange.msproject.documents import a_task, tasks
from tests.exchange.plans.stored import imported, planned, project_of

FREE = DateException(date(2025, 4, 18), date(2025, 4, 21))
SHORT = DateException(date(2025, 4, 17), date(2025, 4, 17), ((480, 720),))
SUMMER = ((420, 780),)
WEEK = WorkWeek(date(2025, 7, 1), date(2025, 7, 31), (SUMMER, None, None, None, None, (), ()))
CALENDARS = MappingProxyType(
    {
        1: replace(OFFICE, weeks=(WEEK,), exceptions=(SHORT, FREE)),
        2: Calendar(name="Ann", base=1),
        3: Calendar(name="Bob", base=1, exceptions=(FREE,)),
        4: AROUND_THE_CLOCK,
        5: Calendar(name="Unused"),
    }
)


def a_plan() -> Plan:
    plan = read_msproject(tasks(a_task(1)))
    ann = PlanResource(uid=1, name="Ann", calendar=2)
    people = (ann, PlanResource(uid=2, name="Bob", calendar=3))
    row = PlanTask(uid=1, name="Paint", calendar=4)
    return replace(plan, calendar=1, calendars=CALENDARS, resources=people, tasks=(row,))


def test_calendars_in_use_are_kept_as_they_are_and_bare_ones_left_out() -> None:
    workspace = imported(a_plan())
    rows = {row.id: row for row in workspace.rows("calendars").values()}
    named = {getattr(row, "name"): one for one, row in rows.items()}  # noqa: B009
    assert named.keys() == {"Standard", "Bob", "24 Hours"}
    kept = stored_calendars(workspace)
    assert kept[named["Standard"]] == CALENDARS[1]
    assert kept[named["Bob"]] == replace(CALENDARS[3], base=named["Standard"])
    assert kept[named["24 Hours"]] == AROUND_THE_CLOCK
    assert workspace.components[project_of(workspace)].calendar == named["Standard"]
    people = {person.name: person.calendar for person in workspace.people.values()}
    assert people == {"Ann": 0, "Bob": named["Bob"]}
    assert [task.calendar for task in workspace.tasks.values()] == [named["24 Hours"]]


def test_the_same_calendars_again_change_nothing() -> None:
    assert planned(a_plan(), imported(a_plan()), start=10_000_000).ops == ()
