"""This file finds what rows on their way to another store refer to, and what of it is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pmtui.exchange.documents.entity_documents import (
    Document,
    document_of,
    under_present_names,
)
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.model.workspace.workspace import Workspace

BESIDE: Final = "beside"
"""The part of a document that holds what its rows refer to: made where it is missing, else left."""
Place = tuple[str, int]
"""A table and the id of a row in it."""
_TIES: Final[Mapping[str, tuple[str, str]]] = {
    "assignments": ("task", "person"),
    "links": ("successor", "predecessor"),
}
"""Rows that tie a task to something, with their two ends."""


def referenced_documents(
    workspace: Workspace, table: str, ids: Iterable[int]
) -> dict[str, list[Document]]:
    """What rows refer to, however far, and what ties tasks among them; without the rows themselves.

    Args:
        workspace: where they are.
        table: their table.
        ids: which they are.
    """
    rows = dict.fromkeys((table, row_id) for row_id in ids)
    found: dict[Place, None] = dict(rows)
    _follow(workspace, list(rows), found)
    if table == "tasks":
        ties = [place for _, row_id in rows for place in _ties_of(workspace, row_id, found)]
        found |= dict.fromkeys(ties)
        _follow(workspace, ties, found)
    documents: dict[str, list[Document]] = {}
    for place in sorted(set(found) - set(rows), key=lambda pair: (_ORDER[pair[0]], pair[1])):
        row = workspace.get(*place)
        if row is not None:
            documents.setdefault(place[0], []).append(document_of(workspace, place[0], row))
    return documents


def missing_references(
    workspace: Workspace,
    beside: Mapping[str, Sequence[Document]],
    tables: Mapping[str, Sequence[Document]],
) -> dict[str, list[Document]]:
    """Those of the rows beside a document that are not there, by id, key, name or their ends.

    Args:
        workspace: what is there.
        beside: the rows beside the document.
        tables: its own rows, which come anyway.
    """
    found: dict[str, list[Document]] = {}
    for table, documents in beside.items():
        coming = {name for mapping in tables.get(table, ()) for name in _calls(mapping)}
        for mapping in documents:
            if not coming.intersection(_calls(mapping)) and not _is_there(
                workspace, table, mapping
            ):
                found.setdefault(table, []).append(mapping)
    return found


def _calls(document: Document) -> set[int | str]:
    """The id and key that a document gives itself."""
    calls = (document.get("id"), document.get("key"))
    return {call for call in calls if isinstance(call, int | str) and call}


def _follow(workspace: Workspace, places: list[Place], found: dict[Place, None]) -> None:
    """Add what rows refer to, and what that refers to; of a project its board."""
    open_places = list(places)
    while open_places:
        table, one = open_places.pop()
        for place in _referred(workspace, table, one):
            if place not in found:
                found[place] = None
                open_places.append(place)


def _referred(workspace: Workspace, table: str, one: int) -> Iterator[Place]:
    row = workspace.get(table, one)
    if row is None:
        return
    for spec in field_specs(table):
        value = getattr(row, spec.name)
        if spec.kind == "reference" and value:
            yield spec.refers, value
        elif spec.kind == "about" and (held := workspace.table_of(value)):
            yield held, value
    if table == "components":
        yield from (
            ("columns", column_id) for column_id in workspace.ids_by("columns", "component", one)
        )
    elif table == "calendars":
        for of in ("calendar_weeks", "calendar_exceptions"):
            yield from ((of, row_id) for row_id in workspace.ids_by(of, "calendar", one))


def _ties_of(workspace: Workspace, task: int, found: Mapping[Place, None]) -> Iterator[Place]:
    """The people at work on a task, and its links with tasks that go along."""
    for table, (end, other) in _TIES.items():
        rows = workspace.rows(table)
        for row_id in workspace.ids_by(table, end, task):
            if table != "links" or ("tasks", getattr(rows[row_id], other)) in found:
                yield table, row_id


def _is_there(workspace: Workspace, table: str, document: Mapping[str, object]) -> bool:
    one, key = document.get("id"), document.get("key")
    if isinstance(one, int) and workspace.table_of(one) is not None:
        return True
    named = workspace.by_key(key) if isinstance(key, str) else None
    if table in _TIES:
        named_ends = under_present_names(table, document)
        ends = (named_ends.get(end) for end in _TIES[table])
        return all(_is_called(workspace, end) for end in ends)
    if named is not None and named[0] == table:
        return True
    if table == "people":
        return _is_called(workspace, document.get("name"))
    return table == "columns" and _is_called(workspace, document.get("component"))


def _is_called(workspace: Workspace, name: object) -> bool:
    """Whether something is there by a key, an id or a person's name."""
    if isinstance(name, int):
        return workspace.table_of(name) is not None
    if not isinstance(name, str):
        return False
    return workspace.by_key(name) is not None or bool(workspace.ids_by("people", "name", name))


_ORDER: Final = {table: at for at, table in enumerate(TABLES)}
