"""This file holds the life cycles as transition tables (DOMAIN 1.3)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Lifecycle = Mapping[str, tuple[str, ...]]


def _lifecycle(text: str) -> Lifecycle:
    table: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        state, _, following = line.partition(">")
        table[state.strip()] = tuple(following.split())
    return MappingProxyType(table)


COMPONENT: Final = _lifecycle("""
idea       > proposed rejected cancelled merged
proposed   > evaluated idea rejected cancelled merged
evaluated  > selected proposed rejected cancelled merged
selected   > authorised evaluated rejected cancelled merged
authorised > active on_hold cancelled merged
active     > on_hold delivered cancelled merged
on_hold    > active cancelled merged
delivered  > realising closed active
realising  > closed
closed     > realising
rejected   > idea
cancelled  > idea
merged     >
""")
PROJECT: Final = _lifecycle("""
draft      > initiating cancelled
initiating > planning on_hold cancelled
planning   > executing initiating on_hold cancelled
executing  > closing planning on_hold cancelled
closing    > closed executing
on_hold    > initiating planning executing cancelled
closed     > closing
cancelled  > draft
""")
RISK: Final = _lifecycle("""
identified       > assessed escalated closed expired occurred
assessed         > response_planned monitoring escalated closed expired occurred
response_planned > monitoring assessed escalated closed expired occurred
monitoring       > response_planned assessed escalated closed expired occurred
escalated        > assessed response_planned monitoring closed occurred
occurred         > closed
closed           > assessed
expired          > assessed
""")
ISSUE: Final = _lifecycle("""
open     > assessed action resolved closed
assessed > action resolved closed open
action   > resolved assessed closed
resolved > closed action
closed   > open
""")
CHANGE: Final = _lifecycle("""
raised      > assessed rejected deferred
assessed    > accepted rejected deferred
accepted    > implemented
deferred    > assessed rejected
rejected    > assessed
implemented > verified accepted
verified    >
""")
BENEFIT: Final = _lifecycle("""
identified   > profiled retired
profiled     > planned identified retired
planned      > realising profiled retired
realising    > transitioned sustained not_realised
transitioned > sustained not_realised
sustained    > retired not_realised
not_realised > retired realising
retired      >
""")
LIVE_COMPONENT_STATES: Final = frozenset({"active", "executing", "closing", "planning"})
"""States in which work is under way."""
ENDED_COMPONENT_STATES: Final = frozenset({"closed", "rejected", "cancelled", "merged"})
"""States that no longer count in what needs somebody."""
ENDED_RISK_STATES: Final = frozenset({"closed", "expired", "occurred"})
"""States of a risk that is no longer open."""
ENDED_RECORD_STATES: Final = frozenset(
    {"closed", "resolved", "verified", "rejected", "valid", "invalid", "done", "dropped", "retired"}
)
"""States of register entries that are no longer open."""


def lifecycle_of(table: str, kind: str = "") -> Lifecycle | None:
    """The life cycle of a table's entities, or None where their state is free."""
    if table == "components":
        return PROJECT if kind == "project" else COMPONENT
    return {"risks": RISK, "issues": ISSUE, "changes": CHANGE, "benefits": BENEFIT}.get(table)


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
