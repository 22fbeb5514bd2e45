"""This file defines scenarios: what-ifs that are kept as edits beside the plan."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import Entity, PersonId, Prose, Tags
from pmtui.model.entities.table import TableSpec

ScenarioState = Literal["draft", "committed", "discarded"]
ScenarioId = Annotated[int, Meta(extra={"refers": "scenarios"})]
"""Id of a scenario."""


class Scenario(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A what-if: its edits hold what would be otherwise, and no figure of the plan counts them."""

    name: str
    description: Prose = ""
    """What it tries, and what it is to answer."""
    owner: PersonId = 0
    """Who works on it."""
    at: date | None = None
    """The day on which it was begun."""
    state: ScenarioState = "draft"
    """Whether it is being tried, was made the plan, or was given up."""
    tags: Tags = ()
    archived: bool = False


class ScenarioEdit(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One edit of a scenario: what one commit would be, were it made in the plan."""

    scenario: ScenarioId
    number: int
    """Counts from 1 in its scenario; of two that were made apart under one number, the older is
    first.
    """
    action: str
    """Id of the action that proposed it."""
    ops: str
    """Its ops as a commit has them, in JSON: what this version does not know stays in it."""


SCENARIOS: Final = TableSpec(
    "scenarios", Scenario, "W", "scenario",
    home="scope",
    ended_states=frozenset({"committed", "discarded"}),
    start=lambda birth: {"at": birth.today},
    started=("at",),
    roles=("owner",),
    columns=("key", "name", "component", "owner", "at", "state"),
    adding="anywhere",
    letters="n=name d=description o=owner t=tags a=at=date",
    outside_scenarios=True,
)  # fmt: skip
SCENARIO_EDITS: Final = TableSpec(
    "scenario_edits", ScenarioEdit, "", "scenario_edit",
    home="scope",
    belongs_to="scenario",
    alike_in_tables=("scenario", "number", "action"),
    columns=("scenario", "number", "action", "ops"),
    frozen="is part of a scenario and stays as it is: undo it, or edit in the scenario again",
    outside_scenarios=True,
)  # fmt: skip
