"""This file reads what a person typed for an action's argument into what the action wants."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.actions.board.cards import find_column
from pmtui.actions.core.action import Arg, ArgKind, Refused, Situation, table_of_word
from pmtui.actions.editing.set_fields import set_field
from pmtui.actions.schedule.typed_dependency import Dependency, read_dependency
from pmtui.model.entities.entity import as_number
from pmtui.model.entities.tasks import Column
from pmtui.model.governance.checkins import ASKS
from pmtui.model.rules.life_cycles import read_answer
from pmtui.query.error import QueryError, UnknownNameError
from pmtui.query.fields.aliases import resolve_spec
from pmtui.query.scope import resolve
from pmtui.query.values.entity_names import find
from pmtui.query.values.numerals import typed_whole

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
_NAMED: Final[tuple[ArgKind, ...]] = ("person", "task", "template")
_TABLES: Final = {kind: (table_of_word(kind) or ("", ""))[0] for kind in _NAMED}


def read_argument(
    situation: Situation, arg: Arg, text: str, given: Mapping[str, object] = _NOTHING
) -> object:
    """An argument as typed, as the action wants it: the id of what it names, a number or the text.

    Args:
        situation: where it is typed, and what the action is done to.
        arg: the argument.
        text: as typed.
        given: arguments read before it: a value is tried on the field it is for.

    Raises:
        Refused: it cannot be read; says what is allowed.
    """
    if arg.kind == "field":
        return _field(situation, text)
    _refuse_other(situation, arg, text, given)
    try:
        if arg.kind == "component":
            return column_of_tasks(situation, text) or _component(situation, text)
        if arg.kind in _TABLES:
            return find(situation.workspace, _TABLES[arg.kind], text, me=situation.actor)
        if arg.kind == "link":
            return read_dependency(situation, text)
        if arg.kind == "int":
            return typed_whole(text) if text.strip() else None
    except QueryError as error:
        raise Refused(str(error)) from error
    return text


def _component(situation: Situation, text: str) -> int:
    """The component that a text names; where a column could be meant, its names are told too."""
    try:
        return resolve(situation.workspace, text)
    except UnknownNameError as error:
        names = ", ".join(column.name for column in _board(situation))
        if not names:
            raise
        reason = f"no column or component is called {error.name!r}"
        hint = f"columns: {names}" + (f"; {error.hint}" if error.hint else "")
        raise UnknownNameError(error.name, reason, hint=hint) from error


def column_of_tasks(situation: Situation, text: str) -> int:
    """The column that a text names on the board of the task it is done to; 0 where it is none."""
    found = find_column(_board(situation), text)
    return found.id if found is not None else 0


def _board(situation: Situation) -> tuple[Column, ...]:
    """The columns of the board of the task it is done to; none where it is no task."""
    if not situation.rows or any(target.table != "tasks" for target in situation.targets):
        return ()
    return situation.workspace.board_of(situation.rows[0].component)


def _refuse_other(situation: Situation, arg: Arg, text: str, given: Mapping[str, object]) -> None:
    """Refuse a word that is none of those allowed, a value that its field cannot have."""
    is_answer = arg.name == "answer" and (
        any(target.table == ASKS.name for target in situation.targets)
        or read_answer(text)
        or read_answer(f"{text} back")
    )
    if arg.choices and text not in (*arg.choices, *arg.also) and not is_answer:
        raise Refused(f"{arg.name} is {' or '.join(arg.choices)}, not {text!r}")
    if arg.name == "kind" and table_of_word(text) is None:
        raise Refused(f"there is no kind {text!r}")
    if arg.name == "value" and "field" in given:
        for target, row in zip(situation.targets[:1], situation.rows, strict=False):
            set_field(situation, row, target.table, str(given["field"]), text)


def _field(situation: Situation, text: str) -> str:
    if not situation.targets:
        raise Refused("nothing under the cursor")
    try:
        return resolve_spec(situation.targets[0].table, text).name
    except QueryError as error:
        raise Refused(str(error)) from error


def argument_target(situation: Situation, arg: Arg, text: str) -> tuple[str, int]:
    """The table and id of what a typed argument names; an id of 0 where it names nothing yet."""
    table = "components" if arg.kind == "component" else _TABLES.get(arg.kind, "")
    if arg.kind == "link":
        table = "tasks"
    if not table or not text.strip():
        return table, 0
    try:
        value = read_argument(situation, arg, text)
        found = value.predecessor if isinstance(value, Dependency) else as_number(value)
    except Refused:
        return table, 0
    return ("columns" if found in situation.workspace.columns else table), found
