"""This file finds what a typed key, id or path of the command line means."""

from collections.abc import Sequence

from pmtui.cli.codes import USAGE, Stop
from pmtui.model.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.names import normal_key
from pmtui.query.scope import resolve


def entity_meant(workspace: Workspace, text: str) -> tuple[str, int]:
    """The table and id of the entity that a key, an id or a component's path means.

    Raises:
        Stop: it means none.
    """
    typed = text.strip()
    if normal_key(typed):
        found = workspace.by_key(typed)
        if found is None:
            raise Stop(USAGE, f"nothing has the key {normal_key(typed)}")
        return found[0], found[1].id
    if typed.isascii() and typed.isdigit():
        table = workspace.table_of(int(typed))
        if table is None:
            raise Stop(USAGE, f"nothing has the id {typed}")
        return table, int(typed)
    component = component_meant(workspace, typed)
    if not component:
        raise Stop(USAGE, f"{text!r} means the whole store; name one thing by its key")
    return "components", component


def entities_meant(workspace: Workspace, texts: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The entities that several texts mean, each once.

    Raises:
        Stop: one of them means none.
    """
    return tuple(dict.fromkeys(entity_meant(workspace, text) for text in texts))


def component_meant(workspace: Workspace, text: str) -> int:
    """The component that a key, an id or a path means; 0 for `.`, the whole store.

    Raises:
        Stop: it means none, or several.
    """
    try:
        return resolve(workspace, text)
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
