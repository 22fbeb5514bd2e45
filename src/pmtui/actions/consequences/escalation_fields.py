"""This file completes an edit that escalates or answers by hand: by a field or a document."""

from typing import Final

import msgspec

from pmtui.actions.core.action import Refused, Situation, merged_ops
from pmtui.actions.registers.escalations import answered_ops, escalated_fields, origin_of
from pmtui.model.changes.ops import Op, Ops, apply, edit
from pmtui.model.entities.entity import Entity, Escalatable
from pmtui.model.entities.risks import Risk
from pmtui.model.rules.life_cycles import ESCALATED_TABLES, read_answer, waits_for_answer

_BY_HAND: Final = frozenset({"state", "escalation_answer"})
"""Fields by which somebody escalates or answers without the action."""


def with_escalations(situation: Situation, ops: Ops, *, strict: bool = True) -> Ops:
    """Ops with what must go along where they change a state or an answer by hand.

    A risk that is set `escalated` is handed up as by the key; one whose answer is written, such
    as by a document, is answered; one that is set to another state waits no more.

    Args:
        situation: of whoever makes the edit, before it.
        ops: the edit.
        strict: whether what cannot be completed is refused; else it is left as it was read.

    Raises:
        Refused: nothing lies above it, or the answer is none.
    """
    concerned = dict.fromkeys((op.table, op.id) for op in ops if _is_by_hand(op))
    if not concerned:
        return ops
    try:
        after = apply(situation.workspace, ops)
    except msgspec.ValidationError:  # whoever judges the ops says why they cannot be
        return ops
    now = msgspec.structs.replace(situation, workspace=after, sheet=None)
    more: Ops = ()
    for table, row_id in concerned:
        old, new = situation.workspace.get(table, row_id), after.get(table, row_id)
        try:
            more += _completed(now, table, old, new)
        except Refused:
            if strict:
                raise
    return merged_ops(ops, more)


def _is_by_hand(op: Op) -> bool:
    if op.table not in ESCALATED_TABLES:
        return False
    if op.op == "create":
        return isinstance(op.new, dict) and op.new.get("state") == "escalated"
    return op.op == "set" and op.field in _BY_HAND


def _completed(now: Situation, table: str, old: Entity | None, new: Entity | None) -> Ops:
    if not isinstance(new, Escalatable):
        return ()
    was = isinstance(old, Escalatable) and waits_for_answer(old)
    if was and isinstance(old, Escalatable) and new.escalation_answer != old.escalation_answer:
        if new.escalation_decision != old.escalation_decision or not new.escalation_answer:
            return ()
        read = read_answer(new.escalation_answer)
        if read is None:
            reason = f"{new.escalation_answer!r} is no answer"
            raise Refused(f"{new.key}: {reason}: write accept, return or decide, then your words")
        waiting = msgspec.structs.replace(new, **_unanswered(old))
        return answered_ops(now, table, waiting, *read)
    if isinstance(new, Risk) and new.state == "escalated" and not was:
        return _handed_up(now, table, old, new)
    if was and isinstance(new, Risk) and new.state != "escalated" and not new.escalation_answer:
        return edit(table, new, escalated_to=0, escalated_at=None)
    return ()


def _handed_up(now: Situation, table: str, old: Entity | None, new: Risk) -> Ops:
    """Ops that fill in what a risk that was set `escalated` lacks."""
    if new.escalated_to and getattr(old, "escalated_to", 0) != new.escalated_to:
        at = new.escalated_at or now.today
        origin = origin_of(now.workspace, new)
        return edit(table, new, escalated_at=at, escalated_from=origin, escalation_answer="")
    plain = msgspec.structs.replace(new, state="assessed")
    return edit(table, new, **escalated_fields(now, plain, new.escalation_reason))


def _unanswered(old: Escalatable) -> dict[str, object]:
    names = ("state", "escalated_to", "escalated_at", "escalation_answer")
    return {name: getattr(old, name) for name in names}
