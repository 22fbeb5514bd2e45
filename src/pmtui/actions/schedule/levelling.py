"""This file levels people: it delays tasks until those they need are free, and takes it back."""

from collections.abc import Iterator
from typing import Final

from pmtui.actions.core.action import Action, Proposal, Refused, Situation, Values
from pmtui.figures.levelling.levelled_plan import without_delays
from pmtui.model.changes.ops import touched
from pmtui.model.entities.components import Component
from pmtui.views.wording.formatting import count_with_noun


def levelled_scope(situation: Situation) -> int:
    """What is to be levelled: the component under the cursor, else the scope."""
    return next(_chosen(situation), situation.scope)


def _chosen(situation: Situation) -> Iterator[int]:
    """The components among the targets."""
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if isinstance(row, Component):
            yield row.id


def _unlevel(situation: Situation, _values: Values) -> Proposal:
    scopes = tuple(_chosen(situation)) or (situation.scope,)
    figures = situation.figures
    # A project may be named with the program that it is in.
    ops = tuple(dict.fromkeys(op for scope in scopes for op in without_delays(figures, scope)))
    if not ops:
        raise Refused("no task here is delayed by levelling")
    count = count_with_noun(len(touched(ops)), "task")
    return Proposal(ops, f"{count} no longer delayed by levelling")


ACTIONS: Final = (
    Action(
        id="project.level",
        title="Level resources",
        help="Shows at which dates nobody is needed more than there is of them; commits on yes.",
        group="arrange",
        contexts=("roadmap",),
    ),
    Action(
        id="project.unlevel",
        title="Clear levelling",
        help="Takes the delays of levelling from the tasks of a scope.",
        group="arrange",
        contexts=("roadmap",),
        verb="unlevel",
        bulk=True,
        moves=True,
        propose=_unlevel,
    ),
)
"""The actions of this file."""
