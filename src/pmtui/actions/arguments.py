"""This file reads what a person typed for an action's argument into what the action wants."""

from typing import Any, Final

from pmtui.actions.dependency import Dependency, read_dependency
from pmtui.actions.spec import Arg, ArgKind, Refused, Situation
from pmtui.query.error import QueryError
from pmtui.query.names import find
from pmtui.query.scope import resolve
from pmtui.query.values import whole_number

_TABLES: Final[dict[ArgKind, str]] = {"person": "people", "task": "tasks"}


def read_argument(situation: Situation, arg: Arg, text: str) -> Any:
    """An argument as typed, as the action wants it: the id of what it names, a number or the text.

    Raises:
        Refused: it cannot be read; says what is allowed.
    """
    try:
        if arg.kind == "component":
            return resolve(situation.workspace, text)
        if arg.kind in _TABLES:
            return find(situation.workspace, _TABLES[arg.kind], text, me=situation.actor)
        if arg.kind == "link":
            return read_dependency(situation, text)
        if arg.kind == "int":
            return whole_number(text) if text.strip() else None
    except QueryError as error:
        raise Refused(str(error)) from error
    return text


def argument_target(situation: Situation, arg: Arg, text: str) -> tuple[str, int]:
    """The table and id of what a typed argument names; an id of 0 where it names nothing yet."""
    table = "components" if arg.kind == "component" else _TABLES.get(arg.kind, "")
    if arg.kind == "link":
        table = "tasks"
    if not table or not text.strip():
        return table, 0
    try:
        found = read_argument(situation, arg, text)
        return table, found.giver if isinstance(found, Dependency) else int(found)
    except Refused:
        return table, 0
