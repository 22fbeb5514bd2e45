"""This file moves the data dates of all projects of a scope to one day."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
    day_given,
)
from pmtui.model.changes.ops import Op, edit
from pmtui.model.entities.components import COMPONENTS, LIVE_COMPONENT_STATES, Component

_SHOWN: Final = 5
"""Projects that are named before the rest is counted."""


def _advance(situation: Situation, values: Values) -> Proposal:
    day = _day(situation, values)
    projects = list(_projects(situation))
    if not projects:
        raise Refused("no project under way here: stand on one, or on what lies above some")
    ops: list[Op] = []
    moved: list[str] = []
    ahead = 0
    for project in projects:
        before = project.status_date
        if before is not None and before >= day:
            ahead += 1
            continue
        ops += edit(COMPONENTS.name, project, status_date=day)
        moved.append(f"{project.key} {before or 'none'}")
    if not ops:
        raise Refused(f"the data dates of all {ahead} projects are {day} or later already")
    more = f" and {len(moved) - _SHOWN} more" if len(moved) > _SHOWN else ""
    left = f"; {ahead} stay, they are there already" if ahead else ""
    names = ", ".join(moved[:_SHOWN])
    return Proposal(tuple(ops), f"data date {day}, before it: {names}{more}{left}")


def _day(situation: Situation, values: Values) -> date:
    """The day that is meant, today where none is said."""
    day = day_given(situation, values, "day") or situation.today
    if day > situation.today:
        raise WrongInputError(f"day: {day} is still to come, nobody knows how it stands then")
    return day


def _projects(situation: Situation) -> Iterator[Component]:
    """The projects under way of the scope."""
    for place in situation.workspace.subtree(situation.scope, archived=False):
        row = situation.workspace.components[place]
        if row.kind in {"project", "operation"} and row.state in LIVE_COMPONENT_STATES:
            yield row


ACTIONS: Final = (
    Action(
        id="project.advance",
        title="Advance data dates",
        help="Moves the data dates of all projects of the scope to one day, in one edit.",
        group="arrange",
        keys=("greater_than_sign",),
        contexts=("tree", "overview"),
        args=(
            Arg(
                "day", "text", "day up to which all have reported; today", required=False, rest=True
            ),
        ),
        verb="advance",
        moves=True,
        propose=_advance,
    ),
)
"""Moves data dates."""
