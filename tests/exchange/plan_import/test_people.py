"""This file imports the people of plans."""

from typing import cast

from msgspec.structs import replace

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.plans.plan import Plan, PlanAssignment, PlanResource
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import Assignment
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_person, a_project, a_workspace, id_of
from tests.exchange.msproject.documents import a_task, tasks
from tests.exchange.plans.stored import imported, planned


def a_plan(*resources: PlanResource, assignments: tuple[PlanAssignment, ...] = ()) -> Plan:
    plan = read_msproject(tasks(a_task(1)))
    return replace(plan, resources=resources, assignments=assignments, currency="GBP")


def rows(workspace: Workspace) -> list[Assignment]:
    return [cast("Assignment", row) for row in workspace.rows("assignments").values()]


def test_a_resource_becomes_a_person_with_kind_units_and_rate() -> None:
    crew = PlanResource(uid=1, name="Crew", kind="role", units=2.5, rate=40.5, group="Site")
    (person,) = imported(a_plan(crew)).people.values()
    assert (person.name, person.kind, person.units, person.organisation) == (
        "Crew",
        "role",
        250,
        "Site",
    )
    assert person.rate == Money(4050, "GBP")


def test_somebody_who_is_there_is_met_by_name_and_left_alone() -> None:
    workspace = a_workspace(a_project("P-1"), a_person("H-1", "Ann Lee", role="lead"))
    after = imported(
        a_plan(PlanResource(uid=5, name="ann  lee", units=0.5)), workspace, into=id_of("P-1")
    )
    (person,) = after.people.values()
    assert (person.name, person.role, person.units) == ("Ann Lee", "lead", 100)


def test_two_resources_of_one_name_stay_two() -> None:
    plan = a_plan(
        PlanResource(uid=1, code="E1", name="Crew"),
        PlanResource(uid=2, code="E2", name="Crew"),
        PlanResource(uid=3, name="Crew"),
    )
    workspace = imported(plan)
    assert [person.name for person in workspace.people.values()] == [
        "Crew",
        "Crew (E2)",
        "Crew (3)",
    ]
    assert planned(plan, workspace, start=10_000_000).ops == ()


def test_assignments_of_one_person_to_one_task_are_added_up() -> None:
    twice = (
        PlanAssignment(uid=1, task=1, resource=1, units=0.5, work=60, remaining_work=60),
        PlanAssignment(uid=2, task=1, resource=1, units=0.254, work=30),
    )
    plan = a_plan(PlanResource(uid=1, name="Ann"), assignments=twice)
    workspace = imported(plan)
    (row,) = rows(workspace)
    assert (row.units, row.work, row.remaining_work, row.actual_work) == (75, 90, 60, None)
    assert "units of 1 assignments were rounded to whole percent" in planned(plan).notes
    (task,) = workspace.tasks.values()
    assert task.owner == row.person
