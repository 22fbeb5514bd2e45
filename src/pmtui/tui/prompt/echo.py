"""This file says what a typed line or argument means, before it is carried out."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from pmtui.actions.adding.creation import table_of_word
from pmtui.actions.adding.quick_add import line_kind
from pmtui.actions.arguments import argument_target
from pmtui.actions.core.action import Action, Situation
from pmtui.actions.editing.set_fields import reading_of
from pmtui.actions.schedule.typed_dependency import Dependency
from pmtui.model.entities.entity import title_of
from pmtui.model.workspace.schema import field_spec
from pmtui.query.entry.preview import preview_text
from pmtui.query.entry.quick_add import parse_quick_add, title_field
from pmtui.query.error import QueryError
from pmtui.query.values.field_values import companion_fields, read_value
from pmtui.query.values.formatting import value_text


def describe_arguments(situation: Situation, action: Action, given: Mapping[str, object]) -> str:
    """What an action would do with the arguments it was given, and to what."""
    parts = [_targets(situation)] if situation.targets and action.bulk else []
    parts += [part for part in _arguments(situation, action, given) if part]
    return ": ".join(parts)


def _targets(situation: Situation) -> str:
    rows = situation.rows
    if len(rows) == 1:
        return rows[0].key or title_of(rows[0])
    return f"{len(rows)} marked"


def _arguments(situation: Situation, action: Action, given: Mapping[str, object]) -> Iterator[str]:
    workspace = situation.workspace
    for arg in action.args:
        value = given.get(arg.name)
        if value is None or arg.name == "kind":
            continue
        if arg.kind == "quick":
            yield quick_echo(situation, str(given.get("kind", "task")), str(value))
        elif arg.name == "value":
            yield _set_to(situation, given)
        elif arg.kind == "field":
            yield str(value) if "value" not in given else ""
        else:
            table, found = argument_target(situation, arg, str(value))
            if isinstance(value, Dependency):
                table, found = "tasks", value.predecessor
            row = workspace.get(table, found) if found else None
            yield f"{row.key} {title_of(row)}".strip() if row is not None else str(value)


def _set_to(situation: Situation, given: Mapping[str, object]) -> str:
    """`due = Fri 27 Nov`."""
    table = situation.targets[0].table if situation.targets else ""
    spec = field_spec(table, str(given["field"]))
    row = next(iter(situation.rows), None)
    text = str(given["value"])
    if spec is None or row is None:
        return text
    try:
        reading = reading_of(situation, table, row)
        value = read_value(spec, text, reading)
        after = msgspec.structs.replace(row, **companion_fields(spec, text, reading))
    except QueryError:
        return f"{spec.label} = {text}"
    return f"{spec.label} = {value_text(situation.workspace, spec, value, situation.today, after)}"


def quick_echo(situation: Situation, word: str, text: str, *, is_one: bool = True) -> str:
    """What a quick-add line typed so far means, or why it cannot be read.

    Args:
        situation: where it is typed.
        word: its kind, where it names none.
        text: the line.
        is_one: whether it stands alone, and is not one of several that were pasted.
    """
    (table, kind), line = line_kind(table_of_word(word) or ("tasks", ""), text, is_typed=is_one)
    if not line.strip():
        return _how(table)
    try:
        quick = parse_quick_add(
            situation.workspace,
            table,
            line,
            situation.today,
            kind=kind,
            me=situation.actor,
            component=situation.scope,
        )
    except QueryError as error:
        return str(error)
    unknown = ", ".join(quick.unknown_people)
    new = f"  (new: {unknown})" if unknown else ""
    return preview_text(situation.workspace, quick, situation.today) + new


def _how(table: str) -> str:
    """What a line for a table may say, by the fields that it has."""
    marks = [mark for name, mark in _MARKS if field_spec(table, name) is not None]
    return "  ".join([title_field(table) or "field:value", *marks, "field:value"])


_MARKS: Final = (
    ("priority", "!priority"), ("owner", "@owner"), ("tags", "#tag"), ("due", "due:fri"),
    ("probability", "p:4 i:3 threat"), ("estimate", "est:3d"), ("budget", "budget:1.2m"),
)  # fmt: skip
"""How the fields are typed that a line names most."""
