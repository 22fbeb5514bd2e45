"""This file makes the ops of one typed line that adds something."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.board.new_cards import FIELDS, completes
from pmtui.actions.core.action import Refused, Situation, Values, table_of_word
from pmtui.model.changes.ops import Ops, apply
from pmtui.model.entities.entity import as_number
from pmtui.model.workspace.schema import field_spec
from pmtui.query.entry.kind_prefix import KINDS, kind_prefix
from pmtui.query.entry.quick_add import QuickAdd, parse_quick_add
from pmtui.query.error import QueryError

PLACED: Final = ("column", "parent", "task")
"""Fields that the place a line is typed in fills in, where the line does not say them."""


def quick_ops(
    situation: Situation,
    quick: QuickAdd,
    placed: Mapping[str, object] | None = None,
) -> tuple[Ops, int]:
    """Ops for a quick-add line whose people all exist, and the id of what it makes.

    Args:
        situation: where it is typed.
        quick: the line as it was read.
        placed: what the place adds where the line does not say it.

    Raises:
        Refused: it cannot stand where it was asked for.
    """
    fields = {**_in_step(situation, quick, placed or {}), **quick.fields}
    made = new_entity(situation, quick.table, quick.kind, fields)
    document = made[0].new
    ops = made
    for predecessor in quick.after:
        link = {
            "predecessor": predecessor,
            "successor": document["id"],
            "component": document["component"],
        }
        ops += new_entity(situation, "links", "", link)
    here = msgspec.structs.replace(situation, workspace=apply(situation.workspace, made))
    for person in quick.assignees:
        ops += new_entity(here, "assignments", "", {"task": document["id"], "person": person})
    return ops, int(document["id"])


def _in_step(
    situation: Situation, quick: QuickAdd, placed: Mapping[str, object]
) -> Mapping[str, object]:
    """What the place adds to a line; no column where the line tells another progress than it has.

    Raises:
        Refused: the line itself names a column that its progress speaks against.
    """
    said = {name: quick.fields[name] for name in FIELDS if name in quick.fields}
    names = {**placed, **quick.fields}
    column = situation.workspace.columns.get(as_number(names.get("column")))
    if not said or column is None or quick.table != "tasks":
        return placed
    if (column.role == "done") == completes(said):
        return placed
    if "column" in quick.fields:
        state = "done" if completes(said) else "open"
        raise Refused(f"its progress says that it is {state}, and {column.name} that it is not")
    return {name: value for name, value in placed.items() if name != "column"}


def unknown_people(situation: Situation, word: str, text: str) -> tuple[str, ...]:
    """Names in quick-add lines for a kind that nobody carries; a line not understood has none."""
    found = table_of_word(word)
    names: dict[str, None] = {}
    if found is None:
        return ()
    lines = text.splitlines()
    for line in lines:
        with suppress(QueryError):
            meant, rest = line_kind(found, line, is_typed=len(lines) == 1)
            names |= dict.fromkeys(_read(situation, meant, rest).unknown_people)
    return tuple(names)


def line_kind(
    found: tuple[str, str], line: str, *, is_typed: bool = True
) -> tuple[tuple[str, str], str]:
    """Table and kind that a line is for, which it may name itself, and the line without it."""
    said = kind_prefix(found[0], line, is_typed=is_typed)
    return (KINDS[said.word] if said.word else found), said.line


def one_kind(word: str, is_same: bool, line: str) -> None:  # noqa: FBT001
    """Refuse a line that names another kind than it was to be.

    Raises:
        Refused: it does.
    """
    named = line.strip().partition(":")[0]
    if not is_same:
        raise Refused(
            f"a {word} was asked for and the line says {named}: add a {named}, or put "
            f'"{named}:" in quotes to keep it in the title'
        )


def line_ops(
    situation: Situation, meant: tuple[str, str], line: str, values: Values
) -> tuple[Ops, int]:
    """Ops for one line; people nobody carries the name of are made first, unless told not to."""
    placed = {
        name: values[name] for name in PLACED if values.get(name) and field_spec(meant[0], name)
    }
    column = situation.workspace.columns.get(as_number(placed.get("column")))
    if column is not None:
        situation = msgspec.structs.replace(situation, scope=column.component)
    quick = _read(situation, meant, line)
    ops: Ops = ()
    if quick.unknown_people and not values.get("make_people", True):
        names = " and ".join(repr(name) for name in quick.unknown_people)
        raise Refused(f"nobody is called {names}; add the person first")
    for name in quick.unknown_people:
        more = new_entity(situation, "people", "", {"name": name})
        situation = after(situation, more)
        ops += more
    if quick.unknown_people:
        quick = _read(situation, meant, line)
    made, focus = quick_ops(situation, quick, placed)
    return ops + made, focus


def _read(situation: Situation, meant: tuple[str, str], line: str) -> QuickAdd:
    table, kind = meant
    return parse_quick_add(
        situation.workspace,
        table,
        line,
        situation.today,
        kind=kind,
        me=situation.actor,
        component=situation.scope,
    )


def after(situation: Situation, ops: Ops) -> Situation:
    """The situation once ops are applied."""
    return msgspec.structs.replace(situation, workspace=apply(situation.workspace, ops))
