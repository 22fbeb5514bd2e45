"""This file keeps deliverables and gates from being passed before their criteria are met."""

from typing import Final, TypeGuard

from pmtui.model.benefits.requirements import ACCEPTANCES, Acceptance, Criterion
from pmtui.model.changes.ops import Ops
from pmtui.model.governance.gates import GATES, Gate, GateCondition, GateCriterion
from pmtui.model.workspace.workspace import Workspace

_NAMED: Final = 3
"""Criteria that are written out."""


def unmet_criteria(before: Workspace, following: Workspace, ops: Ops) -> str:
    """Why a deliverable may not be accepted: criteria that are neither met nor waived by somebody.

    A criterion that comes in with the acceptance keeps nobody from it: both tell what was.

    Args:
        before: the workspace before the edit.
        following: the workspace after it.
        ops: the edit.

    Returns:
        The deliverable, its criteria and what to do; empty where nothing is missing.
    """
    for row_id in dict.fromkeys(op.id for op in ops if op.table == ACCEPTANCES.name):
        acceptance = following.rows_of(Acceptance).get(row_id)
        if not _accepts(acceptance) or _accepts(before.rows_of(Acceptance).get(row_id)):
            continue
        unmet = [
            criterion.text
            for criterion in following.rows_by(Criterion, "task", acceptance.task)
            if criterion.id in before.rows_of(Criterion)
            and not (criterion.met or criterion.waived_by)
        ]
        if unmet:
            task = following.tasks.get(acceptance.task)
            name = f"{task.key} {task.title}" if task is not None else "it"
            return (
                f"verdict: {name} cannot be accepted yet: {_quoted(unmet)}: set met=yes of each, "
                "or waived_by=NAME for who goes without it"
            )
    return _gates(before, following, ops)


def _gates(before: Workspace, following: Workspace, ops: Ops) -> str:
    """Why a gate may not be passed: unmet criteria, or conditions that nobody has written down."""
    for row_id in dict.fromkeys(op.id for op in ops if op.table == GATES.name):
        gate, old = following.rows_of(Gate).get(row_id), before.rows_of(Gate).get(row_id)
        if gate is None or old is None or gate.decision == old.decision:
            continue
        name = f"{gate.key} {gate.title}"
        if gate.decision == "conditional":
            conditions = following.rows_by(GateCondition, "gate", row_id)
            if not any(not row.archived for row in conditions):
                return (
                    f"decision: {name} names no condition yet: add gate_condition"
                    f' "... gate:{gate.key} due:+14d" first'
                )
        if gate.decision == "go":
            rows = following.rows_by(GateCriterion, "gate", row_id)
            unmet = [row.text for row in rows if not (row.met or row.waived_by)]
            if unmet:
                return (
                    f"decision: {name} cannot be a plain go: {_quoted(unmet)}: set met=yes of"
                    " each, or waived_by=NAME, or decide conditional and name the conditions"
                )
    return ""


def _quoted(texts: list[str]) -> str:
    """The first of some texts, and how many more there are."""
    more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
    return ", ".join(f"'{text}'" for text in texts[:_NAMED]) + more


def _accepts(acceptance: Acceptance | None) -> TypeGuard[Acceptance]:
    return acceptance is not None and acceptance.verdict == "accepted" and not acceptance.archived
