"""This file takes out of what leaves a store what single people are paid for an hour."""

from collections.abc import Mapping
from typing import Final

from msgspec import structs

from pmtui.exchange.plans.plan import Plan
from pmtui.model.changes.ops import Ops, apply, delete, edit
from pmtui.model.costing.labour_rates import PERSON_RATES
from pmtui.model.entities.people import PEOPLE, Person
from pmtui.model.workspace.workspace import Workspace

OWN_RATES: Final = PERSON_RATES.name
"""The table that holds nothing else."""
RATED: Final = PEOPLE.name
"""The table of those who may have one."""


def without_own_rates(workspace: Workspace) -> tuple[Workspace, int]:
    """A workspace in which nobody has a rate of their own, and how many people had one.

    Rates of roles, machines and materials stay.
    """
    rated = [person for person in workspace.people.values() if _has_own_rate(person)]
    rows = workspace.rows(PERSON_RATES.name).values()
    ops: Ops = tuple(delete(PERSON_RATES.name, row) for row in rows)
    ops += tuple(op for person in rated for op in edit(PEOPLE.name, person, rate=None))
    return (apply(workspace, ops) if ops else workspace), len(rated)


def plan_without_own_rates(
    plan: Plan, people: Mapping[int, int], workspace: Workspace
) -> tuple[Plan, int]:
    """A plan in which nobody has a rate of their own, and how many people had one.

    What their work costs stays.

    Args:
        plan: on its way out.
        people: the person of each resource's uid.
        workspace: where they are.
    """
    own = {
        uid
        for uid, person in people.items()
        if person in workspace.people and _has_own_rate(workspace.people[person])
    }
    resources = tuple(
        structs.replace(resource, rate=None) if resource.uid in own else resource
        for resource in plan.resources
    )
    return structs.replace(plan, resources=resources), len(own)


def _has_own_rate(person: Person) -> bool:
    return person.kind == "person" and person.rate is not None
