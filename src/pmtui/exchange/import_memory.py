"""This file keeps what a sheet said when it was last imported, so that only its changes count.

What it said is kept in the store, in a table of its own (`sheets`) that other versions of the
program carry along unread: so it is undone with its import, survives compaction, and goes wherever
the store's file goes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

import msgspec

from pmtui.model.changes.ops import Op, Ops, plain
from pmtui.model.workspace.schema import TABLES, defaults_of, present_document, stored_document
from pmtui.model.workspace.workspace import Workspace

TABLE: Final = "sheets"
"""The table of the store that keeps what sheets said."""
Place = tuple[str, int]
"""A table and the id of a row in it."""
Said = Mapping[str, object]
"""Fields of a row as a sheet said them, as plain JSON."""
Rows = dict[Place, dict[str, object]]
_A_PART: Final = 1_000
"""Rows that one document of the table holds."""
_Kept = dict[str, dict[str, dict[str, object]]]


class _Part(msgspec.Struct):
    """One document of the table: some rows of one sheet."""

    id: int
    document: Mapping[str, object]
    rows: Rows


class ImportMemory:
    """What sheets said before this import: this sheet first, any other where it said nothing.

    Args:
        workspace: the store.
        source: the name of the sheet.
        headers: its headers; a sheet of another name with the same headers and mostly the same
            titles is the next edition of the same one.
        titles: the titles of its rows, folded.
        is_plan: whether it says each field of its rows, as the plan of another program does: those
            that are as in a new row are not kept then.
        mark: by which an exported table names what it was written from; else empty.
        base: the store as it was then.
        written: the fields as they were written, where the sheet itself carries them.
    """

    def __init__(
        self,
        workspace: Workspace,
        source: str,
        headers: Iterable[str] = (),
        titles: Iterable[str] = (),
        *,
        is_plan: bool = False,
        mark: str = "",
        base: Workspace | None = None,
        written: Rows | None = None,
    ) -> None:
        self._written = written
        self._is_plan = is_plan
        self._mark = mark
        self._base = base
        self._source = source
        self._headers = sorted(set(headers))
        sheets: dict[str, list[_Part]] = {}
        for part in _parts(workspace):
            sheets.setdefault(str(part.document.get("source", "")), []).append(part)
        edition = self._edition(sheets, frozenset(titles))
        self._parts = sheets.pop(edition, [])
        self._said: Rows = {}
        for part in sorted((value for sheet in sheets.values() for value in sheet), key=_moment):
            _lay(self._said, part.rows)
        self.of_this: Rows = {}
        """What this sheet said."""
        for part in self._parts:
            _lay(self.of_this, part.rows)
        _lay(self._said, self.of_this)
        # What was written anew since this sheet was last imported says what it was written from.
        marks = [str(value.document.get("mark", "")) for value in self._parts]
        self.is_new = mark not in marks
        """Whether it is read for the first time since it was written."""
        self.last_mark = max(marks, default="")
        """What the one was written from that was read last; empty where none was."""
        self._names: dict[tuple[str, tuple[str, ...]], dict[tuple[object, ...], list[int]]] = {}

    def said(self, table: str, entity_id: int) -> Said:
        """The fields of a row as they were said last; empty where nothing was.

        An exported table said what it was written from, till it was imported once.
        """
        based = self._based(table, entity_id)
        if based is None:
            return self._said.get((table, entity_id), {})
        return based if self.is_new else {**based, **self.of_this.get((table, entity_id), {})}

    def named(self, table: str, entity_id: int) -> bool:
        """Whether this sheet has spoken of a row before."""
        is_based = self._based(table, entity_id) is not None
        return is_based or (table, entity_id) in self.of_this

    def _based(self, table: str, entity_id: int) -> Mapping[str, object] | None:
        """A row as it was when the sheet was written; None where that is not known."""
        if self._written is not None:
            return self._written.get((table, entity_id))
        row = self._base.get(table, entity_id) if self._base is not None else None
        if row is None:
            return None
        return {name: plain(getattr(row, name)) for name in row.__struct_fields__}

    def found(self, table: str, fields: tuple[str, ...], values: tuple[object, ...]) -> list[int]:
        """Rows of which a sheet said such values, also those that are gone since; texts folded."""
        index = self._names.get((table, fields))
        if index is None:
            index = self._names[table, fields] = {}
            for (of, entity_id), said in self._said.items():
                if of == table:
                    key = tuple(_folded(said.get(name)) for name in fields)
                    index.setdefault(key, []).append(entity_id)
            for entity_id, row in (
                self._base.rows(table) if self._base is not None else {}
            ).items():
                key = tuple(_folded(plain(getattr(row, name))) for name in fields)
                if entity_id not in index.setdefault(key, []):
                    index[key].append(entity_id)
        return index.get(values, [])

    def ops(
        self, said: Rows, dropped: Iterable[Place], new_id: Callable[[], int], today: date
    ) -> Ops:
        """Ops that keep what the sheet says now; none where it says what it said."""
        missing = dict(said)
        gone = set(dropped)
        changed: list[tuple[_Part, Rows]] = []
        for part in self._parts:
            rows = {place: row for place, row in part.rows.items() if place not in gone}
            for place in part.rows:
                if place in missing:
                    rows[place] = {**rows.get(place, {}), **missing.pop(place)}
            changed.append((part, rows))
        if missing and changed and len(changed[-1][1]) < _A_PART:
            for place in list(missing)[: _A_PART - len(changed[-1][1])]:
                changed[-1][1][place] = missing.pop(place)
        places = list(missing)
        for start in range(0, len(places), _A_PART):
            rows = {place: missing[place] for place in places[start : start + _A_PART]}
            changed.append((_Part(new_id(), {}, {}), rows))
        return tuple(
            Op(
                "put",
                TABLE,
                part.id,
                old=dict(part.document) or None,
                new=self._document(rows, today),
            )
            for part, rows in changed
            if rows != part.rows
            or part.document.get("source") != self._source
            or part.document.get("mark", "") != self._mark
        )

    def _document(self, rows: Rows, today: date) -> dict[str, object]:
        tables: _Kept = {}
        for (table, entity_id), said in rows.items():
            usual = _usual(table) if self._is_plan else {}
            kept = {name: value for name, value in said.items() if usual.get(name, said) != value}
            tables.setdefault(table, {})[str(entity_id)] = dict(stored_document(table, kept))
        return {
            "source": self._source,
            "headers": self._headers,
            "at": today.isoformat(),
            **({"whole": True} if self._is_plan else {}),
            **({"mark": self._mark} if self._mark else {}),
            "rows": msgspec.json.encode(tables).decode(),
        }

    def _edition(self, sheets: Mapping[str, list[_Part]], titles: frozenset[str]) -> str:
        """The sheet that this one is, by its name, or else by its headers and titles."""
        if self._source in sheets:
            return self._source
        for source in sorted(
            sheets, key=lambda sheet: max(map(_moment, sheets[sheet])), reverse=True
        ):
            known = {
                title
                for part in sheets[source]
                for said in part.rows.values()
                if (title := _folded(said.get("title", said.get("name"))))
            }
            same = sheets[source][0].document.get("headers") == self._headers
            if same and titles and 2 * len(titles & known) >= min(len(titles), len(known)):
                return source
        return self._source


def _parts(workspace: Workspace) -> Iterator[_Part]:
    for key, document in workspace.foreign.get(TABLE, {}).items():
        if not isinstance(document, dict) or not str(key).isdecimal():
            continue
        try:
            tables = msgspec.json.decode(str(document.get("rows", "")), type=_Kept)
        except msgspec.DecodeError:
            continue
        is_whole = document.get("whole") is True
        rows = {
            (table, int(entity_id)): {
                **(_usual(table) if is_whole else {}),
                **present_document(table, said),
            }
            for table, kept in tables.items()
            if table in TABLES
            for entity_id, said in kept.items()
            if entity_id.isdecimal()
        }
        yield _Part(int(key), document, rows)


@cache
def _usual(table: str) -> Mapping[str, object]:
    """What the fields of a new row hold, as plain JSON."""
    usual = defaults_of(table).items()
    return {name: plain(value) for name, value in usual if value is not msgspec.NODEFAULT}


def _moment(part: _Part) -> tuple[str, int]:
    return str(part.document.get("at", "")), part.id


def _lay(below: Rows, rows: Rows) -> None:
    for place, said in rows.items():
        below[place] = {**below.get(place, {}), **said}


def _folded(value: object) -> object:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value
