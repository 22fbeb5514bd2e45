"""This file matches documents with the rows they are about: by id, key, code, or what they say."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.actions.core.action import Situation
from pmtui.exchange.documents.entity_documents import (
    Document,
    DocumentError,
    Names,
    under_present_names,
)
from pmtui.model.entities.entity import Entity, as_number
from pmtui.model.ids import MAX_ID, key_parts
from pmtui.model.workspace.schema import TABLES, field_spec, prefix_for
from pmtui.model.workspace.workspace import Workspace

_FIRST: Final = ("people", "components", "columns")
_NAMED_BY: Final[Mapping[str, tuple[str, ...]]] = {"people": ("name",)}


class RowProblem(msgspec.Struct, frozen=True):
    """What is wrong with one document."""

    table: str
    row: int
    """Its place in its table, counted from 1."""
    field: str
    text: str


class DocumentRow(msgspec.Struct, frozen=True):
    """One document on its way, and the row it is matched with."""

    table: str
    at: int
    document: Document
    id: int = 0
    """Of the row it is matched with, or the one that a new row gets."""
    old: Entity | None = None


def problem_of(row: DocumentRow, error: DocumentError) -> RowProblem:
    """What is wrong with a document, and where it stands."""
    return RowProblem(row.table, row.at, error.field, error.reason)


def similar_row(workspace: Workspace, table: str, entity: Entity) -> Entity | None:
    """The row that is meant where rows have no key: the one that is alike in what matters."""
    fields = TABLES[table].alike
    rows = workspace.rows(table)
    if not fields:
        return None if fields is None else next(iter(rows.values()), None)
    first, *rest = fields
    for row_id in workspace.ids_by(table, first, getattr(entity, first)):
        if all(getattr(rows[row_id], name) == getattr(entity, name) for name in rest):
            return rows[row_id]
    return None


class Matcher:
    """Finds what each document of one call is about, and gives ids to what is new.

    Args:
        situation: the workspace, and where new ids come from.
        names: is told what every document calls itself.
    """

    def __init__(self, situation: Situation, names: Names) -> None:
        self._situation = situation
        self._workspace = situation.workspace
        self._names = names
        self._seen: dict[tuple[str, str, object], tuple[int, bool]] = {}
        self.problems: list[RowProblem] = []

    def rows(self, tables: Mapping[str, Sequence[Document]]) -> "Iterator[DocumentRow]":
        """The documents with what they are matched with; what cannot be matched is a problem."""
        order = [*_FIRST, *(name for name in TABLES if name not in _FIRST)]
        for table in sorted(tables, key=order.index):
            for at, document in enumerate(tables[table], 1):
                row = DocumentRow(table, at, under_present_names(table, document))
                try:
                    found = self._identified(row)
                except DocumentError as error:
                    self.problems.append(problem_of(row, error))
                else:
                    yield found

    def _identified(self, row: DocumentRow) -> DocumentRow:
        old = self._old(row)
        given = row.document.get("id")
        entity_id = old.id if old is not None else as_number(given) or self._situation.new_id()
        found = DocumentRow(row.table, row.at, row.document, entity_id, old)
        for field in ("id", "key", "code"):
            self._refuse_twice(found, field)
        is_told_apart = bool(given or row.document.get("key"))
        for field in _NAMED_BY.get(row.table, ()):
            self._refuse_twice(found, field, is_told_apart=is_told_apart)
        self._names.add(row.table, entity_id, row.document)
        return found

    def _refuse_twice(self, row: DocumentRow, field: str, *, is_told_apart: bool = False) -> None:
        """Refuse a name that stands in two rows, unless both have a key that tells them apart."""
        name = row.id if field == "id" else row.document.get(field)
        if not name:
            return
        if not isinstance(name, int | str):
            raise DocumentError(field, f"{name!r} is no text")
        first, was_told_apart = self._seen.setdefault(
            (row.table, field, name), (row.at, is_told_apart)
        )
        if first != row.at and not (is_told_apart and was_told_apart):
            raise DocumentError(field, f"{name!r} is in row {first} already")

    def _old(self, row: DocumentRow) -> Entity | None:
        given, key = row.document.get("id"), row.document.get("key")
        if given is not None and (type(given) is not int or not 0 < given <= MAX_ID):
            raise DocumentError("id", f"{given!r} is no whole number up to 2^53")
        if given:
            held = self._workspace.table_of(given)
            if held is not None and held != row.table:
                raise DocumentError("id", f"{given} is the id of a {TABLES[held].word}")
            return self._workspace.get(row.table, given)
        if key:
            return self._with_key(row, str(key))
        code = row.document.get("code")
        if code and isinstance(code, str) and field_spec(row.table, "code") is not None:
            found = self._workspace.ids_by(row.table, "code", code)
            if len(found) > 1:
                raise DocumentError("code", f"{code!r} is the code of {len(found)} rows")
            return self._workspace.get(row.table, found[0]) if found else None
        if row.table == "people":
            name = str(row.document.get("name", "")).casefold()
            people = self._workspace.people.values()
            return next((person for person in people if person.name.casefold() == name), None)
        return None

    def _with_key(self, row: DocumentRow, key: str) -> Entity | None:
        parts = key_parts(key)
        wanted = prefix_for(row.table, str(row.document.get("kind", "")))
        found = self._workspace.by_key(key)
        if found is not None and found[0] == row.table:
            return found[1]
        if parts is None or parts[0] != wanted:
            word = TABLES[row.table].word
            keys = f"begins with {wanted}-" if wanted else "is not given by hand"
            raise DocumentError("key", f"{key!r} is no key of a {word}; its key {keys}")
        return None
