"""This file keeps a deliverable from being accepted before its criteria are met, or waived."""

from typing import Final, TypeGuard

from pmtui.model.benefits.requirements import ACCEPTANCES, Acceptance, Criterion
from pmtui.model.changes.ops import Ops
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
            quoted = ", ".join(f"'{text}'" for text in unmet[:_NAMED])
            more = f" and {len(unmet) - _NAMED} more" if len(unmet) > _NAMED else ""
            return (
                f"verdict: {name} cannot be accepted yet: {quoted}{more}: set met=yes of each, "
                "or waived_by=NAME for who goes without it"
            )
    return ""


def _accepts(acceptance: Acceptance | None) -> TypeGuard[Acceptance]:
    return acceptance is not None and acceptance.verdict == "accepted" and not acceptance.archived
