"""This file keeps what a simulation came to, as it was, with its revision and its seed."""

from typing import Final

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Proposal, Refused, Situation, Values
from pmtui.figures.components.component_dates import last_day
from pmtui.figures.simulated.scope_answer import ScopeAnswer
from pmtui.model.changes.ops import Ops
from pmtui.model.entities.entity import Money
from pmtui.model.odds.estimates import SIMULATIONS

KEEP: Final = "simulation.keep"
"""What the history calls the keeping of a simulation."""


def simulation_ops(situation: Situation, answer: ScopeAnswer, basis: str) -> Ops:
    """Ops that keep a simulation of the workspace as it is.

    Args:
        situation: as it was simulated.
        answer: what it came to.
        basis: a digest of what it read.
    """
    component = situation.workspace.components.get(answer.scope)
    name = f"{component.key} {component.name}" if component is not None else "the whole store"
    whole = answer.whole
    return new_entity(
        situation,
        SIMULATIONS.name,
        "",
        {
            "title": f"Simulation of {name}",
            "component": answer.scope,
            "runs": answer.runs,
            "seed": answer.seed,
            "of_revision": situation.workspace.revision,
            "planned": last_day(whole.planned),
            "p50": last_day(whole.finish.at(50)),
            "p80": last_day(whole.finish.at(80)),
            "p80_cost": Money(answer.cost.at(80), answer.currency),
            "basis": basis,
            "numbers": msgspec.json.encode(answer).decode(),
        },
    )


def _keep(situation: Situation, values: Values) -> Proposal:
    answer = values.get("answer")
    if not isinstance(answer, ScopeAnswer):
        raise Refused(":simulate takes the scope through its runs, and keeps what comes of it")
    ops = simulation_ops(situation, answer, str(values.get("basis", "")))
    day = last_day(answer.whole.finish.at(80))
    return Proposal(ops, f"kept: done by {day} in four of five runs (P80)", ops[0].id)


ACTIONS: Final = (
    Action(
        id=KEEP,
        title="Keep the simulation",
        help="Keeps what a simulation came to: P80 of dates and cost, and what drives the finish.",
        group="act",
        propose=_keep,
    ),
)
