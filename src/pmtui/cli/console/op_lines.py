"""This file writes what one op did as a line: of what, which field, from what and to what."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from pmtui.exchange.import_memory import TABLE as SHEETS
from pmtui.model.changes.ops import Op
from pmtui.model.scenarios.kept_ops import shown_ops
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.durations import row_beside
from pmtui.query.values.formatting import value_text

_LONGEST: Final = 60


def op_line(workspace: Workspace, today: date, op: Op, ops: Sequence[Op] = ()) -> str:
    """What an op did, in one line.

    Args:
        workspace: where names are looked up; what is gone from it is called by its number.
        today: dates of another year show their year.
        op: of any commit.
        ops: those made with it, which say the unit of a length.
    """
    inner = shown_ops(op)
    if inner != (op,):
        above = workspace.entity((op.new or op.old)["scenario"])
        place = (
            f"{above.key if above is not None else 'scenario'}{' taken back' * (op.op == 'delete')}"
        )
        return "; ".join(f"{place}: {op_line(workspace, today, own, inner)}" for own in inner)
    name = op_name(workspace, op)
    if op.op in {"create", "delete"}:
        title = _title(op)
        more = f": {title}" if title and title not in name else ""
        return f"{name} {'created' if op.op == 'create' else 'removed'}{more}"
    label = op.field.replace("_", " ")
    if op.op in {"add", "remove"}:
        return f"{name} {label}: {'+' if op.op == 'add' else '-'}{op.new or op.old}"
    if op.op == "move":
        return f"{name} moved in its order"
    if op.op == "put":
        return f"{name} set" if op.table != SHEETS else _sheet_line(op)
    row = workspace.get(op.table, op.id)
    old, new = (
        op_value(workspace, today, op, value, row_beside(row, op, ops, before=not at))
        for at, value in enumerate((op.old, op.new))
    )
    return f"{name} {label}: {old} -> {new}"


def _sheet_line(op: Op) -> str:
    """That an import was kept in mind, or forgotten again, so that the next one sees changes."""
    held = op.new if isinstance(op.new, dict) else op.old
    source = held.get("source", "") if isinstance(held, dict) else ""
    return f"what {source or 'a table'} said: {'kept' if op.new else 'forgotten'}"


def op_name(workspace: Workspace, op: Op) -> str:
    """What an op is about: its key, else its kind with a title or number."""
    row = workspace.get(op.table, op.id)
    if row is not None and row.key:
        return row.key
    word = TABLES[op.table].word if op.table in TABLES else op.table
    return f"{word} {_document(op).get('key') or _title(op) or op.id}"


def _title(op: Op) -> str:
    held = _document(op)
    return _short(str(held.get("name") or held.get("title") or held.get("text") or ""))


def _document(op: Op) -> dict[str, object]:
    """The row that an op brings or takes away; nothing where it does neither."""
    held = op.new if op.op == "create" else op.old if op.op == "delete" else None
    return held if isinstance(held, dict) else {}


def op_value(workspace: Workspace, today: date, op: Op, value: object, row: object = None) -> str:
    """A value of the field an op is about, in words."""
    spec = field_spec(op.table, op.field)
    if value in (None, "", []) or (spec is not None and spec.refers and not value):
        return "nothing"
    if spec is None or spec.kind == "prose":
        return _short(" ".join(str(value).split()))
    try:
        typed = msgspec.convert(value, spec.type)
    except msgspec.ValidationError:
        return _short(str(value))
    return _short(value_text(workspace, spec, typed, today, row))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
