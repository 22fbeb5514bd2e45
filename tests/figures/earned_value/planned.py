"""This file makes small projects with a baseline for the tests of earned value."""

from datetime import date, timedelta
from typing import Any

from pmtui.figures.earned_value.planned_value import PlannedValue, planned_value
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at
from tests.conftest import Parts, a_project, a_task, a_workspace, eur, id_of

MONDAY = date(2026, 11, 2)
DAY = 480


def a_costed_task(key: str, days: int, cost: int, start: date = MONDAY, **fields: Any) -> Parts:
    """A task planned by hand, of so many working days and so many euros of fixed cost."""
    given = {"fixed_cost": eur(cost) if cost else None, **fields}
    return a_task(key, manual=True, start=start, duration=days * DAY, **given)


def agreed(*parts: Entity | Parts, project: str = "P-1", **fields: Any) -> Workspace:
    """A project of which a baseline was taken."""
    given = {"start": MONDAY, "unfinished_work": "as_planned", **fields}
    workspace = a_workspace(*a_project(project, board=False, **given), *parts)
    return after("baseline.take", at(workspace, project), label="Agreed")


def plan_of(workspace: Workspace, project: str = "P-1") -> PlannedValue:
    """What its baseline planned."""
    return planned_value(workspace, id_of(project), has_parts=False)


def end_of(day: date) -> int:
    """The moment that a day ends."""
    return moment(day, None, ends=True)


def days_from(start: date, count: int) -> list[int]:
    """The ends of so many days."""
    return [end_of(start + timedelta(days=n)) for n in range(count)]
