"""This file gives a new component the gates of its type, in the commit that makes it."""

import msgspec

from pmtui.actions.core.action import Refused, Situation
from pmtui.actions.editing.copying import Place, copy_of
from pmtui.actions.editing.originals import original_in
from pmtui.model.changes.ops import Op, Ops, apply
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.templates import GatePlan, Template
from pmtui.model.rules.gate_plan_choice import gate_plan_of
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.query.dates.parsing import date_text


def with_gate_plans(situation: Situation, ops: Ops) -> tuple[Ops, tuple[str, ...]]:
    """Ops with the gates that new components begin with by their type, and what to say of them.

    What brings gates of its own, as a copy does, gets no others. A component without a start has
    its gates without days: nobody has said yet when they are.

    Args:
        situation: of whoever makes the edit, before it.
        ops: the edit.
    """
    new_ids = [op.id for op in ops if op.op == "create" and op.table == COMPONENTS.name]
    if not new_ids or not situation.workspace.rows_of(GatePlan):
        return ops, ()
    gated = {op.new.get("component") for op in ops if op.op == "create" and _is_gate(op.table)}
    try:
        after = apply(situation.workspace, ops)
    except msgspec.ValidationError:  # whoever judges the ops says why they cannot be
        return ops, ()
    now = msgspec.structs.replace(situation, workspace=after, sheet=None)
    messages: list[str] = []
    more: Ops = ()
    for component_id in new_ids:
        component = after.components.get(component_id)
        if component is None or component_id in gated:
            continue
        choice = gate_plan_of(after, component)
        if choice.template is not None:
            gates, words = _gates(now, component, choice.template)
            more += gates
        else:
            words = choice.reason
        messages += [f"{component.name}: {words}"] if words else []
    return (*ops, *more), tuple(messages)


def _gates(situation: Situation, component: Component, template: Template) -> tuple[Ops, str]:
    """Ops for the gates of a template in a component, and what to say of them."""
    try:
        original, _ = original_in(situation.workspace, template)
        copy = copy_of(situation, original, Place(component.id, start=component.start))
    except Refused as refused:
        return (), f"no gates: {refused}"
    if not copy.rows:
        return (), f"no gates: {template.key} {template.name} holds nothing that can stand here"
    words = f"{copy.size} of {template.key} {template.name}"
    if component.start is None:
        ops = tuple(map(_undated, copy.ops))
        return ops, f"{words}, without days as it has no start"
    day = date_text(copy.start or component.start, situation.today)
    return copy.ops, f"{words}, from {day} on"


def _undated(op: Op) -> Op:
    days = {field.name for field in field_specs(op.table) if field.kind == "date"}
    new = {name: value for name, value in op.new.items() if name not in days}
    return msgspec.structs.replace(op, new=new)


def _is_gate(table: str) -> bool:
    copying = TABLES[table].copying if table in TABLES else None
    return copying is not None and copying.part == "gates"
