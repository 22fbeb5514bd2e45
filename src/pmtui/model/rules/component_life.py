"""This file tells the two states of a component apart: its portfolio status and its phase.

Both are read from the one word that every store has in `state`: that of a project says its phase
while it goes on, that of anything else its portfolio status. What the word does not say stands
beside it, and is believed only where both go together, since an older program changes the word
alone.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.states import (
    COMPONENT,
    OUT_OF_THE_WAY,
    PROGRAM_PHASES,
    PROJECT_PHASES,
    Lifecycle,
)

PORTFOLIO_STATUSES: Final = tuple(COMPONENT)
"""Every portfolio status, in the order of its life cycle."""
PHASES: Final[Mapping[str, Lifecycle]] = MappingProxyType(
    {"project": PROJECT_PHASES, "program": PROGRAM_PHASES}
)
"""The phases of the kinds that have them, each with the statuses that go with it."""
_DROPPED: Final = OUT_OF_THE_WAY - {"on_hold"}


def portfolio_status_of(component: Component) -> str:
    """Where the portfolio has a component: one of `PORTFOLIO_STATUSES`; empty where it has none."""
    state, beside = component.state, component.portfolio_status
    if component.kind != "project" or state == "on_hold":
        return state
    if state == "cancelled":
        return beside if beside in _DROPPED else state
    going_with = PROJECT_PHASES.get(state, ())
    return beside if beside in going_with else next(iter(going_with), "")


def is_realising(component: Component) -> bool:
    """Whether the work of a component is over and its benefits are not."""
    return portfolio_status_of(component) == "realising"


def phase_of(component: Component) -> str:
    """The phase of a project or program; empty of any other, and where nobody knows."""
    state, beside = component.state, component.phase
    if component.kind == "project":
        return state if state in PROJECT_PHASES else beside
    if component.kind != "program":
        return ""
    if beside in PROGRAM_PHASES and go_together("program", state, beside):
        return beside
    return next((name for name, going in PROGRAM_PHASES.items() if state in going), "")


def go_together(kind: str, status: str, phase: str) -> bool:
    """Whether a component of a kind may have a portfolio status and a phase at once."""
    phases = PHASES.get(kind)
    if phases is None:
        return not phase
    return status in OUT_OF_THE_WAY or status in phases.get(phase, ())


def state_word(kind: str, status: str, phase: str) -> str:
    """The one word that stands for both in a store, and that older programs understand."""
    if kind != "project":
        return status
    if status in _DROPPED:
        return "cancelled"
    return status if status == "on_hold" else phase


def component_words(field: str, kind: str) -> tuple[str, ...]:
    """What may be typed for the portfolio status or the phase of a component of a kind.

    Args:
        field: `portfolio_status` or `phase`.
        kind: the kind of the component; every phase where it is empty, none where it has none.
    """
    if field == "portfolio_status":
        return PORTFOLIO_STATUSES
    kinds = [kind] if kind else list(PHASES)
    return tuple(phase for name in kinds for phase in PHASES.get(name, ()))


def phases_of(status: str) -> tuple[str, ...]:
    """The phases that a project with a portfolio status may be in."""
    return tuple(phase for phase, going in PROJECT_PHASES.items() if status in going)


def value_read(row: Entity, field: str) -> object:
    """What a field of any row holds as people read it: a component's two states from its word."""
    if isinstance(row, Component):
        if field == "portfolio_status":
            return portfolio_status_of(row)
        if field == "phase":
            return phase_of(row)
    return getattr(row, field)
