"""This file lists the decisions that are waited for: what, from whom, and until when."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import CASES, BusinessCase
from pmtui.model.choosing.decisions import DECISIONS, Decision
from pmtui.model.costing.ledger import BUDGET_CHANGES, BudgetChange
from pmtui.model.costing.time_entries import TIMESHEETS, Timesheet
from pmtui.model.entities.registers import Change, Issue
from pmtui.model.governance.bodies import Body
from pmtui.model.governance.gates import Gate
from pmtui.model.rules.life_cycles import (
    ENDED_COMPONENT_STATES,
    due_of,
    has_ended,
    waiting_at,
    waits_for_answer,
)

AHEAD: Final = 30
"""Days before a gate is held from which its decision is waited for."""


_WEEK: Final = 7


class WantedDecision(msgspec.Struct, frozen=True):
    """A decision that is waited for."""

    table: str
    id: int
    kind: str
    """What is asked for: `gate`, `change`, `escalation`, `budget`, `case`, `selection` or
    `week`.
    """
    whom: int
    """The person who decides; 0 where nobody is named."""
    due: date | None
    """The day by which it is wanted; None where nobody says."""
    since: date | None = None
    """The day from which it waits; None where nobody knows."""
    asked_by: int = 0
    """The person who asks for it; 0 where nobody is named."""


def decisions_wanted(figures: Figures, scope: int = 0) -> tuple[WantedDecision, ...]:
    """The decisions that a scope waits for, the most urgent first.

    What was escalated into it and has no answer, gates that are held within the next
    days or are past, changes and requests for change that nobody has decided on, which projects a
    body is asked to select, budget changes that are proposed, drafts of business cases that
    somebody is to review, and of the whole store the weeks that were submitted.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
    """
    components = figures.workspace.components
    waiting = [
        wanted
        for component_id in figures.live_subtree(scope)
        if components[component_id].state not in ENDED_COMPONENT_STATES
        for wanted in (
            *_in(figures, component_id),
            *_money_in(figures, component_id),
            *_asked_of_bodies(figures, component_id),
        )
    ]
    waiting += () if scope else _weeks(figures)
    return tuple(sorted(waiting, key=_urgency))


def _urgency(wanted: WantedDecision) -> tuple[date, date, int]:
    return (wanted.due or date.max, wanted.since or date.max, wanted.id)


def _in(figures: Figures, component: int) -> Iterator[WantedDecision]:
    workspace = figures.workspace
    owner = workspace.components[component].owner
    for table, row in waiting_at(workspace, component):
        below = workspace.components.get(row.escalated_from)
        asked_by = below.owner if below is not None else 0
        at = row.escalated_at
        yield WantedDecision(table, row.id, "escalation", owner, due_of(row), at, asked_by)
    last = figures.today + timedelta(days=AHEAD)
    for gate in workspace.rows_by(Gate, "component", component):
        is_near = gate.due is not None and gate.due <= last
        if is_near and not gate.archived and not has_ended(gate):
            yield WantedDecision("gates", gate.id, "gate", gate.owner or owner, gate.due)
    for change in workspace.rows_by(Change, "component", component):
        is_open = change.decision in {"", "more_info"} and not has_ended(change)
        if is_open and not change.archived and not waits_for_answer(change):
            whom, by = change.authority or change.owner or owner, change.raised_by
            yield WantedDecision("changes", change.id, "change", whom, change.due, None, by)
    for issue in workspace.rows_by(Issue, "component", component):
        is_open = not issue.decision and not has_ended(issue)
        if waits_for_answer(issue):
            continue  # it waits above
        if issue.kind == "request_for_change" and is_open and not issue.archived:
            yield WantedDecision("issues", issue.id, "change", issue.owner or owner, issue.due)


def _money_in(figures: Figures, component: int) -> Iterator[WantedDecision]:
    """Budget changes that are proposed, and cases that somebody is to review."""
    workspace = figures.workspace
    owner = workspace.components[component].owner
    for change in workspace.rows_by(BudgetChange, "component", component):
        if change.state == "proposed" and not change.archived:
            whom, by, table = change.approver or owner, change.requested_by, BUDGET_CHANGES.name
            yield WantedDecision(table, change.id, "budget", whom, change.at, None, by)
    for case in workspace.rows_by(BusinessCase, "component", component):
        is_asked = bool(case.reviewer) or case.review_date is not None
        if case.state == "draft" and is_asked and not case.archived:
            due, by = case.review_date, case.owner
            yield WantedDecision(CASES.name, case.id, "case", case.reviewer, due, None, by)


def _asked_of_bodies(figures: Figures, component: int) -> Iterator[WantedDecision]:
    """Decisions that a body was asked to take; its chair speaks for it."""
    workspace = figures.workspace
    for decision in workspace.rows_by(Decision, "component", component):
        if decision.waits:
            body = workspace.rows_of(Body).get(decision.body)
            yield WantedDecision(
                DECISIONS.name, decision.id, "selection", body.chair if body is not None else 0,
                None, decision.asked_at, decision.asked_by,
            )  # fmt: skip


def _weeks(figures: Figures) -> Iterator[WantedDecision]:
    """The weeks of people that were submitted; each waits from the Monday after it."""
    for sheet in figures.workspace.rows_of(Timesheet).values():
        if sheet.state == "submitted":
            ended = sheet.week + timedelta(days=_WEEK - sheet.week.weekday())
            yield WantedDecision(TIMESHEETS.name, sheet.id, "week", 0, None, ended, sheet.person)
