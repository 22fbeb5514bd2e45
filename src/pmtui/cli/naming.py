"""This file finds what a typed key, id or path of the command line means."""

from collections.abc import Iterator, Sequence

from pmtui.cli.codes import USAGE, Stop
from pmtui.model.schema import TABLES
from pmtui.model.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.names import normal_key, nothing_has
from pmtui.query.scope import resolve


def entity_meant(workspace: Workspace, text: str, tables: Sequence[str] = ()) -> tuple[str, int]:
    """The table and id of the entity that a key, an id or a component's path means.

    Args:
        workspace: where to look.
        text: what was typed.
        tables: where what is meant lies; only components go by their names. Any if left out.

    Raises:
        Stop: it means none.
    """
    typed = text.strip()
    if normal_key(typed):
        found = workspace.by_key(typed)
        if found is None:
            raise Stop(USAGE, nothing_has(typed))
        return found[0], found[1].id
    if typed.isascii() and typed.isdigit():
        table = workspace.table_of(int(typed))
        if table is None and not tables:
            raise Stop(USAGE, f"nothing has the id {typed}")
        if table is not None and (not tables or table in tables):
            return table, int(typed)
    if tables and "components" not in tables:
        words = " or ".join(TABLES[table].word for table in tables)
        example = next((f", such as {prefix}-1" for prefix in _prefixes(tables)), "")
        raise Stop(USAGE, f"{text!r} is no {words}: write its key{example}")
    component = component_meant(workspace, typed)
    if not component:
        raise Stop(USAGE, f"{text!r} means the whole store; name one thing by its key")
    return "components", component


def _prefixes(tables: Sequence[str]) -> Iterator[str]:
    return (prefix for prefix in (TABLES[table].prefix for table in tables) if prefix)


def entities_meant(
    workspace: Workspace, texts: Sequence[str], tables: Sequence[str] = ()
) -> tuple[tuple[str, int], ...]:
    """The entities that several texts mean, each once.

    Raises:
        Stop: one of them means none.
    """
    return tuple(dict.fromkeys(entity_meant(workspace, text, tables) for text in texts))


def component_meant(workspace: Workspace, text: str) -> int:
    """The component that a key, an id or a path means; 0 for `.`, the whole store.

    Raises:
        Stop: it means none, or several.
    """
    try:
        return resolve(workspace, text)
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
