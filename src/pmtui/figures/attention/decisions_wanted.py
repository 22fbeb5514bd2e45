"""This file lists the decisions that are waited for: what, from whom, and until when."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Change, Gate, Issue
from pmtui.model.entities.risks import Risk
from pmtui.model.rules.escalation import waiting_at, waits_for_answer
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES
from pmtui.model.rules.open_or_ended import has_ended

AHEAD: Final = 30
"""Days before a gate is held from which its decision is waited for."""


class WantedDecision(msgspec.Struct, frozen=True):
    """A decision that is waited for."""

    table: str
    id: int
    kind: str
    """What is asked for: `gate`, `change` or `escalation`."""
    whom: int
    """The person who decides; 0 where nobody is named."""
    due: date | None
    """The day by which it is wanted; None where nobody says."""
    since: date | None = None
    """The day from which it waits; None where nobody knows."""


def decisions_wanted(figures: Figures, scope: int = 0) -> tuple[WantedDecision, ...]:
    """The decisions that a scope waits for, the most urgent first.

    What was escalated into it and have no answer, gates that are held within the next
    days or are past, and changes and requests for change that nobody has decided on.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
    """
    components = figures.workspace.components
    found = [
        wanted
        for component_id in figures.live_subtree(scope)
        if components[component_id].state not in ENDED_COMPONENT_STATES
        for wanted in _in(figures, component_id)
    ]
    return tuple(sorted(found, key=_urgency))


def _urgency(wanted: WantedDecision) -> tuple[date, date, int]:
    return (wanted.due or date.max, wanted.since or date.max, wanted.id)


def _in(figures: Figures, component: int) -> Iterator[WantedDecision]:
    workspace = figures.workspace
    owner = workspace.components[component].owner
    for table, row in waiting_at(workspace, component):
        due = row.next_review if isinstance(row, Risk) else row.due
        yield WantedDecision(table, row.id, "escalation", owner, due, row.escalated_at)
    last = figures.today + timedelta(days=AHEAD)
    for gate in workspace.rows_by(Gate, "component", component):
        is_near = gate.due is not None and gate.due <= last
        if is_near and not gate.archived and not has_ended(gate):
            yield WantedDecision("gates", gate.id, "gate", gate.owner or owner, gate.due)
    for change in workspace.rows_by(Change, "component", component):
        is_open = change.decision in {"", "more_info"} and not has_ended(change)
        if is_open and not change.archived:
            whom = change.authority or change.owner or owner
            yield WantedDecision("changes", change.id, "change", whom, change.due)
    for issue in workspace.rows_by(Issue, "component", component):
        is_open = not issue.decision and not has_ended(issue)
        if waits_for_answer(issue):
            continue  # it waits above
        if issue.kind == "request_for_change" and is_open and not issue.archived:
            yield WantedDecision("issues", issue.id, "change", issue.owner or owner, issue.due)
