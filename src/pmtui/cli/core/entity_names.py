"""This file finds what a typed key, id or path of the command line means."""

from collections.abc import Iterator, Sequence

from pmtui.cli.console.output import USAGE, Stop
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.scope import resolve
from pmtui.query.values.entity_names import no_such_key, normal_key


def resolve_entity(workspace: Workspace, text: str, tables: Sequence[str] = ()) -> tuple[str, int]:
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
            raise Stop(USAGE, no_such_key(typed))
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
    component = resolve_component(workspace, typed)
    if not component:
        raise Stop(USAGE, f"{text!r} means the whole store; name one thing by its key")
    return "components", component


def _prefixes(tables: Sequence[str]) -> Iterator[str]:
    return (prefix for prefix in (TABLES[table].prefix for table in tables) if prefix)


def resolve_entities(
    workspace: Workspace, texts: Sequence[str], tables: Sequence[str] = ()
) -> tuple[tuple[str, int], ...]:
    """The entities that several texts mean, each once.

    Raises:
        Stop: one of them means none.
    """
    return tuple(dict.fromkeys(resolve_entity(workspace, text, tables) for text in texts))


def resolve_component(workspace: Workspace, text: str) -> int:
    """The component that a key, an id or a path means; 0 for `.`, the whole store.

    Raises:
        Stop: it means none, or several.
    """
    try:
        return resolve(workspace, text)
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
