"""This file writes the ops of a scenario's edit as a text, and reads them again."""

from typing import Final

import msgspec

from pmtui.model.changes.ops import Op, Ops
from pmtui.model.changes.stored_ops import present_ops, stored_ops
from pmtui.model.scenarios.scenarios import SCENARIO_EDITS

_UNREADABLE: Final = "a later version of pmtui wrote it"


def as_text(ops: Ops) -> str:
    """Ops as an edit of a scenario keeps them."""
    return msgspec.json.encode(stored_ops(ops)).decode()


def ops_of(text: str) -> Ops:
    """The ops that a text holds, as `as_text` writes them.

    Raises:
        ValueError: they cannot be read.
    """
    try:
        return present_ops(msgspec.json.decode(text, type=Ops))
    except msgspec.MsgspecError as error:
        raise ValueError(_UNREADABLE) from error


def shown_ops(op: Op) -> Ops:
    """What is told of an op: those of the edit of a scenario that it makes, else itself."""
    document = op.new if op.op == "create" else op.old if op.op == "delete" else None
    if op.table != SCENARIO_EDITS.name or not isinstance(document, dict):
        return (op,)
    try:
        return ops_of(str(document.get("ops", ""))) or (op,)
    except ValueError:
        return (op,)
