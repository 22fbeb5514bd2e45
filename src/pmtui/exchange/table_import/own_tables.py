"""This file plans the rows of our own tables: every table of the store, by key, id or content."""

from collections.abc import Mapping, Sequence
from typing import Final

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.matching.row_matching import RowMatcher
from pmtui.exchange.sheets.dates import shown
from pmtui.exchange.table_import.own_references import as_here, called, free_key, references_of
from pmtui.exchange.tables.column_maps.column_map import PLACE
from pmtui.exchange.tables.column_maps.own_columns import has_key
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import RowRead, TitleRequest
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.components import ComponentKind
from pmtui.model.entities.entity import as_number, as_text
from pmtui.model.ids import key_parts
from pmtui.model.rules.life_cycles import first_state, lifecycle_of
from pmtui.model.workspace.schema import TABLES, FieldSpec, defaults_of, field_spec, field_specs

_KINDS: Final[Mapping[str, ComponentKind]] = {
    "PF": "portfolio",
    "PG": "program",
    "P": "project",
    "O": "operation",
}


class OwnPlanner:
    """Plans the rows of a table that `export` wrote.

    Args:
        draft: where the plan is kept.
        reader: where findings are told.
        claims: finds what is there already.
        into: the component of rows that do not name theirs; 0 for the top.
    """

    def __init__(
        self, draft: ImportBuilder, reader: RowReader, claims: RowMatcher, into: int
    ) -> None:
        self._draft = draft
        self._reader = reader
        self._claims = claims
        self._into = into
        self._table = reader.mapping.table

    def components(self, rows: Sequence[RowRead], *, holds: bool) -> list[int]:
        """The component of each row: the one it names, made where it is missing.

        What is called by the key of something that is there stays where it is.

        Args:
            rows: the rows.
            holds: whether all that is new goes into the component that was asked for.
        """
        found: list[int] = []
        for row in rows:
            home = self._home(row)
            said = 0 if home and holds else self._into if holds else self._component(row, home)
            if home and said not in {0, home} and "component" in row.references:
                self._tell_home(row, home)
            found.append(home or said)
        return found

    def _home(self, row: RowRead) -> int:
        """The component of what a row calls by its key, if it is there and known by its key."""
        if self._table == "components" or _told_apart_by(self._table) is not None:
            return 0
        named = self._draft.workspace.by_key(str(row.fields.get("key", "")))
        home = named[1].component if named is not None and named[0] == self._table else 0
        if home:
            self._draft.change("components", home, {}, row.line)
        return home

    def _tell_home(self, row: RowRead, home: int) -> None:
        where = shown(str(self._draft.value("components", home, "name")))
        what = f"it is in {where}, and an import moves nothing from one component to another"
        todo = "move it with `pmtui move`"
        self._reader.tell(row.line, self._reader.header_of("component"), what, todo)

    def plan(self, rows: Sequence[RowRead], components: Sequence[int]) -> list[int]:
        """Plan every row of a table other than tasks; their ids."""
        ids = self._identified(rows, components)
        for at, row in enumerate(rows):
            if not ids[at]:
                ids[at] = self._made(row, components[at])
        for row, row_id, component in zip(rows, ids, components, strict=True):
            self._filled(row, row_id, component)
        return ids

    def _identified(self, rows: Sequence[RowRead], components: Sequence[int]) -> list[int]:
        ids: list[int] = []
        for row, component in zip(rows, components, strict=True):
            ids.append(self._known(row, component))
        if "title" in TABLES[self._table].type.__struct_fields__ or self._table == "people":
            wants = [
                TitleRequest(at, row, components[at], None)
                for at, row in enumerate(rows)
                if not ids[at] and row.title
            ]
            for at, known in self._claims.titled(self._table, wants).items():
                ids[at] = known
        gone = [at for at, row_id in enumerate(ids) if row_id and not self._is_there(row_id)]
        self._claims.tell_gone([rows[at] for at in gone])
        return ids

    def _is_there(self, one: int) -> bool:
        return self._draft.workspace.get(self._table, one) is not None

    def _known(self, row: RowRead, component: int) -> int:
        table, draft = self._table, self._draft
        one = as_number(row.fields.get("id"))
        if one and draft.workspace.get(table, one) is not None:
            return self._claims.first_free(table, (one,))
        names = _told_apart_by(table)
        if names is not None:
            known = self._alike(names, row)
            if known:
                return known
        if not has_key(table):
            return 0
        return self._claims.find(table, row, component, dict(row.fields))

    def _alike(self, names: tuple[str, ...], row: RowRead) -> int:
        """The row that says the same where rows have no key."""
        rows = self._draft.workspace.rows(self._table)
        if not names:
            return next(iter(rows), 0)
        values: dict[str, object] = {}
        for name in names:
            spec = field_spec(self._table, name)
            if spec is not None and spec.kind in {"reference", "about"}:
                text = row.references.get(name, "")
                values[name] = self._peek(spec, text) if text else 0
            else:
                usual = getattr(spec, "kind", "") == "date"
                values[name] = row.fields.get(name, None if usual else "")
        first = names[0]
        ids = self._draft.workspace.ids_by(self._table, first, values[first])
        fitting = (
            row_id
            for row_id in ids
            if all(getattr(rows[row_id], name) == values[name] for name in names)
        )
        return self._claims.first_free(self._table, fitting)

    def _peek(self, spec: FieldSpec, text: str) -> int:
        """What a cell refers to, if it is there; nothing is made or told."""
        if spec.refers == "people":
            return self._draft.people.known_person(text)
        found = called(self._draft, spec, text)
        return found[1] if found else 0

    def _made(self, row: RowRead, component: int) -> int:
        """A new row as far as its own fields go; whom it refers to comes when all are there."""
        draft, table = self._draft, self._table
        fields = dict(row.fields)
        key = as_text(fields.pop("key", ""))
        one = as_number(fields.pop("id", 0))
        is_called = bool(key or one)
        start = {} if is_called else self._claims.start(table)
        kind = str(fields.get("kind", defaults_of(table).get("kind", "project")))
        fields = {**start, **fields, **free_key(draft, table, key, kind)}
        title = self._title(row)
        place = {} if table == "components" else {"component": component}
        for spec in field_specs(table):
            named = spec.name in fields or spec.name in title or spec.name in {"id", "component"}
            if spec.required and not named and spec.name not in row.references:
                if table == "components" and spec.name == "kind":
                    fields["kind"] = "project"
                    continue
                word = TABLES[table].word.replace("_", " ")
                self._error(row, spec.name, f"a new {word} needs its {spec.label}", "fill it in")
                fields[spec.name] = None
        free = one if one and draft.workspace.table_of(one) is None else 0
        said = {**fields, **title, **place}
        return draft.make(table, said, row.line, free, as_it_stands=is_called)

    def _filled(self, row: RowRead, one: int, component: int) -> None:
        """Say of a row what its cells say."""
        draft, table = self._draft, self._table
        fields = {name: value for name, value in row.fields.items() if name not in {"id", "key"}}
        self._check_state(row, one, fields)
        fields |= self._title(row) | references_of(draft, self._reader, row, table, component)
        is_new = draft.is_new(table, one)
        if not is_new:
            self._claims.allowed(table, one, row, fields)
            if table != "components":
                fields.pop("component", None)
            fields = as_here(draft.workspace.get(table, one), fields)
            draft.change(table, one, fields, row.line)
            draft.recall(table, one, {"component": draft.value(table, one, "component")})
            return
        if table == "components":
            parent = as_number(fields.get("component")) or self._into
            fields |= {"component": parent, "rank": draft.rank_after(table, "component", parent)}
        else:
            fields.pop("component", None)
            for rank, group in TABLES[table].ranks:
                value = fields.get(group, component)
                fields[rank] = draft.rank_after(table, group, value)
        draft.change(table, one, fields, row.line)
        for spec in field_specs(table):
            if spec.required and spec.name in row.references and not fields.get(spec.name):
                word = TABLES[table].word.replace("_", " ")
                todo = f"import {(spec.refers or 'what it is about').replace('_', ' ')} first"
                self._error(row, spec.name, f"a {word} without its {spec.label}", todo)
        if table == "components":
            draft.boards.board(one, row.line)

    def _check_state(self, row: RowRead, one: int, fields: dict[str, object]) -> None:
        """Take out a state that the life cycle of the row's kind does not know, and say so."""
        if "state" not in fields:
            return
        kinds = "kind" in TABLES[self._table].type.__struct_fields__
        held = self._draft.value(self._table, one, "kind") if kinds else ""
        kind = str(fields.get("kind") or held or "")
        lifecycle = lifecycle_of(self._table, kind)
        state = fields["state"]
        if lifecycle is not None and state not in lifecycle:
            what = f"{shown(str(state))} is no state"
            todo = f"write {', '.join(lifecycle)}"
            self._reader.tell(row.line, self._reader.header_of("state"), what, todo)
            del fields["state"]
            if self._draft.is_new(self._table, one):
                first = first_state(self._table, kind)
                self._draft.change(self._table, one, {"state": first}, row.line)

    def _title(self, row: RowRead) -> dict[str, str]:
        name = self._reader.title
        return {name: row.title} if row.title and name else {}

    def _component(self, row: RowRead, home: int) -> int:
        """The component a row names by its key, else by its name; made where it is missing."""
        key = row.references.get("component", "")
        name = row.words.get(PLACE, "")
        if self._table == "components":
            return 0
        if not (key or name):
            return home or self._into
        draft = self._draft
        by_key = draft.found("components", "key", (folded(key),)) if key else []
        by_name = draft.found("components", "title", (folded(name),)) if name else []
        for component_id in by_key or by_name:
            draft.change("components", component_id, {}, row.line)
            return component_id
        if home:
            return home
        parts = key_parts(key)
        kind = _KINDS.get(parts[0] if parts else "", "project")
        fields = {
            "kind": kind,
            "name": name or key,
            "component": self._into,
            "rank": draft.rank_after("components", "component", self._into),
        }
        fields |= self._claims.start("components") | fields
        fields |= free_key(draft, "components", key, kind)
        made = draft.make("components", fields, row.line)
        draft.boards.board(made, row.line)
        return made

    def _error(self, row: RowRead, field: str, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of(field), what, todo, "error")


def _told_apart_by(table: str) -> tuple[str, ...] | None:
    """The fields that tell rows apart that people do not call by a key; None where they do."""
    spec = TABLES[table]
    return spec.alike if spec.alike is not None else spec.alike_in_tables
