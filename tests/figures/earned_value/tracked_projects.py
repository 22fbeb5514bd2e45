"""This file turns a tracked project of the DSLIB library into rows of ours.

Every project is made alike: a calendar of its working hours, tasks planned by hand at their
baseline start, the fixed cost at the start, people at a rate by the hour, what is left at a cost
of its own. A tracking period is progress: when a task began, how many minutes of it are done, what
was booked.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from pmtui.model.calendar.stored_calendars import WEEKDAYS, WorkingCalendar, hours_text
from pmtui.model.changes.ops import Op, apply, edit
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Money, money_of
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at
from tests.conftest import a_workspace, id_of

CURRENCY = "EUR"
_TASK, _PERSON, _WORK, _OTHER = 10_000, 20_000, 30_000, 40_000


class TrackedProject(msgspec.Struct, frozen=True):
    """A project with the periods it was tracked in."""

    plan: dict[str, Any]

    @property
    def baselined(self) -> Workspace:
        """The project as it was planned, with a baseline taken by our action."""
        return after("baseline.take", at(a_workspace(*self._rows()), "P-1"), label="Agreed")

    def tracked(self, workspace: Workspace, period: int) -> tuple[Workspace, datetime]:
        """The project as it was reported in a tracking period, and the moment that was."""
        tracking = self.plan["tracking"][period]
        moment = datetime.fromisoformat(tracking["status_date"])
        project = workspace.components[id_of("P-1")]
        ops: list[Op] = [*edit("components", project, status_date=moment.date())]
        for row in tracking["rows"]:
            task = workspace.tasks[_TASK + row["id"]]
            ops += edit("tasks", task, **self._progress(row))
        return apply(workspace, ops), moment

    def _rows(self) -> Iterator[Entity]:
        plan = self.plan
        free = set(plan["nonworking_hours"])
        shifts = tuple((hour * 60, hour * 60 + 60) for hour in range(24) if hour not in free)
        hours: dict[str, Any] = {
            name: hours_text(() if day in plan["nonworking_days"] else shifts)
            for day, name in enumerate(WEEKDAYS)
        }
        yield WorkingCalendar(id=1, name="Agenda", **hours)
        begun = date.fromisoformat(plan["agenda_start"][:10])
        yield Component(
            id=id_of("P-1"), key="P-1", kind="project", name=plan["name"], state="executing",
            start=begun, calendar=1, unfinished_work="as_planned",
        )  # fmt: skip
        for person in plan["resources"]:
            yield Person(
                id=_PERSON + person["id"],
                name=person["name"],
                rate=_money(person["cost_per_unit"]),
                cost_per_use=_money(person["cost_per_use"]),
            )
        for activity in plan["activities"]:
            yield from self._task(activity)

    def _task(self, activity: dict[str, Any]) -> Iterator[Entity]:
        start = datetime.fromisoformat(activity["baseline_start"])
        task, duration = _TASK + activity["id"], round(activity["duration_h"] * 60)
        yield Task(
            id=task,
            key=f"T-{activity['id']}",
            component=id_of("P-1"),
            title=activity["name"],
            kind="milestone" if activity["milestone"] or not duration else "task",
            manual=True,
            start=start.date(),
            start_time=start.hour * 60 + start.minute,
            duration=duration,
            task_type="fixed_duration",
            fixed_cost=_money(activity["fixed_cost"]),
            accrual="start",
            ev_method="units",
            units_total=duration,
        )
        for number, (person, amount) in enumerate(self._assigned(activity["id"])):
            yield Assignment(
                id=_WORK + 100 * activity["id"] + number,
                component=id_of("P-1"),
                task=task,
                person=_PERSON + person,
                units=round(amount * 100),
                work=round(duration * amount),
            )
        other = activity["cost_per_unit"] * activity["duration_h"]
        if other:
            yield Assignment(
                id=_OTHER + activity["id"], component=id_of("P-1"), task=task, person=0,
                cost=_money(other),
            )  # fmt: skip

    def _assigned(self, activity: int) -> list[tuple[int, float]]:
        """The people on a task: the file names the person as the activity, and the other way."""
        return [
            (row["activity"], float(row["amount"]))
            for row in self.plan["assignments"]
            if row["resource"] == activity
        ]

    def _progress(self, row: dict[str, Any]) -> dict[str, Any]:
        if row["actual_start"] is None:
            return {}
        begun = datetime.fromisoformat(row["actual_start"])
        done, left = round(row["actual_dur_h"] * 60), round(row["rem_dur_h"] * 60)
        return {
            "actual_start": begun.date(),
            "actual_start_time": begun.hour * 60 + begun.minute,
            "percent": 100 if row["pct"] == 1 else 0,
            "units_done": done,
            "units_total": done + left,
            "actual_cost": self._spent(row),
        }

    def _spent(self, row: dict[str, Any]) -> Money:
        """What was booked: as planned for the time it took, and by how much it was more or less."""
        (activity,) = (one for one in self.plan["activities"] if one["id"] == row["id"])
        people = {person["id"]: person for person in self.plan["resources"]}
        assigned = [(people[person], amount) for person, amount in self._assigned(row["id"])]
        rate = activity["cost_per_unit"] + sum(
            float(person["cost_per_unit"]) * amount for person, amount in assigned
        )
        uses = sum(float(person["cost_per_use"]) * amount for person, amount in assigned)
        spent = activity["fixed_cost"] + uses + rate * row["actual_dur_h"] + row["ac_dev"]
        return _money(spent)


def read_project(path: Path) -> TrackedProject:
    """A tracked project of a file."""
    return TrackedProject(json.loads(path.read_text("utf-8")))


def _money(amount: object) -> Money:
    return money_of(Decimal(str(amount)), CURRENCY)
