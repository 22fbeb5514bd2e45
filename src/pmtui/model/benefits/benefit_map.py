"""This file defines the benefits map: capabilities, outcomes, and what leads to what.

Output > capability > outcome > benefit > objective: an entry of the map leads from the first to the
second of the two that it names, so that the map has no loops by the way it is written down.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.entity import (
    BenefitId,
    CapabilityId,
    Entity,
    ObjectiveId,
    OutcomeId,
    Percent,
    PersonId,
    Prose,
    Tags,
    TaskId,
)
from pmtui.model.entities.states import CAPABILITY, OUTCOME
from pmtui.model.entities.table import Copying, TableSpec

MAP_LAYERS: Final = ("output", "capability", "outcome", "benefit", "objective")
"""What a contribution may name, in the order in which one leads to the next."""
_ENDS: Final = 2


class Capability(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What the business can do once outputs are in use: the completed set that outcomes need."""

    title: str
    description: Prose = ""
    owner: PersonId = 0
    due: date | None = None
    """When the business can do it."""
    state: str = "planned"
    tags: Tags = ()
    archived: bool = False


class Outcome(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What changes in the business once a capability is used, and can be observed."""

    title: str
    description: Prose = ""
    owner: PersonId = 0
    due: date | None = None
    """When it can be observed."""
    state: str = "expected"
    tags: Tags = ()
    archived: bool = False


class Contribution(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That one thing leads to another: two of the layers, or a component and an objective."""

    output: TaskId = 0
    """A deliverable, milestone or task."""
    capability: CapabilityId = 0
    outcome: OutcomeId = 0
    benefit: BenefitId = 0
    objective: ObjectiveId = 0
    """Where it names nothing else, its component contributes to it."""
    share: Percent = 100
    """Of an objective: how much of it is reached by this."""
    note: Prose = ""
    archived: bool = False


CAPABILITIES: Final = TableSpec(
    "capabilities", Capability, "CP", "capability",
    cycles=MappingProxyType({"": CAPABILITY}),
    ways=MappingProxyType({"": ("planned", "in_work", "in_use")}),
    ended_states=frozenset({"in_use", "dropped"}),
    open_word="open capability",
    due="due",
    counts_in="component",
    columns=("key", "title", "component", "owner", "due", "state"),
    adding="by_line",
    letters="s=state o=owner d=due n=title D=description t=tags",
    copying=Copying(ends="due"),
)  # fmt: skip
OUTCOMES: Final = TableSpec(
    "outcomes", Outcome, "OC", "outcome",
    cycles=MappingProxyType({"": OUTCOME}),
    ways=MappingProxyType({"": ("expected", "emerging", "embedded")}),
    ended_states=frozenset({"embedded", "dropped"}),
    open_word="open outcome",
    due="due",
    counts_in="component",
    columns=("key", "title", "component", "owner", "due", "state"),
    adding="by_line",
    letters="s=state o=owner d=due n=title D=description t=tags",
    copying=Copying(ends="due"),
)  # fmt: skip
CONTRIBUTIONS: Final = TableSpec(
    "contributions", Contribution, "", "contribution",
    belongs_to="output capability outcome benefit",
    alike_in_tables=("component", *MAP_LAYERS),
    counts_in="component",
    columns=("component", *MAP_LAYERS, "share", "note"),
    letters="s=share n=note o=output c=capability O=outcome b=benefit j=objective",
    copying=Copying(),
)  # fmt: skip

LAYER_TABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "output": "tasks",
        "capability": CAPABILITIES.name,
        "outcome": OUTCOMES.name,
        "benefit": "benefits",
        "objective": "objectives",
    }
)
"""The table that a layer's rows are in."""
MapNode = tuple[str, int]
"""Table and id of what stands on the map."""
Step = Callable[[MapNode], Iterable[MapNode]]
"""From a place on the map to those beside it."""


def ends_of(contribution: Contribution) -> tuple[MapNode, MapNode] | None:
    """From what a contribution leads to what; None where it names too little, or too much."""
    ids = (
        contribution.output,
        contribution.capability,
        contribution.outcome,
        contribution.benefit,
        contribution.objective,
    )
    layers = zip(MAP_LAYERS, ids, strict=True)
    named = [(LAYER_TABLES[layer], row_id) for layer, row_id in layers if row_id]
    if len(named) == 1 and contribution.objective and contribution.component:
        return ("components", contribution.component), named[0]
    return (named[0], named[1]) if len(named) == _ENDS else None
