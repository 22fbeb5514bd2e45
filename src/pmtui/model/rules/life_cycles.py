"""This file says which states a row may go through, by the life cycle of its table."""

from typing import Final

from pmtui.model.entities.states import Lifecycle
from pmtui.model.workspace.schema import TABLES

LIVE_COMPONENT_STATES: Final = frozenset({"active", "executing", "closing", "planning"})
"""States in which work is under way."""
ENDED_COMPONENT_STATES: Final = TABLES["components"].ended_states
"""States of a component that no longer counts in what needs somebody."""


def lifecycle_of(table: str, kind: str = "") -> Lifecycle | None:
    """The life cycle of a table's entities, or None where their state is free."""
    cycles = TABLES[table].cycles
    return cycles.get(kind) or cycles.get("")


def first_state(table: str, kind: str = "") -> str:
    """The state a new entity starts in; empty where there is none."""
    lifecycle = lifecycle_of(table, kind)
    return next(iter(lifecycle)) if lifecycle else ""


def refusal(table: str, kind: str, old: str, new: str) -> str | None:
    """Why a state cannot follow another, or None where it can."""
    lifecycle = lifecycle_of(table, kind)
    if lifecycle is None or old == new:
        return None
    if new not in lifecycle:
        return f"{new!r} is no state of a {kind or table}; there is {', '.join(lifecycle)}"
    if not old or old not in lifecycle or new in lifecycle[old]:
        return None
    following = ", ".join(lifecycle[old]) or "nothing"
    return f"{old} cannot become {new}; it can become {following}"
