"""This file offers what may be typed for an argument, and says what was understood of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from pmtui.actions.adding.quick_add import line_kind
from pmtui.actions.arguments import argument_target
from pmtui.actions.catalogue import set_menu_of
from pmtui.actions.core.action import Action, Arg, Situation, table_of_word
from pmtui.actions.editing.set_fields import editable, reading_of
from pmtui.actions.schedule.typed_dependency import Dependency
from pmtui.model.entities.entity import title_of
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec
from pmtui.query.entry.completion import (
    Completion,
    complete_filter,
    complete_named,
    complete_quick_add,
    complete_value,
)
from pmtui.query.entry.preview import preview_text
from pmtui.query.entry.quick_add import parse_quick_add, title_field
from pmtui.query.error import QueryError
from pmtui.query.values.field_values import companion_fields, read_value
from pmtui.query.values.formatting import value_text
from pmtui.views.catalogue import FIRST, VIEWS

MOST_FILES: Final = 200
"""Most names of a directory that are offered."""
_BY_NAME: Final = frozenset({"person", "task", "column", "template"})
_NAMED: Final = {spec.word: spec.name for spec in TABLES.values() if spec.word in _BY_NAME} | {
    "link": "tasks"
}
"""The tables of what arguments name, by their kind."""


def with_first_completion(text: str, offered: Sequence[Completion]) -> str:
    """The text with the first of what is offered in the place of what it completes."""
    if not offered:
        return text
    first = offered[0]
    return text[: first.start] + first.text + text[first.end :]


def argument_completions(
    situation: Situation, arg: Arg, given: Mapping[str, object], text: str
) -> tuple[Completion, ...]:
    """What may stand in an argument's text.

    Args:
        situation: where it is typed, and what the action is done to.
        arg: the argument.
        given: the arguments before it.
        text: as typed so far.
    """
    if arg.kind in {"quick", "query"}:
        return _in_line(situation, arg, given, text)
    if arg.kind == "component" or arg.kind in _NAMED:
        return _names(situation, arg, text)
    if arg.name == "value":
        table = situation.targets[0].table if situation.targets else ""
        spec = field_spec(table, str(given.get("field", ""))) if table else None
        return value_completions(situation, spec, text) if spec is not None else ()
    words: Iterable[tuple[str, str]] = ((choice, "") for choice in arg.choices)
    if arg.kind == "file":
        words = _files(text)
    elif arg.kind == "field":
        words = _fields(situation)
    elif arg.name == "kind":
        words = _kinds()
    return _offered(words, text)


def value_completions(situation: Situation, spec: FieldSpec, text: str) -> tuple[Completion, ...]:
    """What may stand as the value of a field of what the action is done to."""
    if not situation.targets:
        return ()
    table = situation.targets[0].table
    return complete_value(situation.workspace, table, spec, text, _component(situation))


def _in_line(
    situation: Situation, arg: Arg, given: Mapping[str, object], text: str
) -> tuple[Completion, ...]:
    """What may stand at the end of a quick-add line or a filter."""
    workspace = situation.workspace
    if arg.kind == "query":
        view = VIEWS.get(situation.view, FIRST)
        table = view.tables[0]
        return complete_filter(workspace, table, text, len(text))
    table = (table_of_word(str(given.get("kind", "task"))) or ("tasks", ""))[0]
    return complete_quick_add(workspace, table, text, len(text), _component(situation))


def _names(situation: Situation, arg: Arg, text: str) -> tuple[Completion, ...]:
    workspace = situation.workspace
    component = _component(situation)
    if arg.kind != "component":
        return complete_named(workspace, _NAMED[arg.kind], text, component)
    columns: tuple[Completion, ...] = ()
    if situation.targets and situation.targets[0].table == "tasks":
        columns = complete_named(workspace, "columns", text, component)
    return (*columns, *complete_named(workspace, "components", text))


def _component(situation: Situation) -> int:
    return next((row.component for row in situation.rows), situation.scope)


def _fields(situation: Situation) -> Iterator[tuple[str, str]]:
    """The fields of what is under the cursor, those of the strip before the others."""
    if not situation.targets:
        return
    table = situation.targets[0].table
    letters = {letter.field: f"s {letter.letter}" for letter in set_menu_of(table)}
    specs = sorted(editable(table), key=lambda spec: spec.name not in letters)
    yield from ((spec.name, letters.get(spec.name, "")) for spec in specs)


def _kinds() -> Iterator[tuple[str, str]]:
    kinds = (kind for spec in TABLES.values() for kind in (*dict(spec.kinds), spec.word))
    yield from ((kind, "") for kind in dict.fromkeys(kinds))


def _offered(words: Iterable[tuple[str, str]], text: str) -> tuple[Completion, ...]:
    typed = text.casefold()
    return tuple(
        Completion(word, 0, len(text), told)
        for word, told in words
        if word.casefold().startswith(typed)
    )


def _files(text: str) -> Iterator[tuple[str, str]]:
    """Names in the directory typed so far, what an import takes first, directories with a `/`."""
    from pmtui.exchange.formats.catalogue import endings

    imported = frozenset(endings())
    head, _, start = text.rpartition("/")
    lead = f"{head}/" if "/" in text else ""
    try:
        folder = Path(lead or ".").expanduser()
        found = sorted(
            folder.iterdir(),
            key=lambda path: (path.suffix.casefold() not in imported, path.name.casefold()),
        )
    except (OSError, RuntimeError):
        return
    shown = [
        other_path
        for other_path in found
        if start.startswith(".") or not other_path.name.startswith(".")
    ]
    wanted = [
        other_path
        for other_path in shown
        if other_path.name.casefold().startswith(start.casefold())
    ]
    for path in wanted[:MOST_FILES]:
        is_folder = path.is_dir()
        yield lead + path.name + ("/" if is_folder else ""), "directory" if is_folder else ""


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
        elif arg.name == "value" and "field" in given:
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
