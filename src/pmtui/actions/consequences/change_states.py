"""This file moves a change on to the state that the decision about it means."""

from types import MappingProxyType
from typing import Final

from pmtui.actions.core.action import merged_ops
from pmtui.model.changes.ops import Op, Ops, edit
from pmtui.model.entities.registers import CHANGES, Change
from pmtui.model.workspace.workspace import Workspace

_DECIDED: Final = MappingProxyType(
    {"accept": "accepted", "reject": "rejected", "defer": "deferred"}
)
_WAITING: Final = frozenset({"raised", "assessed", "deferred"})
"""States in which a change waits for its decision."""


def with_change_states(workspace: Workspace, ops: Ops) -> Ops:
    """Ops with the states of the changes that they decide on, where they say none themselves."""
    named = {(op.id, op.field) for op in ops if op.table == CHANGES.name}
    more: list[Op] = []
    for op in ops:
        if (op.table, op.op, op.field) != (CHANGES.name, "set", "decision"):
            continue
        change = workspace.rows_of(Change).get(op.id)
        state = _DECIDED.get(str(op.new))
        if change is None or state is None or change.state not in _WAITING:
            continue
        if (op.id, "state") not in named and change.state != state:
            more += edit(CHANGES.name, change, state=state)
    return merged_ops(ops, tuple(more)) if more else ops
