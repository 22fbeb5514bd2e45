"""This file sets the fields of any entity from what a person typed, and renames it."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

import msgspec

from pmtui.actions.board.cards import find_column
from pmtui.actions.consequences.column_entry import column_entry_ops, completion_fields
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Target,
    Values,
)
from pmtui.actions.schedule.manual_dates import manual_date_fields
from pmtui.model.changes.ops import Ops, apply, edit
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.risks import Risk, response_refusal
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.date_range import span_refusal
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec, field_specs
from pmtui.query.error import QueryError
from pmtui.query.fields.aliases import resolve_spec
from pmtui.query.values.durations import COUNTED, check_unit
from pmtui.query.values.field_readers import ValueContext
from pmtui.query.values.field_values import companion_fields, is_nothing, read_value
from pmtui.query.values.formatting import value_text
from pmtui.query.values.lengths import as_elapsed, read_length

SYSTEM_FIELDS: Final = frozenset({"id", "key", "component", "about", "about_table"})
"""Fields that people do not set by name: they have actions of their own."""
_UNITS: Final = frozenset({"elapsed", "lag_unit"})
_BY_THE_CLOCK: Final = frozenset({"yes", "y", "true", "1", "on", "x", "elapsed"})
_MANY_WAYS: Final = frozenset({"date", "money", "minutes", "percent"})


def editable(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table that a person may set."""
    fixed = SYSTEM_FIELDS | {"archived"}
    return tuple(own for own in field_specs(table) if own.name not in fixed and own.kind != "rank")


def reading_of(situation: Situation, table: str = "", row: Entity | None = None) -> ValueContext:
    """What a value typed for a row, or for a new one of a table, is read against."""
    return ValueContext(
        situation.workspace,
        situation.today,
        me=situation.actor,
        component=row.component if row is not None else situation.scope,
        table=table,
        kind=str(getattr(row, "kind", "")),
        row=row,
    )


def set_field(situation: Situation, row: Entity, table: str, name: str, text: str) -> Ops:
    """Ops that give a field of one row the value a person typed.

    Raises:
        Refused: no such field, or a value it cannot have.
    """
    try:
        spec = resolve_spec(table, name)
    except QueryError as error:
        raise Refused(str(error)) from error
    if spec not in editable(table):
        names, what = ", ".join(own.name for own in editable(table)), TABLES[table].with_article
        raise Refused(f"{spec.label} is not set by name; {what} has {names}")
    if table == "tasks" and spec.name == "column":
        board = situation.workspace.board_of(row.component)
        column = find_column(board, text)
        if column is not None:
            return column_entry_ops(situation, cast("Task", row), column)
        there = ", ".join(own.name for own in board) or "none"
        raise Refused(f"no column {text!r} on this board; there is {there}")
    try:
        reading = reading_of(situation, table, row)
        value = read_value(spec, text, reading)
        along = companion_fields(spec, text, reading)
    except QueryError as error:
        raise Refused(f"{row.key or title_of(row)}: {error}") from error
    more: dict[str, object] = {}
    if isinstance(row, Risk) and spec.name == "kind" and response_refusal(str(value), row.response):
        more["response"] = ""
    if isinstance(row, Task):
        more |= manual_date_fields(situation, row, spec.name, value)
        more |= completion_fields(situation, row, {spec.name: value})
    return edit(table, row, **{**more, **along, spec.name: value})


def set_fields(situation: Situation, fields: Mapping[str, str]) -> Ops:
    """Ops that give several fields of every target the values a person typed, in their order.

    Raises:
        Refused: no such field, or a value it cannot have.
    """
    ops: Ops = ()
    fields = _counted(situation, fields)
    # What a kind of thing may hold is read once its kind is known.
    fields = {name: fields[name] for name in sorted(fields, key=lambda field: field != "kind")}
    # A card that changes its column comes on top: backwards, several keep their order.
    for target in reversed(situation.targets):
        for name, text in fields.items():
            row = situation.workspace.get(target.table, target.id)
            if row is None:
                continue
            more = set_field(situation, row, target.table, name, text)
            following = apply(situation.workspace, more)
            situation = msgspec.structs.replace(situation, workspace=following)
            ops += more
        _check_units(situation, target.table, target.id, fields)
        _check_done(situation, target, fields)
        _check_spans(situation, target, fields)
    return ops


def _counted(situation: Situation, fields: Mapping[str, str]) -> Mapping[str, str]:
    """The texts of fields; beside `elapsed=yes` a length such as `2d` is meant around the clock.

    What says the unit comes last, so that a length typed in another one is noticed.
    """
    table = situation.targets[0].table if situation.targets else ""
    specs = {name: field_spec(table, name) for name in fields}
    units = {name: fields[name] for name, spec in specs.items() if spec and spec.name in _UNITS}
    if not units:
        return fields
    texts = {name: text for name, text in fields.items() if name not in units}
    if any(text.strip().casefold() in _BY_THE_CLOCK for text in units.values()):
        lengths = {name for name, spec in specs.items() if spec and spec.name in COUNTED}
        texts |= {name: as_elapsed(texts[name]) for name in lengths}
    return texts | units


def _check_units(
    situation: Situation, table: str, entity_id: int, fields: Mapping[str, str]
) -> None:
    """Refuse lengths that were typed in another unit than the row counts in afterwards.

    Raises:
        Refused: says both readings.
    """
    workspace = situation.workspace
    row = workspace.get(table, entity_id)
    day = workspace.policy.minutes_per_day
    for name, text in fields.items():
        spec = resolve_spec(table, name)
        if row is None or spec.name not in COUNTED or is_nothing(text):
            continue
        try:
            check_unit(spec.name, read_length(text, day), row, day)
        except QueryError as error:
            raise Refused(f"{row.key or title_of(row)}: {spec.label}: {error}") from error


def _check_done(situation: Situation, target: Target, fields: Mapping[str, str]) -> None:
    """Refuse fields of which one says that a task is done, and another that it is not.

    Raises:
        Refused: says both readings.
    """
    row = situation.workspace.get(target.table, target.id)
    names = {resolve_spec(target.table, name).name: name for name in fields}
    progress_fields = [name for name in ("percent", "actual_finish", "column") if name in names]
    if not isinstance(row, Task) or len(progress_fields) < 2:
        return
    reading = reading_of(situation, target.table, row)
    for name in progress_fields:
        spec, text = resolve_spec(target.table, name), fields[names[name]]
        stands = getattr(row, name)
        if name == "column":
            meant = find_column(situation.workspace.board_of(row.component), text)
            holds = meant is not None and meant.id == stands
        else:
            holds = read_value(spec, text, reading) == stands
        if not holds:
            words = " or ".join(f"{names[word]}={fields[names[word]]}" for word in progress_fields)
            raise Refused(
                f"{row.key or title_of(row)}: it is given as done and as not done: write {words}"
            )


def _check_spans(situation: Situation, target: Target, fields: Mapping[str, str]) -> None:
    """Refuse dates that are typed in the wrong order.

    Raises:
        Refused: says which.
    """
    row = situation.workspace.get(target.table, target.id)
    names = {resolve_spec(target.table, name).name for name in fields}
    reason = span_refusal(target.table, row, names) if row is not None else ""
    if row is not None and reason:
        raise Refused(f"{row.key or title_of(row)}: {reason}") from QueryError(reason)


def _set(situation: Situation, values: Values) -> Proposal:
    name = str(values["field"])
    ops = set_fields(situation, {name: str(values["value"])})
    took = interpreted_values(situation, ops, (name,))
    if name != "column":
        took += _column_words(situation, ops)
    if name == "kind" and any(op.field == "response" for op in ops):
        took += ", its response was none of that kind and is empty now"
    return Proposal(ops, change_summary(situation, f"{name} set".replace("_", " ") + took))


def _column_words(situation: Situation, ops: Ops) -> str:
    """The column that a card came into by what was set: `, in Done`."""
    entered = {op.new for op in ops if op.table == "tasks" and op.field == "column"}
    names = {situation.workspace.columns[column_id].name for column_id in entered if column_id}
    return f", in {names.pop()}" if len(names) == 1 else ""


def interpreted_values(situation: Situation, ops: Ops, names: Iterable[str]) -> str:
    """How values were understood that can be typed in many ways: `: Fri 4 Dec`.

    Args:
        situation: what the ops were made for.
        ops: that set the fields.
        names: the fields as they were typed.
    """
    if len(situation.targets) != 1:
        return ""
    target = situation.targets[0]
    workspace = apply(situation.workspace, ops)
    row = workspace.get(target.table, target.id)
    specs = [resolve_spec(target.table, name) for name in names]
    texts = {
        spec.label: value_text(workspace, spec, getattr(row, spec.name), situation.today, row)
        for spec in specs
        if spec.kind in _MANY_WAYS
    }
    parts = [f"{label} {text}" if len(specs) > 1 else text for label, text in texts.items()]
    return f": {', '.join(parts)}" if parts else ""


def change_summary(situation: Situation, text: str) -> str:
    """What was done, with the key of the one row or the number of rows it was done to."""
    rows = situation.rows
    return (
        f"{rows[0].key or title_of(rows[0])} {text}"
        if len(rows) == 1
        else (f"{len(rows)} rows: {text}")
    )


def _rename(situation: Situation, values: Values) -> Proposal:
    target, row = situation.targets[0], situation.rows[0]
    field = next(name for name in ("name", "title", "text") if name in row.__struct_fields__)
    ops = set_field(situation, row, target.table, field, str(values["text"]))
    return Proposal(ops, change_summary(situation, f"{field} set"))


def _no_target(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


ACTIONS: Final = (
    Action(
        id="entity.set",
        title="Set field",
        help="Sets one field of what is under the cursor, or of everything marked.",
        group="set",
        keys=("s",),
        contexts=("any", "tree"),
        args=(Arg("field", "field", "field"), Arg("value", "text", "value")),
        verb="set",
        bulk=True,
        refuse=_no_target,
        propose=_set,
    ),
    Action(
        id="entity.rename",
        title="Rename",
        help="Changes the name or title of one thing.",
        group="act",
        keys=("e",),
        contexts=("any", "tree"),
        args=(Arg("text", "text", "name"),),
        verb="rename",
        refuse=_no_target,
        propose=_rename,
    ),
)
"""What sets fields of any entity."""
