"""This file completes an edit with what follows from it, in the same commit."""

from collections.abc import Callable
from datetime import date

from pmtui.actions.consequences.approval_fields import with_approvals
from pmtui.actions.consequences.column_entry import with_stays
from pmtui.actions.consequences.commitments import with_commitments
from pmtui.actions.consequences.companions import with_companions
from pmtui.actions.consequences.escalation_fields import with_escalations
from pmtui.actions.consequences.gate_plans import with_gate_plans
from pmtui.actions.consequences.phase_and_status import realising_messages, with_component_states
from pmtui.actions.consequences.selected_projects import with_selected_projects
from pmtui.actions.consequences.summary_totals import with_summary_totals
from pmtui.actions.core.action import Situation
from pmtui.model.changes.ops import Ops
from pmtui.model.workspace.workspace import Workspace


def with_consequences(
    workspace: Workspace,
    ops: Ops,
    today: date,
    new_id: Callable[[], int],
    *,
    actor: int = 0,
    strict: bool = True,
) -> tuple[Ops, tuple[str, ...]]:
    """Ops together with all that follows from them, and what to say of it.

    Args:
        workspace: before the ops.
        ops: what is to be done.
        today: the day it is.
        new_id: draws the id of what is made along with them.
        actor: the person who does it; 0 where nobody is known.
        strict: whether an escalation that cannot be completed is refused.

    Raises:
        Refused: an escalation by hand has nobody above, or an answer by hand is none.
    """
    who = Situation(workspace, today, new_id, actor=actor)
    ops = with_approvals(who, with_escalations(who, ops, strict=strict), strict=strict)
    ops = with_companions(who, ops) if strict else ops
    ops = with_commitments(who, with_stays(who, ops))
    asked, ops = ops, with_component_states(workspace, ops, strict=strict)
    ops, of_choices = with_selected_projects(workspace, ops, strict=strict)
    messages = (*realising_messages(workspace, asked, ops), *of_choices)
    if strict:
        ops, of_gates = with_gate_plans(who, ops)
        messages = (*messages, *of_gates)
    ops, of_sums = with_summary_totals(workspace, ops, today, new_id)
    return ops, (*messages, *of_sums)
